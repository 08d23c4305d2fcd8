package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Side;

/**
 * IKE_AUTH of a responder, over all its rounds.
 *
 * @param handshake what came before
 * @param connection the connection that the identities have chosen
 * @param ours our identity in the first round
 * @param peer the peer's identity in the first round
 * @param progress how far it has come
 * @param first the first IKE_AUTH request: it holds what is to be set up
 * @param ppk what has become of the PPK that the initiator named
 */
record AuthRun(
    Handshake handshake,
    ConnectionConfig connection,
    Identity ours,
    Identity peer,
    AuthProgress progress,
    Message first,
    PpkUse ppk) {

  /** What has become of the PPK of RFC 8784. */
  enum PpkUse {
    /** None was negotiated. */
    NONE,
    /** The initiator's PPK is mixed in. */
    USED,
    /** The initiator named one that we do not have, and goes on without. */
    UNKNOWN
  }

  AuthRun with(AuthProgress next) {
    return new AuthRun(handshake, connection, ours, peer, next, first, ppk);
  }

  AuthRun with(PpkUse use) {
    return new AuthRun(handshake, connection, ours, peer, progress, first, use);
  }

  boolean isBetween(Identity us, Identity them) {
    return ours.equals(us) && peer.equals(them);
  }

  /** The peer's next round; empty if all are complete. */
  Optional<RemoteAuth> nextOfPeer() {
    return connection.remoteRounds().stream().skip(progress.peers().size()).findFirst();
  }

  /** Our next round; empty if all are complete. */
  Optional<LocalAuth> nextOfOurs() {
    return connection.localRounds().stream().skip(progress.ours().size()).findFirst();
  }

  /** Our identity in a round of the peer's: a key of a further round is one of both's there. */
  Identity oursAgainst(int round) {
    List<LocalAuth> rounds = connection.localRounds();
    return round == 0 || round >= rounds.size() ? ours : rounds.get(round).identity();
  }

  /** The peer's identity in the round of this request; that of the first where it names none. */
  Identity peerIn(Message request) {
    return request.identification(Side.INITIATOR).map(AuthData::identity).orElse(peer);
  }

  boolean isComplete() {
    return nextOfPeer().isEmpty() && nextOfOurs().isEmpty();
  }
}
