package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * Transform Type 5, Sequence Numbers Transform IDs (RFC 7296 3.3.2 calls them Extended Sequence
 * Numbers; RFC 9827 gives the names).
 *
 * @param value the number, 0 to 65535
 */
public record SequenceNumbers(int value) implements TransformId {

  private static final Registry<SequenceNumbers> REGISTRY =
      new Registry<>("SequenceNumbers", 16, 1024, 65535, SequenceNumbers::new);

  /** No extended sequence numbers. */
  public static final SequenceNumbers SEQUENTIAL_32 = REGISTRY.name(0, "32-bit Sequential Numbers");

  /** Extended sequence numbers. */
  public static final SequenceNumbers PARTIALLY_TRANSMITTED_64 =
      REGISTRY.name(1, "Partially Transmitted 64-bit Sequential Numbers");

  /** RFC 9827. */
  public static final SequenceNumbers UNSPECIFIED_32 =
      REGISTRY.name(2, "32-bit Unspecified Numbers");

  /** Refuses a value that its field cannot hold. */
  public SequenceNumbers {
    Registry.requireRange("SequenceNumbers", 16, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static SequenceNumbers of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<SequenceNumbers> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<SequenceNumbers> known() {
    return REGISTRY.known();
  }

  @Override
  public Optional<String> ianaName() {
    return REGISTRY.nameOf(value);
  }

  @Override
  public boolean isPrivateUse() {
    return REGISTRY.isPrivateUse(value);
  }

  @Override
  public boolean fits(TransformType type) {
    return type.equals(TransformType.SN);
  }

  @Override
  public String toString() {
    return REGISTRY.print(value);
  }
}
