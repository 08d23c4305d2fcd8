package org.yett.gateway.pki;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Names of keys by hash, as strongSwan and certificates have them. */
public final class KeyIds {

  private KeyIds() {}

  /** SHA-1 of the subjectPublicKey bits: what most CAs put in the Subject Key Identifier. */
  public static byte[] ofKey(SubjectPublicKeyInfo key) {
    return sha1(key.getPublicKeyData().getOctets());
  }

  /** SHA-1 of the whole SubjectPublicKeyInfo: what a CERTREQ names (RFC 7296 3.7). */
  public static byte[] ofInfo(SubjectPublicKeyInfo key) {
    try {
      return sha1(key.getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In hexadecimal. */
  public static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  private static byte[] sha1(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
