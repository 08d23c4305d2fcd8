package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.sim.PairAssert.LIMIT;
import static org.yett.ike.sim.PairAssert.failure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.wire.IkeHeader;
import org.yett.spec.iana.ExchangeType;

/** Both ends delete the same Child SA at once: it goes one half at a time (RFC 7296 1.4.1). */
class HalfClosedTest {

  private static final int EXCHANGE_OFFSET = 18;
  private static final int FLAGS_OFFSET = 19;
  private static final int RESPONSE_FLAG = 0x20;

  /** Draws the first SPI of a Child SA a second time. */
  private record SameSpiTwice(Randomness randomness) implements Randomness {
    @Override
    public void fill(Purpose purpose, long index, byte[] out) {
      boolean again = purpose.equals(Purpose.CHILD_SPI) && index == 1;
      randomness.fill(purpose, again ? 0 : index, out);
    }

    @Override
    public Randomness scoped(String scope) {
      return new SameSpiTwice(randomness.scoped(scope));
    }
  }

  private final Pair pair =
      Pair.builder(1)
          .link(LinkProfile.PERFECT.withLatency(Duration.ofMillis(20)))
          .initiator(c -> c.draws(SameSpiTwice::new))
          .build();
  private Set<SimHost> unheard = Set.of();

  /** Both delete, and the answers of some are lost for now. */
  private void crossingDeletes(SimHost... unanswered) {
    PairAssert.establish(pair);
    pair.simulation().onPath(datagram -> isLost(datagram) ? List.of() : List.of(datagram));
    unheard = Set.of(unanswered);
    pair.terminateChild(pair.initiator());
    pair.terminateChild(pair.responder());
    pair.simulation().runFor(Duration.ofMillis(200));
  }

  private boolean isLost(SimDatagram datagram) {
    return unheard.stream().anyMatch(host -> host.address().equals(datagram.source().ip()))
        && datagram.octets().size() >= IkeHeader.SIZE
        && datagram.octets().u8(EXCHANGE_OFFSET) == ExchangeType.INFORMATIONAL.value()
        && (datagram.octets().u8(FLAGS_OFFSET) & RESPONSE_FLAG) != 0;
  }

  @Test
  @Tag("rfc7296:1.4.1/4")
  void theOutboundHalfGoesWithThePeersDeleteAndTheInboundHalfWithTheAnswerToOnesOwn() {
    crossingDeletes(pair.initiator(), pair.responder());
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      assertEquals(List.of(), host.childSas().outbound(), () -> failure(pair, host + " sends"));
      assertEquals(1, host.childSas().inbound().size(), () -> failure(pair, host + " is deaf"));
    }
    unheard = Set.of();
    pair.simulation().runFor(LIMIT);
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      assertEquals(List.of(), host.childSas().inbound(), () -> failure(pair, host + " receives"));
      assertEquals(1, host.childSas().removed());
    }
    assertEquals(List.of(), pair.simulation().violations());
  }

  @Test
  @Tag("rfc7296:1.4.1/6")
  void anSpiThatIsHalfClosedIsNotUsedAgain() {
    crossingDeletes(pair.responder());
    ChildSa halfClosed = pair.initiator().childSas().inbound().getFirst();
    long tag = pair.initiate(pair.responder());
    assertTrue(
        pair.runUntilFinished(pair.responder(), tag, LIMIT).orElseThrow().failure().isEmpty());
    assertEquals(
        Optional.of(halfClosed), pair.initiator().childSas().receivingOn(halfClosed.inboundSpi()));
    ChildSa fresh = pair.initiator().childSas().outbound().getLast();
    assertNotEquals(halfClosed.inboundSpi(), fresh.inboundSpi());
    unheard = Set.of();
    pair.simulation().runFor(LIMIT);
    assertEquals(
        Optional.empty(), pair.initiator().childSas().receivingOn(halfClosed.inboundSpi()));
    assertEquals(List.of(), pair.disagreements(), () -> failure(pair, "they disagree"));
  }
}
