package org.yett.ike.exchange;

import java.util.Optional;
import java.util.OptionalInt;
import org.yett.ike.config.PuzzleConfig;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.crypto.Prf;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.SolvingAuthPuzzle;
import org.yett.ike.exchange.IkeState.SolvingPuzzle;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.PsPayload;
import org.yett.spec.Clause;

/** Solves puzzles as initiator (RFC 8019 7.1.2, 7.2.2). */
final class PuzzleSolving {

  private final IkeSa sa;
  private final PuzzleConfig config;

  PuzzleSolving(IkeSa sa) {
    this.sa = sa;
    this.config = sa.context().config.extensions().puzzles();
  }

  /** Which difficulty is solved for; empty if the puzzle is not attempted. */
  private OptionalInt attempted(PuzzleNotification puzzle) {
    boolean known = config.solve() && Prf.of(puzzle.prf()).isPresent();
    // = rfc8019:9/1
    boolean attempts = known && puzzle.difficulty() <= config.hardest();
    sa.tell(new Event.PuzzleReceived(sa.id(), puzzle.difficulty(), attempts));
    int bits = puzzle.difficulty() == 0 ? config.chosen() : puzzle.difficulty();
    return attempts ? OptionalInt.of(bits) : OptionalInt.empty();
  }

  // = rfc8019:8.1/4
  private int ask(PuzzleNotification puzzle, Octets string, int bits) {
    Prf prf = Prf.of(puzzle.prf()).orElseThrow();
    return sa.ask(new Job.SolvePuzzle(prf, string.toArray(), bits, config.trials()));
  }

  // In IKE_SA_INIT.

  /**
   * A puzzle has come with a cookie.
   *
   * @return the state that waits for the solution; empty if it is not attempted, and the request
   *     goes on with the cookie alone
   */
  @Clause("rfc8019:7.1.2")
  Optional<IkeState> begin(
      InitiatorPlan plan, SaInitAttempt attempt, InitiatorKey key, PuzzleNotification puzzle) {
    OptionalInt bits = attempted(puzzle);
    if (bits.isEmpty()) {
      // = rfc8019:7.1.2/1
      return Optional.empty();
    }
    int job = ask(puzzle, attempt.cookie().orElseThrow(), bits.getAsInt());
    return Optional.of(
        new SolvingPuzzle(plan, attempt, key, job, sa.context().now().plus(config.patience())));
  }

  IkeState solving(SolvingPuzzle state, SaInput input) {
    InitiatorSaInit saInit = new InitiatorSaInit(sa);
    return switch (input) {
      case SaInput.JobFinished(JobResult.PuzzleDone done) ->
          saInit.send(
              state.plan(),
              done.keys()
                  .map(keys -> state.attempt().withSolution(new PsPayload(Octets.wrap(keys))))
                  .orElse(state.attempt()),
              state.key());
      // Without a solution the cookie alone has to do.
      case SaInput.TimeOut none -> saInit.send(state.plan(), state.attempt(), state.key());
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Request request -> throw SaInput.notFor(state, request);
    };
  }

  // For IKE_AUTH.

  /** IKE_AUTH comes next: at once, or when the puzzle that stands before it is solved. */
  @Clause("rfc8019:7.2.2")
  IkeState beforeAuth(InitiatorPlan plan, Handshake handshake) {
    Optional<Octets> data =
        config.solve() ? PuzzleNotification.in(handshake.saInitResponse()) : Optional.empty();
    if (data.isEmpty()) {
      return new InitiatorAuth(sa).begin(plan, handshake);
    }
    Optional<PuzzleNotification> puzzle = PuzzleNotification.read(data.get());
    if (puzzle.isEmpty() || puzzle.get().difficulty() == 0) {
      sa.offence(Offence.UNUSABLE_PUZZLE, "a puzzle for IKE_AUTH of no difficulty");
      return new InitiatorAuth(sa).begin(plan, handshake);
    }
    OptionalInt bits = attempted(puzzle.get());
    if (bits.isEmpty()) {
      return sa.fail(FailureReason.PUZZLE_TOO_HARD, tooHard(puzzle.get()));
    }
    // = rfc8019:7.2.2/1
    Message response = handshake.saInitResponse();
    Octets string =
        AuthPuzzle.string(
            response.first(NoncePayload.class).orElseThrow().data(),
            response.header().responderSpi().octets());
    int job = ask(puzzle.get(), string, bits.getAsInt());
    return new SolvingAuthPuzzle(plan, handshake, job, sa.context().now().plus(config.patience()));
  }

  private String tooHard(PuzzleNotification puzzle) {
    return "the responder asks for a puzzle of %d bits, of which at most %d are attempted"
        .formatted(puzzle.difficulty(), config.hardest());
  }

  IkeState solvingForAuth(SolvingAuthPuzzle state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.PuzzleDone done) -> {
        if (done.keys().isEmpty()) {
          yield sa.fail(FailureReason.PUZZLE_TOO_HARD, "the puzzle for IKE_AUTH was not solved");
        }
        sa.extensions().solvedForAuth(new PsPayload(Octets.wrap(done.keys().get())));
        yield new InitiatorAuth(sa).begin(state.plan(), state.handshake());
      }
      case SaInput.TimeOut none ->
          sa.fail(FailureReason.PUZZLE_TOO_HARD, "the puzzle for IKE_AUTH took too long");
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Request request -> throw SaInput.notFor(state, request);
    };
  }
}
