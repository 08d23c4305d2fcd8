package org.yett.ike.wire;

import org.yett.spec.iana.IpProtocol;
import org.yett.spec.iana.TrafficSelectorType;

/** A traffic selector as a TS payload carries it (RFC 7296 3.13.1). */
public sealed interface Selector {

  /** The TS Type. */
  TrafficSelectorType type();

  /** In a few words. */
  String describe();

  /**
   * TS_IPV4_ADDR_RANGE or TS_IPV6_ADDR_RANGE.
   *
   * @param protocol the IP protocol, or {@link IpProtocol#ANY}
   * @param startPort the smallest port, 0 to 65535; for ICMP and ICMPv6 type and code
   * @param endPort the largest port; smaller than the first only for OPAQUE: 65535 and 0
   * @param start the smallest address, 4 or 16 octets
   * @param end the largest address, of the same family
   */
  record Range(IpProtocol protocol, int startPort, int endPort, Octets start, Octets end)
      implements Selector {

    /** Refuses what the fields cannot hold. */
    public Range {
      if (startPort < 0 || startPort > 0xffff || endPort < 0 || endPort > 0xffff) {
        throw new IllegalArgumentException(
            "ports have 16 bits, unlike " + startPort + " or " + endPort);
      }
      if (start.size() != end.size() || (start.size() != 4 && start.size() != 16)) {
        throw new IllegalArgumentException(
            "addresses of " + start.size() + " and " + end.size() + " octets");
      }
    }

    @Override
    public TrafficSelectorType type() {
      return start.size() == 4
          ? TrafficSelectorType.IPV4_ADDR_RANGE
          : TrafficSelectorType.IPV6_ADDR_RANGE;
    }

    /** Whether the ports mean OPAQUE (RFC 7296 3.13.1). */
    public boolean isOpaque() {
      return startPort == 0xffff && endPort == 0;
    }

    @Override
    public String describe() {
      String addresses =
          start.equals(end) ? Text.address(start) : Text.address(start) + "-" + Text.address(end);
      boolean anyPort = startPort == 0 && endPort == 0xffff;
      if (protocol.equals(IpProtocol.ANY) && anyPort) {
        return addresses;
      }
      String ports = "";
      if (isOpaque()) {
        ports = "/opaque";
      } else if (!anyPort) {
        ports = "/" + startPort + (startPort == endPort ? "" : "-" + endPort);
      }
      return addresses + "[" + protocol + ports + "]";
    }
  }

  /**
   * A selector of any other type: kept as it came, and left out of the negotiation (RFC 7296 2.9).
   *
   * @param type the TS Type
   * @param secondOctet the octet after it, which means the IP protocol in the known types alone
   * @param data what follows the selector length
   */
  record Unknown(TrafficSelectorType type, int secondOctet, Octets data) implements Selector {

    /** Refuses what the field cannot hold. */
    public Unknown {
      if (secondOctet < 0 || secondOctet > 255) {
        throw new IllegalArgumentException("an octet is not " + secondOctet);
      }
    }

    @Override
    public String describe() {
      return type + " of " + data.size() + " octets";
    }
  }
}
