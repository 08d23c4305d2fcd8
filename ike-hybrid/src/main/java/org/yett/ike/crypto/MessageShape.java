package org.yett.ike.crypto;

import java.util.Arrays;
import org.yett.spec.Clause;

/** Lays out and takes apart protected messages; what all ciphers have in common. */
final class MessageShape {

  private static final int MAXIMUM_PADDING = 255;

  private MessageShape() {}

  static void require(IkeCipher cipher, CipherKeys keys) {
    requireLength("encryption key", cipher.encryptionKeyLength(), keys.encryption().length());
    requireLength("integrity key", cipher.integrityKeyLength(), keys.integrity().length());
  }

  static void require(
      IkeCipher cipher, CipherKeys keys, byte[] iv, byte[] padding, int plaintextLength) {
    require(cipher, keys);
    requireLength("IV", cipher.ivLength(), iv.length);
    if (padding.length > MAXIMUM_PADDING
        || (plaintextLength + padding.length + 1) % cipher.blockLength() != 0) {
      throw new IllegalArgumentException(
          "%d octets of padding do not suit a plaintext of %d"
              .formatted(padding.length, plaintextLength));
    }
  }

  private static void requireLength(String what, int expected, int length) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "%s of %d octets instead of %d".formatted(what, length, expected));
    }
  }

  /** Prefix, IV, plaintext, padding and Pad Length, with room for the ICV. */
  static byte[] lay(byte[] prefix, byte[] iv, byte[] plaintext, byte[] padding, int icv) {
    int at = prefix.length + iv.length;
    byte[] message = Arrays.copyOf(prefix, at + plaintext.length + padding.length + 1 + icv);
    System.arraycopy(iv, 0, message, prefix.length, iv.length);
    System.arraycopy(plaintext, 0, message, at, plaintext.length);
    at += plaintext.length;
    System.arraycopy(padding, 0, message, at, padding.length);
    message[at + padding.length] = (byte) padding.length;
    return message;
  }

  /** Takes padding and Pad Length off an authentic plaintext of at least one octet. */
  @Clause("rfc7296:3.14/5")
  @Clause("rfc5282:3/2")
  @Clause("rfc7634:3/2")
  static Opened strip(byte[] padded) {
    int end = padded.length - 1 - (padded[padded.length - 1] & 0xff);
    Opened opened =
        end < 0
            ? new Opened.Refused(Opened.Refusal.WRONG_PAD_LENGTH)
            : new Opened.Authentic(Arrays.copyOf(padded, end));
    Arrays.fill(padded, (byte) 0);
    return opened;
  }
}
