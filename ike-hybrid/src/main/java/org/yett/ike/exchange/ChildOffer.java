package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.WireSelectors;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.NotifyType;

/**
 * The Child SA that we have offered as initiator of an exchange.
 *
 * @param config what it is set up from
 * @param offer the algorithms
 * @param wish the traffic, and the mode
 * @param inboundSpi our SPI
 */
record ChildOffer(ChildConfig config, SaOffer offer, TrafficNegotiation.Wish wish, int inboundSpi) {

  /** TSi and TSr. */
  SelectorPair selectors() {
    return wish.selectors();
  }

  /** TSi and TSr. */
  List<Payload> selectorPayloads() {
    return List.of(WireSelectors.tsi(selectors()), WireSelectors.tsr(selectors()));
  }

  /** The notifications that concern it. */
  List<Payload> notifications() {
    // = rfc7296:1.3.1/1
    return wish.mode() == ChildMode.TRANSPORT
        ? List.of(NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE))
        : List.of();
  }

  /** The notifications that concern it, SA, TSi and TSr. */
  List<Payload> payloads() {
    List<Payload> payloads = new ArrayList<>(notifications());
    payloads.add(offer.toWire());
    payloads.addAll(selectorPayloads());
    return payloads;
  }
}
