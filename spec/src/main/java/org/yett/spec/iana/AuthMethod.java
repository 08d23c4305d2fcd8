package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Authentication Method (RFC 7296 3.8).
 *
 * @param value the number, 0 to 255
 */
public record AuthMethod(int value) implements RegistryValue {

  private static final Registry<AuthMethod> REGISTRY =
      new Registry<>("AuthMethod", 8, 201, 255, AuthMethod::new);

  /** RFC 7296 3.8. */
  public static final AuthMethod RSA_SIGNATURE = REGISTRY.name(1, "RSA Digital Signature");

  /** RFC 7296 2.15. */
  public static final AuthMethod SHARED_KEY = REGISTRY.name(2, "Shared Key Message Integrity Code");

  /** RFC 7296 3.8. */
  public static final AuthMethod DSS_SIGNATURE = REGISTRY.name(3, "DSS Digital Signature");

  /** RFC 4754. */
  public static final AuthMethod ECDSA_SHA256_P256 =
      REGISTRY.name(9, "ECDSA with SHA-256 on the P-256 curve");

  /** RFC 4754. */
  public static final AuthMethod ECDSA_SHA384_P384 =
      REGISTRY.name(10, "ECDSA with SHA-384 on the P-384 curve");

  /** RFC 4754. */
  public static final AuthMethod ECDSA_SHA512_P521 =
      REGISTRY.name(11, "ECDSA with SHA-512 on the P-521 curve");

  /** RFC 6467. */
  public static final AuthMethod GSPM =
      REGISTRY.name(12, "Generic Secure Password Authentication Method");

  /** RFC 7619 2.1. */
  public static final AuthMethod NULL = REGISTRY.name(13, "NULL Authentication");

  /** RFC 7427 3. */
  public static final AuthMethod DIGITAL_SIGNATURE = REGISTRY.name(14, "Digital Signature");

  /** Refuses a value that its field cannot hold. */
  public AuthMethod {
    Registry.requireRange("AuthMethod", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static AuthMethod of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<AuthMethod> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<AuthMethod> known() {
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
