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
  default TrafficSelector resolve(InetAddress dynamicAddress) {
    return resolve(AddressRange.of(dynamicAddress));
  }

  /**
   * The selector for the addresses of this end.
   *
   * @param dynamicAddresses one address, or those among which one is still to be leased
   */
  TrafficSelector resolve(AddressRange dynamicAddresses);

  /**
   * Addresses are given.
   *
   * @param selector the selector
   */
  record Fixed(TrafficSelector selector) implements SelectorTemplate {
    @Override
    public TrafficSelector resolve(AddressRange dynamicAddresses) {
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
    public TrafficSelector resolve(AddressRange dynamicAddresses) {
      return new TrafficSelector(dynamicAddresses, protocol, ports);
    }

    @Override
    public String toString() {
      return "dynamic" + SelectorText.protocolAndPorts(protocol, ports);
    }
  }

  /** The selectors for the address of this end, without those that others contain. */
  static List<TrafficSelector> resolveAll(
      List<SelectorTemplate> templates, InetAddress dynamicAddress) {
    return resolveAll(templates, List.of(AddressRange.of(dynamicAddress)));
  }

  /** The selectors for several addresses of this end, without those that others contain. */
  static List<TrafficSelector> resolveAll(
      List<SelectorTemplate> templates, List<AddressRange> dynamicAddresses) {
    List<TrafficSelector> resolved = new ArrayList<>();
    for (SelectorTemplate template : templates) {
      dynamicAddresses.forEach(range -> resolved.add(template.resolve(range)));
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
