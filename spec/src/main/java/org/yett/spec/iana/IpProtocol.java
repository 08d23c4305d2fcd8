package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * Assigned Internet Protocol Numbers, as traffic selectors and ESP Next Header name them (RFC 7296
 * 3.13.1, RFC 4303 2.6). Only those that matter to IPsec have names here.
 *
 * @param value the number, 0 to 255
 */
public record IpProtocol(int value) implements RegistryValue {

  private static final Registry<IpProtocol> REGISTRY =
      new Registry<>("IpProtocol", 8, 253, 254, IpProtocol::new);

  /**
   * In a traffic selector: all protocols. As an IPv6 Next Header the number means hop-by-hop
   * options.
   */
  public static final IpProtocol ANY = REGISTRY.name(0, "any");

  /** RFC 792. */
  public static final IpProtocol ICMP = REGISTRY.name(1, "ICMP");

  /** IPv4 in IPsec tunnel mode, RFC 4303 2.6. */
  public static final IpProtocol IPV4 = REGISTRY.name(4, "IPv4");

  /** RFC 9293. */
  public static final IpProtocol TCP = REGISTRY.name(6, "TCP");

  /** RFC 768. */
  public static final IpProtocol UDP = REGISTRY.name(17, "UDP");

  /** IPv6 in IPsec tunnel mode, RFC 4303 2.6. */
  public static final IpProtocol IPV6 = REGISTRY.name(41, "IPv6");

  /** RFC 8200. */
  public static final IpProtocol IPV6_ROUTE = REGISTRY.name(43, "IPv6-Route");

  /** RFC 8200. */
  public static final IpProtocol IPV6_FRAGMENT = REGISTRY.name(44, "IPv6-Frag");

  /** RFC 2784. */
  public static final IpProtocol GRE = REGISTRY.name(47, "GRE");

  /** RFC 4303. */
  public static final IpProtocol ESP = REGISTRY.name(50, "ESP");

  /** RFC 4302. */
  public static final IpProtocol AH = REGISTRY.name(51, "AH");

  /** RFC 4443. */
  public static final IpProtocol IPV6_ICMP = REGISTRY.name(58, "IPv6-ICMP");

  /** Also the dummy packets of ESP traffic flow confidentiality, RFC 4303 2.6. */
  public static final IpProtocol IPV6_NO_NEXT = REGISTRY.name(59, "IPv6-NoNxt");

  /** RFC 8200. */
  public static final IpProtocol IPV6_OPTIONS = REGISTRY.name(60, "IPv6-Opts");

  /** RFC 2328. */
  public static final IpProtocol OSPF = REGISTRY.name(89, "OSPFIGP");

  /** RFC 3173. */
  public static final IpProtocol IPCOMP = REGISTRY.name(108, "IPComp");

  /** RFC 3931. */
  public static final IpProtocol L2TP = REGISTRY.name(115, "L2TP");

  /** RFC 9260. */
  public static final IpProtocol SCTP = REGISTRY.name(132, "SCTP");

  /** RFC 6275. */
  public static final IpProtocol MOBILITY_HEADER = REGISTRY.name(135, "Mobility Header");

  /** RFC 3828. */
  public static final IpProtocol UDPLITE = REGISTRY.name(136, "UDPLite");

  /** RFC 9347. */
  public static final IpProtocol AGGFRAG = REGISTRY.name(144, "AGGFRAG");

  /** Refuses a value that its field cannot hold. */
  public IpProtocol {
    Registry.requireRange("IpProtocol", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static IpProtocol of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<IpProtocol> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<IpProtocol> known() {
    return REGISTRY.known();
  }

  @Override
  public Optional<String> ianaName() {
    return REGISTRY.nameOf(value);
  }

  @Override
  public boolean isPrivateUse() {
    return REGISTRY.isPrivateUse(value);
  }

  @Override
  public String toString() {
    return REGISTRY.print(value);
  }
}
