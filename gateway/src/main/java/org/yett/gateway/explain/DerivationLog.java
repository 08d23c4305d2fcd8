package org.yett.gateway.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.ike.wire.Octets;

/**
 * The derivations of one log, in order. Which IKE SA a step belongs to follows from the nonces of
 * the keys, and of IntAuth and AUTH from the SK_p that went in.
 *
 * @param name what the log is called
 * @param derivations in the order of the log
 * @param salted whether SK_e is shown with its salt, if it has one
 */
record DerivationLog(String name, List<Derivation> derivations, boolean salted) {

  DerivationLog {
    derivations = List.copyOf(derivations);
  }

  /** Puts a log together. */
  static final class Builder {
    private final String name;
    private final List<Derivation> derivations = new ArrayList<>();
    private final Map<Octets, Integer> chains = new HashMap<>();
    private final Map<List<Object>, Integer> numbers = new HashMap<>();
    private int current;
    private boolean salted = true;

    Builder(String name) {
      this.name = name;
    }

    /** SK_e is shown without its salt. */
    Builder withoutSalt() {
      salted = false;
      return this;
    }

    /**
     * Keys of an IKE SA: another generation if its nonces are known (of a log that shows none: its
     * SPIs), else another IKE SA.
     */
    void ikeKeys(String place, Derivation.Builder step) {
      Octets name =
          step.get(Quantity.NONCES).or(() -> step.get(Quantity.SPI_I)).orElse(Octets.EMPTY);
      current = chains.computeIfAbsent(name, _ -> chains.size());
      int generation = next(Derivation.Kind.IKE_KEYS, current);
      derivations.add(
          new Derivation(Derivation.Kind.IKE_KEYS, current, generation, place, step.values()));
    }

    /** IntAuth of either side, told by its SK_p. */
    void intAuth(String place, Derivation.Builder step) {
      Optional<Sided> sided = sided(step);
      boolean initiator = sided.map(Sided::initiator).orElse(true);
      Derivation.Kind kind = initiator ? Derivation.Kind.INT_AUTH_I : Derivation.Kind.INT_AUTH_R;
      add(kind, sided, place, step, 1);
    }

    /** AUTH of either side, told by its SK_p. */
    void auth(String place, Derivation.Builder step) {
      Optional<Sided> sided = sided(step);
      boolean initiator = sided.map(Sided::initiator).orElse(true);
      add(initiator ? Derivation.Kind.AUTH_I : Derivation.Kind.AUTH_R, sided, place, step, 0);
    }

    /** Keys of a Child SA. */
    void childKeys(String place, Derivation.Builder step) {
      // Child SAs are counted over all IKE SAs: they go from one to its successor.
      int number = next(Derivation.Kind.CHILD_KEYS, -1);
      derivations.add(
          new Derivation(Derivation.Kind.CHILD_KEYS, current, number, place, step.values()));
    }

    private void add(
        Derivation.Kind kind,
        Optional<Sided> sided,
        String place,
        Derivation.Builder step,
        int first) {
      int chain = sided.map(Sided::chain).orElse(current);
      int number = first + next(kind, chain);
      derivations.add(new Derivation(kind, chain, number, place, step.values()));
    }

    private int next(Derivation.Kind kind, int chain) {
      return numbers.merge(List.of(kind, chain), 1, Integer::sum) - 1;
    }

    private record Sided(int chain, boolean initiator) {}

    private Optional<Sided> sided(Derivation.Builder step) {
      Optional<Octets> skP = step.get(Quantity.SK_P_INPUT);
      for (Derivation keys : derivations.reversed()) {
        if (keys.kind() == Derivation.Kind.IKE_KEYS && skP.isPresent()) {
          if (skP.equals(keys.value(Quantity.SK_PI))) {
            return Optional.of(new Sided(keys.chain(), true));
          }
          if (skP.equals(keys.value(Quantity.SK_PR))) {
            return Optional.of(new Sided(keys.chain(), false));
          }
        }
      }
      return Optional.empty();
    }

    DerivationLog build() {
      return new DerivationLog(name, derivations, salted);
    }
  }
}
