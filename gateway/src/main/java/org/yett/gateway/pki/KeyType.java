package org.yett.gateway.pki;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * What kind of signature key it is.
 *
 * @param family the algorithm
 * @param parameter bits for RSA, ECDSA and ML-DSA's parameter set; the set's name for SLH-DSA;
 *     empty where there is but one
 */
public record KeyType(Family family, String parameter) {

  /** Signature algorithms. */
  public enum Family {
    /** RFC 8017. */
    RSA("RSA", false),
    /** FIPS 186-5, over P-256, P-384 and P-521. */
    ECDSA("ECDSA", false),
    /** RFC 8032. */
    ED25519("Ed25519", false),
    /** RFC 8032. */
    ED448("Ed448", false),
    /** FIPS 204. */
    ML_DSA("ML-DSA", true),
    /** FIPS 205. */
    SLH_DSA("SLH-DSA", true);

    private final String shown;
    private final boolean postQuantum;

    Family(String shown, boolean postQuantum) {
      this.shown = shown;
      this.postQuantum = postQuantum;
    }

    /** Whether it withstands a quantum computer, as far as is known. */
    public boolean isPostQuantum() {
      return postQuantum;
    }

    @Override
    public String toString() {
      return shown;
    }
  }

  /** Least and greatest size of an RSA modulus that is made, in bits. */
  public static final int RSA_LEAST = 2048;

  /** Greatest size of an RSA modulus that is made, in bits. */
  public static final int RSA_MOST = 4096;

  /** Greatest size of an RSA modulus that is taken: the time of an operation grows fast. */
  private static final int RSA_BOUND = 16_384;

  private static final Map<ASN1ObjectIdentifier, KeyType> BY_OID = new LinkedHashMap<>();
  private static final Map<ASN1ObjectIdentifier, KeyType> BY_CURVE =
      Map.of(
          SECObjectIdentifiers.secp256r1, new KeyType(Family.ECDSA, "256"),
          SECObjectIdentifiers.secp384r1, new KeyType(Family.ECDSA, "384"),
          SECObjectIdentifiers.secp521r1, new KeyType(Family.ECDSA, "521"));

  static {
    BY_OID.put(EdECObjectIdentifiers.id_Ed25519, new KeyType(Family.ED25519, ""));
    BY_OID.put(EdECObjectIdentifiers.id_Ed448, new KeyType(Family.ED448, ""));
    BY_OID.put(NISTObjectIdentifiers.id_ml_dsa_44, new KeyType(Family.ML_DSA, "44"));
    BY_OID.put(NISTObjectIdentifiers.id_ml_dsa_65, new KeyType(Family.ML_DSA, "65"));
    BY_OID.put(NISTObjectIdentifiers.id_ml_dsa_87, new KeyType(Family.ML_DSA, "87"));
    // FIPS 205: .20 to .25 with SHA-2, .26 to .31 with SHAKE.
    List<String> sets = List.of("128s", "128f", "192s", "192f", "256s", "256f");
    for (int i = 0; i < sets.size(); i++) {
      BY_OID.put(slhDsa(20 + i), new KeyType(Family.SLH_DSA, "sha2-" + sets.get(i)));
    }
    for (int i = 0; i < sets.size(); i++) {
      BY_OID.put(slhDsa(26 + i), new KeyType(Family.SLH_DSA, "shake-" + sets.get(i)));
    }
  }

  private static ASN1ObjectIdentifier slhDsa(int last) {
    return NISTObjectIdentifiers.sigAlgs.branch(Integer.toString(last));
  }

