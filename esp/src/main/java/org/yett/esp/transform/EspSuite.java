package org.yett.esp.transform;

import java.util.Optional;
import org.yett.spec.Clause;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/**
 * Encryption and integrity of one SA, and the arithmetic that follows from them.
 *
 * @param keyBits length of the cipher key in bits, without salt; 0 for NULL
 */
public record EspSuite(Encryption encryption, int keyBits, Integrity integrity) {
  /** Octets of SPI and Sequence Number. */
  public static final int HEADER_LENGTH = 8;

  /** Octets of Pad Length and Next Header. */
  public static final int TRAILER_LENGTH = 2;

  /** Octets that no suite exceeds in front of the payload. */
  public static final int MAX_HEADROOM = HEADER_LENGTH + 16;

  /** Octets that no suite exceeds behind the payload, without TFC padding. */
  public static final int MAX_TAILROOM = 15 + TRAILER_LENGTH + 32;

  /**
   * @throws IllegalArgumentException if the key length is not one of the algorithm's, a combined
   *     mode comes with separate integrity, or another one without (an ESP SA without integrity is
   *     never set up: RFC 8221 4)
   */
  public EspSuite {
    if (!encryption.acceptsKeyBits(keyBits)) {
      throw new IllegalArgumentException(encryption + " with a key of " + keyBits + " bits");
    }
    // = rfc4303:3.2/2, rfc4303:5/6
    // = rfc4301:4.2/1, rfc4301:3.2/3, rfc4303:3.2/2, rfc4303:5/6
    if (encryption.combined() != (integrity == Integrity.NONE)) {
      throw new IllegalArgumentException(encryption + " with integrity " + integrity);
    }
  }

  /** A combined mode. */
  public static EspSuite aead(Encryption encryption, int keyBits) {
    return new EspSuite(encryption, keyBits, Integrity.NONE);
  }

  /**
   * The suite that IKE negotiated.
   *
   * @param keyBits the Key Length attribute; 0 if absent, which for ChaCha20-Poly1305 means 256
   * @param integrityId NONE beside a combined mode
   * @return empty if this module does not have it
   */
  public static Optional<EspSuite> of(
      EncryptionAlgorithm encryptionId, int keyBits, IntegrityAlgorithm integrityId) {
    for (Encryption encryption : Encryption.values()) {
      for (Integrity integrity : Integrity.values()) {
        if (encryption.transform().equals(encryptionId)
            && integrity.transform().equals(integrityId)
            && encryption.combined() == (integrity == Integrity.NONE)) {
          int bits = encryption == Encryption.CHACHA20_POLY1305 && keyBits == 0 ? 256 : keyBits;
          return encryption.acceptsKeyBits(bits)
              ? Optional.of(new EspSuite(encryption, bits, integrity))
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Octets that IKE derives for the cipher: key and salt. */
  @Clause("rfc4106:8.1/1")
  public int encryptionKeymatLength() {
    return keyBits / 8 + encryption.saltLength();
  }

  /** Octets that IKE derives for the separate integrity algorithm, which may be 0. */
  public int integrityKeymatLength() {
    return integrity.keyLength();
  }

  /** Octets of explicit IV. */
  public int ivLength() {
    return encryption.ivLength();
  }

  /** Octets of ICV. */
  public int icvLength() {
    return encryption.icvLength() + integrity.icvLength();
  }

  /** Octets of which payload, padding and trailer together are a multiple. */
  @Clause("rfc4303:2.4")
  public int alignment() {
    return Math.max(4, encryption.blockLength());
  }

  /** Octets from the start of the ESP header to the payload. */
  public int payloadOffset() {
    return HEADER_LENGTH + ivLength();
  }

  /** Octets of padding behind a payload of this length, the least that is allowed. */
  @Clause("rfc4303:2.4/1")
  @Clause("rfc4106:3.2/1")
  @Clause("rfc3602:2.4/1")
  public int padLength(int payloadLength) {
    return -(payloadLength + TRAILER_LENGTH) & (alignment() - 1);
  }

  /** Octets of the ESP packet, from SPI to ICV, around a payload of this length. */
  public int sealedLength(int payloadLength) {
    return payloadOffset()
        + payloadLength
        + padLength(payloadLength)
        + TRAILER_LENGTH
        + icvLength();
  }

  /**
   * The longest payload whose ESP packet has at most this many octets.
   *
   * @return negative if not even an empty payload fits
   */
  public int maxPayload(int espLength) {
    int room = espLength - payloadOffset() - icvLength();
    return (room & -alignment()) - TRAILER_LENGTH;
  }
}
