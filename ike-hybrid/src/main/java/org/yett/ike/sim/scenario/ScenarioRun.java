package org.yett.ike.sim.scenario;

import java.util.List;
import java.util.Optional;
import org.yett.ike.sim.Simulation;

/**
 * A scenario that has been played.
 *
 * @param scenario which
 * @param seed with this seed
 * @param simulation in which everything happened; empty if the script did not come so far
 * @param failures what was not as it must be; empty if all is well
 */
public record ScenarioRun(
    Scenario scenario, long seed, Optional<Simulation> simulation, List<String> failures) {

  /** Copies the list. */
  public ScenarioRun {
    failures = List.copyOf(failures);
  }

  /** Whether all is as it must be. */
  public boolean passed() {
    return failures.isEmpty();
  }

  /** The command that plays it again. */
  public String command() {
    return scenario.name().equals(RandomSchedule.NAME)
        ? "./yett sim --seed " + seed
        : "./yett sim --seed " + seed + " --scenario " + scenario.name();
  }

  /** The failures, and how to see what happened: no transcript. */
  public String summary() {
    return "scenario "
        + scenario.name()
        + ", seed "
        + seed
        + ": "
        + (passed() ? "all is well" : String.join("; ", failures))
        + "\nreplay: "
        + command();
  }
}
