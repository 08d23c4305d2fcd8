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
 * @param ppk whether a post-quantum preshared key is mixed into SK_d, and so into the keys of all
 *     Child SAs (RFC 8784, RFC 9867)
 */
public record Posture(
    KeyExchangesUsed keyExchanges,
    Authentication ourAuthentication,
    Authentication peerAuthentication,
    boolean transcriptBound,
    boolean resumed,
    boolean ppk) {

  /** Of an SA that was set up anew. */
  public Posture(
      KeyExchangesUsed keyExchanges,
      Authentication ourAuthentication,
      Authentication peerAuthentication,
      boolean transcriptBound) {
    this(keyExchanges, ourAuthentication, peerAuthentication, transcriptBound, false, false);
  }

  /** The same with a post-quantum preshared key, or without. */
  public Posture withPpk(boolean mixedIn) {
    return new Posture(
        keyExchanges, ourAuthentication, peerAuthentication, transcriptBound, resumed, mixedIn);
  }

  /** The same, of an SA that is resumed: everything is as it was before. */
  public Posture asResumed() {
    return new Posture(
        keyExchanges, ourAuthentication, peerAuthentication, transcriptBound, true, ppk);
  }

  /** How an end authenticated. */
  public enum Authentication {
    /** By a pre-shared key: as good as the key's entropy, quantum computer or not. */
    PRE_SHARED_KEY,
    /** By signatures that a quantum computer can forge: RSA, ECDSA, EdDSA. */
    CLASSICAL_SIGNATURE,
    /** By signatures that withstand a quantum computer: ML-DSA, SLH-DSA. */
    POST_QUANTUM_SIGNATURE,
    /** By both, in several rounds (RFC 4739): who forges one has not forged the other. */
    HYBRID_SIGNATURES,
    /** By an EAP method (RFC 7296 2.16). */
    EAP,
    /** Not at all (RFC 7619). */
    NONE
  }
}
