package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.List;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.event.Event;
import org.yett.ike.sim.LinkProfile;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;

/** How IKE SAs come about, or do not. */
final class HandshakeScenarios {

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "handshake", "x25519 and ML-KEM-768 over a good network.", stage -> plain(stage, "")),
          new Scenario(
              "handshake-classical",
              "One key exchange, no IKE_INTERMEDIATE.",
              stage -> plain(stage, "aes128gcm16-prfsha256-x25519")),
          new Scenario(
              "handshake-seven-key-exchanges",
              "All seven additional key exchanges.",
              stage ->
                  plain(
                      stage,
                      "aes256gcm16-prfsha384-x25519-ke1_mlkem512-ke2_mlkem768-ke3_mlkem1024"
                          + "-ke4_ecp256-ke5_ecp384-ke6_ecp521-ke7_x448")),
          new Scenario(
              "handshake-cookie",
              "The responder asks for a COOKIE first.",
              stage ->
                  stage.established(
                      stage
                          .pair()
                          .responder(c -> c.endpoint(e -> e.withCookies(CookieConfig.ALWAYS))))),
          new Scenario(
              "handshake-invalid-ke",
              "The responder prefers another method for the first key exchange.",
              stage ->
                  stage.established(
                      stage
                          .pair()
                          .initiator(c ->
                              c.ikeProposals("aes256gcm16-prfsha384-x25519-ecp256-ke1_mlkem768"))
                          .responder(
                              c -> c.ikeProposals("aes256gcm16-prfsha384-ecp256-ke1_mlkem768")))),
          new Scenario(
              "handshake-fragments",
              "Every encrypted message in fragments, over a path that takes 576 octets.",
              stage ->
                  stage.established(
                      stage
                          .pair()
                          .link(LinkProfile.PERFECT.withMtu(576, false))
                          .both(c -> c.fragmentation(FragmentationMode.FORCE).fragmentSize(576)))),
          new Scenario(
              "handshake-nat",
              "The initiator is behind a NAT.",
              stage -> stage.established(stage.pair().initiator(PairConfig::behindNat))),
          new Scenario(
              "handshake-lossy",
              "A third of all packets is lost.",
              stage ->
                  stage.established(
                      stage
                          .pair()
                          .link(LinkProfile.PERFECT.withLoss(0.33))
                          .both(c ->
                              c.dpdDelay(Duration.ofSeconds(30)).patience(Duration.ofMinutes(5))))),
          new Scenario(
              "handshake-slow-jobs",
              "Key exchanges take longer than the first retransmission.",
              stage ->
                  stage.established(stage.pair().both(c -> c.jobDelay(Duration.ofSeconds(5))))),
          new Scenario(
              "handshake-slow-jobs-abandoned",
              "The responder's key exchange takes longer than it may.",
              HandshakeScenarios::tooSlow),
          new Scenario(
              "handshake-no-proposal",
              "The peers have no proposal in common.",
              stage ->
                  refused(
                      stage,
                      stage
                          .pair()
                          .initiator(c -> c.ikeProposals("aes128gcm16-prfsha256-x25519"))
                          .responder(c -> c.ikeProposals("aes256gcm16-prfsha384-mlkem768")))),
          new Scenario(
              "handshake-wrong-psk",
              "The pre-shared keys differ.",
              stage -> refused(stage, stage.pair().initiator(c -> c.psk("another secret")))),
          new Scenario(
              "handshake-no-child",
              "The IKE SA comes about, its Child SA does not.",
              HandshakeScenarios::noChild),
          new Scenario(
              "handshake-no-answer",
              "Nothing ever reaches the responder.",
              stage -> refused(stage, stage.pair().link(LinkProfile.PERFECT.withLoss(1)))),
          new Scenario(
              "handshake-abandoned",
              "The initiator crashes before IKE_AUTH, the responder forgets the half-open IKE SA.",
              HandshakeScenarios::abandoned),
          new Scenario(
              "handshake-both-initiate",
              "Both ends set up an IKE SA at the same time: there are two.",
              HandshakeScenarios::both));

  private HandshakeScenarios() {}

  private static void plain(Stage stage, String proposals) {
    Pair.Builder builder = stage.pair();
    if (!proposals.isEmpty()) {
      builder.both(c -> c.ikeProposals(proposals));
    }
    Pair pair = stage.established(builder);
    stage.agree();
    stage.expect(pair.sendPacket(pair.initiator()), "a packet reaches the responder");
    stage.expect(pair.sendPacket(pair.responder()), "a packet reaches the initiator");
  }

  private static void refused(Stage stage, Pair.Builder builder) {
    Pair pair = stage.open(builder);
    stage.refuse(pair.initiator(), pair.initiate());
    stage.expectEqual(
        0, pair.initiator().events(Event.IkeSaEstablished.class).size(), "established IKE SAs");
  }

  private static void tooSlow(Stage stage) {
    Pair pair =
        stage.open(
            stage
                .pair()
                .responder(
                    c -> c.patience(Duration.ofSeconds(3)).jobDelay(Duration.ofSeconds(20))));
    stage.refuse(pair.initiator(), pair.initiate());
  }

  private static void noChild(Stage stage) {
    Pair pair =
        stage.open(
            stage
                .pair()
                .initiator(c -> c.espProposals("aes128gcm16"))
                .responder(c -> c.espProposals("aes256gcm16")));
    stage.refuse(pair.initiator(), pair.initiate());
    stage.expectEqual(1, pair.initiator().status().ikeSas().size(), "IKE SAs that stand");
    stage.expectEqual(0, pair.initiator().childSas().inbound().size(), "Child SAs");
  }

  private static void abandoned(Stage stage) {
    Pair pair = stage.open(stage.pair().initiator(c -> c.jobDelay(Duration.ofMillis(100))));
    pair.initiate();
    pair.simulation()
        .runUntil(() -> pair.responder().status().halfOpen() == 1, Duration.ofSeconds(10));
    stage.expectEqual(1, pair.responder().status().halfOpen(), "half-open IKE SAs");
    pair.initiator().crash();
    stage.runFor(Duration.ofMinutes(5));
    stage.expectEqual(0, pair.responder().status().halfOpen(), "half-open IKE SAs in the end");
  }

  private static void both(Stage stage) {
    Pair pair = stage.open(stage.pair());
    long one = pair.initiate(pair.initiator());
    long other = pair.initiate(pair.responder());
    stage.succeed(pair.initiator(), one);
    stage.succeed(pair.responder(), other);
    stage.runFor(Duration.ofSeconds(1));
    stage.agree();
    stage.expectEqual(2, pair.initiator().status().ikeSas().size(), "IKE SAs of the initiator");
  }
}
