package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.sim.PairAssert.failure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.ike.event.Event;

/** Handshakes over bad networks, each with many seeds. */
class ImpairedNetworkTest {

  private static final LinkProfile BAD =
      LinkProfile.PERFECT
          .withJitter(Duration.ofMillis(30))
          .withReordering(0.2, Duration.ofMillis(300))
          .withDuplication(0.2);

  private static LinkProfile profile(String network) {
    return switch (network) {
      case "loss" -> LinkProfile.PERFECT.withLoss(0.25);
      case "reordering" -> BAD;
      case "everything" -> BAD.withLoss(0.15).withCorruption(0.05);
      case "smallMtu" -> BAD.withLoss(0.05).withMtu(576, true);
      default -> throw new IllegalArgumentException(network);
    };
  }

  @ParameterizedTest
  @CsvSource({
    // With a quarter lost each way, one request in 140 fails six times, more in fragments.
    "loss, 80, 10, aes256gcm16-prfsha384-x25519-ke1_mlkem768",
    "reordering, 40, 0, aes256gcm16-prfsha384-x25519-ke1_mlkem768",
    // A bit changed in IKE_SA_INIT is noticed in IKE_AUTH alone: here no UDP checksum helps.
    "everything, 60, 15, aes128-sha256-x25519-ke1_mlkem512-ke2_mlkem1024",
    "smallMtu, 30, 2, aes256gcm16-prfsha384-x25519-ke1_mlkem768"
  })
  void handshakesComeAboutOrFailAtBothEnds(
      String network, int seeds, int mayFail, String proposals) {
    Map<Integer, String> failed = new TreeMap<>();
    for (int seed = 0; seed < seeds; seed++) {
      Pair pair =
          Pair.builder(seed)
              .link(profile(network))
              .both(
                  c -> c.ikeProposals(proposals).fragmentSize(700).patience(Duration.ofMinutes(5)))
              .build();
      long tag = pair.initiate();
      Optional<Event.CommandFinished> finished =
          pair.runUntilFinished(pair.initiator(), tag, Duration.ofMinutes(10));
      assertTrue(finished.isPresent(), () -> failure(pair, "the command was not finished"));
      if (finished.get().failure().isPresent()) {
        failed.put(seed, finished.get().failure().get());
        PairAssert.clean(pair);
      } else {
        // Whatever is still under way must change nothing.
        pair.simulation().runFor(Duration.ofMinutes(1));
        assertTrue(pair.isEstablished(), () -> failure(pair, "not established"));
        PairAssert.agree(pair);
        onceEach(pair);
      }
    }
    assertTrue(
        failed.size() <= seeds * mayFail / 100, () -> network + ", failures by seed: " + failed);
  }

  private static void onceEach(Pair pair) {
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      assertEquals(
          1,
          host.events(Event.IkeSaEstablished.class).size(),
          () -> failure(pair, host + " is not established once"));
      assertEquals(
          1,
          host.events(Event.ChildSaEstablished.class).size(),
          () -> failure(pair, host + " has not one Child SA"));
    }
  }

  @Test
  void manyHandshakesAtOnceDoNotMix() {
    List<Long> tags = new ArrayList<>();
    Pair pair =
        Pair.builder(3)
            .link(profile("reordering"))
            .both(c -> c.unique(org.yett.ike.config.UniquePolicy.NEVER))
            .build();
    for (int i = 0; i < 20; i++) {
      tags.add(pair.initiate());
    }
    for (long tag : tags) {
      PairAssert.succeeds(pair, pair.initiator(), tag);
    }
    pair.simulation().runFor(Duration.ofMinutes(1));
    assertEquals(20, pair.responder().childSas().outbound().size());
    PairAssert.agree(pair);
  }
}
