package org.yett.ike.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.RetransmissionConfig;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.transport.RequestWindow.Due;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.transport.ResponseWindow.Answer;
import org.yett.ike.transport.ResponseWindow.Standing;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/** Message-ID windows in both directions, retransmission (RFC 7296 2.1 to 2.4). */
class WindowsTest {

  private static final Instant START = Instant.EPOCH;

  private static Message message(long id) {
    return MessageEncoder.encodeProtected(
        IkeHeader.of(
            new IkeSpi(1),
            new IkeSpi(2),
            ExchangeType.INFORMATIONAL,
            Flags.request(Side.INITIATOR),
            id),
        List.of(),
        List.of());
  }

  private static Octets octets(int value) {
    return Octets.ofInt(value);
  }

  private static RequestWindow requests(RetransmissionConfig config) {
    return new RequestWindow(config, DeterministicRandomness.ofSeed(1));
  }

  private static Outstanding send(RequestWindow window) {
    long id = window.next();
    return window.sent(
        ExchangeType.INFORMATIONAL,
        0,
        message(id),
        List.of(octets((int) id)),
        new Reassembly(8, 1000),
        START);
  }

  @Test
  @Tag("rfc7296:2.3/2")
  @Tag("rfc7296:2.3/5")
  @Tag("rfc7296:2.3/6")
  void oneRequestIsUnansweredAtATimeUntilThePeerPromisesMore() {
    RequestWindow window = requests(RetransmissionConfig.DEFAULT);
    Outstanding first = send(window);
    assertFalse(window.isOpen());
    assertThrows(IllegalStateException.class, () -> send(window));
    window.widen(3);
    send(window);
    send(window);
    assertFalse(window.isOpen());
    // Request X waits for responses to all requests up to X-N: the oldest counts.
    window.settle(1);
    window.settle(2);
    assertFalse(window.isOpen());
    window.settle(first.messageId());
    assertTrue(window.isOpen());
    window.widen(1);
    send(window);
    assertTrue(window.isOpen());
  }

  @Test
  void strongSwansWaitsGrowAndEndAfter165Seconds() {
    assertEquals(List.of(4L, 11L, 24L, 47L, 89L, 165L), waits(RetransmissionConfig.STRONGSWAN));
    assertEquals(165, RetransmissionConfig.STRONGSWAN.total().toSeconds());
  }

  @Test
  @Tag("rfc7296:2.4/8")
  @Tag("rfc7296:2.1/6")
  void ourWaitsGrowExponentiallyThroughADozenRetransmissionsInSeveralMinutes() {
    List<Long> seconds = waits(RetransmissionConfig.DEFAULT);
    assertEquals(List.of(0L, 1L, 2L, 4L, 6L, 10L, 16L, 24L, 37L, 56L, 85L, 128L, 193L), seconds);
    RetransmissionConfig config = RetransmissionConfig.DEFAULT;
    for (int n = 0; n < config.tries(); n++) {
      double longest = config.waitAfter(n, 0.0).toNanos();
      double shortestNext = config.waitAfter(n + 1, 0.999).toNanos();
      assertTrue(shortestNext > longest, "wait " + n);
    }
  }

  @Test
  void aConfigurationThatLastsKeepsItsWaitsAndGetsTries() {
    RetransmissionConfig longer = RetransmissionConfig.DEFAULT.lasting(Duration.ofMinutes(5));
    assertTrue(longer.total().compareTo(Duration.ofMinutes(5)) >= 0);
    assertEquals(RetransmissionConfig.DEFAULT.waitAfter(3, 0), longer.waitAfter(3, 0));
    assertEquals(longer, longer.lasting(Duration.ofMinutes(4)));
  }

