package org.yett.ike.wire;

import org.yett.spec.iana.PayloadType;

/**
 * Where the encrypted octets of a received message are, in the message's octets. The body is the
 * initialization vector, the ciphertext and the integrity checksum, whose lengths the negotiated
 * algorithms tell; the octets before it are what AEAD algorithms take as associated data (RFC 5282
 * 5.1), and those without the checksum are what an integrity algorithm covers (RFC 7296 3.14).
 */
public sealed interface EncryptedPayload {

  /** The type of the first payload inside; zero in fragments other than the first. */
  PayloadType firstPayload();

  /** Where the generic payload header starts. */
  int offset();

  /** Where the body starts. */
  int bodyOffset();

  /** Length of the body in octets; it reaches to the end of the message. */
  int bodySize();

  /**
   * An Encrypted payload (RFC 7296 3.14).
   *
   * @param firstPayload the type of the first payload inside
   * @param offset where its generic payload header starts
   * @param bodySize octets of IV, ciphertext and checksum
   */
  record Sk(PayloadType firstPayload, int offset, int bodySize) implements EncryptedPayload {
    @Override
    public int bodyOffset() {
      return offset + Payload.HEADER_SIZE;
    }
  }

  /**
   * An Encrypted Fragment payload (RFC 7383 2.5).
   *
   * @param firstPayload of the first fragment: the type of the first payload of the whole
   * @param fragmentNumber 1 to {@code totalFragments}
   * @param totalFragments 1 to 65535
   * @param offset where its generic payload header starts
   * @param bodySize octets of IV, ciphertext and checksum
   */
  record Skf(
      PayloadType firstPayload, int fragmentNumber, int totalFragments, int offset, int bodySize)
      implements EncryptedPayload {

    /** Length of the two numbers in octets. */
    public static final int NUMBERS_SIZE = 4;

    @Override
    public int bodyOffset() {
      return offset + Payload.HEADER_SIZE + NUMBERS_SIZE;
    }
  }
}
