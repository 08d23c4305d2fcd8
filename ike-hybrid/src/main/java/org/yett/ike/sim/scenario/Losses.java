package org.yett.ike.sim.scenario;

import java.util.List;
import org.yett.ike.sim.OnPath;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.sim.SimHost;
import org.yett.spec.iana.ExchangeType;

/** Loses chosen messages: the n-th transmission of requests or responses of an exchange. */
final class Losses implements OnPath {

  private static final int RESPONSE_FLAG = 0x20;

  private final SimHost from;
  private final ExchangeType exchange;
  private final boolean response;
  private int left;

  private Losses(SimHost from, ExchangeType exchange, boolean response, int count) {
    this.from = from;
    this.exchange = exchange;
    this.response = response;
    this.left = count;
  }

  /** Loses so many datagrams of requests that this host sends. */
  static Losses ofRequests(SimHost from, ExchangeType exchange, int count) {
    return new Losses(from, exchange, false, count);
  }

  /** Loses so many datagrams of responses that this host sends. */
  static Losses ofResponses(SimHost from, ExchangeType exchange, int count) {
    return new Losses(from, exchange, true, count);
  }

  @Override
  public List<SimDatagram> pass(SimDatagram datagram) {
    boolean meant =
        datagram.source().ip().equals(from.address())
            && datagram.octets().size() > 19
            && datagram.octets().u8(18) == exchange.value()
            && ((datagram.octets().u8(19) & RESPONSE_FLAG) != 0) == response;
    if (meant && left > 0) {
      left--;
      return List.of();
    }
    return List.of(datagram);
  }
}
