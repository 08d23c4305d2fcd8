package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Hash Algorithms, announced in SIGNATURE_HASH_ALGORITHMS (RFC 7427 4).
 *
 * @param value the number, 0 to 65535
 */
public record HashAlgorithm(int value) implements RegistryValue {

  private static final Registry<HashAlgorithm> REGISTRY =
      new Registry<>("HashAlgorithm", 16, 1024, 65535, HashAlgorithm::new);

  /** RFC 7427 7. */
  public static final HashAlgorithm SHA1 = REGISTRY.name(1, "SHA1");

  /** RFC 7427 7. */
  public static final HashAlgorithm SHA2_256 = REGISTRY.name(2, "SHA2-256");

  /** RFC 7427 7. */
  public static final HashAlgorithm SHA2_384 = REGISTRY.name(3, "SHA2-384");

  /** RFC 7427 7. */
  public static final HashAlgorithm SHA2_512 = REGISTRY.name(4, "SHA2-512");

  /** RFC 8420 2. */
  public static final HashAlgorithm IDENTITY = REGISTRY.name(5, "Identity");

  /** RFC 9385. */
  public static final HashAlgorithm STREEBOG_256 = REGISTRY.name(6, "STREEBOG_256");

  /** RFC 9385. */
  public static final HashAlgorithm STREEBOG_512 = REGISTRY.name(7, "STREEBOG_512");

  /** Refuses a value that its field cannot hold. */
  public HashAlgorithm {
    Registry.requireRange("HashAlgorithm", 16, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static HashAlgorithm of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<HashAlgorithm> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<HashAlgorithm> known() {
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
