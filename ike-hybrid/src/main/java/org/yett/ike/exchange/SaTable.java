package org.yett.ike.exchange;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.yett.ike.config.Shard;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;

/** The IKE SAs of an endpoint, and how they are found: by number, by SPI, by first request. */
final class SaTable {

  /** SPIs of Child SAs up to this one are reserved (RFC 4303 2.1). */
  private static final int LAST_RESERVED_SPI = 255;

  /** Octets of an IPv6 address that name a network. */
  private static final int IPV6_PREFIX = 8;

  private final Shard shard;
  private final Randomness randomness;
  private final SequencedMap<IkeSaId, IkeSa> byId = new LinkedHashMap<>();
  private final Map<IkeSpi, IkeSa> bySpi = new HashMap<>();
  private final Map<FirstRequestKey, IkeSa> byFirstRequest = new HashMap<>();
  private final Map<IkeSaId, FirstRequestKey> firstRequests = new HashMap<>();
  private final Map<Integer, IkeSa> byChildSpi = new HashMap<>();
  private final Map<IkeSaId, Set<Integer>> childSpisOf = new HashMap<>();
  private final Map<IkeSaId, Instant> dueById = new HashMap<>();
  private final TreeSet<Due> due =
      new TreeSet<>(Comparator.comparing(Due::at).thenComparing(d -> d.id().value()));
  private final Map<Octets, Integer> halfOpenByPrefix = new HashMap<>();
  private final Map<IkeSaId, Octets> halfOpenFrom = new HashMap<>();
  private final StandingSas standing = new StandingSas();
  private long ikeSas;
  private long childSas;
  private long ikeSpis;
  private long childSpis;

  SaTable(Shard shard, Randomness randomness) {
    this.shard = shard;
    this.randomness = randomness;
  }

