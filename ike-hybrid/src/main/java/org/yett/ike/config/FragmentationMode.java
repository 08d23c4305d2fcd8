package org.yett.ike.config;

/** Whether a connection uses IKE fragmentation (RFC 7383 2.3, 2.4), in swanctl's words. */
public enum FragmentationMode {
  /** Supported, and used for messages that do not fit a datagram. */
  YES,
  /** Supported and accepted from the peer, but our own messages go whole. */
  ACCEPT,
  /** Supported, and used for every encrypted message, however small. */
  FORCE,
  /** Neither announced nor accepted. */
  NO;

  /** Whether IKEV2_FRAGMENTATION_SUPPORTED is announced. */
  public boolean announced() {
    return this != NO;
  }
}
