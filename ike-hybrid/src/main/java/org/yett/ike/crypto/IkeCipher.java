package org.yett.ike.crypto;

import java.util.Optional;
import java.util.OptionalInt;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/**
 * How the body of an Encrypted payload or an Encrypted Fragment payload is protected: IV,
 * ciphertext of (inner payloads | padding | Pad Length), ICV (RFC 7296 3.14, RFC 5282 3, RFC 7383
 * 2.5).
 *
 * <p>The octets before the body, from the first octet of the IKE header to the last of the SK
 * generic header (for SKF: of Total Fragments), are called the prefix. They must already say the
 * final lengths; {@link #bodyLength} tells them beforehand.
 */
public sealed interface IkeCipher permits AeadCipher, CbcCipher {

  /**
   * The combination of negotiated transforms.
   *
   * @param encryption the ENCR transform
   * @param keyBits its Key Length attribute
   * @param integrity the INTEG transform; NONE, as when absent, for AEAD ciphers
   * @return empty if it cannot be computed here or is not allowed to be combined
   */
  static Optional<IkeCipher> of(
      EncryptionAlgorithm encryption, OptionalInt keyBits, IntegrityAlgorithm integrity) {
    OptionalInt length = KeyLengths.encryption(encryption, keyBits);
    if (length.isEmpty()) {
      return Optional.empty();
    }
    if (encryption.isCombinedMode()) {
      // = rfc5282:8/1, rfc7634:4/1
      return integrity.equals(IntegrityAlgorithm.NONE)
          ? AeadCipher.of(encryption, length.getAsInt())
          : Optional.empty();
    }
    if (encryption.equals(EncryptionAlgorithm.AES_CBC)) {
      // = rfc8247:2.1/1, rfc7296:5/2
      return Integrity.of(integrity).map(known -> new CbcCipher(length.getAsInt(), known));
    }
    return Optional.empty();
  }

  /** The ENCR transform. */
  EncryptionAlgorithm encryption();

  /** Its Key Length attribute; empty if the cipher has none. */
  OptionalInt keyBits();

  /** The INTEG transform; NONE for AEAD ciphers. */
  IntegrityAlgorithm integrity();

  /** Length of SK_ei and SK_er in octets, salt included. */
  int encryptionKeyLength();

  /** Length of SK_ai and SK_ar in octets; 0 for AEAD ciphers. */
  int integrityKeyLength();

  /** Length of the IV field in octets. */
  int ivLength();

  /** What (inner payloads | padding | Pad Length) is a multiple of, in octets. */
  int blockLength();

  /** Length of the ICV field in octets. */
  int icvLength();

  /** Whether the IV counts up (AEAD), or must be unpredictable (CBC). */
  boolean isAead();

  /** The least padding for a plaintext of that length, in octets. */
  default int paddingLength(int plaintextLength) {
    return Math.floorMod(-(plaintextLength + 1), blockLength());
  }

  /** Length of the whole body for a plaintext of that length, in octets. */
  default int bodyLength(int plaintextLength) {
    return ivLength() + plaintextLength + paddingLength(plaintextLength) + 1 + icvLength();
  }

  /**
   * The longest plaintext whose body fits into {@code room} octets.
   *
   * @return empty if not even an empty plaintext fits
   */
  default OptionalInt maximumPlaintext(int room) {
    int blocks = Math.floorDiv(room - ivLength() - icvLength(), blockLength());
    return blocks < 1 ? OptionalInt.empty() : OptionalInt.of(blocks * blockLength() - 1);
  }

  /**
   * Protects a message.
   *
   * @param keys the sender's
   * @param prefix everything before the body
   * @param plaintext the inner payloads, or a fragment of them
   * @param iv {@link #ivLength()} octets, never used before under these keys
   * @param padding {@link #paddingLength} octets of any content, at most 255 and so that the whole
   *     is aligned
   * @return prefix and body
   * @throws IllegalArgumentException if the keys, the IV or the padding have wrong lengths
   */
  byte[] seal(CipherKeys keys, byte[] prefix, byte[] plaintext, byte[] iv, byte[] padding);

  /**
   * Checks and opens a message, which stays as it is.
   *
   * @param keys the sender's
   * @param message the whole message, without a non-ESP marker
   * @param bodyOffset where the body begins; it ends with the message
   * @throws IllegalArgumentException if the keys have wrong lengths or the offset is outside
   */
  Opened open(CipherKeys keys, byte[] message, int bodyOffset);
}
