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
 * @param resumed whether all this took place for an earlier IKE SA, whose keys this one's come from
 *     by a ticket (RFC 5723), without a new key exchange
 */
public record Posture(
    KeyExchangesUsed keyExchanges,
    Authentication ourAuthentication,
    Authentication peerAuthentication,
    boolean transcriptBound,
    boolean resumed) {

  /** Of an SA that was set up anew. */
  public Posture(
      KeyExchangesUsed keyExchanges,
      Authentication ourAuthentication,
      Authentication peerAuthentication,
      boolean transcriptBound) {
    this(keyExchanges, ourAuthentication, peerAuthentication, transcriptBound, false);
  }

  /** The same, of an SA that is resumed: everything is as it was before. */
  public Posture asResumed() {
    return new Posture(keyExchanges, ourAuthentication, peerAuthentication, transcriptBound, true);
  }

  /** How an end authenticated. */
  public enum Authentication {
    /** By a pre-shared key: as good as the key's entropy, quantum computer or not. */
    PRE_SHARED_KEY
  }
}
