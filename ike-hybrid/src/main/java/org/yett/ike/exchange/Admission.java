package org.yett.ike.exchange;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.Limits;
import org.yett.ike.config.PuzzleConfig;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.PsPayload;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PseudorandomFunction;

/**
 * Which first requests may cost us work, and what the others get: a cookie, a puzzle, or nothing.
 * Little is kept of initiators that have not proved to be where they say: nothing at all but the
 * cookies by which IKE SAs were begun.
 */
@Clause("rfc7296:2.6")
@Clause("rfc8019:7.1")
final class Admission {

  /** Most cookies that are remembered as used up; the oldest go first. */
  private static final int MOST_SPENT = 65_536;

  private final EndpointContext context;
  private final ClearAnswers answers;
  private final CookieJar cookies;
  private final Randomness lottery;
  private final SequencedMap<Octets, Instant> spent = new LinkedHashMap<>();
  private long drawings;

  Admission(EndpointContext context) {
    this.context = context;
    this.answers = context.clearAnswers;
    this.lottery = context.randomness.scoped("lottery");
    this.cookies =
        new CookieJar(
            context.randomness.scoped("cookies"), context.config.cookies().secretLifetime());
  }

  /** What becomes of a first request. */
  sealed interface Decision {
    /**
     * It may cost us work.
     *
     * @param puzzleSolved whether the initiator has solved a puzzle for it
     */
    record Admitted(boolean puzzleSolved) implements Decision {}

    /** It got its answer, or none. */
    record TurnedAway() implements Decision {}
  }

  /**
   * Judges a first request.
   *
   * @param nonce data of its Nonce payload
   * @param prf the PRF for a puzzle; without one no puzzle is given
   */
  Decision judge(Message message, Octets nonce, Optional<PseudorandomFunction> prf, Path from) {
    Optional<CookieJar.Terms> cookie = cookie(message, nonce, from);
    OptionalInt wanted = prf.isPresent() ? wantedDifficulty(from) : OptionalInt.empty();
    if (wanted.isPresent()) {
      return byPuzzle(message, nonce, prf.get(), cookie, wanted.getAsInt(), from);
    }
    if (cookie.isEmpty() && demandsCookie(from)) {
      // = rfc7296:2.6/2
      context.count(Counter.COOKIES_DEMANDED);
      demand(message, nonce, Optional.empty(), 0, from);
      return new Decision.TurnedAway();
    }
    return withinLimits(from, false);
  }

  private boolean demandsCookie(Path from) {
    CookieConfig config = context.config.cookies();
    return context.table.halfOpen() >= config.halfOpenThreshold()
        || context.table.halfOpenOf(from.remote().ip()) >= config.perAddressThreshold();
  }

  private Decision withinLimits(Path from, boolean puzzleSolved) {
    Limits limits = context.config.limits();
    // = rfc8019:6/6
    if (context.table.halfOpen() >= limits.halfOpen()
        || context.table.halfOpenOf(from.remote().ip()) >= limits.halfOpenPerAddress()) {
      context.count(Counter.HALF_OPEN_LIMIT_REACHED);
      return new Decision.TurnedAway();
    }
    return new Decision.Admitted(puzzleSolved);
  }

  /** What the request's cookie was given for; a wrong one is as good as none. */
  private Optional<CookieJar.Terms> cookie(Message message, Octets nonce, Path from) {
    Optional<NotifyPayload> cookie = message.notification(NotifyType.COOKIE);
    if (cookie.isEmpty()) {
      return Optional.empty();
    }
    Optional<CookieJar.Terms> terms =
        cookies.read(
            cookie.get().data(),
            from.remote(),
            message.header().initiatorSpi(),
            nonce,
            context.now());
    // = rfc7296:2.6/6
    if (terms.isEmpty()) {
      offence(Offence.WRONG_COOKIE, message, from);
    }
    return terms;
  }

  private void demand(
      Message message,
      Octets nonce,
      Optional<PuzzleNotification> puzzle,
      int puzzlesBefore,
      Path from) {
    Octets cookie =
        cookies.bake(
            new CookieJar.Terms(puzzle, puzzlesBefore, context.now()),
            from.remote(),
            message.header().initiatorSpi(),
            nonce,
            context.now());
    NotifyPayload cookieNotify = NotifyPayload.of(NotifyType.COOKIE, cookie);
    // = rfc8019:7.1.1/1
    answers.answer(
        message,
        puzzle.map(p -> List.of(cookieNotify, p.toWire())).orElse(List.of(cookieNotify)),
        from);
  }

