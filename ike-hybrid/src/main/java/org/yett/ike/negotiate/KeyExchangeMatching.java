package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yett.spec.iana.TransformType;

/**
 * Whether key exchanges that are all different can be chosen from lists of candidates: a maximum
 * matching between Transform Types and methods, which takes polynomial time where trying out takes
 * exponential time. Candidates come from a peer that is not yet authenticated.
 */
final class KeyExchangeMatching {

  private KeyExchangeMatching() {}

  /** Whether the alternatives of KE and the ADDKEs allow for methods that are all different. */
  static boolean isPossible(Map<TransformType, List<Algorithm>> alternatives) {
    List<List<Algorithm>> candidates = new ArrayList<>();
    alternatives.forEach((type, algorithms) -> {
      if (PolicyProposal.isKeyExchange(type)) {
        candidates.add(algorithms);
      }
    });
    return isPossible(candidates, Set.of());
  }

  /**
   * Whether one of each list can be chosen so that all are different from each other and from those
   * taken. NONE may be chosen any number of times.
   */
  static boolean isPossible(List<List<Algorithm>> candidates, Set<Algorithm> taken) {
    Map<Algorithm, List<Algorithm>> chosenBy = new HashMap<>();
    for (List<Algorithm> list : candidates) {
      boolean optional = list.stream().anyMatch(Algorithm::isNone);
      if (!optional && !assign(list, taken, chosenBy, new HashSet<>())) {
        return false;
      }
    }
    return true;
  }

  /** Finds a method for the list, moving other lists to other methods where needed. */
  private static boolean assign(
      List<Algorithm> list,
      Set<Algorithm> taken,
      Map<Algorithm, List<Algorithm>> chosenBy,
      Set<Algorithm> visited) {
    for (Algorithm candidate : list) {
      if (!taken.contains(candidate) && visited.add(candidate)) {
        List<Algorithm> holder = chosenBy.get(candidate);
        if (holder == null || assign(holder, taken, chosenBy, visited)) {
          chosenBy.put(candidate, list);
          return true;
        }
      }
    }
    return false;
  }
}
