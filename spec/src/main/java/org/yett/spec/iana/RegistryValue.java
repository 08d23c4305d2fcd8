package org.yett.spec.iana;

import java.util.Optional;

/**
 * A number from an IANA registry. The registries are open: a number without a name here is a value
 * like any other, is kept as received, and prints as {@code KeyExchangeMethod(1234)}; a named one
 * prints its IANA name.
 */
public interface RegistryValue {

  /** The number. */
  int value();

  /** The name in the IANA registry, if this version of the software knows one. */
  Optional<String> ianaName();

  /** Whether the number lies in the registry's range for private use. */
  boolean isPrivateUse();

  /** Whether the number has a name here. */
  default boolean isKnown() {
    return ianaName().isPresent();
  }
}
