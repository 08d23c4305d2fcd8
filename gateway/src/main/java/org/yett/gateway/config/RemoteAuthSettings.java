package org.yett.gateway.config;

import java.util.List;
import java.util.Optional;
import org.yett.gateway.credentials.Trust;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.spec.iana.EapType;

/** How the peer must authenticate in one round: a {@code remote} section. */
public sealed interface RemoteAuthSettings {

  /** The identities that are accepted. */
  IdentityMatch identity();

  /**
   * By pre-shared key.
   *
   * @param identity the identities that are accepted
   */
  record Psk(IdentityMatch identity) implements RemoteAuthSettings {}

  /**
   * Not at all (RFC 7619): whatever identity the peer sends counts for nothing.
   *
   * @param identity the identities that are accepted, as a rule any
   */
  record Null(IdentityMatch identity) implements RemoteAuthSettings {}

  /**
   * By signature.
   *
   * @param identity the identities that are accepted
   * @param trust whom we trust
   * @param schemes the only schemes that are accepted; empty for any
   */
  record Pubkey(IdentityMatch identity, Trust trust, List<SignatureScheme> schemes)
      implements RemoteAuthSettings {
    public Pubkey {
      schemes = List.copyOf(schemes);
    }
  }

  /**
   * By EAP.
   *
   * @param methods the methods that we offer, preferred first
   * @param eapIdentity who the client may be in EAP
   * @param keys whom we trust, in IKE or in TLS, and the identities that are accepted
   */
  record Eap(List<EapType> methods, EapIdentityPolicy eapIdentity, Pubkey keys)
      implements RemoteAuthSettings {
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
    public IdentityMatch identity() {
      return keys.identity();
    }
  }

  /** Whose keys the round trusts, in IKE or in TLS, if it does. */
  default Optional<Pubkey> verification() {
    return switch (this) {
      case Pubkey pubkey -> Optional.of(pubkey);
      case Eap eap -> Optional.of(eap.keys());
      case Psk psk -> Optional.empty();
      case Null none -> Optional.empty();
    };
  }
}
