package org.yett.ike.config;

import org.yett.spec.Clause;

/**
 * Bounds of IKE fragmentation (RFC 7383). Whether it is used is {@link FragmentationMode}, which
 * each connection chooses.
 *
 * @param ipv4Datagram largest IP datagram that carries a fragment over IPv4, in octets, IP and UDP
 *     headers included
 * @param ipv6Datagram the same over IPv6
 * @param ipv4Fallback the same over IPv4 once a message has got no answer several times (RFC 7383
 *     2.5.2)
 * @param ipv6Fallback the same over IPv6
 * @param maxFragments most fragments that a received message may consist of
 * @param maxMessage most octets of inner payloads that a reassembled message may hold
 */
@Clause("rfc7383:2.5.1")
public record FragmentationConfig(
    int ipv4Datagram,
    int ipv6Datagram,
    int ipv4Fallback,
    int ipv6Fallback,
    int maxFragments,
    int maxMessage) {

  /** The smallest IP datagram limit that is accepted, in octets. */
  public static final int SMALLEST_DATAGRAM = 256;

  /**
   * 1280 octets for both families, falling back to 576 over IPv4; at most 256 fragments and 65,535
   * octets.
   */
  @Clause("rfc7383:2.5.1/3")
  @Clause("rfc7383:5/3")
  public static final FragmentationConfig DEFAULT =
      new FragmentationConfig(1280, 1280, 576, 1280, 256, 65_535);

  /** Checks the ranges. */
  public FragmentationConfig {
    checkDatagram(ipv4Datagram);
    checkDatagram(ipv6Datagram);
    checkDatagram(ipv4Fallback);
    checkDatagram(ipv6Fallback);
    if (maxFragments < 1 || maxFragments > 0xffff) {
      throw new IllegalArgumentException("fragments per message must be 1 to 65535");
    }
    if (maxMessage < 1024) {
      throw new IllegalArgumentException("a message of at least 1024 octets must be accepted");
    }
  }

  /** The same bounds with another datagram limit for both families. */
  public FragmentationConfig withDatagram(int octets) {
    return new FragmentationConfig(
        octets,
        octets,
        Math.min(octets, ipv4Fallback),
        Math.min(octets, ipv6Fallback),
        maxFragments,
        maxMessage);
  }

  private static void checkDatagram(int octets) {
    if (octets < SMALLEST_DATAGRAM || octets > 0xffff) {
      throw new IllegalArgumentException(
          "fragment datagram size must be " + SMALLEST_DATAGRAM + " to 65535: " + octets);
    }
  }
}
