package org.yett.ike.wire;

/**
 * A payload in its message.
 *
 * @param payload the contents
 * @param critical the critical bit as received; it matters for payloads of unknown type only (RFC
 *     7296 3.2) and is never set by us
 * @param offset where the generic payload header starts in {@link Message#octets()}
 * @param octets the payload as it is in the message, generic payload header included
 */
public record PlacedPayload(Payload payload, boolean critical, int offset, Octets octets) {

  /** The octets after the generic payload header. Of an ID payload: RestOfIDPayload (2.15). */
  public Octets body() {
    return octets.from(Payload.HEADER_SIZE);
  }
}
