package org.yett.spec.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.yett.spec.Level;

/**
 * One sentence with an RFC 2119 keyword, found in the text of a specification.
 *
 * @param section the section's number, for example {@code 2.2.1}, {@code B.1} or {@code abstract}
 * @param ordinal which normative sentence of that section it is, from 1
 * @param level its strongest keyword
 * @param text the sentence with single blanks; never shipped, only hashed
 */
public record NormativeSentence(String section, int ordinal, Level level, String text) {

  /** {@code section/ordinal}, the part of a clause key after the document's name. */
  public String place() {
    return section + "/" + ordinal;
  }

  /**
   * The SHA-256 of the sentence without any white space, as 64 lower-case hex digits. Leaving white
   * space out makes the hash the same whatever the line width or the page breaks of the copy.
   */
  public String hash() {
    return hash(text);
  }

  /** The same for any passage of a text. */
  public static String hash(String passage) {
    try {
      byte[] bare = passage.replaceAll("\\s+", "").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bare));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
