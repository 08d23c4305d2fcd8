package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yett.ike.sim.HandshakeUnderLoss.Result;

/** X25519 with ML-KEM-768 on bad links, with the timers that are ours by default. */
class HandshakeUnderLossTest {

  private static final Duration ROUND_TRIP = Duration.ofMillis(50);

  private static Result measure(int runs, double loss) {
    return HandshakeUnderLoss.measure(
        1, runs, HandshakeUnderLoss.link(ROUND_TRIP, loss), pair -> {});
  }

  @Test
  void withoutLossItTakesThreeRoundTrips() {
    assertEquals(Optional.of(Duration.ofMillis(150)), measure(3, 0).percentile(1.0));
  }

  @Test
  void atTenPercentLossNineteenOfTwentyTakeLessThanTwoAndAHalfSeconds() {
    Result result = measure(600, 0.1);
    assertTrue(result.completed() >= 0.999, result::toString);
    Duration p95 = result.percentile(0.95).orElseThrow();
    assertTrue(p95.compareTo(Duration.ofMillis(2500)) < 0, result::toString);
  }

  @Test
  void atTwentyPercentLossNearlyAllComeAbout() {
    Result result = measure(1000, 0.2);
    assertTrue(result.completed() >= 0.999, () -> result + " without " + result.failedSeeds());
  }

  @Test
  void whatFailsCountsAsEndless() {
    Result result =
        new Result(4, List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), List.of(3L, 4L));
    assertEquals(Optional.of(Duration.ofSeconds(2)), result.percentile(0.5));
    assertEquals(Optional.empty(), result.percentile(0.75));
    assertEquals(0.5, result.completed());
  }
}
