package org.yett.esp.selector;

import java.util.Objects;
import org.yett.esp.packet.InnerHeader;
import org.yett.spec.Clause;

/**
 * One traffic selector as IKE negotiates it (RFC 7296 3.13.1): addresses, protocol, ports.
 *
 * @param protocol IP protocol number, or 0 for any
 * @param firstPort lowest port (ICMP: type and code, Mobility Header: type in the upper octet)
 * @param lastPort highest port; 0 to 65535 is ANY, and first 65535 with last 0 is OPAQUE
 */
public record TrafficSelector(AddressRange addresses, int protocol, int firstPort, int lastPort) {
  /** The protocol value that stands for all. */
  public static final int ANY_PROTOCOL = 0;

  /**
   * @throws IllegalArgumentException if a number is out of its range, or the ports are neither a
   *     range nor OPAQUE
   */
  public TrafficSelector {
    Objects.requireNonNull(addresses);
    if (protocol < 0 || protocol > 255) {
      throw new IllegalArgumentException("protocol " + protocol + ", expected 0 to 255");
    }
    if (firstPort < 0 || firstPort > 65535 || lastPort < 0 || lastPort > 65535) {
      throw new IllegalArgumentException("ports " + firstPort + " to " + lastPort);
    }
    if (firstPort > lastPort && !(firstPort == 65535 && lastPort == 0)) {
      throw new IllegalArgumentException("port range ends before it begins");
    }
  }

  /** All protocols and ports of these addresses. */
  public static TrafficSelector of(AddressRange addresses) {
    return new TrafficSelector(addresses, ANY_PROTOCOL, 0, 65535);
  }

  /** Whether every port matches, present or not. */
  public boolean anyPort() {
    return firstPort == 0 && lastPort == 65535;
  }

  /** Whether the ports are OPAQUE: only packets that show none match. */
  public boolean opaquePorts() {
    return firstPort > lastPort;
  }

  /** Whether the next layer protocol matches; a hidden one only matches any protocol. */
  public boolean matchesProtocol(int packetProtocol) {
    return protocol == ANY_PROTOCOL || protocol == packetProtocol;
  }

  /**
   * Whether a port field matches; ANY includes OPAQUE (RFC 7296 3.13.1).
   *
   * @param port the packet's, or {@link InnerHeader#OPAQUE}
   */
  @Clause("rfc4301:4.4.1")
  @Clause("rfc4301:4.4.1.1/4")
  @Clause("rfc4301:4.4.1.1/5")
  @Clause("rfc4301:4.4.1.1/6")
  @Clause("rfc4301:7.1/1")
  @Clause("rfc4301:7.3/4")
  @Clause("rfc4301:7.3/5")
  public boolean matchesPort(int port) {
    if (anyPort()) {
      return true;
    }
    if (opaquePorts()) {
      return port == InnerHeader.OPAQUE;
    }
    return port >= firstPort && port <= lastPort;
  }

  /** Whether the packet's source address, protocol and source port (or type) match. */
  public boolean matchesSource(InnerHeader packet) {
    return matchesProtocol(packet.protocol())
        && addresses.contains(packet.version(), packet.sourceHigh(), packet.sourceLow())
        && matchesPort(packet.sourcePort());
  }

  /**
   * Whether the packet's destination address, protocol and destination port match. A protocol with
   * a single type selector is judged on the source side alone: the selector of the other side says
   * what may flow the other way (RFC 4301 4.4.1.3).
   */
  @Clause("rfc4301:4.4.1.3")
  public boolean matchesDestination(InnerHeader packet) {
    return matchesProtocol(packet.protocol())
        && addresses.contains(packet.version(), packet.destinationHigh(), packet.destinationLow())
        && (packet.hasTypeSelector() || matchesPort(packet.destinationPort()));
  }
}
