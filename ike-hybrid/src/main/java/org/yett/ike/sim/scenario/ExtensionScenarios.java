package org.yett.ike.sim.scenario;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.CrashDetectionConfig;
import org.yett.ike.config.Extensions;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.MobilityConfig;
import org.yett.ike.config.PuzzleConfig;
import org.yett.ike.config.RedirectConfig;
import org.yett.ike.config.RedirectRule;
import org.yett.ike.config.ResumptionConfig;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Command;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.event.Posture;
import org.yett.ike.sim.LinkProfile;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;

/** Puzzles, resumption, crash detection, MOBIKE and redirection. */
final class ExtensionScenarios {

  private static final String RESPONDER = "198.51.100.2";
  private static final String ELSEWHERE = "203.0.113.9";
  private static final Duration A_WHILE = Duration.ofMinutes(5);

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "puzzles",
              "The responder gives puzzles for IKE_SA_INIT and for IKE_AUTH (RFC 8019).",
              stage ->
                  stage.established(
                      stage
                          .pair()
                          .responder(c ->
                              extending(
                                  c.endpoint(e -> e.withCookies(CookieConfig.ALWAYS)),
                                  x -> x.withPuzzles(puzzles()))))),
          new Scenario(
              "puzzles-unsolved",
              "The initiator solves no puzzles, and nobody is served without a solution.",
              stage -> {
                Pair pair =
                    stage.open(
                        stage
                            .pair()
                            .initiator(c ->
                                extending(
                                    c,
                                    x ->
                                        x.withPuzzles(
                                            PuzzleConfig.DEFAULT.withSolving(false, 20, 16))))
                            .responder(c ->
                                extending(
                                    c.endpoint(e -> e.withCookies(CookieConfig.ALWAYS)),
                                    x -> x.withPuzzles(puzzles()))));
                stage.refuse(pair.initiator(), pair.initiate());
                stage.expectEqual(0, pair.responder().status().ikeSas().size(), "IKE SAs");
              }),
          new Scenario(
              "resumption",
              "The way is cut; the IKE SA that was given up is resumed by its ticket (RFC 5723).",
              stage -> resume(stage, false)),
          new Scenario(
              "resumption-refused",
              "The responder has restarted meanwhile, and cannot read the ticket.",
              stage -> resume(stage, true)),
          new Scenario(
              "crash-token",
              "The responder restarts; its token tells the initiator at once (RFC 6290).",
              ExtensionScenarios::crash),
          new Scenario(
              "mobike",
              "The initiator moves to another address, and back (RFC 4555).",
              ExtensionScenarios::move),
          new Scenario(
              "redirect",
              "The responder sends the initiator to a gateway amid the session (RFC 5685).",
              ExtensionScenarios::redirect),
          new Scenario(
              "redirect-loop",
              "A gateway sends initiators round in a circle.",
              stage -> {
                Pair pair =
                    stage.open(
                        stage
                            .pair()
                            .responder(c ->
                                extending(
                                    c,
                                    x ->
                                        x.withRedirect(
                                            RedirectConfig.DEFAULT.withRules(
                                                List.of(RedirectRule.everybody(gateway())))))));
                stage.refuse(pair.initiator(), pair.initiate());
                stage.expectEqual(
                    5L,
                    pair.initiator().events(Event.Redirected.class).stream()
                        .filter(Event.Redirected::followed)
                        .count(),
                    "redirections followed");
              }));

  private ExtensionScenarios() {}

  private static PairConfig extending(PairConfig config, UnaryOperator<Extensions> change) {
    return config.endpoint(e -> e.withExtensions(change.apply(e.extensions())));
  }

  private static GatewayIdentity gateway() {
    return new GatewayIdentity.Address(InetAddress.ofLiteral(RESPONDER));
  }

  private static PuzzleConfig puzzles() {
    return PuzzleConfig.DEFAULT
        .withThresholds(0, 0)
        .withDifficulty(PuzzleConfig.EASIEST, PuzzleConfig.EASIEST)
        .withUnsolvedPercent(0);
  }

  private static void resume(Stage stage, boolean restarts) {
    Pair pair =
        stage.established(
            stage
                .pair()
                .both(c ->
                    extending(
                        c.dpdDelay(Duration.ofSeconds(30)),
                        x -> x.withResumption(ResumptionConfig.ON))));
    pair.simulation().links(LinkProfile.PERFECT.withLoss(1));
    stage.runFor(A_WHILE);
    stage.expectEqual(0, pair.initiator().status().ikeSas().size(), "IKE SAs that are left");
    if (restarts) {
      pair.responder().restart();
    }
    pair.simulation().links(LinkProfile.PERFECT);
    stage.succeed(pair.initiator(), pair.initiate());
    stage.expectEqual(
        List.of(!restarts),
        pair.initiator().status().ikeSas().stream()
            .map(sa -> sa.posture().filter(Posture::resumed).isPresent())
            .toList(),
        "whether the IKE SA is resumed");
    stage.agree();
  }

  private static void crash(Stage stage) {
    Pair pair =
        stage.established(
            stage
                .pair()
                .responder(c ->
                    extending(
                        c,
                        x ->
                            x.withCrashDetection(
                                new CrashDetectionConfig(
                                    true, List.of(Secret.adopt(new byte[32])))))));
    pair.responder().restart();
    pair.checkLiveness(pair.initiator());
    stage.runFor(Duration.ofSeconds(1));
    stage.expectEqual(
        List.of(DeleteReason.PEER_CRASHED),
        pair.initiator().events(Event.IkeSaDeleted.class).stream()
            .map(Event.IkeSaDeleted::reason)
            .toList(),
        "why the IKE SA was deleted");
  }

  private static void move(Stage stage) {
    Pair pair = stage.established(stage.pair().both(c -> c.mobility(MobilityConfig.DEFAULT)));
    String home = pair.initiator().address().getHostAddress();
    pair.initiator().changeAddress(home, ELSEWHERE);
    stage.runFor(A_WHILE);
    expectPeer(stage, pair, ELSEWHERE);
    pair.initiator().changeAddress(ELSEWHERE, home);
    stage.runFor(A_WHILE);
    expectPeer(stage, pair, home);
    stage.expectEqual(
        1, pair.responder().events(Event.IkeSaEstablished.class).size(), "IKE SAs established");
  }

  private static void expectPeer(Stage stage, Pair pair, String address) {
    stage.agree();
    stage.expectEqual(
        List.of(address),
        pair.responder().childSas().outbound().stream()
            .map(childSa -> childSa.path().remote().ip().getHostAddress())
            .toList(),
        "where the responder sends");
  }

  private static void redirect(Stage stage) {
    Pair pair = stage.established(stage.pair());
    pair.command(
        pair.responder(),
        new Command.Redirect(
            99, new Command.IkeTarget.ByConnection(PairConfig.CONNECTION), gateway()));
    stage.succeed(pair.responder(), 99);
    stage.runFor(A_WHILE);
    stage.agree();
    stage.expectEqual(
        2, pair.initiator().events(Event.IkeSaEstablished.class).size(), "IKE SAs established");
    stage.expectEqual(1, pair.initiator().status().ikeSas().size(), "IKE SAs that are left");
  }
}
