package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * EAP Method Type (RFC 3748 6.2).
 *
 * @param value the number, 0 to 255
 */
public record EapType(int value) implements RegistryValue {

  private static final Registry<EapType> REGISTRY =
      new Registry<>("EapType", 8, 255, 255, EapType::new);

  /** RFC 3748 5.1. */
  public static final EapType IDENTITY = REGISTRY.name(1, "Identity");

  /** RFC 3748 5.2. */
  public static final EapType NOTIFICATION = REGISTRY.name(2, "Notification");

  /** RFC 3748 5.3.1. */
  public static final EapType LEGACY_NAK = REGISTRY.name(3, "Legacy Nak");

  /** RFC 3748 5.4. */
  public static final EapType MD5_CHALLENGE = REGISTRY.name(4, "MD5-Challenge");

  /** RFC 5216, RFC 9190. */
  public static final EapType TLS = REGISTRY.name(13, "EAP-TLS");

  /** RFC 5281, RFC 9427. */
  public static final EapType TTLS = REGISTRY.name(21, "EAP-TTLS");

  /** draft-kamath-pppext-eap-mschapv2. */
  public static final EapType MSCHAPV2 = REGISTRY.name(26, "EAP MSCHAPv2");

  /** RFC 3748 5.7. */
  public static final EapType EXPANDED = REGISTRY.name(254, "Expanded Type");

  /** Refuses a value that its field cannot hold. */
  public EapType {
    Registry.requireRange("EapType", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static EapType of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<EapType> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<EapType> known() {
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
