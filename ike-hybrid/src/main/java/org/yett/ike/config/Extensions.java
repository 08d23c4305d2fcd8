package org.yett.ike.config;

/**
 * Extensions of IKEv2 that reach beyond one IKE SA.
 *
 * @param puzzles puzzles against denial of service (RFC 8019)
 * @param crashDetection tokens by which a crashed peer is noticed (RFC 6290)
 * @param redirect other gateways (RFC 5685)
 * @param resumption tickets by which a lost IKE SA is resumed (RFC 5723)
 */
public record Extensions(
    PuzzleConfig puzzles,
    CrashDetectionConfig crashDetection,
    RedirectConfig redirect,
    ResumptionConfig resumption) {

  /** Each as is usual; tickets are neither asked for nor given. */
  public static final Extensions DEFAULT =
      new Extensions(
          PuzzleConfig.DEFAULT,
          CrashDetectionConfig.DEFAULT,
          RedirectConfig.DEFAULT,
          ResumptionConfig.OFF);

  /** The same with other puzzles. */
  public Extensions withPuzzles(PuzzleConfig other) {
    return new Extensions(other, crashDetection, redirect, resumption);
  }

  /** The same with other crash detection. */
  public Extensions withCrashDetection(CrashDetectionConfig other) {
    return new Extensions(puzzles, other, redirect, resumption);
  }

  /** The same with other redirection. */
  public Extensions withRedirect(RedirectConfig other) {
    return new Extensions(puzzles, crashDetection, other, resumption);
  }

  /** The same with other resumption. */
  public Extensions withResumption(ResumptionConfig other) {
    return new Extensions(puzzles, crashDetection, redirect, other);
  }
}
