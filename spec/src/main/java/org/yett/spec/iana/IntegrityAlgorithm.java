package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * Transform Type 3, Integrity Algorithm Transform IDs (RFC 7296 3.3.2).
 *
 * @param value the number, 0 to 65535
 */
public record IntegrityAlgorithm(int value) implements TransformId {

  private static final Registry<IntegrityAlgorithm> REGISTRY =
      new Registry<>("IntegrityAlgorithm", 16, 1024, 65535, IntegrityAlgorithm::new);

  /** RFC 7296 3.3.2. */
  public static final IntegrityAlgorithm NONE = REGISTRY.name(0, "NONE");

  /** RFC 2403. */
  public static final IntegrityAlgorithm HMAC_MD5_96 = REGISTRY.name(1, "AUTH_HMAC_MD5_96");

  /** RFC 2404. */
  public static final IntegrityAlgorithm HMAC_SHA1_96 = REGISTRY.name(2, "AUTH_HMAC_SHA1_96");

  /** Unspecified. */
  public static final IntegrityAlgorithm DES_MAC = REGISTRY.name(3, "AUTH_DES_MAC");

  /** Unspecified. */
  public static final IntegrityAlgorithm KPDK_MD5 = REGISTRY.name(4, "AUTH_KPDK_MD5");

  /** RFC 3566. */
  public static final IntegrityAlgorithm AES_XCBC_96 = REGISTRY.name(5, "AUTH_AES_XCBC_96");

  /** RFC 4595. */
  public static final IntegrityAlgorithm HMAC_MD5_128 = REGISTRY.name(6, "AUTH_HMAC_MD5_128");

  /** RFC 4595. */
  public static final IntegrityAlgorithm HMAC_SHA1_160 = REGISTRY.name(7, "AUTH_HMAC_SHA1_160");

  /** RFC 4494. */
  public static final IntegrityAlgorithm AES_CMAC_96 = REGISTRY.name(8, "AUTH_AES_CMAC_96");

  /** RFC 4543. */
  public static final IntegrityAlgorithm AES_128_GMAC = REGISTRY.name(9, "AUTH_AES_128_GMAC");

  /** RFC 4543. */
  public static final IntegrityAlgorithm AES_192_GMAC = REGISTRY.name(10, "AUTH_AES_192_GMAC");

  /** RFC 4543. */
  public static final IntegrityAlgorithm AES_256_GMAC = REGISTRY.name(11, "AUTH_AES_256_GMAC");

  /** RFC 4868. */
  public static final IntegrityAlgorithm HMAC_SHA2_256_128 =
      REGISTRY.name(12, "AUTH_HMAC_SHA2_256_128");

  /** RFC 4868. */
  public static final IntegrityAlgorithm HMAC_SHA2_384_192 =
      REGISTRY.name(13, "AUTH_HMAC_SHA2_384_192");

  /** RFC 4868. */
  public static final IntegrityAlgorithm HMAC_SHA2_512_256 =
      REGISTRY.name(14, "AUTH_HMAC_SHA2_512_256");

  /** Refuses a value that its field cannot hold. */
  public IntegrityAlgorithm {
    Registry.requireRange("IntegrityAlgorithm", 16, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static IntegrityAlgorithm of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<IntegrityAlgorithm> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<IntegrityAlgorithm> known() {
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
    return type.equals(TransformType.INTEG);
  }

  @Override
  public String toString() {
    return REGISTRY.print(value);
  }
}
