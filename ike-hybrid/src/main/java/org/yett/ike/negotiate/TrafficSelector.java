package org.yett.ike.negotiate;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * A set of packets, seen from one end of a Child SA: addresses, an IP protocol and ports (RFC 7296
 * 3.13.1).
 *
 * @param addresses the addresses of this end
 * @param protocol the IP protocol, 1 to 255, or 0 for every protocol
 * @param ports the ports of this end; for ICMP, types and codes
 */
public record TrafficSelector(AddressRange addresses, int protocol, PortRange ports) {

  /** The value of {@link #protocol} that stands for every protocol. */
  public static final int ANY_PROTOCOL = 0;

  /** Checks the protocol's range. */
  public TrafficSelector {
    Objects.requireNonNull(addresses, "addresses");
    Objects.requireNonNull(ports, "ports");
    if (protocol < 0 || protocol > 255) {
      throw new IllegalArgumentException("IP protocol out of range 0..255: " + protocol);
    }
  }

  /** Every packet to or from these addresses. */
  public static TrafficSelector of(AddressRange addresses) {
    return new TrafficSelector(addresses, ANY_PROTOCOL, PortRange.ANY);
  }

  /** Every packet to or from this address. */
  public static TrafficSelector of(InetAddress address) {
    return of(AddressRange.of(address));
  }

  /**
   * Reads what {@link #toString()} writes and what strongSwan's configuration takes: {@code
   * 10.1.0.0/16}, {@code 10.0.0.1-10.0.0.9}, {@code 2001:db8::/32[tcp/80]}, {@code
   * 10.0.0.0/8[udp/1024-65535]}, {@code 0.0.0.0/0[icmp/8]}. Names are never resolved.
   *
   * @throws SelectorSyntaxException if the text is none of these, with what was expected
   */
  public static TrafficSelector parse(String text) throws SelectorSyntaxException {
    if (SelectorTemplate.parse(text) instanceof SelectorTemplate.Fixed fixed) {
      return fixed.selector();
    }
    throw new SelectorSyntaxException(text, "'dynamic' stands for no address here");
  }

  /** Whether this is of IPv6 addresses. */
  public boolean isIpv6() {
    return addresses.isIpv6();
  }

  /** Whether this is of exactly one address. */
  public boolean isSingleAddress() {
    return addresses.isSingle();
  }

  /** The packets in both; empty if there is none. */
  public Optional<TrafficSelector> intersect(TrafficSelector other) {
    if (!protocolsMeet(other)) {
      return Optional.empty();
    }
    int common = protocol == ANY_PROTOCOL ? other.protocol : protocol;
    return addresses
        .intersect(other.addresses)
        .flatMap(range ->
            ports
                .intersect(other.ports)
                .map(portRange -> new TrafficSelector(range, common, portRange)));
  }

  /** Whether every packet of {@code other} is in this selector. */
  public boolean contains(TrafficSelector other) {
    return (protocol == ANY_PROTOCOL || protocol == other.protocol)
        && addresses.contains(other.addresses)
        && ports.contains(other.ports);
  }

  /**
   * Whether a packet can match this selector at one end and {@code other} at the other end: one
   * address family, one protocol.
   */
  public boolean canPairWith(TrafficSelector other) {
    return isIpv6() == other.isIpv6() && protocolsMeet(other);
  }

  private boolean protocolsMeet(TrafficSelector other) {
    return protocol == ANY_PROTOCOL || other.protocol == ANY_PROTOCOL || protocol == other.protocol;
  }

  /** As strongSwan prints it: {@code 10.1.0.0/16}, {@code 10.1.0.0/16[tcp/80]}. */
  @Override
  public String toString() {
    return addresses + SelectorText.protocolAndPorts(protocol, ports);
  }
}
