package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.yett.ike.event.Event;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.SimHost;
import org.yett.ike.sim.Simulation;

/** Where a scenario is played: makes its pair, and takes down what is not as it must be. */
public final class Stage {

  /** The most virtual time that a command may take. */
  public static final Duration LIMIT = Duration.ofMinutes(10);

  private static final int SHOWN_FRAMES = 12;

  /** Ends a script: what follows would make no sense. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Ended() {
      super("the script has ended", null, false, false);
    }
  }

  private final long seed;
  private final SplittableRandom random;
  private final List<String> failures = new ArrayList<>();
  private Optional<Pair> pair = Optional.empty();
  private boolean ending = true;

  private Stage(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  static ScenarioRun play(Scenario scenario, long seed) {
    Stage stage = new Stage(seed);
    try {
      scenario.script().play(stage);
      if (stage.ending && stage.pair.isPresent() && stage.failures.isEmpty()) {
        Aftermath.of(stage.pair.get()).forEach(stage::fail);
      }
    } catch (Ended ended) {
      stage.note("the script ends here");
    } catch (RuntimeException e) {
      // An engine that throws is a finding like any other, and the transcript shows the way to it.
      stage.fail("an exception: " + e + frames(e));
    }
    return new ScenarioRun(
        scenario, seed, stage.pair.map(Pair::simulation), List.copyOf(stage.failures));
  }

  private static String frames(RuntimeException e) {
    return Arrays.stream(e.getStackTrace())
        .limit(SHOWN_FRAMES)
        .map(frame -> "\n    at " + frame)
        .collect(Collectors.joining());
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** What the script may draw from. */
  public SplittableRandom random() {
    return random;
  }

  /** A pair of this seed, to be arranged and then given to {@link #open}. */
  public Pair.Builder pair() {
    return Pair.builder(seed);
  }

  /** Sets up the pair with which the scenario is played, once. */
  public Pair open(Pair.Builder builder) {
    if (pair.isPresent()) {
      throw new IllegalStateException("a scenario is played with one pair");
    }
    Pair built = builder.build();
    pair = Optional.of(built);
    return built;
  }

  /** The same, with an IKE SA and a Child SA in place. */
  public Pair established(Pair.Builder builder) {
    Pair built = open(builder);
    succeed(built.initiator(), built.initiate());
    require(built.isEstablished(), "both hosts hold an IKE SA and a Child SA");
    return built;
  }

  private Pair opened() {
    return pair.orElseThrow(() -> new IllegalStateException("there is no pair yet"));
  }

  private Simulation simulation() {
    return opened().simulation();
  }

  /** Runs for some virtual time. */
  public void runFor(Duration duration) {
    simulation().runFor(duration);
  }

  /** Writes a line into the transcript. */
  public void note(String text) {
    pair.ifPresent(p -> p.simulation().note(text));
  }

  private void fail(String what) {
    failures.add(what);
    note("NOT AS IT MUST BE: " + what);
  }

  /** Takes down that something is not so, and goes on. */
  public void expect(boolean so, String what) {
    if (!so) {
      fail("expected that " + what);
    }
  }

  /** Takes down that something is another than expected, and goes on. */
  public void expectEqual(Object expected, Object actual, String what) {
    if (!Objects.equals(expected, actual)) {
      fail(what + ": expected " + expected + ", found " + actual);
    }
  }

  /** Takes down that something is not so, and ends the script. */
  public void require(boolean so, String what) {
    if (!so) {
      fail("required that " + what);
      throw new Ended();
    }
  }

  /** Runs until a command is finished, which must take effect. */
  public void succeed(SimHost host, long tag) {
    Optional<Event.CommandFinished> finished = opened().runUntilFinished(host, tag, LIMIT);
    require(finished.isPresent(), "command " + tag + " of " + host + " is finished in time");
    require(
        finished.get().failure().isEmpty(),
        "command "
            + tag
            + " of "
            + host
            + " takes effect, and not: "
            + finished.get().failure().orElse(""));
  }

  /** Runs until a command is finished, which must fail; returns the reason. */
  public String refuse(SimHost host, long tag) {
    Optional<Event.CommandFinished> finished = opened().runUntilFinished(host, tag, LIMIT);
    require(finished.isPresent(), "command " + tag + " of " + host + " is finished in time");
    require(
        finished.get().failure().isPresent(), "command " + tag + " of " + host + " cannot succeed");
    return finished.get().failure().orElseThrow();
  }

  /** Both ends hold the same SAs now, with the same keys. */
  public void agree() {
    Aftermath.agreement(opened()).forEach(this::fail);
  }

  /**
   * Leaves out what is done after every script: the network is made good, both ends must come to
   * agree, everything is terminated, and nothing may be left.
   */
  public void withoutAftermath() {
    ending = false;
  }
}
