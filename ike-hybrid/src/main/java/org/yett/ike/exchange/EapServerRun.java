package org.yett.ike.exchange;

import java.util.List;
import org.yett.ike.wire.Payload;

/**
 * IKE_AUTH with EAP, as responder.
 *
 * @param auth IKE_AUTH as a whole
 * @param proof what goes along with the next answer: our ID payload and, unless EAP alone proves
 *     us, our certificates and AUTH
 */
record EapServerRun(AuthRun auth, List<Payload> proof) {
  EapServerRun {
    proof = List.copyOf(proof);
  }

  /** The same with nothing to go along. */
  EapServerRun proofSent() {
    return new EapServerRun(auth, List.of());
  }

  EapServerRun with(AuthRun next) {
    return new EapServerRun(next, proof);
  }
}
