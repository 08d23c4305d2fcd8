package org.yett.ike.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All scenarios that have a name. */
public final class Scenarios {

  private Scenarios() {}

  /** All scenarios, in the order in which they are shown: {@code random} is the first. */
  public static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(random());
    all.addAll(deterministic());
    return List.copyOf(all);
  }

  /** The scenarios in which the seed decides little or nothing. */
  public static List<Scenario> deterministic() {
    List<Scenario> all = new ArrayList<>();
    all.addAll(HandshakeScenarios.ALL);
    all.addAll(ChildlessScenarios.ALL);
    all.addAll(ExtensionScenarios.ALL);
    all.addAll(EndingScenarios.ALL);
    all.addAll(RekeyingScenarios.ALL);
    all.addAll(CrossingScenarios.ALL);
    all.addAll(MeetingScenarios.ALL);
    all.addAll(OvertakingScenarios.ALL);
    all.addAll(OutOfStepScenarios.ALL);
    return List.copyOf(all);
  }

  /** The random schedule of a seed. */
  public static Scenario random() {
    return RandomSchedule.SCENARIO;
  }

  /** The scenario of that name. */
  public static Optional<Scenario> named(String name) {
    return all().stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }
}
