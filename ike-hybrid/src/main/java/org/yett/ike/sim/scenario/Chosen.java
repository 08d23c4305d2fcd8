package org.yett.ike.sim.scenario;

import java.util.function.Predicate;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.sim.SimHost;
import org.yett.spec.iana.ExchangeType;

/**
 * Datagrams of certain messages.
 *
 * @param from who sends them
 * @param exchange the exchange
 * @param response whether its responses, or its requests
 */
record Chosen(SimHost from, ExchangeType exchange, boolean response)
    implements Predicate<SimDatagram> {

  private static final int EXCHANGE_TYPE = 18;
  private static final int FLAGS = 19;
  private static final int RESPONSE_FLAG = 0x20;

  @Override
  public boolean test(SimDatagram datagram) {
    return datagram.source().ip().equals(from.address())
        && datagram.octets().size() > FLAGS
        && datagram.octets().u8(EXCHANGE_TYPE) == exchange.value()
        && ((datagram.octets().u8(FLAGS) & RESPONSE_FLAG) != 0) == response;
  }
}
