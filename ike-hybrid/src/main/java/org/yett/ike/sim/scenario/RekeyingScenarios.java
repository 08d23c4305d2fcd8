package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.List;
import org.yett.ike.config.ChildLifetimes;
import org.yett.ike.config.IkeLifetimes;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.sim.LinkProfile;
import org.yett.ike.sim.OnPath;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.SimHost;
import org.yett.spec.iana.ExchangeType;

/** SAs that are rekeyed, on command and because of their age, over good and over bad networks. */
final class RekeyingScenarios {

  private static final String SEVERAL_ESP = "aes256gcm16-x25519-ke1_mlkem768-ke2_ecp256-esn";

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "child-lifetime",
              "The Child SA is rekeyed again and again because of its age; there is always one.",
              stage -> {
                Pair pair =
                    stage.established(
                        stage
                            .pair()
                            .both(c ->
                                c.espProposals(SEVERAL_ESP)
                                    .childLifetimes(
                                        ChildLifetimes.rekeying(Duration.ofMinutes(1)))));
                for (int i = 0; i < 30; i++) {
                  stage.runFor(Duration.ofSeconds(17));
                  alwaysOne(stage, pair);
                }
                int rekeyed = pair.initiator().events(Event.ChildSaRekeyed.class).size();
                stage.expect(rekeyed >= 8, "the Child SA was rekeyed often: " + rekeyed);
                noneExpired(stage, pair);
              }),
          new Scenario(
              "ike-lifetime",
              "The IKE SA is rekeyed again and again because of its age, and keeps its Child SA.",
              stage -> {
                Pair pair =
                    stage.established(
                        stage
                            .pair()
                            .both(
                                c -> c.ikeLifetimes(IkeLifetimes.rekeying(Duration.ofMinutes(1)))));
                for (int i = 0; i < 30; i++) {
                  stage.runFor(Duration.ofSeconds(17));
                  alwaysOne(stage, pair);
                }
                int rekeyed = pair.initiator().events(Event.IkeSaRekeyed.class).size();
                stage.expect(rekeyed >= 8, "the IKE SA was rekeyed often: " + rekeyed);
                stage.expectEqual(1, pair.initiator().childSas().inbound().size(), "Child SAs");
                noneExpired(stage, pair);
              }),
          new Scenario(
              "both-lifetimes-over-a-bad-link",
              "IKE SA and Child SA are rekeyed because of their age while packets are lost.",
              stage -> {
                Pair pair =
                    stage.established(
                        stage
                            .pair()
                            .both(c ->
                                c.espProposals(SEVERAL_ESP)
                                    .ikeLifetimes(
                                        new IkeLifetimes(
                                            Duration.ofMinutes(3),
                                            Duration.ZERO,
                                            Duration.ofMinutes(4),
                                            Duration.ofSeconds(30)))
                                    .childLifetimes(
                                        ChildLifetimes.ofTime(
                                            Duration.ofMinutes(2),
                                            Duration.ofMinutes(6),
                                            Duration.ofSeconds(30)))));
                pair.simulation().links(LinkProfile.PERFECT.withLoss(0.1));
                stage.runFor(Duration.ofMinutes(30));
                stage.expect(
                    pair.initiator().events(Event.IkeSaRekeyed.class).size() >= 5,
                    "the IKE SA was rekeyed");
                stage.expect(
                    pair.initiator().events(Event.ChildSaRekeyed.class).size() >= 8,
                    "the Child SA was rekeyed");
              }),
          new Scenario(
              "reauthentication",
              "The IKE SA is set up anew because of its age, before the old one goes.",
              stage -> {
                Pair pair =
                    stage.established(
                        stage
                            .pair()
                            .initiator(c ->
                                c.ikeLifetimes(
                                    new IkeLifetimes(
                                        Duration.ZERO,
                                        Duration.ofMinutes(2),
                                        Duration.ofMinutes(1),
                                        Duration.ofSeconds(20)))));
                for (int i = 0; i < 30; i++) {
                  stage.runFor(Duration.ofSeconds(17));
                  alwaysOne(stage, pair);
                }
                stage.expect(
                    pair.initiator().events(Event.IkeSaEstablished.class).size() >= 4,
                    "the IKE SA was set up anew");
                stage.expect(
                    pair.initiator().events(Event.IkeSaDeleted.class).stream()
                        .allMatch(d -> d.reason() == DeleteReason.REAUTHENTICATED),
                    "nothing else ended an IKE SA");
              }),
          new Scenario(
              "child-expires",
              "A Child SA that cannot be rekeyed is deleted when its life is over.",
              stage -> {
                Pair pair =
                    stage.established(
                        stage
                            .pair()
                            .initiator(c ->
                                c.childLifetimes(
                                    ChildLifetimes.ofTime(
                                        Duration.ZERO, Duration.ofMinutes(2), Duration.ZERO))));
                stage.runFor(Duration.ofMinutes(3));
                stage.expectEqual(0, pair.responder().childSas().inbound().size(), "Child SAs");
                stage.expectEqual(
                    List.of(DeleteReason.HARD_LIMIT),
                    pair.initiator().events(Event.ChildSaDeleted.class).stream()
                        .map(Event.ChildSaDeleted::reason)
                        .toList(),
                    "why it was deleted");
              }),
          new Scenario(
              "follow-up-state-lost",
              "IKE_FOLLOWUP_KE comes when the responder no longer waits for it; the series is"
                  + " repeated.",
              stage -> {
                Pair pair = stage.established(stage.pair().both(c -> c.espProposals(SEVERAL_ESP)));
                // For longer than the responder waits.
                pair.simulation()
                    .onPath(
                        Losses.ofRequests(
                            pair.initiator(), ExchangeType.IKE_FOLLOWUP_KE, Integer.MAX_VALUE));
                long tag = pair.rekeyChild(pair.initiator());
                stage.runFor(Duration.ofSeconds(25));
                pair.simulation().onPath(OnPath.NOBODY);
                stage.succeed(pair.initiator(), tag);
                stage.runFor(Duration.ofMinutes(1));
                stage.expectEqual(
                    1L,
                    pair.responder().status().counters().getOrDefault("states-not-found", 0L),
                    "answers STATE_NOT_FOUND");
                stage.agree();
              }),
          new Scenario(
              "rekey-during-follow-up",
              "An end that has heard nothing of it rekeys what is being rekeyed by"
                  + " IKE_FOLLOWUP_KE.",
              stage -> {
                Pair pair = stage.established(stage.pair().both(c -> c.espProposals(SEVERAL_ESP)));
                pair.simulation()
                    .onPath(Losses.ofRequests(pair.initiator(), ExchangeType.IKE_FOLLOWUP_KE, 2));
                pair.rekeyChild(pair.initiator());
                stage.runFor(Duration.ofSeconds(1));
                long other = pair.rekeyChild(pair.responder());
                stage.runFor(Duration.ofMinutes(3));
                stage.agree();
                stage.expect(
                    pair.finished(pair.responder(), other).isPresent(), "the command is finished");
                stage.expectEqual(1, pair.initiator().childSas().inbound().size(), "Child SAs");
              }),
          new Scenario(
              "several-at-a-time",
              "Several Child SAs are created at a time, in a window of eight requests.",
              stage -> {
                Pair pair =
                    stage.established(
                        stage
                            .pair()
                            .both(c -> c.espProposals(SEVERAL_ESP).endpoint(e -> e.withWindow(8)))
                            .link(LinkProfile.PERFECT.withLoss(0.05)));
                for (int i = 0; i < 5; i++) {
                  pair.initiate(pair.initiator());
                  pair.initiate(pair.responder());
                }
                pair.rekeyIke(pair.responder());
                stage.runFor(Duration.ofMinutes(10));
                stage.agree();
                stage.expectEqual(11, pair.initiator().childSas().inbound().size(), "Child SAs");
              }));

  private RekeyingScenarios() {}

  private static void alwaysOne(Stage stage, Pair pair) {
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      stage.expect(!host.childSas().outbound().isEmpty(), host + " can always send");
    }
  }

  private static void noneExpired(Stage stage, Pair pair) {
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      stage.expect(
          host.events(Event.ChildSaDeleted.class).stream()
              .noneMatch(d -> d.reason() == DeleteReason.HARD_LIMIT),
          "no Child SA of " + host + " reached the end of its life");
      stage.expect(
          host.events(Event.IkeSaDeleted.class).stream()
              .noneMatch(d -> d.reason() == DeleteReason.HARD_LIMIT),
          "no IKE SA of " + host + " reached the end of its life");
    }
  }
}
