package org.yett.ike.wire;

import org.yett.spec.iana.PayloadType;

/**
 * Ni or Nr (RFC 7296 3.9).
 *
 * @param data 16 to 256 octets when it comes from the decoder
 */
public record NoncePayload(Octets data) implements Payload {

  /** The least length in octets (RFC 7296 3.9). */
  public static final int MIN_SIZE = 16;

  /** The greatest length in octets (RFC 7296 3.9). */
  public static final int MAX_SIZE = 256;

  @Override
  public PayloadType type() {
    return PayloadType.NONCE;
  }

  @Override
  public String describe() {
    return "Nonce(" + data.size() + ")";
  }
}
