package org.yett.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.yett.ike.config.CrashDetectionConfig;
import org.yett.ike.config.Extensions;
import org.yett.ike.config.PuzzleConfig;
import org.yett.ike.config.RedirectConfig;
import org.yett.ike.config.ResumptionConfig;
import org.yett.ike.crypto.Secret;

/**
 * Extensions of IKEv2 that reach beyond one IKE SA, as the section {@code yett} sets them.
 *
 * @param followRedirects whether we go to other gateways to which we are sent
 * @param puzzleThreshold half-open IKE SAs from which on initiators get a puzzle; 0 for never
 * @param puzzleThresholdPerAddress half-open IKE SAs of one address from which on initiators there
 *     get a puzzle; 0 for never
 * @param puzzleDifficulty trailing zero bits of a puzzle; 0 leaves the choice to the initiator
 * @param puzzleAuthDifficulty trailing zero bits of a puzzle for IKE_AUTH; 0 for none
 * @param puzzleLimit greatest difficulty that is attempted as initiator; 0 attempts none
 * @param crashDetection whether the peer's tokens of crash detection are taken
 * @param crashSecretFile where the secret behind our own tokens is kept; without it none are made
 * @param resumption whether tickets are asked for and given
 * @param ticketLifetime how long a ticket is good
 * @param ticketSecretFile where the secret behind tickets is kept; without it they end with the
 *     daemon
 * @param hashAndUrl whether peers' certificates are fetched by Hash and URL
 */
public record ExtensionSettings(
    boolean followRedirects,
    int puzzleThreshold,
    int puzzleThresholdPerAddress,
    int puzzleDifficulty,
    int puzzleAuthDifficulty,
    int puzzleLimit,
    boolean crashDetection,
    Optional<Path> crashSecretFile,
    boolean resumption,
    Duration ticketLifetime,
    Optional<Path> ticketSecretFile,
    boolean hashAndUrl) {

  /** As the engine has it by itself. */
  public static final ExtensionSettings DEFAULT =
      new ExtensionSettings(
          true,
          0,
          0,
          PuzzleConfig.DEFAULT.difficulty(),
          PuzzleConfig.DEFAULT.authDifficulty(),
          PuzzleConfig.DEFAULT.hardest(),
          true,
          Optional.empty(),
          false,
          ResumptionConfig.OFF.ticketLifetime(),
          Optional.empty(),
          false);

  /**
   * For the engine.
   *
   * @param crashSecret what {@link #crashSecretFile} holds; stays open as long as the engine runs
   * @param ticketSecret what {@link #ticketSecretFile} holds; likewise
   */
  public Extensions toEngine(Optional<Secret> crashSecret, Optional<Secret> ticketSecret) {
    ResumptionConfig usual = ResumptionConfig.OFF;
    Duration keys =
        usual.keyLifetime().compareTo(ticketLifetime) < 0 ? ticketLifetime : usual.keyLifetime();
    return new Extensions(
        puzzles(),
        new CrashDetectionConfig(crashDetection, crashSecret.stream().toList()),
        RedirectConfig.DEFAULT.withFollow(followRedirects),
        new ResumptionConfig(resumption, resumption, ticketLifetime, keys, ticketSecret));
  }

  private PuzzleConfig puzzles() {
    PuzzleConfig usual = PuzzleConfig.DEFAULT;
    int hardest = puzzleLimit == 0 ? usual.hardest() : puzzleLimit;
    return usual
        .withThresholds(threshold(puzzleThreshold), threshold(puzzleThresholdPerAddress))
        .withDifficulty(puzzleDifficulty, puzzleAuthDifficulty)
        .withSolving(puzzleLimit != 0, hardest, Math.min(usual.chosen(), hardest));
  }

  private static int threshold(int setting) {
    return setting == 0 ? PuzzleConfig.NEVER : setting;
  }
}
