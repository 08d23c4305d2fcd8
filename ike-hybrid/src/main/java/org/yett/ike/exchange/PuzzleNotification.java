package org.yett.ike.exchange;

import java.util.Optional;
import java.util.OptionalInt;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Puzzle;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.PsPayload;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.TransformType;

/**
 * PUZZLE (RFC 8019 8.1).
 *
 * @param prf the PRF that solves it
 * @param difficulty trailing zero bits that each result needs; 0 leaves the choice to the initiator
 */
@Clause("rfc8019:8.1")
record PuzzleNotification(PseudorandomFunction prf, int difficulty) {

  private static final int SIZE = 3;

  NotifyPayload toWire() {
    // = rfc8019:8.1/1
    // = rfc8019:8.1/2
    return NotifyPayload.of(
        NotifyType.PUZZLE,
        Octets.wrap(
            new byte[] {(byte) (prf.value() >>> 8), (byte) prf.value(), (byte) difficulty}));
  }

  /** The puzzle in a message: none, one that cannot be read, or this one. */
  static Optional<Octets> in(Message message) {
    return message.notification(NotifyType.PUZZLE).map(NotifyPayload::data);
  }

  /** From the data of a notification; empty if it has another length. */
  static Optional<PuzzleNotification> read(Octets data) {
    return data.size() == SIZE
        ? Optional.of(new PuzzleNotification(PseudorandomFunction.of(data.u16(0)), data.u8(2)))
        : Optional.empty();
  }

  /** The PRF for the puzzles of an initiator: the first of those offered that we can compute. */
  @Clause("rfc8019:7.1.1.2")
  static Optional<PseudorandomFunction> prfFor(SaPayload offered) {
    return offered.proposals().stream()
        .flatMap(proposal -> proposal.transforms().stream())
        .filter(transform -> transform.type().equals(TransformType.PRF))
        .map(transform -> PseudorandomFunction.of(transform.id().value()))
        .filter(prf -> Prf.of(prf).isPresent())
        .findFirst();
  }

  /**
   * What a solution is worth in bits.
   *
   * @param string what the puzzle is about
   * @return empty if it is no solution at all
   */
  OptionalInt worth(Octets string, PsPayload solution) {
    Optional<Prf> computable = Prf.of(prf);
    return computable.isEmpty()
        ? OptionalInt.empty()
        : Puzzle.worth(computable.get(), string.toArray(), solution.data().toArray());
  }
}
