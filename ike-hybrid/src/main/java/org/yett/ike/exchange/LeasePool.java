package org.yett.ike.exchange;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.yett.ike.config.AddressPool;
import org.yett.ike.config.Identity;
import org.yett.ike.config.Shard;
import org.yett.ike.endpoint.PoolStatus;
import org.yett.ike.negotiate.AddressRange;

/**
 * The addresses of one pool and who has them. A peer that comes back finds the address that it had,
 * unless all others were needed meanwhile. Each shard gives out addresses that no other one does.
 */
final class LeasePool {

  /** Addresses kept for peers that are gone; of a large pool the longest gone is forgotten. */
  private static final int MOST_KEPT = 1 << 16;

  /** Bits of an interface identifier (RFC 4291 2.5.1). */
  private static final int INTERFACE_BITS = 64;

  private AddressPool config;
  private final Shard shard;
  private final SequencedMap<InetAddress, Lease> leases = new LinkedHashMap<>();
  private BigInteger begin;
  private BigInteger end;
  private BigInteger next;

  /** Who has an address, and on how many IKE SAs; on none if it is only kept. */
  private record Lease(Identity peer, int holders) {}

  LeasePool(AddressPool config, Shard shard) {
    this.shard = shard;
    configure(config);
  }

  /** Takes the pool's new settings; leases of addresses that it no longer has end with their SA. */
  void configure(AddressPool changed) {
    config = changed;
    int bits = isIpv6() ? 128 : 32;
    OptionalInt prefix = changed.addresses().prefixLength();
    boolean subnet = prefix.isPresent() && prefix.getAsInt() <= bits - 2;
    BigInteger first = number(changed.addresses().first());
    BigInteger last = number(changed.addresses().last());
    // Nobody gets the address of a network, of its routers, or of all its hosts.
    begin = subnet ? first.add(BigInteger.ONE) : first;
    end = subnet && !isIpv6() ? last : last.add(BigInteger.ONE);
    next = begin;
    leases.entrySet().removeIf(e -> e.getValue().holders() == 0 && !gives(e.getKey()));
  }

  boolean isIpv6() {
    return config.addresses().isIpv6();
  }

  AddressPool config() {
    return config;
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  private InetAddress address(BigInteger number) {
    byte[] octets = new byte[isIpv6() ? 16 : 4];
    byte[] raw = number.toByteArray();
    int length = Math.min(raw.length, octets.length);
    System.arraycopy(raw, raw.length - length, octets, octets.length - length, length);
    return AddressRange.address(octets);
  }

  /** Whether the pool, in this shard, gives out that address. */
  private boolean gives(InetAddress address) {
    if ((address instanceof Inet4Address) == isIpv6()) {
      return false;
    }
    BigInteger number = number(address);
    return number.compareTo(begin) >= 0
        && number.compareTo(end) < 0
        && number.mod(BigInteger.valueOf(shard.count())).intValue() == shard.index();
  }

  /**
   * Finds an address for a peer, and keeps it for the peer.
   *
   * @param wanted what the peer would like
   * @param taken addresses that are not to be given, for reasons from outside the pool
   */
  Optional<InetAddress> lease(
      Identity peer, Optional<InetAddress> wanted, Predicate<InetAddress> taken) {
    Optional<InetAddress> found =
        wanted
            .filter(address -> isFor(peer, address, taken))
            .or(() -> kept(peer, taken))
            .or(() -> wanted.flatMap(this::withInterfaceOf).filter(a -> isFor(peer, a, taken)))
            .or(() -> unleased(taken))
            .or(() -> longestGone(taken));
    found.ifPresent(address -> {
      Lease before = leases.get(address);
      if (before == null || !before.peer().equals(peer)) {
        leases.putLast(address, new Lease(peer, 0));
      }
    });
    return found;
  }

  /** Whether an IKE SA has that address. */
  boolean isHeld(InetAddress address) {
    Lease lease = leases.get(address);
    return lease != null && lease.holders() > 0;
  }

  /** Whether nobody else has it. The peer itself may: it comes back before it has gone. */
  private boolean isFor(Identity peer, InetAddress address, Predicate<InetAddress> taken) {
    Lease lease = leases.get(address);
    return gives(address) && !taken.test(address) && (lease == null || lease.peer().equals(peer));
  }

  private Optional<InetAddress> kept(Identity peer, Predicate<InetAddress> taken) {
    return leases.entrySet().stream()
        .filter(e -> e.getValue().holders() == 0 && e.getValue().peer().equals(peer))
        .map(java.util.Map.Entry::getKey)
        .filter(address -> gives(address) && !taken.test(address))
        .findFirst();
  }

  /** The wanted interface identifier under the pool's own prefix (RFC 7296 3.15.3). */
  private Optional<InetAddress> withInterfaceOf(InetAddress wanted) {
    if (!isIpv6() || wanted instanceof Inet4Address) {
      return Optional.empty();
    }
    BigInteger mask = BigInteger.ONE.shiftLeft(INTERFACE_BITS).subtract(BigInteger.ONE);
    BigInteger prefix = number(config.addresses().first()).andNot(mask);
    return Optional.of(address(prefix.or(number(wanted).and(mask))));
  }

  /** The next address that nobody has or had; each is looked at once at most. */
  private Optional<InetAddress> unleased(Predicate<InetAddress> taken) {
    BigInteger all = end.subtract(begin);
    long others = (long) (leases.size() + 1) * shard.count();
    long left = all.min(BigInteger.valueOf(others)).longValueExact();
    for (; left > 0; left--) {
      InetAddress candidate = address(next);
      next = next.add(BigInteger.ONE).equals(end) ? begin : next.add(BigInteger.ONE);
      if (gives(candidate) && !leases.containsKey(candidate) && !taken.test(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private Optional<InetAddress> longestGone(Predicate<InetAddress> taken) {
    Optional<InetAddress> gone =
        leases.entrySet().stream()
            .filter(e -> e.getValue().holders() == 0 && gives(e.getKey()))
            .map(java.util.Map.Entry::getKey)
            .filter(address -> !taken.test(address))
            .findFirst();
    gone.ifPresent(leases::remove);
    return gone;
  }

  /** An IKE SA has this address from now on; whether it is one of this pool. */
  boolean hold(InetAddress address) {
    return leases.computeIfPresent(
            address, (a, lease) -> new Lease(lease.peer(), lease.holders() + 1))
        != null;
  }

  /** An IKE SA has this address no longer; whether it is one of this pool. */
  boolean release(InetAddress address) {
    Lease lease = leases.get(address);
    if (lease == null) {
      return false;
    }
    leases.remove(address);
    if (lease.holders() > 1 || gives(address)) {
      // Those that are gone stand in the order of their going.
      leases.putLast(address, new Lease(lease.peer(), Math.max(0, lease.holders() - 1)));
    }
    forgetTooMany();
    return true;
  }

  private void forgetTooMany() {
    if (leases.size() > MOST_KEPT && leases.values().stream().anyMatch(l -> l.holders() == 0)) {
      longestGone(address -> false);
    }
  }

  PoolStatus status() {
    List<PoolStatus.Lease> shown = new ArrayList<>();
    leases.forEach((address, lease) ->
        shown.add(new PoolStatus.Lease(address, lease.peer(), lease.holders() > 0)));
    shown.sort(Comparator.comparing(lease -> number(lease.address())));
    return new PoolStatus(config, end.subtract(begin), shown);
  }
}
