package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.Limits;
import org.yett.ike.config.PuzzleConfig;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.event.Event;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.PsPayload;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** Puzzles in IKE_SA_INIT and IKE_AUTH, both roles (RFC 8019 7). */
class PuzzlesTest {

  /** Everybody gets a puzzle, nobody is served without. */
  private static final PuzzleConfig ALWAYS =
      PuzzleConfig.DEFAULT.withThresholds(0, 0).withDifficulty(8, 0).withUnsolvedPercent(0);

  private static EndpointConfig with(PuzzleConfig puzzles) {
    return EndpointConfig.DEFAULT.withExtensions(
        EndpointConfig.DEFAULT.extensions().withPuzzles(puzzles));
  }

  private static TwoEnds ends(
      EndpointConfig alice, EndpointConfig bob, OutgoingSeam aliceSeam, OutgoingSeam bobSeam) {
    TwoEnds ends = new TwoEnds(alice, bob, aliceSeam, bobSeam);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    return ends;
  }

  private static TwoEnds ends(PuzzleConfig bob) {
    return ends(EndpointConfig.DEFAULT, with(bob), OutgoingSeam.NONE, OutgoingSeam.NONE);
  }

  /** A seam that changes the payloads in clear of one exchange. */
  private static OutgoingSeam changing(
      ExchangeType exchange, boolean response, UnaryOperator<List<Payload>> change) {
    return draft ->
        draft.header().exchangeType().equals(exchange) && draft.header().isResponse() == response
            ? new OutgoingSeam.Draft(
                draft.header(), change.apply(draft.clear()), draft.inner(), draft.isProtected())
            : draft;
  }

  private static List<Payload> without(List<Payload> payloads, Class<? extends Payload> kind) {
    return payloads.stream().filter(p -> !kind.isInstance(p)).toList();
  }

  private static long count(TwoEnds.Host host, String counter) {
    return host.status().counters().getOrDefault(counter, 0L);
  }

