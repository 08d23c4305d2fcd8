package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.List;
import org.yett.ike.endpoint.Command;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.sim.LinkProfile;
import org.yett.ike.sim.Nat;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;

/** How SAs go on, and how they end. */
final class EndingScenarios {

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "delete-ike",
              "The initiator deletes the IKE SA.",
              stage -> {
                Pair pair = stage.established(stage.pair());
                stage.succeed(pair.initiator(), pair.terminate(pair.initiator()));
                stage.expectEqual(0, pair.responder().status().ikeSas().size(), "IKE SAs");
              }),
          new Scenario(
              "delete-ike-unanswered",
              "The IKE SA is deleted over a link that has failed.",
              EndingScenarios::deleteUnanswered),
          new Scenario(
              "delete-child",
              "The responder deletes the Child SA, the IKE SA stays.",
              stage -> {
                Pair pair = stage.established(stage.pair());
                stage.succeed(pair.responder(), pair.terminateChild(pair.responder()));
                stage.expectEqual(1, pair.responder().status().ikeSas().size(), "IKE SAs");
                stage.expectEqual(0, pair.initiator().childSas().inbound().size(), "Child SAs");
              }),
          new Scenario(
              "delete-child-and-ike-crossing",
              "One end deletes the Child SA while the other deletes the IKE SA.",
              stage -> {
                Pair pair = stage.established(stage.pair());
                long one = pair.terminateChild(pair.initiator());
                long other = pair.terminate(pair.responder());
                stage.succeed(pair.initiator(), one);
                stage.succeed(pair.responder(), other);
              }),
          new Scenario(
              "delete-child-while-ike-is-rekeyed",
              "An end that computes the keys of a new IKE SA deletes the Child SA meanwhile.",
              EndingScenarios::deleteWhileRekeying),
          new Scenario(
              "liveness",
              "A silent peer is asked for a sign of life, and gives it.",
              stage -> {
                Pair pair =
                    stage.established(stage.pair().both(c -> c.dpdDelay(Duration.ofSeconds(30))));
                stage.runFor(Duration.ofMinutes(2));
                stage.expect(
                    !pair.initiator().events(Event.PeerAlive.class).isEmpty(),
                    "the initiator knows that the peer is alive");
              }),
          new Scenario(
              "peer-dead",
              "The responder crashes and stays away, the initiator gives up.",
              stage -> {
                Pair pair =
                    stage.established(stage.pair().both(c -> c.dpdDelay(Duration.ofSeconds(30))));
                pair.responder().crash();
                stage.runFor(Duration.ofMinutes(5));
                stage.expectEqual(
                    List.of(DeleteReason.PEER_DEAD),
                    pair.initiator().events(Event.IkeSaDeleted.class).stream()
                        .map(Event.IkeSaDeleted::reason)
                        .toList(),
                    "why the IKE SA was deleted");
              }),
          new Scenario(
              "peer-restarts",
              "The responder crashes, starts again and knows nothing; the initiator finds out.",
              stage -> {
                Pair pair =
                    stage.established(stage.pair().both(c -> c.dpdDelay(Duration.ofSeconds(30))));
                pair.responder().restart();
                stage.runFor(Duration.ofMinutes(5));
                stage.expectEqual(0, pair.initiator().status().ikeSas().size(), "IKE SAs");
              }),
          new Scenario(
              "initiator-restarts",
              "The initiator crashes, starts again and sets up the connection anew.",
              stage -> {
                Pair pair =
                    stage.established(stage.pair().both(c -> c.dpdDelay(Duration.ofSeconds(30))));
                pair.initiator().restart();
                stage.succeed(pair.initiator(), pair.initiate());
                stage.runFor(Duration.ofMinutes(5));
                stage.agree();
                stage.expectEqual(1, pair.responder().status().ikeSas().size(), "IKE SAs");
              }),
          new Scenario(
              "nat-rebinds",
              "The NAT forgets its bindings; the responder follows the initiator.",
              stage -> {
                Pair pair =
                    stage.established(
                        stage
                            .pair()
                            .initiator(c -> c.behindNat())
                            .both(c -> c.dpdDelay(Duration.ofSeconds(30))));
                pair.initiator().nat().ifPresent(Nat::rebind);
                stage.runFor(Duration.ofMinutes(2));
                stage.expect(
                    !pair.responder().events(Event.PeerMoved.class).isEmpty(),
                    "the responder has seen the initiator move");
                stage.agree();
              }),
          new Scenario(
              "clock-jumps-forward",
              "The initiator is suspended for an hour.",
              stage -> {
                Pair pair =
                    stage.established(stage.pair().both(c -> c.dpdDelay(Duration.ofSeconds(30))));
                pair.initiator().stepClock(Duration.ofHours(1));
                stage.runFor(Duration.ofMinutes(2));
                stage.agree();
                stage.expectEqual(1, pair.initiator().status().ikeSas().size(), "IKE SAs");
              }),
          new Scenario(
              "clock-jumps-back",
              "The responder's clock is set back by a minute.",
              stage -> {
                Pair pair =
                    stage.established(stage.pair().both(c -> c.dpdDelay(Duration.ofSeconds(30))));
                pair.responder().stepClock(Duration.ofMinutes(-1));
                stage.runFor(Duration.ofMinutes(5));
                stage.agree();
                stage.expectEqual(1, pair.initiator().status().ikeSas().size(), "IKE SAs");
              }),
          new Scenario(
              "terminate-while-initiating",
              "The initiator is told to give up before the peer has answered.",
              EndingScenarios::terminateEarly));

  private EndingScenarios() {}

  private static void deleteWhileRekeying(Stage stage) {
    Pair pair = stage.established(stage.pair().both(c -> c.jobDelay(Duration.ofMillis(500))));
    long rekey = pair.rekeyIke(pair.initiator());
    // The last answer has come: the peer has given the Child SA to its new IKE SA already.
    stage.runFor(Duration.ofMillis(2800));
    long delete = pair.terminateChild(pair.initiator());
    stage.succeed(pair.initiator(), rekey);
    stage.succeed(pair.initiator(), delete);
    stage.runFor(Duration.ofSeconds(1));
    stage.agree();
    stage.expectEqual(0, pair.responder().childSas().inbound().size(), "Child SAs");
  }

  private static void deleteUnanswered(Stage stage) {
    Pair pair = stage.established(stage.pair().both(c -> c.dpdDelay(Duration.ofSeconds(60))));
    pair.simulation().links(LinkProfile.PERFECT.withLoss(1));
    long tag = pair.terminate(pair.initiator());
    stage.succeed(pair.initiator(), tag);
    stage.runFor(Duration.ofMinutes(6));
    stage.expectEqual(0, pair.responder().status().ikeSas().size(), "IKE SAs of the responder");
  }

  private static void terminateEarly(Stage stage) {
    Pair pair =
        stage.open(stage.pair().link(LinkProfile.PERFECT.withLatency(Duration.ofSeconds(1))));
    long tag = pair.initiate();
    stage.runFor(Duration.ofMillis(500));
    long end = pair.terminate(pair.initiator());
    stage.succeed(pair.initiator(), end);
    stage.expect(
        pair.finished(pair.initiator(), tag).flatMap(Event.CommandFinished::failure).isPresent(),
        "the first command has failed");
    stage.expectEqual(
        List.of(PairConfig.CONNECTION),
        pair.initiator().events(Event.IkeSaStarted.class).stream()
            .flatMap(e -> e.connection().stream())
            .toList(),
        "connections begun");
    Command none = new Command.TerminateIke(99, new Command.IkeTarget.ByConnection("none"));
    pair.command(pair.initiator(), none);
    stage.refuse(pair.initiator(), 99);
  }
}
