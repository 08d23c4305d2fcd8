package org.yett.ike.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.yett.ike.event.Event;
import org.yett.ike.sim.Simulation;

/**
 * Whatever is done and whatever the network does: both ends agree once it is quiet, and nothing is
 * left once all is terminated. More seeds by hand: {@code ./yett sim --runs 100000}.
 */
class RandomScheduleTest {

  private static final int SEEDS = Integer.getInteger("yett.sim.seeds", 2000);
  private static final long FIRST_SEED = Long.getLong("yett.sim.firstSeed", 1);
  private static final int SHOWN = 5;

  @Test
  void whateverIsDoneBothEndsAgreeInTheEndAndNothingIsLeft() {
    AtomicLong established = new AtomicLong();
    List<ScenarioRun> failed =
        LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS)
            .parallel()
            .mapToObj(Scenarios.random()::run)
            .peek(run -> established.addAndGet(established(run)))
            .filter(run -> !run.passed())
            .toList();
    assertEquals(
        0,
        failed.size(),
        () ->
            failed.size()
                + " of "
                + SEEDS
                + " seeds failed. The first of them:\n"
                + failed.stream()
                    .limit(SHOWN)
                    .map(ScenarioRun::summary)
                    .collect(Collectors.joining("\n")));
    // Otherwise the schedules would prove little.
    assertTrue(established.get() > SEEDS, "only " + established + " IKE SAs came about");
  }

  private static long established(ScenarioRun run) {
    return run.simulation().stream()
        .map(Simulation::hosts)
        .flatMap(List::stream)
        .mapToLong(host -> host.events(Event.IkeSaEstablished.class).size())
        .sum();
  }
}
