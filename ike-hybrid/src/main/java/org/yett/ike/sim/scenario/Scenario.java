package org.yett.ike.sim.scenario;

import java.util.Objects;

/**
 * A scenario: something that is played in a simulation, and what must come of it.
 *
 * @param name by which it is replayed: lower-case words with hyphens
 * @param title what happens, in a sentence
 * @param script plays it
 */
public record Scenario(String name, String title, Script script) {

  /** What is played. */
  @FunctionalInterface
  public interface Script {
    /** Plays it on this stage; everything random follows from the stage's seed. */
    void play(Stage stage);
  }

  /** Checks the name. */
  public Scenario {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(script, "script");
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("a scenario is called by words and hyphens: " + name);
    }
  }

  /** Plays it with this seed. */
  public ScenarioRun run(long seed) {
    return Stage.play(this, seed);
  }
}
