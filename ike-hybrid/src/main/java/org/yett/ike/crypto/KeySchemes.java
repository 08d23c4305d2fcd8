package org.yett.ike.crypto;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAKeyParameters;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;

/**
 * What a key can do.
 *
 * @param name its kind, for logs: {@code RSA-3072}, {@code ECDSA P-256}
 * @param schemes the schemes of the Digital Signature method, preferred first
 * @param olderMethod the method for peers without RFC 7427, and the scheme that it means
 */
record KeySchemes(String name, List<SignatureScheme> schemes, Optional<OlderMethod> olderMethod) {

  /** Fewer bits of an RSA modulus than RFC 8247 lets stand. */
  static final int SHORTEST_RSA = 2048;

  /** More bits of an RSA modulus than we are willing to compute with. */
  static final int LONGEST_RSA = 8192;

  private static final List<SignatureScheme> RSA =
      List.of(
          SignatureScheme.RSA_PSS_SHA256,
          SignatureScheme.RSA_PSS_SHA384,
          SignatureScheme.RSA_PSS_SHA512,
          SignatureScheme.RSA_PKCS1_SHA256,
          SignatureScheme.RSA_PKCS1_SHA384,
          SignatureScheme.RSA_PKCS1_SHA512);

  private record Curve(
      ASN1ObjectIdentifier oid,
      String name,
      SignatureScheme preferred,
      Optional<AuthMethod> olderMethod) {}

  @Clause("rfc7296:3.8")
  private static final List<Curve> CURVES =
      List.of(
          new Curve(
              SECObjectIdentifiers.secp256r1,
              "P-256",
              SignatureScheme.ECDSA_SHA256,
              Optional.of(AuthMethod.ECDSA_SHA256_P256)),
          new Curve(
              SECObjectIdentifiers.secp384r1,
              "P-384",
              SignatureScheme.ECDSA_SHA384,
              Optional.of(AuthMethod.ECDSA_SHA384_P384)),
          new Curve(
              SECObjectIdentifiers.secp521r1,
              "P-521",
              SignatureScheme.ECDSA_SHA512,
              Optional.of(AuthMethod.ECDSA_SHA512_P521)),
          new Curve(
              TeleTrusTObjectIdentifiers.brainpoolP256r1,
              "brainpoolP256r1",
              SignatureScheme.ECDSA_SHA256,
              Optional.empty()),
          new Curve(
              TeleTrusTObjectIdentifiers.brainpoolP384r1,
              "brainpoolP384r1",
              SignatureScheme.ECDSA_SHA384,
              Optional.empty()),
          new Curve(
              TeleTrusTObjectIdentifiers.brainpoolP512r1,
              "brainpoolP512r1",
              SignatureScheme.ECDSA_SHA512,
              Optional.empty()));

  /**
   * A method older than RFC 7427.
   *
   * @param method its number
   * @param scheme what it means
   */
  record OlderMethod(AuthMethod method, SignatureScheme scheme) {}

  /** What this key can do; the reason why not, if it is not one that we take. */
  static KeyParse<KeySchemes> of(AsymmetricKeyParameter key) {
    return switch (key) {
      case RSAKeyParameters rsa -> ofRsa(rsa.getModulus().bitLength());
      case ECKeyParameters ec -> ofCurve(ec);
      case Ed25519PublicKeyParameters ed -> only("Ed25519", SignatureScheme.ED25519);
      case Ed25519PrivateKeyParameters ed -> only("Ed25519", SignatureScheme.ED25519);
      case Ed448PublicKeyParameters ed -> only("Ed448", SignatureScheme.ED448);
      case Ed448PrivateKeyParameters ed -> only("Ed448", SignatureScheme.ED448);
      case MLDSAKeyParameters ml -> named(ml.getParameters().getName());
      case SLHDSAKeyParameters slh -> named("slh-dsa-" + slh.getParameters().getName());
      default -> new KeyParse.Bad<>("a key for which there is no signature here");
    };
  }

  private static KeyParse<KeySchemes> ofRsa(int bits) {
    if (bits < SHORTEST_RSA || bits > LONGEST_RSA) {
      return new KeyParse.Bad<>(
          "an RSA key of %d bits, not %d to %d".formatted(bits, SHORTEST_RSA, LONGEST_RSA));
    }
    return new KeyParse.Ok<>(
        new KeySchemes(
            "RSA-" + bits,
            RSA,
            Optional.of(
                new OlderMethod(AuthMethod.RSA_SIGNATURE, SignatureScheme.RSA_PKCS1_SHA1))));
  }

  private static KeyParse<KeySchemes> ofCurve(ECKeyParameters ec) {
    if (!(ec.getParameters() instanceof ECNamedDomainParameters named)) {
      return new KeyParse.Bad<>("an elliptic curve without a name");
    }
    for (Curve curve : CURVES) {
      if (curve.oid().equals(named.getName())) {
        List<SignatureScheme> schemes =
            Stream.concat(
                    Stream.of(curve.preferred()),
                    Stream.of(
                            SignatureScheme.ECDSA_SHA512,
                            SignatureScheme.ECDSA_SHA384,
                            SignatureScheme.ECDSA_SHA256)
                        .filter(s -> s != curve.preferred()))
                .toList();
        return new KeyParse.Ok<>(
            new KeySchemes(
                "ECDSA " + curve.name(),
                schemes,
                curve.olderMethod().map(m -> new OlderMethod(m, curve.preferred()))));
      }
    }
    return new KeyParse.Bad<>("elliptic curve " + named.getName().getId());
  }

  private static KeyParse<KeySchemes> only(String name, SignatureScheme scheme) {
    return new KeyParse.Ok<>(new KeySchemes(name, List.of(scheme), Optional.empty()));
  }

  /** Only the pure variants have names of their own among our schemes. */
  private static KeyParse<KeySchemes> named(String parameters) {
    String name = parameters.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return Stream.of(SignatureScheme.values())
        .filter(scheme -> scheme.toString().equals(name))
        .findFirst()
        .map(scheme -> only(name.toUpperCase(java.util.Locale.ROOT), scheme))
        .orElseGet(() -> new KeyParse.Bad<>("signature algorithm " + parameters));
  }
}
