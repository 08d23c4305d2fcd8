package org.yett.ike.event;

import org.yett.ike.negotiate.KeyExchangesUsed;

/**
 * What protects an SA against an adversary with a quantum computer: facts, from which a policy
 * judges.
 *
 * @param keyExchanges key exchanges whose secrets are in the keys
 * @param ourAuthentication how we authenticated
 * @param peerAuthentication how the peer authenticated
 * @param transcriptBound whether the whole IKE_SA_INIT transcript is authenticated, as downgrade
 *     prevention asks
 */
public record Posture(
    KeyExchangesUsed keyExchanges,
    Authentication ourAuthentication,
    Authentication peerAuthentication,
    boolean transcriptBound) {

  /** How an end authenticated. */
  public enum Authentication {
    /** By a pre-shared key: as good as the key's entropy, quantum computer or not. */
    PRE_SHARED_KEY
  }
}
