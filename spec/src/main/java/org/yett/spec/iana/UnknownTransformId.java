package org.yett.spec.iana;

import java.util.Optional;

/**
 * A Transform ID of a Transform Type whose registry is not modelled here. A proposal that holds one
 * is kept as received and is unacceptable as a whole (RFC 7296 3.3.6).
 *
 * @param type the Transform Type
 * @param value the Transform ID, 0 to 65535
 */
public record UnknownTransformId(TransformType type, int value) implements TransformId {

  /** Refuses a value that its field cannot hold, and a type whose registry is modelled. */
  public UnknownTransformId {
    Registry.requireRange("UnknownTransformId", 16, value);
    if (type.value() >= TransformType.ENCR.value()
        && type.value() <= TransformType.ADDKE7.value()) {
      throw new IllegalArgumentException(type + " has a registry of its own");
    }
  }

  @Override
  public Optional<String> ianaName() {
    return Optional.empty();
  }

  @Override
  public boolean isPrivateUse() {
    return false;
  }

  @Override
  public boolean fits(TransformType transformType) {
    return type.equals(transformType);
  }

  @Override
  public String toString() {
    return "TransformId(" + value + ")";
  }
}
