package org.yett.ike.exchange;

import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Side;

/** What a negotiation has settled about an SA, all but its keys. */
sealed interface Agreement {

  /** Our side of the exchange that negotiated it. */
  Side side();

  /** The algorithms. */
  Suite suite();

  /**
   * A Child SA.
   *
   * @param config what it is set up from
   * @param inboundSpi our SPI
   * @param outboundSpi the peer's SPI
   * @param selectors the traffic, from the view of the exchange's initiator
   * @param mode tunnel or other
   */
  record Child(
      ChildConfig config,
      Side side,
      Suite suite,
      int inboundSpi,
      int outboundSpi,
      SelectorPair selectors,
      ChildMode mode)
      implements Agreement {}

  /**
   * An IKE SA that rekeys another.
   *
   * @param ours our SPI
   * @param theirs the peer's SPI
   */
  record Ike(Side side, Suite suite, IkeSpi ours, IkeSpi theirs) implements Agreement {}
}
