package org.yett.ike.exchange;

import java.util.List;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.WireSelectors;
import org.yett.ike.wire.Payload;

/**
 * The Child SA that we have offered as initiator of an exchange.
 *
 * @param config what it is set up from
 * @param offer the algorithms
 * @param selectors the traffic
 * @param inboundSpi our SPI
 */
record ChildOffer(ChildConfig config, SaOffer offer, SelectorPair selectors, int inboundSpi) {

  /** SA, TSi and TSr. */
  List<Payload> payloads() {
    return List.of(offer.toWire(), WireSelectors.tsi(selectors), WireSelectors.tsr(selectors));
  }
}
