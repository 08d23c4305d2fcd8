package org.yett.ike.keys;

import java.util.List;

/**
 * One step of a derivation, as told to a {@link KeyTrace}.
 *
 * @param name what is computed, with its generation, for example {@code SKEYSEED(1)}
 * @param clause where the formula stands, for example {@code rfc9370:2.2.2}
 * @param formula the formula in the clause's own notation
 * @param inputs what goes in, by name, in the formula's order
 * @param outputs what comes out, by name
 */
public record KeyStep(
    String name, String clause, String formula, List<KeyValue> inputs, List<KeyValue> outputs) {

  /** Copies the lists, not the octets. */
  public KeyStep {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * The output of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public KeyValue output(String outputName) {
    return outputs.stream()
        .filter(value -> value.name().equals(outputName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no output " + outputName));
  }
}
