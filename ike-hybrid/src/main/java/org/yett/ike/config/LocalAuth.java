package org.yett.ike.config;

/** How we authenticate to the peer: one {@code local} section. */
public sealed interface LocalAuth {

  /** The identity that we send. */
  Identity identity();

  /**
   * By pre-shared key (RFC 7296 2.15). The key itself comes from a credential job.
   *
   * @param identity the identity that we send
   */
  record Psk(Identity identity) implements LocalAuth {}
}
