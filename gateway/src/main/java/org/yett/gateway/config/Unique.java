package org.yett.gateway.config;

/** {@code unique}: what happens to an older IKE SA of the same peer. */
public enum Unique {
  /** One identity may hold any number of IKE SAs; INITIAL_CONTACT is neither sent nor honoured. */
  NEVER,
  /** The older one goes if the peer sends INITIAL_CONTACT. */
  NO,
  /** The older one stays and the new one is refused. */
  KEEP,
  /** The older one is deleted. */
  REPLACE
}
