package org.yett.ike.endpoint;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import org.yett.ike.config.AddressPool;
import org.yett.ike.config.Identity;

/**
 * A pool of addresses at one instant.
 *
 * @param pool the pool
 * @param size how many addresses it can give out
 * @param leases those that it has given out, also to peers that are gone, in the order of their
 *     addresses
 */
public record PoolStatus(AddressPool pool, BigInteger size, List<Lease> leases) {

  /** Copies the list. */
  public PoolStatus {
    leases = List.copyOf(leases);
  }

  /**
   * An address that was given out.
   *
   * @param address the address
   * @param peer to whom
   * @param online whether an IKE SA of the peer has it; if not, it is kept for the peer until
   *     nothing else is left
   */
  public record Lease(InetAddress address, Identity peer, boolean online) {}

  /** How many are in use. */
  public long online() {
    return leases.stream().filter(Lease::online).count();
  }

  /** How many are kept for peers that are gone. */
  public long offline() {
    return leases.size() - online();
  }
}
