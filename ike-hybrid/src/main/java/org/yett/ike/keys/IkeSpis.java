package org.yett.ike.keys;

import java.nio.ByteBuffer;

/**
 * The SPIs of the IKE SA whose keys are computed: when it is rekeyed those of the new one, from the
 * proposals, not those of the header (RFC 7296 2.18).
 *
 * @param initiator SPIi, 8 octets as a big-endian number
 * @param responder SPIr, likewise
 */
public record IkeSpis(long initiator, long responder) {

  /** Octets of the two SPIs together. */
  public static final int LENGTH = 2 * Long.BYTES;

  /** SPIi | SPIr. */
  public byte[] octets() {
    return ByteBuffer.allocate(LENGTH).putLong(initiator).putLong(responder).array();
  }

  /** SPIi alone, 8 octets. */
  public byte[] initiatorOctets() {
    return ByteBuffer.allocate(Long.BYTES).putLong(initiator).array();
  }

  /** SPIr alone, 8 octets. */
  public byte[] responderOctets() {
    return ByteBuffer.allocate(Long.BYTES).putLong(responder).array();
  }

  @Override
  public String toString() {
    return "%016x_i %016x_r".formatted(initiator, responder);
  }
}
