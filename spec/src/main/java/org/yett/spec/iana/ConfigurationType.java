package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Configuration Payload CFG Types (RFC 7296 3.15).
 *
 * @param value the number, 0 to 255
 */
public record ConfigurationType(int value) implements RegistryValue {

  private static final Registry<ConfigurationType> REGISTRY =
      new Registry<>("ConfigurationType", 8, 128, 255, ConfigurationType::new);

  /** RFC 7296 3.15. */
  public static final ConfigurationType REQUEST = REGISTRY.name(1, "CFG_REQUEST");

  /** RFC 7296 3.15. */
  public static final ConfigurationType REPLY = REGISTRY.name(2, "CFG_REPLY");

  /** RFC 7296 3.15. */
  public static final ConfigurationType SET = REGISTRY.name(3, "CFG_SET");

  /** RFC 7296 3.15. */
  public static final ConfigurationType ACK = REGISTRY.name(4, "CFG_ACK");

  /** Refuses a value that its field cannot hold. */
  public ConfigurationType {
    Registry.requireRange("ConfigurationType", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static ConfigurationType of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<ConfigurationType> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<ConfigurationType> known() {
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
