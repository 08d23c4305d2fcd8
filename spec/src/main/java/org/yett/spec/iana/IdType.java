package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Identification Payload ID Types (RFC 7296 3.5).
 *
 * @param value the number, 0 to 255
 */
public record IdType(int value) implements RegistryValue {

  private static final Registry<IdType> REGISTRY =
      new Registry<>("IdType", 8, 201, 255, IdType::new);

  /** RFC 7296 3.5. */
  public static final IdType IPV4_ADDR = REGISTRY.name(1, "ID_IPV4_ADDR");

  /** RFC 7296 3.5. */
  public static final IdType FQDN = REGISTRY.name(2, "ID_FQDN");

  /** RFC 7296 3.5. */
  public static final IdType RFC822_ADDR = REGISTRY.name(3, "ID_RFC822_ADDR");

  /** RFC 7296 3.5. */
  public static final IdType IPV6_ADDR = REGISTRY.name(5, "ID_IPV6_ADDR");

  /** RFC 7296 3.5. */
  public static final IdType DER_ASN1_DN = REGISTRY.name(9, "ID_DER_ASN1_DN");

  /** RFC 7296 3.5. */
  public static final IdType DER_ASN1_GN = REGISTRY.name(10, "ID_DER_ASN1_GN");

  /** RFC 7296 3.5. */
  public static final IdType KEY_ID = REGISTRY.name(11, "ID_KEY_ID");

  /** RFC 4595. */
  public static final IdType FC_NAME = REGISTRY.name(12, "ID_FC_NAME");

  /** RFC 7619 2.2. */
  public static final IdType NULL = REGISTRY.name(13, "ID_NULL");

  /** Refuses a value that its field cannot hold. */
  public IdType {
    Registry.requireRange("IdType", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static IdType of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<IdType> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<IdType> known() {
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