  // Puzzles.

  /** How much work the load asks for, in trailing zero bits: one more each time it doubles. */
  @Clause("rfc8019:7.1.1.1")
  private OptionalInt wantedDifficulty(Path from) {
    PuzzleConfig config = context.config.extensions().puzzles();
    int doublings =
        Math.max(
            doublings(context.table.halfOpen(), config.halfOpenThreshold()),
            doublings(context.table.halfOpenOf(from.remote().ip()), config.perAddressThreshold()));
    int base = Math.max(config.difficulty(), PuzzleConfig.EASIEST);
    return doublings < 0
        ? OptionalInt.empty()
        // = rfc8019:10/2
        : OptionalInt.of(Math.min(base + doublings, PuzzleConfig.HARDEST_GIVEN));
  }

  /** How often a load is the double of its threshold; negative if it is below. */
  private static int doublings(int load, int threshold) {
    if (load < threshold) {
      return -1;
    }
    return threshold == 0 ? 0 : 31 - Integer.numberOfLeadingZeros(load / threshold);
  }

  private Decision byPuzzle(
      Message message,
      Octets nonce,
      PseudorandomFunction prf,
      Optional<CookieJar.Terms> cookie,
      int wanted,
      Path from) {
    int solvedBefore = 0;
    if (cookie.isPresent()) {
      OptionalInt worth = worth(message, cookie.get(), from);
      // = rfc8019:7.1.5/1
      if (worth.isPresent() && worth.getAsInt() + cookie.get().puzzlesBefore() >= wanted) {
        context.count(Counter.PUZZLES_SOLVED);
        return withinLimits(from, true);
      }
      // = rfc8019:7.1/2
      // = rfc8019:7.1.5/2
      if (worth.isEmpty() && draws()) {
        context.count(Counter.SERVED_WITHOUT_PUZZLE);
        return withinLimits(from, false);
      }
      // = rfc8019:7.1.5/3
      solvedBefore = worth.isPresent() ? cookie.get().puzzlesBefore() + 1 : 0;
    }
    int announced = context.config.extensions().puzzles().difficulty() == 0 ? 0 : wanted;
    context.count(Counter.PUZZLES_GIVEN);
    demand(message, nonce, Optional.of(new PuzzleNotification(prf, announced)), solvedBefore, from);
    return new Decision.TurnedAway();
  }

  /** What the initiator has done for a cookie; empty if that is nothing that counts. */
  @Clause("rfc8019:7.1.4")
  private OptionalInt worth(Message message, CookieJar.Terms terms, Path from) {
    Optional<PsPayload> solution = message.first(PsPayload.class);
    // = rfc8019:7.1.4/4
    if (terms.puzzle().isEmpty() || solution.isEmpty()) {
      return OptionalInt.empty();
    }
    Octets cookie = message.notification(NotifyType.COOKIE).orElseThrow().data();
    // = rfc8019:10/3
    if (spent.containsKey(cookie)) {
      context.count(Counter.SOLUTIONS_REUSED);
      return OptionalInt.empty();
    }
    // = rfc8019:7.1.4/5
    OptionalInt worth = terms.puzzle().get().worth(cookie, solution.get());
    if (worth.isEmpty() || worth.getAsInt() < terms.puzzle().get().difficulty()) {
      offence(Offence.WRONG_PUZZLE_SOLUTION, message, from);
      return OptionalInt.empty();
    }
    return worth;
  }

  /** Whether a request is among those that are served without a solution. */
  private boolean draws() {
    int percent = context.config.extensions().puzzles().unsolvedPercent();
    byte[] number = lottery.draw(Purpose.LOTTERY, drawings++, 2);
    return Octets.wrap(number).u16(0) * 100L < (long) percent << 16;
  }

  /** An IKE SA has been begun by this request: its solution is worth nothing any more. */
  // = rfc8019:7.1.1.3/3
  void begun(Message message) {
    Instant now = context.now();
    while (!spent.isEmpty()
        && (spent.size() >= MOST_SPENT || !spent.firstEntry().getValue().isAfter(now))) {
      spent.pollFirstEntry();
    }
    if (message.first(PsPayload.class).isEmpty()) {
      return;
    }
    message
        .notification(NotifyType.COOKIE)
        .ifPresent(cookie ->
            spent.putLast(
                cookie.data().compact(),
                now.plus(context.config.cookies().secretLifetime().multipliedBy(2))));
  }

  private void offence(Offence offence, Message message, Path from) {
    context.offence(Optional.empty(), offence, message.describe(), from);
  }
}
