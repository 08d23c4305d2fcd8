package org.yett.ike.eap;

import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.yett.ike.crypto.KeyParse;
import org.yett.ike.crypto.SignatureScheme.Family;
import org.yett.ike.crypto.SigningKey;
import org.yett.ike.crypto.VerificationKey;

/** Our signature schemes by their names in TLS (RFC 8446 4.2.3). */
final class TlsSchemes {

  private TlsSchemes() {}

  /** Those with which TLS verifies a peer, preferred first. */
  private static final List<Integer> VERIFIED =
      List.of(
          SignatureScheme.ecdsa_secp256r1_sha256,
          SignatureScheme.ecdsa_secp384r1_sha384,
          SignatureScheme.ecdsa_secp521r1_sha512,
          SignatureScheme.ed25519,
          SignatureScheme.ed448,
          SignatureScheme.rsa_pss_rsae_sha256,
          SignatureScheme.rsa_pss_rsae_sha384,
          SignatureScheme.rsa_pss_rsae_sha512,
          SignatureScheme.rsa_pkcs1_sha256,
          SignatureScheme.rsa_pkcs1_sha384,
          SignatureScheme.rsa_pkcs1_sha512);

  /** What we say that we verify. */
  static Vector<SignatureAndHashAlgorithm> verified() {
    Vector<SignatureAndHashAlgorithm> all = new Vector<>();
    VERIFIED.forEach(scheme -> all.add(SignatureScheme.getSignatureAndHashAlgorithm(scheme)));
    return all;
  }

  /**
   * How a key signs.
   *
   * @param ours the scheme as we know it
   * @param tls the scheme as TLS knows it
   */
  record Choice(org.yett.ike.crypto.SignatureScheme ours, SignatureAndHashAlgorithm tls) {}

  /**
   * Chooses a scheme.
   *
   * @param key our key
   * @param wanted what the peer takes
   * @param forTls13 whether schemes that TLS 1.3 does not have in handshakes are left out
   */
  static Optional<Choice> choose(SigningKey key, List<?> wanted, boolean forTls13) {
    for (org.yett.ike.crypto.SignatureScheme scheme : key.schemes()) {
      Optional<Integer> number = number(scheme, curve(key));
      boolean usable = !forTls13 || scheme.family() != Family.RSA_PKCS1;
      if (number.isPresent() && usable) {
        SignatureAndHashAlgorithm tls = SignatureScheme.getSignatureAndHashAlgorithm(number.get());
        if (wanted.contains(tls)) {
          return Optional.of(new Choice(scheme, tls));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a key signs with RSA: it decides which cipher suites of TLS 1.2 there are. */
  static boolean isRsa(SigningKey key) {
    return key.schemes().stream()
        .anyMatch(s -> s.family() == Family.RSA_PSS || s.family() == Family.RSA_PKCS1);
  }

  /** Whether TLS has any scheme for a key. */
  static boolean isUsable(SigningKey key) {
    return choose(key, verified(), false).isPresent();
  }

  private static String curve(SigningKey key) {
    return switch (VerificationKey.of(key.publicKey())) {
      case KeyParse.Ok<VerificationKey>(VerificationKey half) -> half.kind();
      case KeyParse.Bad<VerificationKey> bad -> "";
    };
  }

  private static Optional<Integer> number(org.yett.ike.crypto.SignatureScheme scheme, String kind) {
    int number =
        switch (scheme) {
          case RSA_PSS_SHA256 -> SignatureScheme.rsa_pss_rsae_sha256;
          case RSA_PSS_SHA384 -> SignatureScheme.rsa_pss_rsae_sha384;
          case RSA_PSS_SHA512 -> SignatureScheme.rsa_pss_rsae_sha512;
          case RSA_PKCS1_SHA256 -> SignatureScheme.rsa_pkcs1_sha256;
          case RSA_PKCS1_SHA384 -> SignatureScheme.rsa_pkcs1_sha384;
          case RSA_PKCS1_SHA512 -> SignatureScheme.rsa_pkcs1_sha512;
          case ECDSA_SHA256 -> kind.contains("256") ? SignatureScheme.ecdsa_secp256r1_sha256 : 0;
          case ECDSA_SHA384 -> kind.contains("384") ? SignatureScheme.ecdsa_secp384r1_sha384 : 0;
          case ECDSA_SHA512 -> kind.contains("521") ? SignatureScheme.ecdsa_secp521r1_sha512 : 0;
          case ED25519 -> SignatureScheme.ed25519;
          case ED448 -> SignatureScheme.ed448;
          // Not for the standard's handshakes, or not in the library.
          default -> 0;
        };
    return number == 0 ? Optional.empty() : Optional.of(number);
  }
}