  @Test
  @Tag("rfc8019:7.1.1/1")
  @Tag("rfc8019:8.1/1")
  @Tag("rfc8019:8.1/2")
  @Tag("rfc8019:8.1/3")
  @Tag("rfc8019:8.1/4")
  @Tag("rfc8019:7.1.4/1")
  @Tag("rfc8019:7.1.4/2")
  @Tag("rfc8019:7.1.4/5")
  @Tag("rfc8019:7.1.5/1")
  @Tag("rfc8019:6/7")
  void aPuzzleIsGivenWithItsCookieSolvedAndServed() {
    List<List<Payload>> requests = new ArrayList<>();
    List<List<Payload>> responses = new ArrayList<>();
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            with(ALWAYS),
            changing(
                ExchangeType.IKE_SA_INIT,
                false,
                payloads -> {
                  requests.add(payloads);
                  return payloads;
                }),
            changing(
                ExchangeType.IKE_SA_INIT,
                true,
                payloads -> {
                  responses.add(payloads);
                  return payloads;
                }));
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(1, count(ends.bob, "puzzles-given"));
    assertEquals(1, count(ends.bob, "puzzles-solved"));
    // The response has both notifications; the repeated request begins with cookie and solution.
    NotifyPayload cookie = (NotifyPayload) responses.getFirst().getFirst();
    NotifyPayload puzzle = (NotifyPayload) responses.getFirst().get(1);
    assertEquals(NotifyType.COOKIE, cookie.notifyType());
    assertEquals(NotifyType.PUZZLE, puzzle.notifyType());
    assertEquals(0, puzzle.spi().size());
    // PRF_HMAC_SHA2_384, which the initiator offers, and 8 bits.
    assertEquals("000608", puzzle.data().hex());
    assertEquals(cookie, requests.get(1).get(0));
    assertTrue(requests.get(1).get(1) instanceof PsPayload);
    assertEquals(requests.get(0), requests.get(1).subList(2, requests.get(1).size()));
  }

  @Test
  @Tag("rfc8019:6/3")
  void noPuzzleIsGivenInQuietTimes() {
    TwoEnds ends = ends(ALWAYS.withThresholds(1, 1));
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(0, count(ends.bob, "puzzles-given"));
  }

  @Test
  @Tag("rfc8019:10/2")
  @Tag("rfc8019:7.1.1.1/2")
  @Tag("rfc8019:7.1.1.1/3")
  @Tag("rfc8019:6/5")
  void difficultyGrowsAsTheLoadDoubles() {
    List<Integer> difficulties = new ArrayList<>();
    OutgoingSeam watch =
        changing(
            ExchangeType.IKE_SA_INIT,
            true,
            payloads -> {
              payloads.stream()
                  .filter(
                      p -> p instanceof NotifyPayload n && n.notifyType().equals(NotifyType.PUZZLE))
                  .forEach(p -> difficulties.add(((NotifyPayload) p).data().u8(2)));
              return payloads;
            });
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT, with(ALWAYS.withThresholds(2, 1000)), OutgoingSeam.NONE, watch);
    ends.loses = packet -> packet.from() == ends.alice && packet.exchange() != 34;
    for (int i = 0; i < 5; i++) {
      ends.alice.initiate();
      ends.deliver();
    }
    // None, none, then at 2 and 3 half-open 8 bits, at 4 nine.
    assertEquals(List.of(8, 8, 9), difficulties);
    assertEquals(5, ends.bob.status().halfOpen());
  }

  @Test
  @Tag("rfc8019:7.1/1")
  @Tag("rfc8019:7.1/2")
  @Tag("rfc8019:7.1.2/1")
  @Tag("rfc8019:7.1.5/2")
  void anInitiatorThatKnowsNoPuzzlesReturnsTheCookieAndMayBeLucky() {
    EndpointConfig legacy = with(PuzzleConfig.DEFAULT.withSolving(false, 20, 16));
    TwoEnds ends =
        ends(legacy, with(ALWAYS.withUnsolvedPercent(100)), OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    // The first request has no cookie, and takes no part in the lottery.
    assertEquals(1, count(ends.bob, "puzzles-given"));
    assertEquals(1, count(ends.bob, "served-without-puzzle"));
  }

  @Test
  @Tag("rfc8019:7.1.1.3/1")
  @Tag("negative")
  void anInitiatorThatSolvesNothingIsNotServedWhenNobodyIs() {
    EndpointConfig legacy = with(PuzzleConfig.DEFAULT.withSolving(false, 20, 16));
    TwoEnds ends = ends(legacy, with(ALWAYS), OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    assertFalse(ends.bob.established());
    assertEquals(0, ends.bob.status().halfOpen());
    assertTrue(count(ends.bob, "puzzles-given") >= 2);
  }

  @Test
  @Tag("rfc8019:9/1")
  @Tag("rfc8019:7.1.2/1")
  void aPuzzleBeyondTheLimitIsNotAttempted() {
    EndpointConfig weak = with(PuzzleConfig.DEFAULT.withSolving(true, 9, 9));
    TwoEnds ends =
        ends(weak, with(ALWAYS.withDifficulty(10, 0)), OutgoingSeam.NONE, OutgoingSeam.NONE);
    List<Job> jobs = new ArrayList<>();
    ends.alice.holds =
        job -> {
          jobs.add(job);
          return false;
        };
    ends.alice.initiate();
    ends.deliver();
    Event.PuzzleReceived puzzle = ends.alice.events(Event.PuzzleReceived.class).getFirst();
    assertEquals(10, puzzle.difficulty());
    assertFalse(puzzle.attempted());
    assertTrue(jobs.stream().noneMatch(Job.SolvePuzzle.class::isInstance));
  }

  @Test
  @Tag("rfc8019:7.1.1.1/1")
  @Tag("rfc8019:7.1.4/7")
  void difficultyZeroLeavesTheChoiceAndAsksForMoreUntilItIsEnough() {
    // The responder wants 8 bits at least; who has solved for 9 is served at once.
    TwoEnds ends =
        ends(
            with(PuzzleConfig.DEFAULT.withSolving(true, 12, 9)),
            with(ALWAYS.withDifficulty(0, 0)),
            OutgoingSeam.NONE,
            OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(0, ends.alice.events(Event.PuzzleReceived.class).getFirst().difficulty());
    assertEquals(1, count(ends.bob, "puzzles-given"));
  }

  @Test
  @Tag("rfc8019:7.1.4/5")
  @Tag("rfc8019:7.1.5/3")
  @Tag("negative")
  void aWrongSolutionIsWorthNothing() {
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            with(ALWAYS),
            changing(
                ExchangeType.IKE_SA_INIT,
                false,
                payloads ->
                    payloads.stream()
                        .<Payload>map(p ->
                            p instanceof PsPayload ? new PsPayload(Octets.ofInt(0x01020304)) : p)
                        .toList()),
            OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    assertFalse(ends.bob.established());
    assertTrue(ends.bob.status().offences().get(Offence.WRONG_PUZZLE_SOLUTION) >= 1);
    assertEquals(0, count(ends.bob, "puzzles-solved"));
  }

  @Test
  @Tag("rfc8019:7.1.4/4")
  @Tag("negative")
  void aSolutionForACookieWithoutPuzzleIsDisregarded() {
    // The cookie is for everybody, and the puzzle for nobody: PS changes nothing.
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            EndpointConfig.DEFAULT.withCookies(org.yett.ike.config.CookieConfig.ALWAYS),
            changing(
                ExchangeType.IKE_SA_INIT,
                false,
                payloads -> {
                  List<Payload> more = new ArrayList<>(payloads);
                  more.add(1, new PsPayload(Octets.ofInt(0x01020304)));
                  return more;
                }),
            OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc8019:7.1.1.3/3")
  @Tag("rfc8019:10/3")
  @Tag("negative")
  void aSolutionCountsOnce() {
    TwoEnds ends = ends(ALWAYS);
    ends.loses = packet -> packet.from() == ends.alice && packet.exchange() != 34;
    ends.alice.initiate();
    List<TwoEnds.Packet> seen = new ArrayList<>();
    ends.loses =
        packet -> {
          seen.add(packet);
          return packet.from() == ends.alice && packet.exchange() != 34;
        };
    ends.deliver();
    TwoEnds.Packet solved =
        seen.stream().filter(p -> p.from() == ends.alice && p.exchange() == 34).toList().getLast();
    assertEquals(1, ends.bob.status().halfOpen());
    // The half-open IKE SA has been forgotten, and the cookie is still good: its solution is not.
    ends.alice.command(
        new org.yett.ike.endpoint.Command.TerminateIke(
            7, new org.yett.ike.endpoint.Command.IkeTarget.ByConnection("net")));
    ends.pass(Limits.DEFAULT.halfOpenLifetime().plusSeconds(1));
    assertEquals(0, ends.bob.status().halfOpen());
    ends.arrive(solved);
    assertEquals(0, ends.bob.status().halfOpen());
    assertEquals(1, count(ends.bob, "solutions-reused"));
  }

  @Test
  @Tag("rfc8019:7.1.2/2")
  @Tag("negative")
  void aPuzzleWithoutCookieIsDisregarded() {
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            with(ALWAYS),
            OutgoingSeam.NONE,
            changing(
                ExchangeType.IKE_SA_INIT, true, payloads -> payloads.subList(1, payloads.size())));
    ends.alice.initiate();
    ends.deliver();
    assertEquals("SaInitSent", ends.alice.only().state());
    assertEquals(1L, ends.alice.status().offences().get(Offence.UNUSABLE_PUZZLE));
    // It waits on, and sends again when its time has come.
    ends.pass(Duration.ofSeconds(5));
    assertTrue(ends.alice.sentMessages().contains("IKE_SA_INIT request 0 again"));
  }

  @Test
  void aPuzzleThatTakesTooLongIsLeftUnsolved() {
    TwoEnds ends = ends(ALWAYS.withUnsolvedPercent(100));
    ends.alice.holds = Job.SolvePuzzle.class::isInstance;
    ends.alice.initiate();
    ends.deliver();
    assertEquals("SolvingPuzzle", ends.alice.only().state());
    ends.pass(PuzzleConfig.DEFAULT.patience());
    HandshakeTest.assertTunnel(ends);
    ends.alice.releaseJobs();
    assertEquals(1, count(ends.alice, "late-jobs"));
  }

  // IKE_AUTH.

  private static final PuzzleConfig BOTH = ALWAYS.withDifficulty(8, 9);

  @Test
  @Tag("rfc8019:7.2.1/1")
  @Tag("rfc8019:7.2.2/1")
  @Tag("rfc8019:7.2.2/2")
  void whoHasSolvedAPuzzleInSaInitGetsOneForAuth() {
    List<List<Payload>> clear = new ArrayList<>();
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            with(BOTH),
            changing(
                ExchangeType.IKE_AUTH,
                false,
                payloads -> {
                  clear.add(payloads);
                  return payloads;
                }),
            OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(
        List.of(8, 9),
        ends.alice.events(Event.PuzzleReceived.class).stream()
            .map(Event.PuzzleReceived::difficulty)
            .toList());
    // The solution travels outside the Encrypted payload.
    assertTrue(clear.getFirst().getFirst() instanceof PsPayload);
  }

  @Test
  @Tag("rfc8019:7.2.1/1")
  @Tag("negative")
  void whoHasSolvedNoneInSaInitGetsNoneForAuth() {
    TwoEnds ends =
        ends(
            with(PuzzleConfig.DEFAULT.withSolving(false, 20, 16)),
            with(BOTH.withUnsolvedPercent(100)),
            OutgoingSeam.NONE,
            OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc8019:7.2.2/3")
  void theSolutionIsInTheFirstFragmentAlone() {
    TwoEnds ends =
        new TwoEnds(EndpointConfig.DEFAULT, with(BOTH), OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().fragmenting(FragmentationMode.FORCE).build());
    ends.bob.load(Connections.bob().build());
    List<Integer> nextPayloads = new ArrayList<>();
    ends.loses =
        packet -> {
          if (packet.from() == ends.alice && packet.exchange() == 35) {
            nextPayloads.add(packet.octets().u8(16));
          }
          return false;
        };
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    // PS is payload 54, SKF is 53.
    assertEquals(54, nextPayloads.getFirst());
    assertTrue(nextPayloads.stream().skip(1).allMatch(next -> next == 53));
  }

  @Test
  @Tag("rfc8019:7.2.4/1")
  @Tag("negative")
  void authWithoutTheSolutionIsDroppedInSilence() {
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            with(BOTH),
            changing(ExchangeType.IKE_AUTH, false, payloads -> without(payloads, PsPayload.class)),
            OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    assertEquals("HalfOpen", ends.bob.only().state());
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNSOLVED_AUTH_PUZZLE));
    assertTrue(
        ends.bob.sentMessages().stream().noneMatch(message -> message.startsWith("IKE_AUTH")));
  }

  @Test
  @Tag("rfc8019:7.2.4/4")
  @Tag("rfc8019:7.2.4/3")
  @Tag("negative")
  void authWithAWrongSolutionIsDroppedInSilence() {
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            with(BOTH),
            changing(
                ExchangeType.IKE_AUTH,
                false,
                payloads -> List.of(new PsPayload(Octets.ofInt(0x01020304)))),
            OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    assertEquals("HalfOpen", ends.bob.only().state());
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNSOLVED_AUTH_PUZZLE));
  }

  @Test
  void aPuzzleForAuthBeyondTheLimitEndsTheAttempt() {
    TwoEnds ends =
        ends(
            with(PuzzleConfig.DEFAULT.withSolving(true, 8, 8)),
            with(BOTH),
            OutgoingSeam.NONE,
            OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(
        Event.FailureReason.PUZZLE_TOO_HARD,
        ends.alice.events(Event.IkeSaFailed.class).getFirst().reason());
  }

  @Test
  @Tag("rfc8019:7.2.1.1/1")
  @Tag("negative")
  void aPuzzleOfNoDifficultyForAuthIsNotOneToSolve() {
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            EndpointConfig.DEFAULT,
            OutgoingSeam.NONE,
            changing(
                ExchangeType.IKE_SA_INIT,
                true,
                payloads -> {
                  List<Payload> more = new ArrayList<>(payloads);
                  more.add(NotifyPayload.of(NotifyType.PUZZLE, Octets.ofHex("000500")));
                  return more;
                }));
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(1L, ends.alice.status().offences().get(Offence.UNUSABLE_PUZZLE));
  }

  @Test
  void aRequestThatOffersNoPrfOfOursIsRefusedWithoutAPuzzle() {
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            with(ALWAYS),
            changing(
                ExchangeType.IKE_SA_INIT,
                false,
                payloads ->
                    payloads.stream()
                        .<Payload>map(p -> p instanceof SaPayload sa ? withoutPrf(sa) : p)
                        .toList()),
            OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    assertEquals(0, count(ends.bob, "puzzles-given"));
    assertEquals(1, count(ends.bob, "proposals-refused"));
  }

  private static SaPayload withoutPrf(SaPayload sa) {
    return new SaPayload(
        sa.proposals().stream()
            .map(proposal ->
                new org.yett.ike.wire.Proposal(
                    proposal.number(),
                    proposal.protocol(),
                    proposal.spi(),
                    proposal.transforms().stream()
                        .filter(t -> !t.type().equals(org.yett.spec.iana.TransformType.PRF))
                        .toList()))
            .toList());
  }
}
