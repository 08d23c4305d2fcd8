package org.yett.vectors.primitive;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One test.
 *
 * @param id unique in its set
 * @param expectation what must come of it
 * @param note the source's words for it; may be empty
 * @param flags the source's marks
 * @param inputs octet strings by name
 * @param outputs expected octet strings by name
 */
public record PrimitiveVector(
    String id,
    Expectation expectation,
    String note,
    Set<String> flags,
    Map<String, byte[]> inputs,
    Map<String, byte[]> outputs) {

  /** What must come of a test. */
  public enum Expectation {
    /** The outputs. */
    VALID,
    /** Refusal. */
    INVALID,
    /** The outputs, or refusal where a flag allows it. */
    ACCEPTABLE
  }

  /**
   * An input.
   *
   * @throws VectorFormatException if the vector has none of that name
   */
  public byte[] input(String name) {
    return optionalInput(name)
        .orElseThrow(() -> new VectorFormatException("vector " + id + " has no input " + name));
  }

  /** An input that not every vector of its kind has. */
  public Optional<byte[]> optionalInput(String name) {
    return Optional.ofNullable(inputs.get(name)).map(byte[]::clone);
  }

  /**
   * An expected output.
   *
   * @throws VectorFormatException if the vector has none of that name
   */
  public byte[] output(String name) {
    return optionalOutput(name)
        .orElseThrow(() -> new VectorFormatException("vector " + id + " has no output " + name));
  }

  /** An expected output that not every vector of its kind has. */
  public Optional<byte[]> optionalOutput(String name) {
    return Optional.ofNullable(outputs.get(name)).map(byte[]::clone);
  }

  @Override
  public String toString() {
    return "vector " + id + (note.isEmpty() ? "" : " (" + note + ")");
  }
}
