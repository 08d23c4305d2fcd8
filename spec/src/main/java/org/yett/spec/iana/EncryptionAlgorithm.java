package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * Transform Type 1, Encryption Algorithm Transform IDs (RFC 7296 3.3.2).
 *
 * @param value the number, 0 to 65535
 */
public record EncryptionAlgorithm(int value) implements TransformId {

  private static final Registry<EncryptionAlgorithm> REGISTRY =
      new Registry<>("EncryptionAlgorithm", 16, 1024, 65535, EncryptionAlgorithm::new);

  /** Unspecified. */
  public static final EncryptionAlgorithm DES_IV64 = REGISTRY.name(1, "ENCR_DES_IV64");

  /** RFC 2405. */
  public static final EncryptionAlgorithm DES = REGISTRY.name(2, "ENCR_DES");

  /** RFC 2451. */
  public static final EncryptionAlgorithm TRIPLE_DES = REGISTRY.name(3, "ENCR_3DES");

  /** RFC 2451. */
  public static final EncryptionAlgorithm RC5 = REGISTRY.name(4, "ENCR_RC5");

  /** RFC 2451. */
  public static final EncryptionAlgorithm IDEA = REGISTRY.name(5, "ENCR_IDEA");

  /** RFC 2451. */
  public static final EncryptionAlgorithm CAST = REGISTRY.name(6, "ENCR_CAST");

  /** RFC 2451. */
  public static final EncryptionAlgorithm BLOWFISH = REGISTRY.name(7, "ENCR_BLOWFISH");

  /** Unspecified. */
  public static final EncryptionAlgorithm TRIPLE_IDEA = REGISTRY.name(8, "ENCR_3IDEA");

  /** Unspecified. */
  public static final EncryptionAlgorithm DES_IV32 = REGISTRY.name(9, "ENCR_DES_IV32");

  /** RFC 2410. */
  public static final EncryptionAlgorithm NULL = REGISTRY.name(11, "ENCR_NULL");

  /** RFC 3602. */
  public static final EncryptionAlgorithm AES_CBC = REGISTRY.name(12, "ENCR_AES_CBC");

  /** RFC 3686, RFC 5930. */
  public static final EncryptionAlgorithm AES_CTR = REGISTRY.name(13, "ENCR_AES_CTR");

  /** RFC 4309, RFC 5282. */
  public static final EncryptionAlgorithm AES_CCM_8 = REGISTRY.name(14, "ENCR_AES_CCM_8");

  /** RFC 4309, RFC 5282. */
  public static final EncryptionAlgorithm AES_CCM_12 = REGISTRY.name(15, "ENCR_AES_CCM_12");

  /** RFC 4309, RFC 5282. */
  public static final EncryptionAlgorithm AES_CCM_16 = REGISTRY.name(16, "ENCR_AES_CCM_16");

  /** RFC 4106, RFC 5282. */
  public static final EncryptionAlgorithm AES_GCM_8 = REGISTRY.name(18, "ENCR_AES_GCM_8");

  /** RFC 4106, RFC 5282. */
  public static final EncryptionAlgorithm AES_GCM_12 = REGISTRY.name(19, "ENCR_AES_GCM_12");

  /** RFC 4106, RFC 5282. */
  public static final EncryptionAlgorithm AES_GCM_16 = REGISTRY.name(20, "ENCR_AES_GCM_16");

  /** RFC 4543. */
  public static final EncryptionAlgorithm NULL_AUTH_AES_GMAC =
      REGISTRY.name(21, "ENCR_NULL_AUTH_AES_GMAC");

  /** RFC 5529. */
  public static final EncryptionAlgorithm CAMELLIA_CBC = REGISTRY.name(23, "ENCR_CAMELLIA_CBC");

  /** RFC 5529. */
  public static final EncryptionAlgorithm CAMELLIA_CTR = REGISTRY.name(24, "ENCR_CAMELLIA_CTR");

  /** RFC 5529. */
  public static final EncryptionAlgorithm CAMELLIA_CCM_8 = REGISTRY.name(25, "ENCR_CAMELLIA_CCM_8");

  /** RFC 5529. */
  public static final EncryptionAlgorithm CAMELLIA_CCM_12 =
      REGISTRY.name(26, "ENCR_CAMELLIA_CCM_12");

  /** RFC 5529. */
  public static final EncryptionAlgorithm CAMELLIA_CCM_16 =
      REGISTRY.name(27, "ENCR_CAMELLIA_CCM_16");

  /** RFC 7634. */
  public static final EncryptionAlgorithm CHACHA20_POLY1305 =
      REGISTRY.name(28, "ENCR_CHACHA20_POLY1305");

  /** RFC 8750. */
  public static final EncryptionAlgorithm AES_CCM_8_IIV = REGISTRY.name(29, "ENCR_AES_CCM_8_IIV");

  /** RFC 8750. */
  public static final EncryptionAlgorithm AES_GCM_16_IIV = REGISTRY.name(30, "ENCR_AES_GCM_16_IIV");

  /** RFC 8750. */
  public static final EncryptionAlgorithm CHACHA20_POLY1305_IIV =
      REGISTRY.name(31, "ENCR_CHACHA20_POLY1305_IIV");

  /** RFC 9227. */
  public static final EncryptionAlgorithm KUZNYECHIK_MGM_KTREE =
      REGISTRY.name(32, "ENCR_KUZNYECHIK_MGM_KTREE");

  /** RFC 9227. */
  public static final EncryptionAlgorithm MAGMA_MGM_KTREE =
      REGISTRY.name(33, "ENCR_MAGMA_MGM_KTREE");

  /** RFC 9227. */
  public static final EncryptionAlgorithm KUZNYECHIK_MGM_MAC_KTREE =
      REGISTRY.name(34, "ENCR_KUZNYECHIK_MGM_MAC_KTREE");

  /** RFC 9227. */
  public static final EncryptionAlgorithm MAGMA_MGM_MAC_KTREE =
      REGISTRY.name(35, "ENCR_MAGMA_MGM_MAC_KTREE");

  /** Refuses a value that its field cannot hold. */
  public EncryptionAlgorithm {
    Registry.requireRange("EncryptionAlgorithm", 16, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static EncryptionAlgorithm of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<EncryptionAlgorithm> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<EncryptionAlgorithm> known() {
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

  /**
   * Whether this is a combined-mode (AEAD) algorithm, which leaves no place for an integrity
   * algorithm other than NONE (RFC 7296 3.3, RFC 5282 8).
   */
  public boolean isCombinedMode() {
    return (value >= AES_CCM_8.value && value <= AES_CCM_16.value)
        || (value >= AES_GCM_8.value && value <= NULL_AUTH_AES_GMAC.value)
        || (value >= CAMELLIA_CCM_8.value && value <= MAGMA_MGM_MAC_KTREE.value);
  }

  @Override
  public boolean fits(TransformType type) {
    return type.equals(TransformType.ENCR);
  }

  @Override
  public String toString() {
    return REGISTRY.print(value);
  }
}
