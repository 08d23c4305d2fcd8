package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.event.Posture;
import org.yett.ike.event.Posture.Authentication;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.wire.Octets;

/**
 * How far IKE_AUTH has come, over all its rounds (RFC 4739).
 *
 * @param firstMessageId Message ID of the first IKE_AUTH request: the one in IntAuth
 * @param ours how we have authenticated, round by round
 * @param peers how the peer has authenticated, round by round
 * @param ppk as initiator, the PPK that was named, while the responder has not said whether it is
 *     used
 * @param ppkUsed whether a PPK has been mixed into the keys in IKE_AUTH (RFC 8784)
 */
record AuthProgress(
    long firstMessageId,
    List<Authentication> ours,
    List<Authentication> peers,
    Optional<NamedPpk> ppk,
    boolean ppkUsed) {

  AuthProgress {
    ours = List.copyOf(ours);
    peers = List.copyOf(peers);
  }

  static AuthProgress begin(long firstMessageId) {
    return new AuthProgress(firstMessageId, List.of(), List.of(), Optional.empty(), false);
  }

  /**
   * A PPK of RFC 8784.
   *
   * @param id PPK_ID as it is on the wire
   * @param mixed the keys with it
   */
  record NamedPpk(Octets id, IkeKeys mixed) {}

  AuthProgress proved(Authentication how) {
    return new AuthProgress(firstMessageId, with(ours, how), peers, ppk, ppkUsed);
  }

  AuthProgress peerProved(Authentication how) {
    return new AuthProgress(firstMessageId, ours, with(peers, how), ppk, ppkUsed);
  }

  AuthProgress naming(NamedPpk named) {
    return new AuthProgress(firstMessageId, ours, peers, Optional.of(named), false);
  }

  /** It is settled whether the PPK is used: it is among the keys now, or forgotten. */
  AuthProgress settled(boolean used) {
    return new AuthProgress(firstMessageId, ours, peers, Optional.empty(), used);
  }

  private static List<Authentication> with(List<Authentication> before, Authentication how) {
    List<Authentication> all = new ArrayList<>(before);
    all.add(how);
    return all;
  }

  /** Wipes keys that have not been taken into use. */
  void close() {
    ppk.ifPresent(named -> named.mixed().close());
  }

  /** What several rounds amount to: the strongest, or the two kinds of signature together. */
  static Authentication together(List<Authentication> rounds) {
    boolean classical = rounds.contains(Authentication.CLASSICAL_SIGNATURE);
    boolean postQuantum = rounds.contains(Posture.Authentication.POST_QUANTUM_SIGNATURE);
    if (postQuantum) {
      return classical ? Authentication.HYBRID_SIGNATURES : Authentication.POST_QUANTUM_SIGNATURE;
    }
    return rounds.stream()
        .filter(how -> how != Authentication.NONE)
        .findFirst()
        .orElse(Authentication.NONE);
  }
}
