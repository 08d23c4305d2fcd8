package org.yett.gateway.explain;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.yett.ike.wire.Octets;

/**
 * What an end computed in one step, as far as its log shows it.
 *
 * @param kind what kind of step
 * @param chain which IKE SA of its log, from 0: rekeying begins another
 * @param number which of its kind in the chain: the generation of keys (RFC 9370 2.2.2), the
 *     IKE_INTERMEDIATE exchange, or the Child SA
 * @param place where in the log it stands
 * @param values what the log shows
 */
record Derivation(Kind kind, int chain, int number, String place, Map<Quantity, Octets> values) {

  /** Kinds of steps. */
  enum Kind {
    IKE_KEYS,
    INT_AUTH_I,
    INT_AUTH_R,
    AUTH_I,
    AUTH_R,
    CHILD_KEYS
  }

  Derivation {
    values = Map.copyOf(values);
  }

  /** A value, if the log shows it. */
  Optional<Octets> value(Quantity quantity) {
    return Optional.ofNullable(values.get(quantity));
  }

  /** What it is called in words. */
  String name() {
    return switch (kind) {
      case IKE_KEYS ->
          number == 0 ? "the keys of the IKE SA" : "the keys after ADDKE%d".formatted(number);
      case INT_AUTH_I -> "IntAuth_i%d".formatted(number);
      case INT_AUTH_R -> "IntAuth_r%d".formatted(number);
      case AUTH_I -> "the initiator's AUTH";
      case AUTH_R -> "the responder's AUTH";
      case CHILD_KEYS -> "the keys of Child SA %d".formatted(number + 1);
    };
  }

  /** Collects values. */
  static final class Builder {
    private final EnumMap<Quantity, Octets> values = new EnumMap<>(Quantity.class);

    Builder put(Quantity quantity, Octets octets) {
      // What is empty in one log is absent in the other.
      if (!octets.isEmpty()) {
        values.put(quantity, octets);
      }
      return this;
    }

    Optional<Octets> get(Quantity quantity) {
      return Optional.ofNullable(values.get(quantity));
    }

    boolean isEmpty() {
      return values.isEmpty();
    }

    Map<Quantity, Octets> values() {
      return values;
    }
  }
}
