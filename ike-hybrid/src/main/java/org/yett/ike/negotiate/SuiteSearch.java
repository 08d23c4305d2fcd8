package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.yett.spec.Clause;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.TransformType;

/**
 * The search for the best suite between two proposals: depth first over the Transform Types in
 * order of their numbers, candidates in order of preference, so that the first suite found is the
 * best one. A partial choice is followed only if it can be completed, which {@link
 * KeyExchangeMatching} tells; without a requirement the search therefore never turns back.
 */
final class SuiteSearch {

  /**
   * How many suites one negotiation shows to its requirements. A peer that makes us look at more is
   * not negotiating; it may not even be authenticated.
   */
  static final class Budget {
    private static final int MAX_SUITES = 16_384;

    private int left = MAX_SUITES;
  }

  private final ProtocolId protocol;
  private final List<Map.Entry<TransformType, List<Algorithm>>> types;
  private final TreeMap<TransformType, Algorithm> chosen = Suite.newMap();
  private final Set<Algorithm> keyExchanges = new HashSet<>();
  private final Budget budget;

  /**
   * Prepares a search.
   *
   * @param protocol the protocol of the suite
   * @param candidates for each type the algorithms that both sides accept, in order of preference
   * @param budget what is left for the whole negotiation
   */
  SuiteSearch(
      ProtocolId protocol, SortedMap<TransformType, List<Algorithm>> candidates, Budget budget) {
    this.protocol = protocol;
    this.budget = budget;
    this.types = List.copyOf(candidates.entrySet());
  }

  /** The best suite that passes; empty if there is none. */
  Optional<Suite> best(Predicate<Suite> passes) {
    return search(0, passes);
  }

  private Optional<Suite> search(int depth, Predicate<Suite> passes) {
    if (depth == types.size()) {
      Suite suite = new Suite(protocol, chosen);
      budget.left--;
      return passes.test(suite) ? Optional.of(suite) : Optional.empty();
    }
    TransformType type = types.get(depth).getKey();
    for (Algorithm candidate : allowed(type, types.get(depth).getValue())) {
      boolean keyExchange = PolicyProposal.isKeyExchange(type) && !candidate.isNone();
      chosen.put(type, candidate);
      if (keyExchange) {
        keyExchanges.add(candidate);
      }
      Optional<Suite> found =
          budget.left > 0 && canBeCompleted(depth + 1)
              ? search(depth + 1, passes)
              : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
      chosen.remove(type);
      if (keyExchange) {
        keyExchanges.remove(candidate);
      }
    }
    return Optional.empty();
  }

  /** The candidates that go with what is already chosen. */
  @Clause("rfc5282:8/1")
  @Clause("rfc7634:4/1")
  @Clause("rfc9370:2.2.1/5")
  private List<Algorithm> allowed(TransformType type, List<Algorithm> candidates) {
    if (type.equals(TransformType.INTEG)) {
      Algorithm cipher = chosen.get(TransformType.ENCR);
      boolean needed = cipher == null || !cipher.isCombinedMode();
      return candidates.stream().filter(candidate -> candidate.isNone() != needed).toList();
    }
    if (type.isAdditionalKeyExchange()) {
      // Without a main key exchange there is none to which others could be added.
      Algorithm main = chosen.get(TransformType.KE);
      boolean possible = main != null && !main.isNone();
      return candidates.stream()
          // = rfc9370:2.2.1/5
          .filter(c -> c.isNone() || (possible && !keyExchanges.contains(c)))
          .toList();
    }
    return candidates;
  }

  private boolean canBeCompleted(int depth) {
    List<List<Algorithm>> remaining = new ArrayList<>();
    boolean mainChosen = chosen.containsKey(TransformType.KE);
    boolean noMain = mainChosen && chosen.get(TransformType.KE).isNone();
    for (int i = depth; i < types.size(); i++) {
      TransformType type = types.get(i).getKey();
      List<Algorithm> candidates = types.get(i).getValue();
      if (PolicyProposal.isKeyExchange(type)) {
        boolean optional = candidates.stream().anyMatch(Algorithm::isNone);
        if (noMain && !optional) {
          return false;
        }
        remaining.add(candidates);
      } else if (allowed(type, candidates).isEmpty()) {
        return false;
      }
    }
    return KeyExchangeMatching.isPossible(remaining, keyExchanges);
  }
}
