package org.yett.ike.wire;

/**
 * What is wrong with a message, and where.
 *
 * @param offence what the sender did
 * @param offset the octet of the message at which it shows, counted from the first octet of the IKE
 *     header; for the contents of an Encrypted payload, in {@link Message#octets()} as they would
 *     be
 * @param detail what was found and what was expected, for our log; nothing of it goes to the peer
 * @param notificationData the Notification Data of the answer, if one is sent
 */
public record WireError(Offence offence, int offset, String detail, Octets notificationData) {

  /** An error whose answer carries no data. */
  public static WireError of(Offence offence, int offset, String detail) {
    return new WireError(offence, offset, detail, Octets.EMPTY);
  }

  /** For example {@code NONCE_LENGTH at octet 72: 8 octets, not 16 to 256 (rfc7296:3.9)}. */
  public String describe() {
    return offence + " at octet " + offset + ": " + detail + " (" + offence.clause() + ")";
  }
}
