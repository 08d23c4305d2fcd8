package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Transform Attribute Types (RFC 7296 3.3.5), without the format bit.
 *
 * @param value the number, 0 to 32767
 */
public record TransformAttributeType(int value) implements RegistryValue {

  private static final Registry<TransformAttributeType> REGISTRY =
      new Registry<>("TransformAttributeType", 15, 16384, 32767, TransformAttributeType::new);

  /** RFC 7296 3.3.5. */
  public static final TransformAttributeType KEY_LENGTH = REGISTRY.name(14, "Key Length (in bits)");

  /** RFC 9838. */
  public static final TransformAttributeType SIGNATURE_ALGORITHM_IDENTIFIER =
      REGISTRY.name(18, "Signature Algorithm Identifier");

  /** Refuses a value that its field cannot hold. */
  public TransformAttributeType {
    Registry.requireRange("TransformAttributeType", 15, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static TransformAttributeType of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<TransformAttributeType> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<TransformAttributeType> known() {
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
  public String toString() {
    return REGISTRY.print(value);
  }
}
