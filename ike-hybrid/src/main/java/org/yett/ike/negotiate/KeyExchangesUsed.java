package org.yett.ike.negotiate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.ike.crypto.ExperimentalMethod;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * Which key exchanges contribute to the keys of an SA: the fact from which its posture is told.
 *
 * @param main the key exchange of IKE_SA_INIT or CREATE_CHILD_SA; empty for a Child SA whose keys
 *     come from its IKE SA alone
 * @param additional those of IKE_INTERMEDIATE or IKE_FOLLOWUP_KE, in the order in which they take
 *     place; neither NONE nor omitted ones
 */
@Clause("rfc9370:2.2.1")
public record KeyExchangesUsed(
    Optional<KeyExchangeMethod> main, List<KeyExchangeMethod> additional) {

  /** No key exchange of its own. */
  public static final KeyExchangesUsed NONE = new KeyExchangesUsed(Optional.empty(), List.of());

  /** Takes a copy and refuses NONE. */
  public KeyExchangesUsed {
    additional = List.copyOf(additional);
    if (Stream.concat(main.stream(), additional.stream())
        .anyMatch(KeyExchangeMethod.NONE::equals)) {
      throw new IllegalArgumentException("NONE is no key exchange that contributes");
    }
  }

  /** All of them in the order in which they take place. */
  public List<KeyExchangeMethod> all() {
    return Stream.concat(main.stream(), additional.stream()).toList();
  }

  /** Whether at least one of them withstands a quantum computer. */
  public boolean isPostQuantum() {
    return all().stream().anyMatch(KeyExchangesUsed::isPostQuantum);
  }

  /** Whether post-quantum and classical key exchanges are combined. */
  public boolean isHybrid() {
    return isPostQuantum()
        && all().stream().anyMatch(method -> !isPostQuantum(method) && !isExperimental(method));
  }

  /** Whether one of them is experimental. */
  public boolean isExperimental() {
    return all().stream().anyMatch(KeyExchangesUsed::isExperimental);
  }

  /** Whether a method is one of the laboratory. */
  public static boolean isExperimental(KeyExchangeMethod method) {
    return ExperimentalMethod.of(method).isPresent();
  }

  /**
   * Whether a method withstands a quantum computer: the ML-KEM family. Experimental ones are not
   * counted, whatever is hoped of them.
   */
  public static boolean isPostQuantum(KeyExchangeMethod method) {
    return method.equals(KeyExchangeMethod.ML_KEM_512)
        || method.equals(KeyExchangeMethod.ML_KEM_768)
        || method.equals(KeyExchangeMethod.ML_KEM_1024);
  }

  /** {@code x25519 + mlkem768}, or {@code none}. */
  @Override
  public String toString() {
    List<String> names = all().stream().map(method -> Algorithm.of(method).toString()).toList();
    return names.isEmpty() ? "none" : String.join(" + ", names);
  }
}
