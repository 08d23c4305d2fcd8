package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Security Protocol Identifiers (RFC 7296 3.3.1).
 *
 * @param value the number, 0 to 255
 */
public record ProtocolId(int value) implements RegistryValue {

  private static final Registry<ProtocolId> REGISTRY =
      new Registry<>("ProtocolId", 8, 201, 255, ProtocolId::new);

  /** No protocol: the value of a Notify payload without an SPI, RFC 7296 3.10. */
  public static final ProtocolId NONE = REGISTRY.name(0, "NONE");

  /** RFC 7296 3.3.1. */
  public static final ProtocolId IKE = REGISTRY.name(1, "IKE");

  /** RFC 7296 3.3.1. */
  public static final ProtocolId AH = REGISTRY.name(2, "AH");

  /** RFC 7296 3.3.1. */
  public static final ProtocolId ESP = REGISTRY.name(3, "ESP");

  /** RFC 4595. */
  public static final ProtocolId FC_ESP_HEADER = REGISTRY.name(4, "FC_ESP_HEADER");

  /** RFC 4595. */
  public static final ProtocolId FC_CT_AUTHENTICATION = REGISTRY.name(5, "FC_CT_AUTHENTICATION");

  /** RFC 9838. */
  public static final ProtocolId GIKE_UPDATE = REGISTRY.name(6, "GIKE_UPDATE");

  /** Refuses a value that its field cannot hold. */
  public ProtocolId {
    Registry.requireRange("ProtocolId", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static ProtocolId of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<ProtocolId> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<ProtocolId> known() {
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
