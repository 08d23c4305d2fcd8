package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.gateway.config.ConfigFixtures.load;
import static org.yett.gateway.config.ConfigFixtures.loaded;
import static org.yett.gateway.config.ConfigFixtures.with;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.Extensions;
import org.yett.ike.config.PuzzleConfig;
import org.yett.ike.crypto.Secret;

/** Settings of puzzles, crash detection, redirection and resumption. */
class ExtensionSettingsTest {

  private static ExtensionSettings settings(String text) {
    return loaded(with("", "", text)).config().daemon().extensions();
  }

  private static Extensions engine(String text) {
    return settings(text).toEngine(Optional.empty(), Optional.empty());
  }

  @Test
  void withoutSettingsTheEngineHasItsDefaults() {
    assertEquals(Extensions.DEFAULT, engine(""));
  }

  @Test
  void certificatesAreFetchedByHashAndUrlIfThatIsSet() {
    assertFalse(settings("").hashAndUrl());
    assertTrue(settings("charon { hash_and_url = yes }").hashAndUrl());
  }

  @Test
  void everySettingReachesTheEngine() {
    String text =
        """
        yett {
          follow_redirects = no
          puzzle_threshold = 200
          puzzle_threshold_ip = 5
          puzzle_difficulty = 18
          puzzle_auth_difficulty = 10
          puzzle_limit = 12
          crash_detection = no
          crash_secret_file = /var/lib/yett/crash
          session_resumption = yes
          ticket_lifetime = 2d
          ticket_secret_file = /var/lib/yett/tickets
        }
        """;
    ExtensionSettings settings = settings(text);
    assertEquals(Optional.of(Path.of("/var/lib/yett/crash")), settings.crashSecretFile());
    assertEquals(Optional.of(Path.of("/var/lib/yett/tickets")), settings.ticketSecretFile());
    try (Secret crash = Secret.adopt(new byte[32]);
        Secret tickets = Secret.adopt(new byte[32])) {
      Extensions extensions = settings.toEngine(Optional.of(crash), Optional.of(tickets));
      PuzzleConfig puzzles = extensions.puzzles();
      assertEquals(200, puzzles.halfOpenThreshold());
      assertEquals(5, puzzles.perAddressThreshold());
      assertEquals(18, puzzles.difficulty());
      assertEquals(10, puzzles.authDifficulty());
      assertEquals(12, puzzles.hardest());
      assertEquals(12, puzzles.chosen());
      assertFalse(extensions.crashDetection().takeTokens());
      assertEquals(List.of(crash), extensions.crashDetection().secrets());
      assertFalse(extensions.redirect().follow());
      assertTrue(extensions.resumption().request());
      assertTrue(extensions.resumption().grant());
      assertEquals(Duration.ofDays(2), extensions.resumption().ticketLifetime());
      // A key lives no shorter than its tickets.
      assertEquals(Duration.ofDays(2), extensions.resumption().keyLifetime());
      assertEquals(Optional.of(tickets), extensions.resumption().master());
    }
  }

  @Test
  void aLimitOfZeroSolvesNoPuzzles() {
    assertFalse(engine("yett { puzzle_limit = 0 }").puzzles().solve());
    assertEquals(
        PuzzleConfig.NEVER, engine("yett { puzzle_threshold = 0 }").puzzles().halfOpenThreshold());
  }

  @Test
  void followRedirectsIsCharonsKeyToo() {
    assertFalse(engine("charon { follow_redirects = no }").redirect().follow());
  }

  @Test
  void valuesThatMakeNoSenseAreErrors() {
    for (String wrong :
        List.of(
            "puzzle_difficulty = 7",
            "puzzle_difficulty = 25",
            "crash_secret_file = relative",
            "ticket_lifetime = 0",
            "session_resumption = perhaps")) {
      ConfigResult result = load(with("", "", "yett { " + wrong + " }"));
      ConfigResult.Rejected rejected = assertInstanceOf(ConfigResult.Rejected.class, result, wrong);
      String key = wrong.substring(0, wrong.indexOf(' '));
      assertTrue(rejected.diagnostics().toString().contains(key), wrong);
    }
  }
}
