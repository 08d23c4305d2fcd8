package org.yett.gateway.config;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.SignatureScheme;

/** How we authenticate in one round: a {@code local} section. */
public sealed interface LocalAuthSettings {

  /** The identity that we send. */
  Identity identity();

  /**
   * By pre-shared key.
   *
   * @param identity the identity that we send
   */
  record Psk(Identity identity) implements LocalAuthSettings {}

  /**
   * Not at all (RFC 7619).
   *
   * @param identity the identity that we send, which proves nothing
   */
  record Null(Identity identity) implements LocalAuthSettings {}

  /**
   * By signature.
   *
   * @param identity the identity that we send
   * @param certificates the certificates that may be used; none for any that is for the identity
   * @param publicKeys the raw public keys that may be used
   * @param schemes the only schemes to sign with, preferred first; empty leaves it to the key
   */
  record Pubkey(
      Identity identity,
      List<X509Certificate> certificates,
      List<SubjectPublicKeyInfo> publicKeys,
      List<SignatureScheme> schemes)
      implements LocalAuthSettings {
    public Pubkey {
      certificates = List.copyOf(certificates);
      publicKeys = List.copyOf(publicKeys);
      schemes = List.copyOf(schemes);
    }
  }
}
