package org.yett.ike.negotiate;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether a list of selectors covers a selector together, though none of them does alone. Exact but
 * for one case that no peer has use for: 256 selectors, one for each protocol number, are not taken
 * for a selector of every protocol.
 */
final class SelectorUnion {

  private SelectorUnion() {}

  static boolean covers(List<TrafficSelector> union, TrafficSelector selector) {
    List<TrafficSelector> rest = List.of(selector);
    // OPAQUE is taken away last: what ANY leaves when a range of ports is taken away is ranges and
    // OPAQUE, but ANY without OPAQUE alone has no notation.
    for (boolean opaque : new boolean[] {false, true}) {
      for (TrafficSelector part : union) {
        if (part.ports().isOpaque() == opaque) {
          rest = without(rest, part);
        }
      }
    }
    return rest.isEmpty();
  }

  private static List<TrafficSelector> without(List<TrafficSelector> from, TrafficSelector part) {
    List<TrafficSelector> rest = new ArrayList<>();
    for (TrafficSelector selector : from) {
      takeAway(selector, part, rest::add);
    }
    return rest;
  }

  /** Hands on the pieces of {@code selector} that are not in {@code part}. */
  private static void takeAway(
      TrafficSelector selector, TrafficSelector part, Consumer<TrafficSelector> rest) {
    boolean protocolCovered =
        part.protocol() == TrafficSelector.ANY_PROTOCOL || part.protocol() == selector.protocol();
    boolean opaqueOfAny = part.ports().isOpaque() && selector.ports().isAny();
    if (!protocolCovered || opaqueOfAny || selector.intersect(part).isEmpty()) {
      rest.accept(selector);
      return;
    }
    TrafficSelector common = selector.intersect(part).orElseThrow();
    InetAddress low = common.addresses().first();
    InetAddress high = common.addresses().last();
    if (AddressRange.compare(selector.addresses().first(), low) < 0) {
      InetAddress end = AddressRange.previous(low).orElseThrow();
      rest.accept(withAddresses(selector, selector.addresses().first(), end));
    }
    if (AddressRange.compare(high, selector.addresses().last()) < 0) {
      InetAddress start = AddressRange.next(high).orElseThrow();
      rest.accept(withAddresses(selector, start, selector.addresses().last()));
    }
    portsWithout(
        selector.ports(),
        common.ports(),
        ports -> rest.accept(new TrafficSelector(common.addresses(), selector.protocol(), ports)));
  }

  private static TrafficSelector withAddresses(
      TrafficSelector selector, InetAddress first, InetAddress last) {
    return new TrafficSelector(
        new AddressRange(first, last), selector.protocol(), selector.ports());
  }

  private static void portsWithout(PortRange ports, PortRange part, Consumer<PortRange> rest) {
    if (part.equals(ports)) {
      return;
    }
    if (ports.first() < part.first()) {
      rest.accept(new PortRange(ports.first(), part.first() - 1));
    }
    if (part.last() < ports.last()) {
      rest.accept(new PortRange(part.last() + 1, ports.last()));
    }
    if (ports.isAny()) {
      rest.accept(PortRange.OPAQUE);
    }
  }
}
