package org.yett.features.pair;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.yett.features.subject.Abilities;
import org.yett.ike.config.ChildlessPolicy;
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
import org.yett.ike.sim.PairConfig;

/** Turns the extensions of an end into what Yett's own endpoint takes. */
final class PairAbilities {

  private PairAbilities() {}

  static void arrange(PairConfig config, Abilities abilities) {
    ChildlessPolicy childless =
        switch (abilities.childless()) {
          case UNKNOWN -> ChildlessPolicy.NEVER;
          case ACCEPTED -> ChildlessPolicy.ALLOW;
          case PREFERRED -> ChildlessPolicy.PREFER;
        };
    config.connection(connection -> connection.withChildless(childless));
    if (abilities.usesMobike()) {
      config.mobility(MobilityConfig.DEFAULT);
    }
    config.addresses(abilities.furtherAddresses().toArray(String[]::new));
    config.endpoint(endpoint -> endpoint.withExtensions(extensions(abilities)));
    if (abilities.puzzles().isPresent()) {
      config.endpoint(endpoint -> endpoint.withCookies(CookieConfig.ALWAYS));
    }
  }

  private static Extensions extensions(Abilities abilities) {
    return new Extensions(
        puzzles(abilities),
        new CrashDetectionConfig(
            true, abilities.makesCrashTokens() ? List.of(Secret.adopt(new byte[32])) : List.of()),
        RedirectConfig.DEFAULT
            .withFollow(abilities.followsRedirects())
            .withRules(abilities.sendsTo().map(PairAbilities::everybody).stream().toList()),
        abilities.usesTickets() ? ResumptionConfig.ON : ResumptionConfig.OFF);
  }

  private static RedirectRule everybody(String literal) {
    return RedirectRule.everybody(new GatewayIdentity.Address(InetAddress.ofLiteral(literal)));
  }

  private static PuzzleConfig puzzles(Abilities abilities) {
    PuzzleConfig usual = PuzzleConfig.DEFAULT;
    PuzzleConfig solving =
        usual.withSolving(abilities.solvesPuzzles(), usual.hardest(), usual.chosen());
    return Optional.of(abilities.puzzles())
        .filter(bits -> bits.isPresent())
        .map(bits ->
            solving.withThresholds(0, 0).withDifficulty(bits.getAsInt(), 0).withUnsolvedPercent(0))
        .orElse(solving);
  }
}
