package org.yett.ike.config;

/** How the peer must authenticate: one {@code remote} section. */
public sealed interface RemoteAuth {

  /** The identities that are accepted. */
  IdentityMatch identity();

  /**
   * By pre-shared key (RFC 7296 2.15).
   *
   * @param identity the identities that are accepted
   */
  record Psk(IdentityMatch identity) implements RemoteAuth {}
}
