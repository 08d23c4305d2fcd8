package org.yett.gateway.config;

/** {@code fragmentation}: whether IKE messages are fragmented (RFC 7383). */
public enum Fragmentation {
  /** Announced, and used for messages that do not fit a datagram. */
  YES,
  /** Announced, but our own messages go whole. */
  ACCEPT,
  /** Announced, and used for every encrypted message. */
  FORCE,
  /** Not announced. */
  NO
}