  /**
   * A first request by a hash of all its octets (RFC 7296 2.1), not by where it came from: an
   * initiator that has gone to port 4500 may repeat it from there.
   */
  @Clause("rfc7296:2.1/x2")
  private record FirstRequestKey(Octets hash) {
    static FirstRequestKey of(Octets message) {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(message.toArray());
        return new FirstRequestKey(Octets.wrap(hash));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  private record Due(Instant at, IkeSaId id) {}

  IkeSaId newIkeSaId() {
    return new IkeSaId(++ikeSas * shard.count() + shard.index());
  }

  ChildSaId newChildSaId() {
    return new ChildSaId(++childSas * shard.count() + shard.index());
  }

  /** An SPI that no IKE SA of ours has, with our shard in its low bits. */
  @Clause("rfc7296:2.6/1")
  @Clause("rfc7296:3.1/2")
  IkeSpi newIkeSpi() {
    while (true) {
      byte[] octets = randomness.draw(Purpose.IKE_SPI, ikeSpis++, IkeSpi.SIZE);
      IkeSpi spi = new IkeSpi(shard.brand(ByteBuffer.wrap(octets).getLong()));
      if (!spi.isZero() && !bySpi.containsKey(spi)) {
        return spi;
      }
    }
  }

  /** An SPI that no Child SA of ours has, with our shard in its low bits. */
  private int newChildSpi() {
    while (true) {
      byte[] octets = randomness.draw(Purpose.CHILD_SPI, childSpis++, Integer.BYTES);
      int spi = (int) shard.brand(Integer.toUnsignedLong(ByteBuffer.wrap(octets).getInt()));
      if (Integer.compareUnsigned(spi, LAST_RESERVED_SPI) > 0 && !byChildSpi.containsKey(spi)) {
        return spi;
      }
    }
  }

  void add(IkeSa sa) {
    byId.put(sa.id(), sa);
    bySpi.put(sa.channel().ours(), sa);
  }

  void addFirstRequest(Octets message, IkeSa sa) {
    FirstRequestKey key = FirstRequestKey.of(message);
    byFirstRequest.put(key, sa);
    firstRequests.put(sa.id(), key);
  }

  Optional<IkeSa> byFirstRequest(Octets message) {
    return Optional.ofNullable(byFirstRequest.get(FirstRequestKey.of(message)));
  }

  Optional<IkeSa> byId(IkeSaId id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Clause("rfc7296:2.6/x1")
  Optional<IkeSa> bySpi(IkeSpi ours) {
    return Optional.ofNullable(bySpi.get(ours));
  }

  Optional<IkeSa> byChildSpi(int inbound) {
    return Optional.ofNullable(byChildSpi.get(inbound));
  }

  /** All IKE SAs, oldest first: a copy, so that they may go away meanwhile. */
  List<IkeSa> all() {
    return List.copyOf(byId.values());
  }

  /** A new SPI for a Child SA of this IKE SA. */
  int reserveChildSpi(IkeSa sa) {
    int inbound = newChildSpi();
    byChildSpi.put(inbound, sa);
    childSpisOf.computeIfAbsent(sa.id(), id -> new HashSet<>()).add(inbound);
    return inbound;
  }

  void releaseChildSpi(int inbound) {
    IkeSa holder = byChildSpi.remove(inbound);
    if (holder != null) {
      childSpisOf.getOrDefault(holder.id(), new HashSet<>()).remove(inbound);
    }
  }

  /** The Child SAs of one IKE SA are held by another from now on (RFC 7296 2.8). */
  void moveChildSpis(IkeSa from, IkeSa to) {
    Set<Integer> moved = childSpisOf.getOrDefault(from.id(), Set.of());
    moved.forEach(spi -> byChildSpi.put(spi, to));
    childSpisOf.computeIfAbsent(to.id(), id -> new HashSet<>()).addAll(moved);
    childSpisOf.remove(from.id());
  }

  void remove(IkeSa sa) {
    byId.remove(sa.id());
    bySpi.remove(sa.channel().ours());
    FirstRequestKey first = firstRequests.remove(sa.id());
    if (first != null) {
      byFirstRequest.remove(first);
    }
    childSpisOf.getOrDefault(sa.id(), Set.of()).forEach(byChildSpi::remove);
    childSpisOf.remove(sa.id());
    standing.remove(sa);
    schedule(sa.id(), Optional.empty());
  }

  /** An IKE SA has another state. */
  void moved(IkeSa sa, IkeState before, IkeState next) {
    boolean halfOpenBefore = before instanceof IkeState.Responding;
    boolean halfOpenNow = next instanceof IkeState.Responding;
    if (halfOpenNow && !halfOpenBefore) {
      halfOpened(sa.id(), sa.channel().route().path().remote().ip());
    } else if (halfOpenBefore && !halfOpenNow) {
      noLongerHalfOpen(sa.id());
    }
    standing.moved(sa, next);
  }

  /** IKE SAs by whom they are between. */
  StandingSas standing() {
    return standing;
  }

  /** How many entries each table has. */
  Map<String, Integer> footprint() {
    return Map.of(
        "IKE SAs",
        byId.size(),
        "IKE SPIs",
        bySpi.size(),
        "first requests",
        byFirstRequest.size() + firstRequests.size(),
        "Child SA SPIs",
        byChildSpi.size() + childSpisOf.size(),
        "timers",
        due.size() + dueById.size(),
        "half-open IKE SAs",
        halfOpenFrom.size() + halfOpenByPrefix.size(),
        "identities",
        standing.size());
  }

  int halfOpen() {
    return halfOpenFrom.size();
  }

  /** What one party is likely to hold whole: an IPv4 address, or 64 bits of an IPv6 address. */
  @Clause("rfc8019:4.2")
  static Octets prefix(InetAddress address) {
    byte[] octets = address.getAddress();
    return Octets.copyOf(octets, 0, Math.min(octets.length, IPV6_PREFIX));
  }

  int halfOpenOf(InetAddress address) {
    return halfOpenByPrefix.getOrDefault(prefix(address), 0);
  }

  private void halfOpened(IkeSaId id, InetAddress address) {
    Octets prefix = prefix(address);
    halfOpenFrom.put(id, prefix);
    halfOpenByPrefix.merge(prefix, 1, Integer::sum);
  }

  private void noLongerHalfOpen(IkeSaId id) {
    Octets prefix = halfOpenFrom.remove(id);
    if (prefix != null) {
      halfOpenByPrefix.computeIfPresent(prefix, (p, n) -> n == 1 ? null : n - 1);
    }
  }

  /** Notes when an IKE SA wants to be woken. */
  void schedule(IkeSaId id, Optional<Instant> at) {
    Instant before = dueById.remove(id);
    if (before != null) {
      due.remove(new Due(before, id));
    }
    at.ifPresent(instant -> {
      dueById.put(id, instant);
      due.add(new Due(instant, id));
    });
  }

  Optional<Instant> nextDue() {
    return due.isEmpty() ? Optional.empty() : Optional.of(due.first().at());
  }

  /** The IKE SAs that want to be woken by now. */
  List<IkeSa> due(Instant now) {
    return due.headSet(new Due(now, new IkeSaId(Long.MAX_VALUE)), true).stream()
        .map(d -> byId.get(d.id()))
        .toList();
  }
}
