package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * Transform Type 2, Pseudorandom Function Transform IDs (RFC 7296 3.3.2).
 *
 * @param value the number, 0 to 65535
 */
public record PseudorandomFunction(int value) implements TransformId {

  private static final Registry<PseudorandomFunction> REGISTRY =
      new Registry<>("PseudorandomFunction", 16, 1024, 65535, PseudorandomFunction::new);

  /** RFC 2104. */
  public static final PseudorandomFunction HMAC_MD5 = REGISTRY.name(1, "PRF_HMAC_MD5");

  /** RFC 2104. */
  public static final PseudorandomFunction HMAC_SHA1 = REGISTRY.name(2, "PRF_HMAC_SHA1");

  /** Unspecified. */
  public static final PseudorandomFunction HMAC_TIGER = REGISTRY.name(3, "PRF_HMAC_TIGER");

  /** RFC 4434. */
  public static final PseudorandomFunction AES128_XCBC = REGISTRY.name(4, "PRF_AES128_XCBC");

  /** RFC 4868. */
  public static final PseudorandomFunction HMAC_SHA2_256 = REGISTRY.name(5, "PRF_HMAC_SHA2_256");

  /** RFC 4868. */
  public static final PseudorandomFunction HMAC_SHA2_384 = REGISTRY.name(6, "PRF_HMAC_SHA2_384");

  /** RFC 4868. */
  public static final PseudorandomFunction HMAC_SHA2_512 = REGISTRY.name(7, "PRF_HMAC_SHA2_512");

  /** RFC 4615. */
  public static final PseudorandomFunction AES128_CMAC = REGISTRY.name(8, "PRF_AES128_CMAC");

  /** RFC 9385. */
  public static final PseudorandomFunction HMAC_STREEBOG_512 =
      REGISTRY.name(9, "PRF_HMAC_STREEBOG_512");

  /** Refuses a value that its field cannot hold. */
  public PseudorandomFunction {
    Registry.requireRange("PseudorandomFunction", 16, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static PseudorandomFunction of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<PseudorandomFunction> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<PseudorandomFunction> known() {
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
    return type.equals(TransformType.PRF);
  }

  @Override
  public String toString() {
    return REGISTRY.print(value);
  }
}
