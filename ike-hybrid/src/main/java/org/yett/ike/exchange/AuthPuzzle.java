package org.yett.ike.exchange;

import java.util.Optional;
import java.util.OptionalInt;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.PsPayload;
import org.yett.ike.wire.SealedMessage;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;

/** The puzzle that an initiator has to solve for IKE_AUTH, as the responder keeps it. */
@Clause("rfc8019:7.2.4")
final class AuthPuzzle {

  private final PuzzleNotification puzzle;
  private final Octets string;
  private boolean solved;

  /**
   * @param puzzle what was asked for
   * @param string Nr | SPIr, as {@link #string} has it
   */
  AuthPuzzle(PuzzleNotification puzzle, Octets string) {
    this.puzzle = puzzle;
    this.string = string;
  }

  /** What a puzzle of IKE_AUTH is about. */
  @Clause("rfc8019:7.2.3")
  static Octets string(Octets nr, Octets responderSpi) {
    return Octets.concat(nr, responderSpi);
  }

  /**
   * Whether a request may be opened: it is not IKE_AUTH, or it has the solution, or the solution
   * has been seen before.
   */
  boolean admits(SealedMessage request) {
    if (!solved && request.header().exchangeType().equals(ExchangeType.IKE_AUTH)) {
      // = rfc8019:7.2.4/1
      // = rfc8019:7.2.4/4
      Optional<PsPayload> solution =
          request.clear().stream()
              .map(PlacedPayload::payload)
              .filter(PsPayload.class::isInstance)
              .map(PsPayload.class::cast)
              .findFirst();
      OptionalInt worth = solution.map(ps -> puzzle.worth(string, ps)).orElse(OptionalInt.empty());
      solved = worth.isPresent() && worth.getAsInt() >= puzzle.difficulty();
      return solved;
    }
    return true;
  }
}
