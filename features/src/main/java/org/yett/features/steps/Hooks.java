package org.yett.features.steps;

import io.cucumber.java.After;
import io.cucumber.java.Scenario;
import io.cucumber.java.Status;
import java.util.List;
import org.yett.features.subject.Testbed;

/** Before and after each scenario. */
public final class Hooks {

  private final World world;

  Hooks(World world) {
    this.world = world;
  }

  /** The transcript belongs to the evidence; and what was arranged must have happened. */
  @After
  public void conclude(Scenario scenario) {
    int number = 0;
    for (Testbed testbed : world.testbeds()) {
      scenario.attach(testbed.transcript(), "text/plain", "transcript " + ++number);
    }
    if (scenario.getStatus() == Status.PASSED) {
      Expect.that(
          !world.testbeds().isEmpty(), () -> "nothing took place, so that nothing was shown");
      Expect.equal(List.of(), world.unused(), "arranged, but without effect");
    }
  }
}
