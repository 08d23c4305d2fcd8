package org.yett.ike.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Addresses that one end assigns to the other (RFC 7296 2.19).
 *
 * @param virtualIps what we ask of the peer as initiator, in order: swanctl's {@code vips}. {@code
 *     0.0.0.0} and {@code ::} stand for any address of their family, others for the one that we
 *     would like
 * @param pools names of the pools from which a peer gets what it asks for: swanctl's {@code pools},
 *     in order of preference
 * @param required whether a peer that asks for no address gets no Child SA (FAILED_CP_REQUIRED)
 */
public record Addressing(List<InetAddress> virtualIps, List<String> pools, boolean required) {

  /** Neither asks nor gives. */
  public static final Addressing NONE = new Addressing(List.of(), List.of(), false);

  /** Most addresses that are asked for. */
  public static final int MOST_ADDRESSES = 16;

  /** Copies the lists. */
  public Addressing {
    virtualIps = List.copyOf(virtualIps);
    pools = List.copyOf(pools);
    if (virtualIps.size() > MOST_ADDRESSES) {
      throw new IllegalArgumentException("more than " + MOST_ADDRESSES + " virtual addresses");
    }
    if (required && pools.isEmpty()) {
      throw new IllegalArgumentException("addresses are required of a peer, and there is no pool");
    }
  }

  /** Asks for these as initiator, and gives none. */
  public static Addressing asking(InetAddress... virtualIps) {
    return new Addressing(List.of(virtualIps), List.of(), false);
  }

  /** Gives from these pools as responder, and asks for nothing. */
  public static Addressing giving(String... pools) {
    return new Addressing(List.of(), List.of(pools), false);
  }

  /** The same, requiring that a peer asks. */
  public Addressing requiring() {
    return new Addressing(virtualIps, pools, true);
  }

  /** Whether we ask for an address of that family. */
  public boolean asksFor(boolean ipv6) {
    return virtualIps.stream().anyMatch(address -> (address instanceof Inet6Address) == ipv6);
  }
}
