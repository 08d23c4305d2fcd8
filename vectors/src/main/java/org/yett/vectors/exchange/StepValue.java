package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;

/**
 * One step of a derivation.
 *
 * @param by the hosts that made it with exactly these values
 * @param name what is computed, with its generation
 * @param clause where the formula stands
 * @param formula in the clause's notation
 * @param prf the PRF, of the IANA registry of Transform Type 2
 * @param inputs in the formula's order
 * @param outputs what comes out
 */
@JsonPropertyOrder({"by", "name", "clause", "formula", "prf", "inputs", "outputs"})
public record StepValue(
    List<String> by,
    String name,
    String clause,
    String formula,
    int prf,
    List<Named> inputs,
    List<Named> outputs) {

  /** Absent lists are empty. */
  public StepValue {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(clause, "clause");
    Objects.requireNonNull(formula, "formula");
    by = Lists.of(by);
    inputs = Lists.of(inputs);
    outputs = Lists.of(outputs);
  }

  /**
   * A named value.
   *
   * @param name in the formula
   * @param value octets
   */
  @JsonPropertyOrder({"name", "value"})
  public record Named(String name, String value) {}
}
