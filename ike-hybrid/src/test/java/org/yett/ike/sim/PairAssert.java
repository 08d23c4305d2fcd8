package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.yett.ike.event.Event;

/** What the simulations have in common. A failure shows the seed and the transcript. */
final class PairAssert {

  static final Duration LIMIT = Duration.ofMinutes(10);

  private PairAssert() {}

  /** Runs a handshake that must come about, and checks that both ends agree. */
  static Pair establish(Pair.Builder builder) {
    Pair pair = builder.build();
    establish(pair);
    return pair;
  }

  static void establish(Pair pair) {
    long tag = pair.initiate();
    succeeds(pair, pair.initiator(), tag);
    // The responder has finished before the initiator hears of it.
    assertTrue(pair.isEstablished(), () -> failure(pair, "not established"));
    agree(pair);
    assertTrue(
        pair.sendPacket(pair.initiator()), () -> failure(pair, "no packet to the responder"));
    assertTrue(
        pair.sendPacket(pair.responder()), () -> failure(pair, "no packet to the initiator"));
  }

  /** Runs until a command is finished, which must take effect. */
  static void succeeds(Pair pair, SimHost host, long tag) {
    Optional<Event.CommandFinished> finished = pair.runUntilFinished(host, tag, LIMIT);
    assertTrue(finished.isPresent(), () -> failure(pair, "the command was not finished"));
    assertEquals(
        Optional.empty(), finished.get().failure(), () -> failure(pair, "the command failed"));
  }

  static void agree(Pair pair) {
    assertEquals(List.of(), pair.disagreements(), () -> failure(pair, "the ends disagree"));
    clean(pair);
  }

  static void clean(Pair pair) {
    assertEquals(List.of(), pair.simulation().violations(), () -> failure(pair, "violations"));
  }

  static String failure(Pair pair, String what) {
    return what + " with seed " + pair.simulation().seed() + "\n" + pair.simulation().transcript();
  }

  static List<String> exchanges(Pair pair) {
    return pair.simulation().messages().stream()
        .map(m -> m.from() + " " + m.message().header().describe())
        .toList();
  }
}
