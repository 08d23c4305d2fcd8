package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * Transform Type 4, Key Exchange Method Transform IDs (RFC 7296 3.3.2, RFC 9370 3): for the KE
 * transform and for ADDKE1 to ADDKE7, and for the field of the KE payload.
 *
 * @param value the number, 0 to 65535
 */
public record KeyExchangeMethod(int value) implements TransformId {

  private static final Registry<KeyExchangeMethod> REGISTRY =
      new Registry<>("KeyExchangeMethod", 16, 1024, 65535, KeyExchangeMethod::new);

  /** RFC 7296 3.3.2. */
  public static final KeyExchangeMethod NONE = REGISTRY.name(0, "NONE");

  /** RFC 7296 B.1. */
  public static final KeyExchangeMethod MODP_768 = REGISTRY.name(1, "768-bit MODP Group");

  /** RFC 7296 B.2. */
  public static final KeyExchangeMethod MODP_1024 = REGISTRY.name(2, "1024-bit MODP Group");

  /** RFC 3526 2. */
  public static final KeyExchangeMethod MODP_1536 = REGISTRY.name(5, "1536-bit MODP Group");

  /** RFC 3526 3. */
  public static final KeyExchangeMethod MODP_2048 = REGISTRY.name(14, "2048-bit MODP Group");

  /** RFC 3526 4. */
  public static final KeyExchangeMethod MODP_3072 = REGISTRY.name(15, "3072-bit MODP Group");

  /** RFC 3526 5. */
  public static final KeyExchangeMethod MODP_4096 = REGISTRY.name(16, "4096-bit MODP Group");

  /** RFC 3526 6. */
  public static final KeyExchangeMethod MODP_6144 = REGISTRY.name(17, "6144-bit MODP Group");

  /** RFC 3526 7. */
  public static final KeyExchangeMethod MODP_8192 = REGISTRY.name(18, "8192-bit MODP Group");

  /** RFC 5903 3.1. */
  public static final KeyExchangeMethod ECP_256 = REGISTRY.name(19, "256-bit random ECP group");

  /** RFC 5903 3.2. */
  public static final KeyExchangeMethod ECP_384 = REGISTRY.name(20, "384-bit random ECP group");

  /** RFC 5903 3.3. */
  public static final KeyExchangeMethod ECP_521 = REGISTRY.name(21, "521-bit random ECP group");

  /** RFC 5114 2.1. */
  public static final KeyExchangeMethod MODP_1024_160 =
      REGISTRY.name(22, "1024-bit MODP Group with 160-bit Prime Order Subgroup");

  /** RFC 5114 2.2. */
  public static final KeyExchangeMethod MODP_2048_224 =
      REGISTRY.name(23, "2048-bit MODP Group with 224-bit Prime Order Subgroup");

  /** RFC 5114 2.3. */
  public static final KeyExchangeMethod MODP_2048_256 =
      REGISTRY.name(24, "2048-bit MODP Group with 256-bit Prime Order Subgroup");

  /** RFC 5114 2.4. */
  public static final KeyExchangeMethod ECP_192 = REGISTRY.name(25, "192-bit Random ECP Group");

  /** RFC 5114 2.5. */
  public static final KeyExchangeMethod ECP_224 = REGISTRY.name(26, "224-bit Random ECP Group");

  /** RFC 6954. */
  public static final KeyExchangeMethod BRAINPOOL_P224R1 = REGISTRY.name(27, "brainpoolP224r1");

  /** RFC 6954. */
  public static final KeyExchangeMethod BRAINPOOL_P256R1 = REGISTRY.name(28, "brainpoolP256r1");

  /** RFC 6954. */
  public static final KeyExchangeMethod BRAINPOOL_P384R1 = REGISTRY.name(29, "brainpoolP384r1");

  /** RFC 6954. */
  public static final KeyExchangeMethod BRAINPOOL_P512R1 = REGISTRY.name(30, "brainpoolP512r1");

  /** RFC 8031. */
  public static final KeyExchangeMethod CURVE25519 = REGISTRY.name(31, "Curve25519");

  /** RFC 8031. */
  public static final KeyExchangeMethod CURVE448 = REGISTRY.name(32, "Curve448");

  /** RFC 9385. */
  public static final KeyExchangeMethod GOST3410_2012_256 = REGISTRY.name(33, "GOST3410_2012_256");

  /** RFC 9385. */
  public static final KeyExchangeMethod GOST3410_2012_512 = REGISTRY.name(34, "GOST3410_2012_512");

  /** draft-ietf-ipsecme-ikev2-mlkem. */
  public static final KeyExchangeMethod ML_KEM_512 = REGISTRY.name(35, "ml-kem-512");

  /** draft-ietf-ipsecme-ikev2-mlkem. */
  public static final KeyExchangeMethod ML_KEM_768 = REGISTRY.name(36, "ml-kem-768");

  /** draft-ietf-ipsecme-ikev2-mlkem. */
  public static final KeyExchangeMethod ML_KEM_1024 = REGISTRY.name(37, "ml-kem-1024");

  /** Refuses a value that its field cannot hold. */
  public KeyExchangeMethod {
    Registry.requireRange("KeyExchangeMethod", 16, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static KeyExchangeMethod of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<KeyExchangeMethod> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<KeyExchangeMethod> known() {
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
    return type.equals(TransformType.KE) || type.isAdditionalKeyExchange();
  }

  @Override
  public String toString() {
    return REGISTRY.print(value);
  }
}
