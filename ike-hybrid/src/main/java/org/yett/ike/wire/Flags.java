package org.yett.ike.wire;

import org.yett.spec.Clause;

/**
 * The flags of the IKE header (RFC 7296 3.1). The other bits are ignored on receipt and zero on
 * sending.
 *
 * @param response R: this is a response
 * @param higherVersion V: the sender could speak a higher major version; never sent, ignored
 * @param initiator I: sent by the original initiator of the IKE SA
 */
@Clause("rfc7296:3.1")
public record Flags(boolean response, boolean higherVersion, boolean initiator) {

  private static final int RESPONSE_BIT = 0x20;
  private static final int VERSION_BIT = 0x10;
  private static final int INITIATOR_BIT = 0x08;

  /** A request from this side of the IKE SA. */
  @Clause("rfc7296:3.1/10")
  @Clause("rfc7296:3.1/12")
  @Clause("rfc7296:3.1/13")
  public static Flags request(Side sender) {
    return new Flags(false, false, sender == Side.INITIATOR);
  }

  /** A response from this side of the IKE SA. */
  @Clause("rfc7296:3.1/10")
  @Clause("rfc7296:3.1/12")
  @Clause("rfc7296:3.1/13")
  public static Flags response(Side sender) {
    return new Flags(true, false, sender == Side.INITIATOR);
  }

  @Clause("rfc7296:3.1/9")
  static Flags ofOctet(int octet) {
    return new Flags(
        (octet & RESPONSE_BIT) != 0, (octet & VERSION_BIT) != 0, (octet & INITIATOR_BIT) != 0);
  }

  @Clause("rfc7296:3.1/9")
  int octet() {
    return (response ? RESPONSE_BIT : 0)
        | (higherVersion ? VERSION_BIT : 0)
        | (initiator ? INITIATOR_BIT : 0);
  }

  /** The sender's side of the IKE SA. */
  public Side sender() {
    return initiator ? Side.INITIATOR : Side.RESPONDER;
  }
}
