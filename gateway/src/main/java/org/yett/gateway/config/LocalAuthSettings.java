package org.yett.gateway.config;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.spec.iana.EapType;

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

  /**
   * By EAP.
   *
   * @param methods the methods that we take, preferred first
   * @param eapIdentity who we are in EAP
   * @param server whose certificate the server has to have in TLS; empty for that of the peer
   * @param tls our identity and the keys that TLS may use
   */
  record Eap(
      List<EapType> methods, EapIdentity eapIdentity, Optional<IdentityMatch> server, Pubkey tls)
      implements LocalAuthSettings {
    public Eap {
      methods = List.copyOf(methods);
    }

    /** The method in strongSwan's words, if it is one alone. */
    public Optional<String> method() {
      return EapReader.word(methods);
    }

    /** How, for people: EAP methods are classical. */
    public String described() {
      return EapReader.described(methods);
    }

    @Override
    public Identity identity() {
      return tls.identity();
    }
  }

  /** With which keys the round signs, in IKE or in TLS, if it does. */
  default Optional<Pubkey> keys() {
    return switch (this) {
      case Pubkey pubkey -> Optional.of(pubkey);
      case Eap eap -> Optional.of(eap.tls());
      case Psk psk -> Optional.empty();
      case Null none -> Optional.empty();
    };
  }
}