  private static List<Long> waits(RetransmissionConfig config) {
    RequestWindow window = requests(config);
    send(window);
    List<Long> seconds = new ArrayList<>();
    Instant now = START;
    while (window.due().isPresent()) {
      now = window.due().get();
      seconds.add(Duration.between(START, now).toSeconds());
      if (window.expire(now).getFirst() instanceof Due.GivenUp(Outstanding request)) {
        window.settle(request.messageId());
      }
    }
    return seconds;
  }

  @Test
  void jitterShortensWaitsByAtMostItsShareAndALimitCutsThem() {
    RetransmissionConfig config =
        new RetransmissionConfig(
            Duration.ofSeconds(4), 1.8, 5, 0.25, Optional.of(Duration.ofSeconds(10)));
    assertEquals(Duration.ofSeconds(4), config.waitAfter(0, 0.0));
    assertEquals(Duration.ofSeconds(3), config.waitAfter(0, 1.0));
    assertEquals(Duration.ofSeconds(10), config.waitAfter(4, 0.0));
    for (int seed = 0; seed < 50; seed++) {
      RequestWindow window = new RequestWindow(config, DeterministicRandomness.ofSeed(seed));
      send(window);
      Duration wait = Duration.between(START, window.due().get());
      assertTrue(wait.compareTo(Duration.ofSeconds(3)) >= 0, wait::toString);
      assertTrue(wait.compareTo(Duration.ofSeconds(4)) <= 0, wait::toString);
    }
  }

  @Test
  @Tag("rfc7296:2.1/4")
  @Tag("rfc9242:3.2/4")
  void requestsAreFreshOnceInTheirOrder() {
    ResponseWindow window = new ResponseWindow(1);
    assertInstanceOf(Standing.Outside.class, window.standing(1));
    assertInstanceOf(Standing.Fresh.class, window.standing(0));
    Answer answer = window.accept(0, 0, octets(7));
    // The next one is taken only when this one has its response.
    assertInstanceOf(Standing.Busy.class, window.standing(1));
    window.answer(answer, message(0), List.of(octets(8)));
    assertInstanceOf(Standing.Fresh.class, window.standing(1));
    assertInstanceOf(Standing.Seen.class, window.standing(0));
    assertTrue(answer.isRepetition(octets(7)));
    assertFalse(answer.isRepetition(octets(8)));
    window.answer(window.accept(1, 1, octets(9)), message(1), List.of());
    assertInstanceOf(Standing.Outside.class, window.standing(0));
    assertEquals(2, window.expected());
  }

  @Test
  @Tag("rfc7296:2.1/4")
  @Tag("rfc7296:2.3/7")
  void aWiderWindowTakesRequestsOutOfOrderAndKeepsAsManyResponses() {
    ResponseWindow window = new ResponseWindow(3);
    for (long id : new long[] {2, 0, 1}) {
      assertInstanceOf(Standing.Fresh.class, window.standing(id));
      window.answer(window.accept(id, 0, octets((int) id)), message(id), List.of());
    }
    assertEquals(3, window.expected());
    for (long id = 0; id < 3; id++) {
      assertInstanceOf(Standing.Seen.class, window.standing(id));
    }
    window.answer(window.accept(4, 0, octets(4)), message(4), List.of());
    assertInstanceOf(Standing.Seen.class, window.standing(0));
    window.answer(window.accept(3, 0, octets(3)), message(3), List.of());
    assertInstanceOf(Standing.Outside.class, window.standing(1));
    assertInstanceOf(Standing.Seen.class, window.standing(2));
    assertInstanceOf(Standing.Outside.class, window.standing(8));
  }

  @Test
  void theOldestGenerationThatIsNeededIsThatOfTheOldestKeptRequest() {
    ResponseWindow window = new ResponseWindow(1);
    assertEquals(4, window.oldestEpoch(4));
    window.answer(window.accept(0, 2, octets(0)), message(0), List.of());
    assertEquals(2, window.oldestEpoch(4));
    window.answer(window.accept(1, 3, octets(1)), message(1), List.of());
    assertEquals(3, window.oldestEpoch(4));
  }
}
