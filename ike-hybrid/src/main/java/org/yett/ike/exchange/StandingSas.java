package org.yett.ike.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yett.ike.config.Identity;

/**
 * IKE SAs by the two identities and by the connection, so that none has to be looked for among all.
 * Each list is in the order in which the IKE SAs were begun.
 */
final class StandingSas {

  private record Ends(Identity ours, Identity peer) {}

  private record Known(Ends ends, String connection) {
    static Known of(SaFacts facts) {
      return new Known(new Ends(facts.ours(), facts.peer()), facts.connection().name());
    }
  }

  private final Map<IkeSa, Known> known = new HashMap<>();
  private final Map<Ends, TreeMap<Long, IkeSa>> byEnds = new HashMap<>();
  private final Map<String, TreeMap<Long, IkeSa>> byConnection = new HashMap<>();
  private final TreeMap<Long, IkeSa> comingAbout = new TreeMap<>();

  /** An IKE SA has this state now. */
  void moved(IkeSa sa, IkeState next) {
    if (isComingAbout(next)) {
      comingAbout.put(sa.id().value(), sa);
    } else {
      comingAbout.remove(sa.id().value());
    }
    Optional<Known> now =
        next instanceof IkeState.Established established
            ? Optional.of(Known.of(established.facts()))
            : Optional.empty();
    if (!now.equals(Optional.ofNullable(known.get(sa)))) {
      forget(sa);
      now.ifPresent(facts -> add(sa, facts));
    }
  }

  private static boolean isComingAbout(IkeState state) {
    return state instanceof IkeState.Initiating
        || state instanceof IkeState.AnsweringAuth
        || state instanceof IkeState.ProvingAuth
        || state instanceof IkeState.AwaitingAuth;
  }

  private void add(IkeSa sa, Known facts) {
    known.put(sa, facts);
    byEnds.computeIfAbsent(facts.ends(), ends -> new TreeMap<>()).put(sa.id().value(), sa);
    byConnection
        .computeIfAbsent(facts.connection(), name -> new TreeMap<>())
        .put(sa.id().value(), sa);
  }

  private void forget(IkeSa sa) {
    Known facts = known.remove(sa);
    if (facts != null) {
      remove(byEnds, facts.ends(), sa);
      remove(byConnection, facts.connection(), sa);
    }
  }

  private static <K> void remove(Map<K, TreeMap<Long, IkeSa>> map, K key, IkeSa sa) {
    map.computeIfPresent(
        key,
        (k, sas) -> {
          sas.remove(sa.id().value());
          return sas.isEmpty() ? null : sas;
        });
  }

  /** An IKE SA is no more. */
  void remove(IkeSa sa) {
    comingAbout.remove(sa.id().value());
    forget(sa);
  }

  /** Those that are established between these two. */
  Stream<IkeSa> between(Identity ours, Identity peer) {
    return byEnds.getOrDefault(new Ends(ours, peer), new TreeMap<>()).values().stream();
  }

  /** Those that are being set up, but for half-open ones, of which nobody knows whose they are. */
  Stream<IkeSa> comingAbout() {
    return comingAbout.values().stream();
  }

  /** Those of a connection that are established, and all that are being set up: a copy. */
  List<IkeSa> candidates(String connection) {
    TreeMap<Long, IkeSa> all = new TreeMap<>(comingAbout);
    all.putAll(byConnection.getOrDefault(connection, new TreeMap<>()));
    return List.copyOf(all.values());
  }

  /** How many entries there are. */
  int size() {
    return known.size() + comingAbout.size();
  }
}
