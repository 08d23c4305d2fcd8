package org.yett.gateway.pki;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** How certificates, requests and revocation lists are signed. */
public final class SignatureAlgorithms {

  private SignatureAlgorithms() {}

  /**
   * What signs with a key.
   *
   * @param digest {@code sha256}, {@code sha384} or {@code sha512}; without one what fits the key
   * @param pss whether RSA signatures have PSS padding
   */
  public static ContentSigner signer(
      PkiKey key, Optional<String> digest, boolean pss, SecureRandom random) throws PkiException {
    try {
      return new JcaContentSignerBuilder(name(key.type(), digest, pss))
          .setProvider(Bouncy.PROVIDER)
          .setSecureRandom(random)
          .build(key.privateKey());
    } catch (OperatorCreationException e) {
      throw new PkiException("signing with " + key.type() + ": " + e.getMessage());
    }
  }

  private static String name(KeyType type, Optional<String> digest, boolean pss)
      throws PkiException {
    boolean chooses = type.family() == KeyType.Family.RSA || type.family() == KeyType.Family.ECDSA;
    if (!chooses && digest.isPresent()) {
      throw new PkiException("signatures of " + type + " have no digest to choose");
    }
    if (pss && type.family() != KeyType.Family.RSA) {
      throw new PkiException("PSS is a padding for RSA; the key is " + type);
    }
    return switch (type.family()) {
      case RSA ->
          hash(digest.orElse(type.bits() > 3072 ? "sha384" : "sha256"))
              + (pss ? "WITHRSAANDMGF1" : "WITHRSA");
      case ECDSA -> hash(digest.orElse(digestOfCurve(type.bits()))) + "WITHECDSA";
      case ED25519, ED448, ML_DSA, SLH_DSA -> type.generator();
    };
  }

  private static String digestOfCurve(int bits) {
    return bits > 384 ? "sha512" : bits > 256 ? "sha384" : "sha256";
  }

  private static String hash(String digest) throws PkiException {
    String plain = digest.toLowerCase(Locale.ROOT).replace("-", "");
    return switch (plain) {
      case "sha256", "sha384", "sha512" -> plain.toUpperCase(Locale.ROOT);
      default ->
          throw new PkiException(
              "unknown digest '" + digest + "': expected sha256, sha384 or sha512");
    };
  }

  /** Holds the signature of a request against its own key: whoever asks has the private key. */
  static void verify(PKCS10CertificationRequest request) throws PkiException {
    KeyType.of(request.getSubjectPublicKeyInfo());
    try {
      if (!request.isSignatureValid(
          new JcaContentVerifierProviderBuilder()
              .setProvider(Bouncy.PROVIDER)
              .build(request.getSubjectPublicKeyInfo()))) {
        throw new PkiException("the request's signature is wrong");
      }
    } catch (PKCSException | OperatorCreationException e) {
      throw new PkiException("the request's signature cannot be verified: " + e.getMessage());
    }
  }
}
