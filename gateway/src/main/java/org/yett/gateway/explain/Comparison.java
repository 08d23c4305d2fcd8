package org.yett.gateway.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yett.ike.wire.Octets;

/**
 * Two logs side by side.
 *
 * @param mismatch the first difference, if there is one
 * @param compared how many steps both logs have
 * @param values how many values of these both logs show
 */
record Comparison(Optional<Mismatch> mismatch, int compared, int values) {
  private static final int SALT = 4;

  /** Compares in the order of the first log. */
  static Comparison of(DerivationLog first, DerivationLog second) {
    Map<Integer, Integer> chains = chains(first, second);
    int compared = 0;
    int values = 0;
    for (Derivation ours : first.derivations()) {
      Optional<Derivation> counterpart = counterpart(ours, second, chains);
      if (counterpart.isEmpty()) {
        continue;
      }
      compared++;
      Derivation theirs = counterpart.get();
      List<Quantity> same = new ArrayList<>();
      for (Quantity quantity : Quantity.values()) {
        Optional<Octets> a = ours.value(quantity);
        Optional<Octets> b = theirs.value(quantity);
        if (a.isEmpty() || b.isEmpty()) {
          continue;
        }
        values++;
        boolean salted = first.salted() && second.salted();
        if (!equal(quantity, a.get(), b.get(), salted)) {
          return new Comparison(
              Optional.of(Words.of(ours, theirs, quantity, same, before(ours, first))),
              compared,
              values);
        }
        same.add(quantity);
      }
    }
    return new Comparison(Optional.empty(), compared, values);
  }

  private static boolean equal(Quantity quantity, Octets a, Octets b, boolean salted) {
    boolean cipherKey = quantity == Quantity.SK_EI || quantity == Quantity.SK_ER;
    if (salted || !cipherKey || Math.abs(a.size() - b.size()) != SALT) {
      return a.equals(b);
    }
    int key = Math.min(a.size(), b.size());
    return a.slice(0, key).equals(b.slice(0, key));
  }

  /**
   * Which IKE SA of the second log each of the first is: the one with its nonces, or with its SPIs
   * where nonces are not shown, else by order.
   */
  private static Map<Integer, Integer> chains(DerivationLog first, DerivationLog second) {
    Quantity name = shows(first) && shows(second) ? Quantity.NONCES : Quantity.SPI_I;
    Map<Integer, Octets> theirs = names(second, name);
    Map<Integer, Integer> found = new HashMap<>();
    Set<Integer> taken = new HashSet<>();
    names(first, name)
        .forEach((chain, nonces) ->
            theirs.entrySet().stream()
                .filter(other -> other.getValue().equals(nonces))
                .findFirst()
                .ifPresent(other -> {
                  found.put(chain, other.getKey());
                  taken.add(other.getKey());
                }));
    names(first, name)
        .keySet()
        .forEach(chain -> {
          if (!found.containsKey(chain) && theirs.containsKey(chain) && taken.add(chain)) {
            found.put(chain, chain);
          }
        });
    return found;
  }

  private static boolean shows(DerivationLog log) {
    return log.derivations().stream().anyMatch(step -> step.value(Quantity.NONCES).isPresent());
  }

  private static Map<Integer, Octets> names(DerivationLog log, Quantity name) {
    Map<Integer, Octets> names = new HashMap<>();
    for (Derivation step : log.derivations()) {
      if (step.kind() == Derivation.Kind.IKE_KEYS) {
        names.putIfAbsent(step.chain(), step.value(name).orElse(Octets.EMPTY));
      }
    }
    return names;
  }

  private static Optional<Derivation> counterpart(
      Derivation ours, DerivationLog log, Map<Integer, Integer> chains) {
    if (ours.kind() == Derivation.Kind.CHILD_KEYS) {
      List<Derivation> children =
          log.derivations().stream().filter(step -> step.kind() == ours.kind()).toList();
      return children.stream()
          .filter(step -> step.value(Quantity.NONCES).equals(ours.value(Quantity.NONCES)))
          .findFirst()
          .or(() -> children.stream().filter(step -> step.number() == ours.number()).findFirst());
    }
    Integer chain = chains.get(ours.chain());
    return log.derivations().stream()
        .filter(step -> chain != null && step.chain() == chain)
        .filter(step -> step.kind() == ours.kind() && step.number() == ours.number())
        .findFirst();
  }

  /** The keys of the generation before, if there is one. */
  private static Optional<Derivation> before(Derivation step, DerivationLog log) {
    return log.derivations().stream()
        .filter(other -> other.kind() == Derivation.Kind.IKE_KEYS)
        .filter(other -> other.chain() == step.chain() && other.number() == step.number() - 1)
        .findFirst();
  }
}
