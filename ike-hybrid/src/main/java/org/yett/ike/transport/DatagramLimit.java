package org.yett.ike.transport;

import org.yett.ike.config.FragmentationConfig;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.spec.Clause;

/**
 * How long our messages may be, and what happens to longer ones.
 *
 * @param octets greatest length of a message from the IKE header on
 * @param use whether messages are sent in fragments
 */
public record DatagramLimit(int octets, Use use) {

  /** When messages are sent in fragments. */
  public enum Use {
    /** Never: not agreed, or not wanted. */
    NEVER,
    /** If they are longer than the limit. */
    WHEN_NEEDED,
    /** Whatever their length. */
    ALWAYS
  }

  /** Less than this no peer makes us send: each fragment costs a header and a checksum. */
  private static final int SMALLEST = FragmentationConfig.SMALLEST_DATAGRAM - 52;

  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int UDP_HEADER = 8;
  private static final int NON_ESP_MARKER = 4;

  /**
   * The limit of a path.
   *
   * @param wanted the greatest IP datagram that we want to send, in octets
   * @param path the path
   * @param knownMtu the greatest IP datagram that the path is known to take; {@link
   *     Integer#MAX_VALUE} if none is known
   * @param use whether messages are sent in fragments
   */
  @Clause("rfc7383:2.5.1")
  public static DatagramLimit of(int wanted, Path path, int knownMtu, Use use) {
    boolean ipv6 = path.remote().isIpv6();
    // = rfc7383:2.5.1/2, rfc7383:2.5.2/6
    int datagram = Math.max(Math.min(wanted, knownMtu), FragmentationConfig.SMALLEST_DATAGRAM);
    int overhead = (ipv6 ? IPV6_HEADER : IPV4_HEADER) + UDP_HEADER;
    if (path.encapsulation() == Encapsulation.UDP_NON_ESP_MARKER) {
      overhead += NON_ESP_MARKER;
    }
    return new DatagramLimit(datagram - overhead, use);
  }

  /** The same, but not above the length of a fragment that the peer has sent. */
  @Clause("rfc7383:2.5.1")
  public DatagramLimit atMost(int peerFragment) {
    return new DatagramLimit(Math.min(octets, Math.max(SMALLEST, peerFragment)), use);
  }
}
