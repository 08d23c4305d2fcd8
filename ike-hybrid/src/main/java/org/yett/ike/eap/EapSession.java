package org.yett.ike.eap;

import java.util.Optional;
import org.yett.ike.wire.Octets;

/**
 * One run of EAP, as client or server: a state machine that is used by one step at a time. It is
 * closed when it is over or abandoned.
 */
public sealed interface EapSession extends AutoCloseable permits EapPeerSession, EapServerSession {

  /** Most packets that one end takes in. */
  int MOST_ROUNDS = 80;

  /**
   * Takes a step.
   *
   * @param received the other end's packet as it is on the wire; empty to begin, as server
   * @param environment what is at hand
   */
  EapOutcome step(Optional<Octets> received, EapEnvironment environment);

  /** Wipes its secrets. */
  @Override
  void close();
}
