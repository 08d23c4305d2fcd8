package org.yett.ike.crypto;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.spec.Clause;
import org.yett.spec.iana.HashAlgorithm;

/**
 * A signature algorithm together with its hash, as the Digital Signature method names it by an
 * AlgorithmIdentifier (RFC 7427 3).
 */
@Clause("rfc7427:3")
public enum SignatureScheme {
  /**
   * RSASSA-PKCS1-v1_5 with SHA-1: only for the old method 1 (RFC 7296 3.8), never for method 14.
   */
  RSA_PKCS1_SHA1(Family.RSA_PKCS1, HashAlgorithm.SHA1, "300d06092a864886f70d0101050500"),
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  RSA_PKCS1_SHA256(Family.RSA_PKCS1, HashAlgorithm.SHA2_256, "300d06092a864886f70d01010b0500"),
  /** RSASSA-PKCS1-v1_5 with SHA-384. */
  RSA_PKCS1_SHA384(Family.RSA_PKCS1, HashAlgorithm.SHA2_384, "300d06092a864886f70d01010c0500"),
  /** RSASSA-PKCS1-v1_5 with SHA-512. */
  RSA_PKCS1_SHA512(Family.RSA_PKCS1, HashAlgorithm.SHA2_512, "300d06092a864886f70d01010d0500"),
  /** RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 octets. */
  RSA_PSS_SHA256(
      Family.RSA_PSS,
      HashAlgorithm.SHA2_256,
      "304106092a864886f70d01010a3034a00f300d06096086480165030402010500"
          + "a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120"),
  /** RSASSA-PSS with SHA-384, MGF1 with SHA-384 and a salt of 48 octets. */
  RSA_PSS_SHA384(
      Family.RSA_PSS,
      HashAlgorithm.SHA2_384,
      "304106092a864886f70d01010a3034a00f300d06096086480165030402020500"
          + "a11c301a06092a864886f70d010108300d06096086480165030402020500a203020130"),
  /** RSASSA-PSS with SHA-512, MGF1 with SHA-512 and a salt of 64 octets. */
  RSA_PSS_SHA512(
      Family.RSA_PSS,
      HashAlgorithm.SHA2_512,
      "304106092a864886f70d01010a3034a00f300d06096086480165030402030500"
          + "a11c301a06092a864886f70d010108300d06096086480165030402030500a203020140"),
  /** ECDSA with SHA-256, on any curve. */
  ECDSA_SHA256(Family.ECDSA, HashAlgorithm.SHA2_256, "300a06082a8648ce3d040302"),
  /** ECDSA with SHA-384, on any curve. */
  ECDSA_SHA384(Family.ECDSA, HashAlgorithm.SHA2_384, "300a06082a8648ce3d040303"),
  /** ECDSA with SHA-512, on any curve. */
  ECDSA_SHA512(Family.ECDSA, HashAlgorithm.SHA2_512, "300a06082a8648ce3d040304"),
  /** Ed25519 (RFC 8420 2). */
  ED25519(Family.EDDSA, HashAlgorithm.IDENTITY, "300506032b6570"),
  /** Ed448 with an empty context (RFC 8420 2). */
  ED448(Family.EDDSA, HashAlgorithm.IDENTITY, "300506032b6571"),
  /** Pure ML-DSA-44 with an empty context. */
  ML_DSA_44(Family.ML_DSA, HashAlgorithm.IDENTITY, nist(0x11)),
  /** Pure ML-DSA-65 with an empty context. */
  ML_DSA_65(Family.ML_DSA, HashAlgorithm.IDENTITY, nist(0x12)),
  /** Pure ML-DSA-87 with an empty context. */
  ML_DSA_87(Family.ML_DSA, HashAlgorithm.IDENTITY, nist(0x13)),
  /** Pure SLH-DSA-SHA2-128s with an empty context. */
  SLH_DSA_SHA2_128S(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x14)),
  /** Pure SLH-DSA-SHA2-128f with an empty context. */
  SLH_DSA_SHA2_128F(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x15)),
  /** Pure SLH-DSA-SHA2-192s with an empty context. */
  SLH_DSA_SHA2_192S(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x16)),
  /** Pure SLH-DSA-SHA2-192f with an empty context. */
  SLH_DSA_SHA2_192F(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x17)),
  /** Pure SLH-DSA-SHA2-256s with an empty context. */
  SLH_DSA_SHA2_256S(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x18)),
  /** Pure SLH-DSA-SHA2-256f with an empty context. */
  SLH_DSA_SHA2_256F(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x19)),
  /** Pure SLH-DSA-SHAKE-128s with an empty context. */
  SLH_DSA_SHAKE_128S(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x1a)),
  /** Pure SLH-DSA-SHAKE-128f with an empty context. */
  SLH_DSA_SHAKE_128F(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x1b)),
  /** Pure SLH-DSA-SHAKE-192s with an empty context. */
  SLH_DSA_SHAKE_192S(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x1c)),
  /** Pure SLH-DSA-SHAKE-192f with an empty context. */
  SLH_DSA_SHAKE_192F(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x1d)),
  /** Pure SLH-DSA-SHAKE-256s with an empty context. */
  SLH_DSA_SHAKE_256S(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x1e)),
  /** Pure SLH-DSA-SHAKE-256f with an empty context. */
  SLH_DSA_SHAKE_256F(Family.SLH_DSA, HashAlgorithm.IDENTITY, nist(0x1f));

  /** What kind of algorithm it is. */
  public enum Family {
    /** RSASSA-PKCS1-v1_5. */
    RSA_PKCS1,
    /** RSASSA-PSS. */
    RSA_PSS,
    /** ECDSA. */
    ECDSA,
    /** Ed25519 and Ed448. */
    EDDSA,
    /** ML-DSA (FIPS 204). */
    ML_DSA,
    /** SLH-DSA (FIPS 205). */
    SLH_DSA
  }

  private final Family family;
  private final HashAlgorithm hash;
  private final String algorithmIdentifier;

  SignatureScheme(Family family, HashAlgorithm hash, String algorithmIdentifier) {
    this.family = family;
    this.hash = hash;
    this.algorithmIdentifier = algorithmIdentifier;
  }

  private static String nist(int last) {
    return "300b06096086480165030403%02x".formatted(last);
  }

  /** What kind of algorithm it is. */
  public Family family() {
    return family;
  }

  /**
   * The hash that a peer must have announced in SIGNATURE_HASH_ALGORITHMS before it may be used
   * with method 14: {@link HashAlgorithm#IDENTITY} where the algorithm takes the message itself.
   */
  public HashAlgorithm hash() {
    return hash;
  }

  /** The AlgorithmIdentifier in DER, as it stands in AUTH and SUPPORTED_AUTH_METHODS. */
  public byte[] algorithmIdentifier() {
    return HexFormat.of().parseHex(algorithmIdentifier);
  }

  /** Whether it withstands an adversary with a quantum computer. */
  public boolean postQuantum() {
    return family == Family.ML_DSA || family == Family.SLH_DSA;
  }

  /** Whether it may be used with the Digital Signature method: SHA-1 may not (RFC 8247 3.2). */
  public boolean forDigitalSignature() {
    return !hash.equals(HashAlgorithm.SHA1);
  }

  /** The scheme of this AlgorithmIdentifier; empty if it is none that we have. */
  public static Optional<SignatureScheme> of(byte[] algorithmIdentifier) {
    String hex = HexFormat.of().formatHex(algorithmIdentifier);
    return Stream.of(values()).filter(s -> s.algorithmIdentifier.equals(hex)).findFirst();
  }

  /** All schemes of the Digital Signature method. */
  public static List<SignatureScheme> all() {
    return Stream.of(values()).filter(SignatureScheme::forDigitalSignature).toList();
  }

  /** As in configurations and logs: {@code ecdsa-sha384}, {@code ml-dsa-65}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
