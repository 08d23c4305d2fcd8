package org.yett.vectors.corpus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums of documents. */
final class Checksum {

  private Checksum() {}

  /** SHA-256 of a document in UTF-8, in hexadecimal. */
  static String sha256(String document) {
    return sha256(document.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of a file, in hexadecimal. */
  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
