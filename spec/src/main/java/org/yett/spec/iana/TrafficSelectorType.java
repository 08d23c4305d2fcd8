package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Traffic Selector Types (RFC 7296 3.13.1).
 *
 * @param value the number, 0 to 255
 */
public record TrafficSelectorType(int value) implements RegistryValue {

  private static final Registry<TrafficSelectorType> REGISTRY =
      new Registry<>("TrafficSelectorType", 8, 241, 255, TrafficSelectorType::new);

  /** RFC 7296 3.13.1. */
  public static final TrafficSelectorType IPV4_ADDR_RANGE = REGISTRY.name(7, "TS_IPV4_ADDR_RANGE");

  /** RFC 7296 3.13.1. */
  public static final TrafficSelectorType IPV6_ADDR_RANGE = REGISTRY.name(8, "TS_IPV6_ADDR_RANGE");

  /** RFC 4595. */
  public static final TrafficSelectorType FC_ADDR_RANGE = REGISTRY.name(9, "TS_FC_ADDR_RANGE");

  /** RFC 9478. */
  public static final TrafficSelectorType SECLABEL = REGISTRY.name(10, "TS_SECLABEL");

  /** Refuses a value that its field cannot hold. */
  public TrafficSelectorType {
    Registry.requireRange("TrafficSelectorType", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static TrafficSelectorType of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<TrafficSelectorType> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<TrafficSelectorType> known() {
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
