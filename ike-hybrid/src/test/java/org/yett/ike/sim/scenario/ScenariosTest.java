package org.yett.ike.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario that has a name, with several seeds. */
class ScenariosTest {

  private static final int SEEDS = 2;

  static List<String> names() {
    return Scenarios.deterministic().stream().map(Scenario::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isAsItMustBe(String name) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      ScenarioRun run = Scenarios.named(name).orElseThrow().run(seed);
      assertTrue(
          run.passed(),
          () -> run.summary() + "\n" + run.simulation().map(s -> s.transcript() + "").orElse(""));
    }
  }

  @Test
  void theSameSeedGivesTheSameTranscript() {
    String once = transcript(7);
    assertEquals(once, transcript(7));
    assertTrue(!once.equals(transcript(8)), "another seed gives another one");
  }

  private static String transcript(long seed) {
    return Scenarios.random().run(seed).simulation().orElseThrow().transcript().toString();
  }

  @Test
  void namesDiffer() {
    List<String> names = Scenarios.all().stream().map(Scenario::name).toList();
    assertEquals(names.size(), names.stream().distinct().count());
  }

  @Test
  void aFailureIsToldWithTheCommandThatReplaysIt() {
    ScenarioRun run =
        new Scenario("odd", "Never passes.", stage -> stage.expect(false, "pigs fly")).run(5);
    assertEquals(
        "scenario odd, seed 5: expected that pigs fly\n"
            + "replay: ./yett sim --seed 5 --scenario odd",
        run.summary());
  }

  @Test
  void anExceptionOfTheEngineIsAFailure() {
    ScenarioRun run =
        new Scenario(
                "throws",
                "Throws.",
                stage -> {
                  throw new IllegalStateException("boom");
                })
            .run(1);
    assertTrue(run.failures().getFirst().contains("boom"), run.summary());
  }
}
