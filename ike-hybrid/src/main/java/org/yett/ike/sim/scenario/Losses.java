package org.yett.ike.sim.scenario;

import java.util.List;
import org.yett.ike.sim.OnPath;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.sim.SimHost;
import org.yett.spec.iana.ExchangeType;

/** Loses the first ones of chosen datagrams. */
final class Losses implements OnPath {

  private final Chosen chosen;
  private int left;

  Losses(Chosen chosen, int count) {
    this.chosen = chosen;
    this.left = count;
  }

  /** Loses so many datagrams of requests that this host sends. */
  static Losses ofRequests(SimHost from, ExchangeType exchange, int count) {
    return new Losses(new Chosen(from, exchange, false), count);
  }

  /** Loses so many datagrams of responses that this host sends. */
  static Losses ofResponses(SimHost from, ExchangeType exchange, int count) {
    return new Losses(new Chosen(from, exchange, true), count);
  }

  @Override
  public List<SimDatagram> pass(SimDatagram datagram) {
    if (left > 0 && chosen.test(datagram)) {
      left--;
      return List.of();
    }
    return List.of(datagram);
  }
}
