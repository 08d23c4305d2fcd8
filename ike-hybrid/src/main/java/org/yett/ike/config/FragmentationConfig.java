package org.yett.ike.config;

import java.util.ArrayList;
import java.util.List;
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

  /** Between jumbo frames and the fallback there is one more size: what most paths take. */
  private static final int COMMON_DATAGRAM = 1400;

  private static final int ETHERNET_DATAGRAM = 1500;

  /**
   * 1400 octets over IPv4, falling back to 576, and 1280 over IPv6; at most 256 fragments and
   * 65,535 octets.
   *
   * <p>RFC 7383 2.5.1 recommends 576 over IPv4. That cuts every message with an ML-KEM-768 share in
   * three, of which each can be lost; 1400 carries it whole, on port 4500 and with CBC and HMAC as
   * well (1304 octets), through PPPoE and most tunnels. Where it does not get through, the fallback
   * is what the RFC recommends.
   */
  @Clause("rfc7383:2.5.1/3")
  @Clause("rfc7383:5/3")
  @Clause("rfc7383:2.5.1/4")
  public static final FragmentationConfig DEFAULT =
      new FragmentationConfig(1400, 1280, 576, 1280, 256, 65_535);

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

  /**
   * The sizes of IP datagrams that are tried one after the other, the largest first, in octets (RFC
   * 7383 2.5.2): few of them, since each that fails takes its time.
   */
  @Clause("rfc7383:2.5.2")
  public List<Integer> ladder(boolean ipv6) {
    int first = ipv6 ? ipv6Datagram : ipv4Datagram;
    int last = Math.min(first, ipv6 ? ipv6Fallback : ipv4Fallback);
    List<Integer> sizes = new ArrayList<>();
    sizes.add(first);
    if (first > ETHERNET_DATAGRAM && last < COMMON_DATAGRAM) {
      sizes.add(COMMON_DATAGRAM);
    }
    if (last < first) {
      sizes.add(last);
    }
    return List.copyOf(sizes);
  }

  private static void checkDatagram(int octets) {
    if (octets < SMALLEST_DATAGRAM || octets > 0xffff) {
      throw new IllegalArgumentException(
          "fragment datagram size must be " + SMALLEST_DATAGRAM + " to 65535: " + octets);
    }
  }
}
