package org.yett.ike.wire;

import org.yett.spec.Clause;

/**
 * How much of a peer's message we are willing to decode. Everything is counted before memory is
 * taken for it.
 *
 * @param messageOctets the longest message, in octets; what is longer than 65535 is refused always
 * @param payloads the most payloads outside, and again inside, the Encrypted payload
 * @param proposals the most proposals of one SA payload
 * @param transforms the most transforms and attributes of one SA payload, all proposals together
 * @param configurationAttributes the most attributes of one CP payload
 */
public record DecodeLimits(
    int messageOctets, int payloads, int proposals, int transforms, int configurationAttributes) {

  /** The longest message that the Encrypted payload's length field allows, and generous counts. */
  @Clause("rfc7296:2/1")
  public static final DecodeLimits DEFAULT = new DecodeLimits(65_535, 128, 128, 2048, 256);

  /** Refuses limits that no message satisfies. */
  public DecodeLimits {
    if (messageOctets < IkeHeader.SIZE || messageOctets > 65_535) {
      throw new IllegalArgumentException(
          "the longest message is between 28 and 65535 octets, not " + messageOctets);
    }
    if (payloads < 1 || proposals < 1 || transforms < 1 || configurationAttributes < 1) {
      throw new IllegalArgumentException("a limit below 1 leaves nothing to decode");
    }
  }
}
