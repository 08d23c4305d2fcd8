package org.yett.gateway.config;

import java.util.List;
import org.yett.gateway.credentials.Trust;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.crypto.SignatureScheme;

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
}
