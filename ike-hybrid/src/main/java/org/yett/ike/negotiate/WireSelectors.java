package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.List;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Selector;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.TsPayload;
import org.yett.spec.Clause;
import org.yett.spec.iana.IpProtocol;

/** Traffic selectors to and from TS payloads. */
public final class WireSelectors {

  private WireSelectors() {}

  /**
   * The selectors of a payload in order; those of unknown types are left out (RFC 7296 2.9), and
   * those that hold no packet because a range ends before it starts.
   */
  @Clause("rfc7296:2.9")
  public static List<TrafficSelector> fromWire(TsPayload payload) {
    List<TrafficSelector> selectors = new ArrayList<>();
    for (Selector selector : payload.selectors()) {
      switch (selector) {
        case Selector.Range range -> {
          var first = AddressRange.address(range.start().toArray());
          var last = AddressRange.address(range.end().toArray());
          if (AddressRange.isValid(first, last)
              && PortRange.isValid(range.startPort(), range.endPort())) {
            selectors.add(
                new TrafficSelector(
                    new AddressRange(first, last),
                    range.protocol().value(),
                    new PortRange(range.startPort(), range.endPort())));
          }
        }
        case Selector.Unknown unknown -> {
          // Ignored: it must not come back in the narrowed set.
        }
      }
    }
    return selectors;
  }

  /** The two lists of a request or a response. */
  public static SelectorPair fromWire(TsPayload tsi, TsPayload tsr) {
    return new SelectorPair(fromWire(tsi), fromWire(tsr));
  }

  /** TSi of a pair. */
  public static TsPayload tsi(SelectorPair selectors) {
    return toWire(Side.INITIATOR, selectors.tsi());
  }

  /** TSr of a pair. */
  public static TsPayload tsr(SelectorPair selectors) {
    return toWire(Side.RESPONDER, selectors.tsr());
  }

  private static TsPayload toWire(Side side, List<TrafficSelector> selectors) {
    return new TsPayload(side, selectors.stream().map(WireSelectors::toWire).toList());
  }

  private static Selector toWire(TrafficSelector selector) {
    return new Selector.Range(
        IpProtocol.of(selector.protocol()),
        selector.ports().first(),
        selector.ports().last(),
        Octets.wrap(selector.addresses().first().getAddress()),
        Octets.wrap(selector.addresses().last().getAddress()));
  }
}
