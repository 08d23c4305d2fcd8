package org.yett.ike.config;

import java.time.Duration;

/**
 * Puzzles of RFC 8019, in both roles. As responder they are the step after cookies; as initiator
 * they are solved as far as is allowed here.
 *
 * @param halfOpenThreshold half-open IKE SAs of the endpoint from which on every initiator gets a
 *     puzzle
 * @param perAddressThreshold half-open IKE SAs of one remote address (of one /64 for IPv6) from
 *     which on initiators there get a puzzle
 * @param difficulty trailing zero bits that are asked for at the threshold; one more for each time
 *     that the load doubles. 0 lets the initiator choose, and serves those who chose enough
 * @param authDifficulty trailing zero bits that are asked for in IKE_AUTH, of an initiator that has
 *     solved a puzzle in IKE_SA_INIT; 0 asks for nothing
 * @param unsolvedPercent share of requests, in percent, that are served without a solution,
 *     provided that they return the cookie: for initiators without support for puzzles
 * @param solve whether puzzles are solved as initiator
 * @param hardest greatest difficulty that is attempted as initiator
 * @param chosen difficulty that is solved for if the responder leaves the choice to us
 * @param trials most keys that are tried for one puzzle
 * @param patience longest time that an IKE SA waits for a solution before it goes on without
 */
public record PuzzleConfig(
    int halfOpenThreshold,
    int perAddressThreshold,
    int difficulty,
    int authDifficulty,
    int unsolvedPercent,
    boolean solve,
    int hardest,
    int chosen,
    long trials,
    Duration patience) {

  /** The easiest puzzle that RFC 8019 4.4 allows, in trailing zero bits. */
  public static final int EASIEST = 8;

  /** The hardest puzzle that is given, in trailing zero bits: about a minute of an initiator. */
  public static final int HARDEST_GIVEN = 24;

  /** A threshold that is never reached: no puzzles are given. */
  public static final int NEVER = Integer.MAX_VALUE;

  /**
   * Gives no puzzles, leaves their difficulty to the initiator if thresholds are set, and solves
   * those of up to 20 bits, within 16 million trials and 20 s; 16 bits where the choice is ours.
   */
  public static final PuzzleConfig DEFAULT =
      new PuzzleConfig(NEVER, NEVER, 0, 0, 5, true, 20, 16, 1L << 24, Duration.ofSeconds(20));

  /** Checks the ranges. */
  public PuzzleConfig {
    if (halfOpenThreshold < 0 || perAddressThreshold < 0) {
      throw new IllegalArgumentException("puzzle thresholds are not negative");
    }
    requireDifficulty(difficulty);
    requireDifficulty(authDifficulty);
    if (unsolvedPercent < 0 || unsolvedPercent > 100) {
      throw new IllegalArgumentException("a share is 0 to 100 percent: " + unsolvedPercent);
    }
    if (hardest < EASIEST || hardest > 255 || chosen < EASIEST || chosen > hardest) {
      throw new IllegalArgumentException(
          "difficulties to solve are 8 to 255 bits, and the chosen one is not beyond the hardest");
    }
    if (trials < 1 || patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("trials and patience are positive");
    }
  }

  private static void requireDifficulty(int bits) {
    if (bits != 0 && (bits < EASIEST || bits > HARDEST_GIVEN)) {
      throw new IllegalArgumentException("a difficulty is 0 or 8 to 24 bits: " + bits);
    }
  }

  /** The same with other thresholds as responder. */
  public PuzzleConfig withThresholds(int all, int perAddress) {
    return new PuzzleConfig(
        all,
        perAddress,
        difficulty,
        authDifficulty,
        unsolvedPercent,
        solve,
        hardest,
        chosen,
        trials,
        patience);
  }

  /** The same with other difficulties as responder. */
  public PuzzleConfig withDifficulty(int saInit, int auth) {
    return new PuzzleConfig(
        halfOpenThreshold,
        perAddressThreshold,
        saInit,
        auth,
        unsolvedPercent,
        solve,
        hardest,
        chosen,
        trials,
        patience);
  }

  /** The same with another share of requests that are served without a solution. */
  public PuzzleConfig withUnsolvedPercent(int percent) {
    return new PuzzleConfig(
        halfOpenThreshold,
        perAddressThreshold,
        difficulty,
        authDifficulty,
        percent,
        solve,
        hardest,
        chosen,
        trials,
        patience);
  }

  /** The same with other bounds as initiator. */
  public PuzzleConfig withSolving(boolean solves, int hardestSolved, int freelyChosen) {
    return new PuzzleConfig(
        halfOpenThreshold,
        perAddressThreshold,
        difficulty,
        authDifficulty,
        unsolvedPercent,
        solves,
        hardestSolved,
        freelyChosen,
        trials,
        patience);
  }
}
