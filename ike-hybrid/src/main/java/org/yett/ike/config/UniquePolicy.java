package org.yett.ike.config;

/**
 * What happens to an older IKE SA of the same two identities: swanctl's {@code unique}. As
 * initiator, INITIAL_CONTACT (RFC 7296 2.4) is sent unless the policy is {@link #NEVER}, if we hold
 * no other IKE SA with the peer.
 */
public enum UniquePolicy {
  /** The older IKE SA is removed if the peer sends INITIAL_CONTACT. The default. */
  NO,
  /** INITIAL_CONTACT is neither sent nor honoured: one identity may hold many IKE SAs. */
  NEVER,
  /** The older IKE SA stays, and the new one is refused. */
  KEEP,
  /** The older IKE SA is deleted when the new one is authenticated. */
  REPLACE
}
