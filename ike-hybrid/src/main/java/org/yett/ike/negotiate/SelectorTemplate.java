package org.yett.ike.negotiate;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A traffic selector as a configuration gives it: with its addresses, or {@code dynamic}, to be
 * filled with an address that is known when the Child SA is negotiated.
 */
public sealed interface SelectorTemplate {

  /**
   * The selector for the address of this end.
   *
   * @param dynamicAddress the tunnel's outer address of this end, or the virtual address leased
   */
  TrafficSelector resolve(InetAddress dynamicAddress);

  /**
   * Addresses are given.
   *
   * @param selector the selector
   */
  record Fixed(TrafficSelector selector) implements SelectorTemplate {
    @Override
    public TrafficSelector resolve(InetAddress dynamicAddress) {
      return selector;
    }

    @Override
    public String toString() {
      return selector.toString();
    }
  }

  /**
   * {@code dynamic}: one address, known later.
   *
   * @param protocol the IP protocol, or 0 for every protocol
   * @param ports the ports
   */
  record Dynamic(int protocol, PortRange ports) implements SelectorTemplate {
    /** Every protocol and port. */
    public static final Dynamic ANY = new Dynamic(TrafficSelector.ANY_PROTOCOL, PortRange.ANY);

    @Override
    public TrafficSelector resolve(InetAddress dynamicAddress) {
      return new TrafficSelector(AddressRange.of(dynamicAddress), protocol, ports);
    }

    @Override
    public String toString() {
      return "dynamic" + SelectorText.protocolAndPorts(protocol, ports);
    }
  }

  /** The selectors for the address of this end, without those that others contain. */
  static List<TrafficSelector> resolveAll(
      List<SelectorTemplate> templates, InetAddress dynamicAddress) {
    List<TrafficSelector> resolved = new ArrayList<>();
    for (SelectorTemplate template : templates) {
      resolved.add(template.resolve(dynamicAddress));
    }
    return Narrowing.withoutContained(resolved);
  }

  /**
   * Reads strongSwan's notation: a subnet, an address, a range {@code a-b} or {@code dynamic}, then
   * optionally {@code [protocol]} or {@code [protocol/port]}.
   *
   * @throws SelectorSyntaxException with what was expected
   */
  static SelectorTemplate parse(String text) throws SelectorSyntaxException {
    return SelectorText.parse(text);
  }
}
