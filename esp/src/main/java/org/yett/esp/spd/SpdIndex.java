package org.yett.esp.spd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yett.esp.packet.InnerHeader;
import org.yett.esp.selector.SelectorSet;
import org.yett.esp.selector.TrafficSelector;

/**
 * An immutable SPD: a trie over remote prefixes, in each node a trie over local prefixes, in each
 * of those nodes the entries in their order. The tries only say which entries may match; the
 * entry's own selectors decide. An entry whose ranges fall apart into too many prefixes is looked
 * at for every packet instead.
 */
final class SpdIndex {
  /** An index without entries. */
  static final SpdIndex EMPTY = new SpdIndex(null, null, new Ranked[0], 0);

  /** Pairs of prefixes that one entry may take up. */
  private static final int MAX_PAIRS = 1024;

  private static final Comparator<Ranked> BY_RANK =
      Comparator.<Ranked>comparingInt(ranked -> ranked.entry.order())
          .thenComparingLong(ranked -> ranked.serial);

  private final PrefixTrie<PrefixTrie<Ranked[]>> ipv4;
  private final PrefixTrie<PrefixTrie<Ranked[]>> ipv6;
  private final Ranked[] wide;
  private final long nextSerial;

  private SpdIndex(
      PrefixTrie<PrefixTrie<Ranked[]>> ipv4,
      PrefixTrie<PrefixTrie<Ranked[]>> ipv6,
      Ranked[] wide,
      long nextSerial) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.wide = wide;
    this.nextSerial = nextSerial;
  }

  /** An entry with its place among those of the same order. */
  private static final class Ranked {
    final SpdEntry entry;
    final long serial;

    Ranked(SpdEntry entry, long serial) {
      this.entry = entry;
      this.serial = serial;
    }

    boolean before(Ranked other) {
      if (other == null || entry.order() != other.entry.order()) {
        return other == null || entry.order() < other.entry.order();
      }
      return serial < other.serial;
    }
  }

  /** A place in the tries. */
  private record Place(int version, Prefix remote, Prefix local) {}

  SpdIndex with(SpdEntry entry) {
    var ranked = new Ranked(entry, nextSerial);
    return change(places(entry.selectors()), list -> insert(list, ranked), nextSerial + 1);
  }

  /** Without the first entry that equals this one; the same index if there is none. */
  SpdIndex without(SpdEntry entry) {
    Optional<Set<Place>> places = places(entry.selectors());
    Ranked ranked = find(entry, places);
    return ranked == null ? this : change(places, list -> delete(list, ranked), nextSerial);
  }

  private Ranked find(SpdEntry entry, Optional<Set<Place>> places) {
    Ranked[] candidates = wide;
    if (places.isPresent()) {
      Place place = places.get().iterator().next();
      var found = new Ranked[][] {{}};
      PrefixTrie.update(
          root(place.version),
          place.remote,
          locals -> {
            PrefixTrie.update(
                locals,
                place.local,
                list -> {
                  found[0] = list == null ? found[0] : list;
                  return list;
                });
            return locals;
          });
      candidates = found[0];
    }
    for (Ranked ranked : candidates) {
      if (ranked.entry.equals(entry)) {
        return ranked;
      }
    }
    return null;
  }

  private PrefixTrie<PrefixTrie<Ranked[]>> root(int version) {
    return version == 4 ? ipv4 : ipv6;
  }

  private SpdIndex change(
      Optional<Set<Place>> places, UnaryOperator<Ranked[]> change, long serial) {
    if (places.isEmpty()) {
      Ranked[] changed = change.apply(wide);
      return new SpdIndex(ipv4, ipv6, changed == null ? new Ranked[0] : changed, serial);
    }
    var newIpv4 = ipv4;
    var newIpv6 = ipv6;
    for (Place place : places.get()) {
      UnaryOperator<PrefixTrie<Ranked[]>> inner =
          locals -> PrefixTrie.update(locals, place.local, change);
      if (place.version == 4) {
        newIpv4 = PrefixTrie.update(newIpv4, place.remote, inner);
      } else {
        newIpv6 = PrefixTrie.update(newIpv6, place.remote, inner);
      }
    }
    return new SpdIndex(newIpv4, newIpv6, wide, serial);
  }

  /** Where an entry stands; empty if in too many places. */
  private static Optional<Set<Place>> places(SelectorSet selectors) {
    var places = new HashSet<Place>();
    for (TrafficSelector remote : selectors.remote()) {
      List<Prefix> remotes = Prefix.covering(remote.addresses());
      for (TrafficSelector local : selectors.local()) {
        int version = remote.addresses().version();
        if (local.addresses().version() != version) {
          continue;
        }
        List<Prefix> locals = Prefix.covering(local.addresses());
        if (places.size() + (long) remotes.size() * locals.size() > MAX_PAIRS) {
          return Optional.empty();
        }
        for (Prefix remotePrefix : remotes) {
          for (Prefix localPrefix : locals) {
            places.add(new Place(version, remotePrefix, localPrefix));
          }
        }
      }
    }
    // An entry that joins no two addresses of one family matches nothing, but stays listed.
    return places.isEmpty() ? Optional.empty() : Optional.of(places);
  }

  private static Ranked[] insert(Ranked[] list, Ranked ranked) {
    if (list == null) {
      return new Ranked[] {ranked};
    }
    int at = -1 - Arrays.binarySearch(list, ranked, BY_RANK);
    Ranked[] longer = new Ranked[list.length + 1];
    System.arraycopy(list, 0, longer, 0, at);
    longer[at] = ranked;
    System.arraycopy(list, at, longer, at + 1, list.length - at);
    return longer;
  }

  private static Ranked[] delete(Ranked[] list, Ranked ranked) {
    Ranked[] shorter = Arrays.stream(list).filter(other -> other != ranked).toArray(Ranked[]::new);
    return shorter.length == 0 ? null : shorter;
  }

  /**
   * The entry that decides about the packet, null if none does.
   *
   * @param outbound whether the packet's source is local
   */
  SpdEntry decide(InnerHeader packet, boolean outbound) {
    int version = packet.version();
    long sourceHigh = Prefix.keyHigh(version, packet.sourceHigh(), packet.sourceLow());
    long sourceLow = Prefix.keyLow(version, packet.sourceLow());
    long destinationHigh =
        Prefix.keyHigh(version, packet.destinationHigh(), packet.destinationLow());
    long destinationLow = Prefix.keyLow(version, packet.destinationLow());
    long remoteHigh = outbound ? destinationHigh : sourceHigh;
    long remoteLow = outbound ? destinationLow : sourceLow;
    long localHigh = outbound ? sourceHigh : destinationHigh;
    long localLow = outbound ? sourceLow : destinationLow;

    Ranked best = first(wide, packet, outbound, null);
    for (var remote = root(version);
        remote != null && remote.covers(remoteHigh, remoteLow);
        remote = remote.next(remoteHigh, remoteLow)) {
      for (var local = remote.value();
          local != null && local.covers(localHigh, localLow);
          local = local.next(localHigh, localLow)) {
        Ranked[] list = local.value();
        if (list != null) {
          best = first(list, packet, outbound, best);
        }
      }
    }
    return best == null ? null : best.entry;
  }

  /** The first entry of the list that matches and comes before {@code best}, else {@code best}. */
  private static Ranked first(Ranked[] list, InnerHeader packet, boolean outbound, Ranked best) {
    for (Ranked ranked : list) {
      if (!ranked.before(best)) {
        return best;
      }
      SelectorSet selectors = ranked.entry.selectors();
      if (outbound ? selectors.matchesOutbound(packet) : selectors.matchesInbound(packet)) {
        return ranked;
      }
    }
    return best;
  }

  /** All entries in the order in which they decide. */
  List<SpdEntry> entries() {
    Set<Ranked> all = Collections.newSetFromMap(new IdentityHashMap<>());
    Collections.addAll(all, wide);
    for (var root : Arrays.asList(ipv4, ipv6)) {
      if (root != null) {
        root.forEach(locals -> locals.forEach(list -> Collections.addAll(all, list)));
      }
    }
    var sorted = new ArrayList<>(all);
    sorted.sort(BY_RANK);
    return sorted.stream().map(ranked -> ranked.entry).toList();
  }
}
