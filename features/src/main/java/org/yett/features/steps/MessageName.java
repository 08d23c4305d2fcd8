package org.yett.features.steps;

import org.yett.features.subject.Datagram;
import org.yett.ike.wire.IkeHeader;
import org.yett.spec.iana.ExchangeType;

/** Which message: its exchange, whether it is a response, and its Message ID. */
record MessageName(ExchangeType exchange, boolean response, long messageId) {

  private static final int EXCHANGE_TYPE = 18;
  private static final int FLAGS = 19;
  private static final int MESSAGE_ID = 20;
  private static final int RESPONSE_BIT = 0x20;

  /** Whether a datagram holds it, or a fragment of it. */
  boolean isIn(Datagram datagram) {
    var octets = datagram.octets();
    return octets.size() >= IkeHeader.SIZE
        && octets.u8(EXCHANGE_TYPE) == exchange.value()
        && ((octets.u8(FLAGS) & RESPONSE_BIT) != 0) == response
        && octets.u32(MESSAGE_ID) == messageId;
  }

  /** The response to this request. */
  MessageName answer() {
    return new MessageName(exchange, true, messageId);
  }

  /** For example {@code IKE_INTERMEDIATE request 1}. */
  @Override
  public String toString() {
    return exchange + (response ? " response " : " request ") + messageId;
  }
}
