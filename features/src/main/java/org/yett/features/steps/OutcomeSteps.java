package org.yett.features.steps;

import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;
import org.yett.features.subject.Subject;
import org.yett.features.subject.Subject.Standing;
import org.yett.features.subject.Testbed;
import org.yett.ike.wire.Side;

/** What the ends hold afterwards. */
public final class OutcomeSteps {

  private final World world;

  OutcomeSteps(World world) {
    this.world = world;
  }

  /** At both ends, with a Child SA on which they agree. */
  @Then("the IKE SA is established")
  public void established() {
    for (Testbed testbed : world.testbeds()) {
      for (Side side : Side.values()) {
        Subject subject = testbed.subject(side);
        Expect.that(
            subject.standing() == Standing.ESTABLISHED && subject.hasChildSa(),
            () -> "at the " + side + " it is not\n" + testbed.transcript());
      }
      Expect.equal(List.of(), testbed.disagreements(), "what the ends do not agree on");
      Expect.equal(List.of(), testbed.violations(), "what must never happen");
    }
  }

  /** After retransmissions. */
  @Then("when {int} seconds have passed, the IKE SA is established")
  public void establishedAfter(int seconds) {
    world.testbed().pass(Duration.ofSeconds(seconds));
    established();
  }

  /** Not now, not later, and not for a moment, at neither end. */
  @Then("no IKE SA is ever established")
  public void neverEstablished() {
    Testbed testbed = world.testbed();
    testbed.pass(World.UNTIL_ALL_IS_OVER);
    for (Side side : Side.values()) {
      Subject subject = testbed.subject(side);
      Expect.that(
          !subject.wasEverEstablished() && !subject.hasChildSa(),
          () -> "at the " + side + " one was\n" + testbed.transcript());
      Expect.equal(Standing.NO_IKE_SA, subject.standing(), "what the " + side + " holds at last");
    }
  }

  /** At this moment. */
  @Then("the {side} holds an established IKE SA")
  public void holds(Side side) {
    Testbed testbed = world.testbed();
    Expect.that(
        testbed.subject(side).standing() == Standing.ESTABLISHED,
        () -> "the " + side + " does not\n" + testbed.transcript());
  }

  /** Neither an IKE SA nor a Child SA, whatever the other end holds. */
  @Then("the {side} holds no IKE SA any more")
  public void holdsNothing(Side side) {
    Testbed testbed = world.testbed();
    Expect.that(
        testbed.subject(side).standing() == Standing.NO_IKE_SA
            && testbed.subject(side).childSpis().isEmpty(),
        () -> "the " + side + " does\n" + testbed.transcript());
  }

  /** Up to this moment. */
  @Then("the {side} holds no established IKE SA")
  public void holdsNone(Side side) {
    Testbed testbed = world.testbed();
    Expect.that(
        !testbed.subject(side).wasEverEstablished(),
        () -> "the " + side + " does\n" + testbed.transcript());
  }

  /** A limit of the receiver, not of the format. */
  @Then("the {side} has put on record that a message is too long")
  public void tooLong(Side side) {
    List<String> errors = world.testbed().subject(side).errors();
    Expect.that(
        errors.stream().anyMatch(error -> error.startsWith("MESSAGE_TOO_LONG")),
        () -> "the " + side + " recorded " + errors + "\n" + world.testbed().transcript());
  }

  /** Nothing at all. */
  @Then("the {side} has put no error on record")
  public void nothingRecorded(Side side) {
    Expect.equal(List.of(), world.testbed().subject(side).errors(), "errors of the " + side);
  }

  /** Somewhere where an operator finds it. */
  @Then("the {side} has put an error on record")
  public void recorded(Side side) {
    Testbed testbed = world.testbed();
    Expect.that(
        !testbed.subject(side).errors().isEmpty(),
        () -> "the " + side + " recorded nothing\n" + testbed.transcript());
  }
}
