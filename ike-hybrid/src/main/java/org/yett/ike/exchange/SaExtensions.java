package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.PsPayload;
import org.yett.ike.wire.SealedMessage;

/**
 * What one IKE SA keeps for the extensions that reach beyond it: puzzles, crash detection,
 * redirection, resumption.
 */
final class SaExtensions {

  private Optional<AuthPuzzle> authPuzzle = Optional.empty();
  private Optional<PsPayload> authSolution = Optional.empty();

  /** As responder: IKE_AUTH requests are opened only when they solve this puzzle. */
  void demandInAuth(AuthPuzzle puzzle) {
    authPuzzle = Optional.of(puzzle);
  }

  /** As initiator: the solution that IKE_AUTH brings. */
  void solvedForAuth(PsPayload solution) {
    authSolution = Optional.of(solution);
  }

  /** What stands in clear before the Encrypted payload of our IKE_AUTH request. */
  // = rfc8019:7.2.2/2
  List<Payload> clearInAuth() {
    return authSolution.stream().map(Payload.class::cast).toList();
  }

  /** Whether a request may be opened: it has in clear what it has to have. */
  boolean admits(SealedMessage request) {
    return authPuzzle.isEmpty() || authPuzzle.get().admits(request);
  }
}
