package org.yett.bench.machine;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Signature schemes that are compared, with Bouncy Castle's implementations. */
public final class SignatureKeys {

  /** All of them. */
  public static final List<String> SCHEMES =
      List.of(
          "ecdsa-256", "ecdsa-384", "ed25519", "rsa-3072", "ml-dsa-44", "ml-dsa-65", "ml-dsa-87");

  /** Where they come from. */
  public static final Provider PROVIDER = new BouncyCastleProvider();

  private SignatureKeys() {}

  /** The name of the algorithm for the Java cryptography architecture. */
  public static String algorithm(String scheme) {
    return switch (scheme) {
      case "ecdsa-256" -> "SHA256withECDSA";
      case "ecdsa-384" -> "SHA384withECDSA";
      case "rsa-3072" -> "SHA256withRSA";
      case "ed25519" -> "Ed25519";
      default -> scheme.toUpperCase(Locale.ROOT);
    };
  }

  /** Makes a pair of keys. */
  public static KeyPair generate(String scheme) throws GeneralSecurityException {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(
            scheme.startsWith("ecdsa-")
                ? "EC"
                : scheme.startsWith("rsa-") ? "RSA" : algorithm(scheme),
            PROVIDER);
    if (scheme.startsWith("ecdsa-")) {
      generator.initialize(new ECGenParameterSpec("P-" + scheme.substring(6)));
    } else if (scheme.startsWith("rsa-")) {
      generator.initialize(Integer.parseInt(scheme.substring(4)));
    }
    return generator.generateKeyPair();
  }

  /** Something that signs or verifies, not initialized yet. */
  public static Signature signature(String scheme) throws GeneralSecurityException {
    return Signature.getInstance(algorithm(scheme), PROVIDER);
  }

  /** Octets of the AlgorithmIdentifier in AUTH (RFC 7427 Appendix A). */
  public static int algorithmIdentifierLength(String scheme) {
    return switch (scheme) {
      case "ecdsa-256", "ecdsa-384" -> 12;
      case "rsa-3072" -> 15;
      case "ed25519" -> 7;
      default -> 13;
    };
  }

  /** The most octets of a signature: those of ECDSA vary. */
  public static int longestSignature(String scheme, int seen) {
    return switch (scheme) {
      case "ecdsa-256" -> 72;
      case "ecdsa-384" -> 104;
      default -> seen;
    };
  }
}
