package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Input;
import org.yett.ike.sim.LinkProfile;
import org.yett.ike.sim.Nat;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.sim.SimHost;

/**
 * Both hosts, arranged at random, do whatever they may at any time over a bad network, on which
 * somebody repeats and forges datagrams, with clocks that jump and hosts that crash. The seed
 * decides everything.
 */
final class RandomSchedule {

  /** The name of the scenario. */
  static final String NAME = "random";

  static final Scenario SCENARIO =
      new Scenario(
          NAME,
          "Hosts arranged at random do anything at any time over a bad network; the seed decides"
              + " everything.",
          stage -> new RandomSchedule(stage).play());

  private static final int MOST_ACTIONS = 16;
  private static final int REMEMBERED_DATAGRAMS = 64;

  /** A command, and which life of its host it was given to. */
  private record Given(SimHost host, int incarnation, long tag) {}

  private final Stage stage;
  private final SplittableRandom random;
  private final Pair pair;
  private final List<Given> commands = new ArrayList<>();
  private final List<SimDatagram> seen = new ArrayList<>();

  private RandomSchedule(Stage stage) {
    this.stage = stage;
    this.random = stage.random();
    this.pair = stage.open(new RandomArrangement(random).arrange(stage.pair()));
  }

  private void play() {
    pair.simulation()
        .onPath(datagram -> {
          if (seen.size() == REMEMBERED_DATAGRAMS) {
            seen.removeFirst();
          }
          seen.add(datagram);
          return List.of(datagram);
        });
    command(pair.initiator(), pair.initiate());
    pause();
    int actions = 2 + random.nextInt(MOST_ACTIONS - 1);
    for (int i = 0; i < actions; i++) {
      act();
      pause();
    }
    Aftermath.quiet(pair);
    for (Given given : commands) {
      boolean forgotten = given.host().incarnation() != given.incarnation();
      stage.expect(
          forgotten || pair.finished(given.host(), given.tag()).isPresent(),
          "command " + given.tag() + " of " + given.host() + " is finished");
    }
  }

  private void pause() {
    // Mostly short, so that things cross; now and then long enough for everything to settle.
    int millis = random.nextInt(5) == 0 ? random.nextInt(60_000) : random.nextInt(3000);
    stage.runFor(Duration.ofMillis(millis));
  }

  private SimHost anyHost() {
    return random.nextBoolean() ? pair.initiator() : pair.responder();
  }

  private void command(SimHost host, long tag) {
    commands.add(new Given(host, host.incarnation(), tag));
  }

  private void act() {
    SimHost host = anyHost();
    if (random.nextInt(3) == 0) {
      disturb(host);
    } else if (host.isUp()) {
      operate(host);
    }
  }

  private void operate(SimHost host) {
    switch (random.nextInt(16)) {
      case 0, 1 -> command(host, pair.initiate(host));
      case 2, 3 -> command(host, pair.initiate(host, PairConfig.SECOND_CHILD));
      case 4 -> command(host, pair.terminate(host));
      case 5 -> command(host, pair.terminateChild(host));
      case 6 -> command(host, pair.checkLiveness(host));
      case 7, 8 -> command(host, pair.rekeyIke(host));
      case 9, 10 -> command(host, pair.rekeyChild(host));
      case 11 -> command(host, pair.reauthenticate(host));
      case 12 -> cross();
      case 13 -> limitReached(host);
      default -> pair.sendPacket(host);
    }
  }

  /** Both ends begin something at once. */
  private void cross() {
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      if (host.isUp()) {
        switch (random.nextInt(4)) {
          case 0 -> command(host, pair.rekeyIke(host));
          case 1, 2 -> command(host, pair.rekeyChild(host));
          default -> command(host, pair.terminateChild(host));
        }
      }
    }
  }

  private void limitReached(SimHost host) {
    List<ChildSa> inbound = host.childSas().inbound();
    if (!inbound.isEmpty()) {
      int spi = inbound.get(random.nextInt(inbound.size())).inboundSpi();
      boolean hard = random.nextInt(4) == 0;
      stage.note(host + " reaches a " + (hard ? "hard" : "soft") + " limit");
      pair.simulation().feed(host, new Input.DatapathEvent.LimitReached(spi, hard));
    }
  }

  private void disturb(SimHost host) {
    switch (random.nextInt(10)) {
      case 0 -> crash(host);
      case 1 -> host.stepClock(Duration.ofMillis(random.nextInt(-20_000, 120_000)));
      case 2 -> host.nat().ifPresent(Nat::rebind);
      case 3 -> outage();
      case 4, 5 -> link(RandomArrangement.link(random));
      case 6 -> forge(host);
      default -> repeat();
    }
  }

  private void crash(SimHost host) {
    host.crash();
    pair.simulation()
        .after(
            Duration.ofMillis(random.nextInt(30_000)),
            () -> {
              if (!host.isUp()) {
                host.restart();
              }
            });
  }

  private void link(LinkProfile profile) {
    pair.simulation().note("the link is now " + profile);
    pair.simulation().links(profile);
  }

  private void outage() {
    link(LinkProfile.PERFECT.withLoss(1));
    LinkProfile after = RandomArrangement.link(random);
    pair.simulation().after(Duration.ofMillis(random.nextInt(40_000)), () -> link(after));
  }

  /** Somebody sends again what was sent a while ago. */
  private void repeat() {
    if (!seen.isEmpty()) {
      pair.simulation().inject(seen.get(random.nextInt(seen.size())));
    }
  }

  /** Somebody who has seen everything sends something of his own making. */
  private void forge(SimHost to) {
    if (!seen.isEmpty()) {
      SimDatagram like = seen.get(random.nextInt(seen.size()));
      pair.simulation().inject(Forgery.of(like, random));
    }
    stage.note("nobody may believe what somebody sent to " + to);
  }
}