  /**
   * The kind of a public key.
   *
   * @throws PkiException if it is none that Yett can use
   */
  public static KeyType of(SubjectPublicKeyInfo key) throws PkiException {
    ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
        || algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return new KeyType(Family.RSA, Integer.toString(modulus(key).bitLength()));
    }
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      KeyType type =
          key.getAlgorithm().getParameters() == null
              ? null
              : BY_CURVE.get(curve(key.getAlgorithm().getParameters()));
      if (type == null) {
        throw new PkiException(
            "an EC key over another curve than P-256, P-384 and P-521, or with explicit parameters");
      }
      return type;
    }
    KeyType type = BY_OID.get(algorithm);
    if (type == null) {
      throw new PkiException(
          "a key of the unknown kind "
              + algorithm.getId()
              + ": expected RSA, ECDSA, Ed25519, Ed448, ML-DSA or SLH-DSA");
    }
    return type;
  }

  /** The curve, if it is named; else an OID that names none. */
  private static ASN1ObjectIdentifier curve(ASN1Encodable parameters) {
    return parameters.toASN1Primitive() instanceof ASN1ObjectIdentifier named
        ? named
        : X9ObjectIdentifiers.id_ecPublicKey;
  }

  private static BigInteger modulus(SubjectPublicKeyInfo key) throws PkiException {
    try {
      BigInteger modulus = RSAPublicKey.getInstance(key.parsePublicKey()).getModulus();
      if (modulus.bitLength() < RSA_LEAST || modulus.bitLength() > RSA_BOUND) {
        throw new PkiException(
            "an RSA key of %d bits: expected %d to %d"
                .formatted(modulus.bitLength(), RSA_LEAST, RSA_BOUND));
      }
      return modulus;
    } catch (java.io.IOException | IllegalArgumentException e) {
      throw new PkiException("an RSA key that is malformed");
    }
  }

  /**
   * The kind that an operator names: {@code rsa} with a size, {@code ecdsa} with a size, {@code
   * ed25519}, {@code ed448}, {@code mldsa44} or {@code ml-dsa-44}, {@code slhdsa-sha2-128s} and so
   * on.
   *
   * @param name the name
   * @param size the size in bits, if one was given
   */
  public static KeyType named(String name, Optional<Integer> size) throws PkiException {
    String plain = name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return switch (plain) {
      case "rsa" -> rsa(size.orElse(3072));
      case "ecdsa", "ec" -> ecdsa(size.orElse(384));
      case "mldsa" -> named("mldsa" + size.orElse(65), Optional.empty());
      default -> {
        for (KeyType type : BY_OID.values()) {
          if (type.keyword().replace("-", "").equals(plain)) {
            if (size.isPresent()) {
              throw new PkiException("a key of type " + name + " has no size to choose");
            }
            yield type;
          }
        }
        throw new PkiException(
            "unknown key type '"
                + name
                + "': expected rsa, ecdsa, ed25519, ed448, mldsa44, mldsa65, mldsa87 or"
                + " slhdsa-sha2-128s (128f, 192s, 192f, 256s, 256f; also with shake)");
      }
    };
  }

  private static KeyType rsa(int bits) throws PkiException {
    if (bits < RSA_LEAST || bits > RSA_MOST || bits % 8 != 0) {
      throw new PkiException(
          "RSA keys of %d bits are not made: expected %d to %d, a multiple of 8"
              .formatted(bits, RSA_LEAST, RSA_MOST));
    }
    return new KeyType(Family.RSA, Integer.toString(bits));
  }

  private static KeyType ecdsa(int bits) throws PkiException {
    KeyType type = new KeyType(Family.ECDSA, Integer.toString(bits));
    if (!BY_CURVE.containsValue(type)) {
      throw new PkiException(
          "ECDSA keys of %d bits are not made: expected 256, 384 or 521".formatted(bits));
    }
    return type;
  }

  /** Size in bits: of the modulus, or of the curve; 0 where it says nothing. */
  public int bits() {
    return family == Family.RSA || family == Family.ECDSA ? Integer.parseInt(parameter) : 0;
  }

  /** As an operator names it, in configurations and on the command line. */
  public String keyword() {
    return switch (family) {
      case RSA, ECDSA -> family.name().toLowerCase(Locale.ROOT) + parameter;
      case ED25519 -> "ed25519";
      case ED448 -> "ed448";
      case ML_DSA -> "mldsa" + parameter;
      case SLH_DSA -> "slhdsa-" + parameter;
    };
  }

  /** The name by which Bouncy Castle makes such keys. */
  String generator() {
    return switch (family) {
      case RSA -> "RSA";
      case ECDSA -> "EC";
      case ED25519 -> "Ed25519";
      case ED448 -> "Ed448";
      case ML_DSA -> "ML-DSA-" + parameter;
      case SLH_DSA -> "SLH-DSA-" + parameter.toUpperCase(Locale.ROOT);
    };
  }

  /** As the standards write it. */
  @Override
  public String toString() {
    return switch (family) {
      case RSA -> "RSA " + parameter + " bits";
      case ECDSA -> "ECDSA P-" + parameter;
      case ED25519, ED448 -> family.toString();
      case ML_DSA -> "ML-DSA-" + parameter;
      case SLH_DSA -> "SLH-DSA-" + parameter.toUpperCase(Locale.ROOT);
    };
  }
}
