package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Certificate Encodings (RFC 7296 3.6).
 *
 * @param value the number, 0 to 255
 */
public record CertificateEncoding(int value) implements RegistryValue {

  private static final Registry<CertificateEncoding> REGISTRY =
      new Registry<>("CertificateEncoding", 8, 201, 255, CertificateEncoding::new);

  /** Unspecified. */
  public static final CertificateEncoding PKCS7_X509 =
      REGISTRY.name(1, "PKCS #7 wrapped X.509 certificate");

  /** Unspecified. */
  public static final CertificateEncoding PGP = REGISTRY.name(2, "PGP Certificate");

  /** Unspecified. */
  public static final CertificateEncoding DNS_SIGNED_KEY = REGISTRY.name(3, "DNS Signed Key");

  /** RFC 7296 3.6. */
  public static final CertificateEncoding X509_SIGNATURE =
      REGISTRY.name(4, "X.509 Certificate - Signature");

  /** Unspecified. */
  public static final CertificateEncoding KERBEROS_TOKEN = REGISTRY.name(6, "Kerberos Token");

  /** RFC 7296 3.6. */
  public static final CertificateEncoding CRL =
      REGISTRY.name(7, "Certificate Revocation List (CRL)");

  /** Unspecified. */
  public static final CertificateEncoding ARL = REGISTRY.name(8, "Authority Revocation List (ARL)");

  /** Unspecified. */
  public static final CertificateEncoding SPKI = REGISTRY.name(9, "SPKI Certificate");

  /** Unspecified. */
  public static final CertificateEncoding X509_ATTRIBUTE =
      REGISTRY.name(10, "X.509 Certificate - Attribute");

  /** Deprecated. */
  public static final CertificateEncoding RAW_RSA_KEY = REGISTRY.name(11, "Raw RSA Key");

  /** RFC 7296 3.6. */
  public static final CertificateEncoding HASH_AND_URL_X509 =
      REGISTRY.name(12, "Hash and URL of X.509 certificate");

  /** RFC 7296 3.6. */
  public static final CertificateEncoding HASH_AND_URL_BUNDLE =
      REGISTRY.name(13, "Hash and URL of X.509 bundle");

  /** RFC 4806. */
  public static final CertificateEncoding OCSP_CONTENT = REGISTRY.name(14, "OCSP Content");

  /** RFC 7670 3. */
  public static final CertificateEncoding RAW_PUBLIC_KEY = REGISTRY.name(15, "Raw Public Key");

  /** Refuses a value that its field cannot hold. */
  public CertificateEncoding {
    Registry.requireRange("CertificateEncoding", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static CertificateEncoding of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<CertificateEncoding> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<CertificateEncoding> known() {
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
