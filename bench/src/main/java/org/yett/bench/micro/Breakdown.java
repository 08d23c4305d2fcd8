package org.yett.bench.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Of what a handshake consists at one side, or at both.
 *
 * @param suite its key exchanges
 * @param side initiator, responder or both
 * @param whole nanoseconds of the whole
 * @param floor nanoseconds of its primitives: key exchanges, key derivation, authentication,
 *     sealing and opening
 * @param steps what it consists of, the last one being what is left
 */
public record Breakdown(String suite, String side, double whole, double floor, List<Step> steps) {

  /**
   * A step.
   *
   * @param name what is done
   * @param nanoseconds how long it takes in one handshake
   * @param primitive whether it counts for the floor
   * @param allocated octets that it allocates
   */
  public record Step(String name, double nanoseconds, boolean primitive, double allocated) {}

  /** Copies the list. */
  public Breakdown {
    steps = List.copyOf(steps);
  }

  /** The whole as a multiple of the floor. */
  public double ratio() {
    return whole / floor;
  }

  /** What part of the whole a step takes, in percent. */
  public double percent(Step step) {
    return 100 * step.nanoseconds() / whole;
  }

  /** The breakdown of a handshake from the figures of a run. */
  public static Breakdown of(String suite, String side, List<Figure> figures) {
    List<String> sides = side.equals("both") ? List.of("initiator", "responder") : List.of(side);
    List<Step> steps = new ArrayList<>();
    for (String end : sides) {
      String prefix = sides.size() > 1 ? end + ": " : "";
      for (String method : methods(suite)) {
        if (end.equals("initiator")) {
          add(
              steps,
              prefix + method + " key generation",
              true,
              figure("initiate", method, figures));
          add(steps, prefix + method + " completion", true, figure("complete", method, figures));
        } else {
          add(steps, prefix + method + " answer", true, figure("respond", method, figures));
        }
      }
      add(steps, prefix + "IKE keys", true, figure("deriveIkeKeys", suite, figures));
      add(steps, prefix + "Child SA keys", true, figure("deriveChildKeys", suite, figures));
      add(steps, prefix + "IntAuth and AUTH", true, figure("authenticate", suite, figures));
      add(steps, prefix + "seal", true, figure("seal", suite, end, figures));
      add(steps, prefix + "open", true, figure("open", suite, end, figures));
      add(steps, prefix + "NAT detection", false, figure("natDetection", suite, figures));
      add(steps, prefix + "encode", false, figure("encode", suite, end, figures));
      add(steps, prefix + "decode", false, figure("decode", suite, end, figures));
    }
    Figure whole = figure(side, suite, side, figures);
    double known = steps.stream().mapToDouble(Step::nanoseconds).sum();
    double knownOctets = steps.stream().mapToDouble(Step::allocated).sum();
    double floor = steps.stream().filter(Step::primitive).mapToDouble(Step::nanoseconds).sum();
    steps.add(
        new Step(
            "negotiation, states, timers, configuration",
            whole.median() - known,
            false,
            whole.allocated() - knownOctets));
    return new Breakdown(suite, side, whole.median(), floor, steps);
  }

  private static void add(List<Step> steps, String name, boolean primitive, Figure figure) {
    steps.add(new Step(name, figure.median(), primitive, figure.allocated()));
  }

  /** The key exchanges of a suite: {@code x25519-ke1_mlkem768} has x25519 and mlkem768. */
  public static List<String> methods(String suite) {
    return Stream.of(suite.split("-")).map(part -> part.replaceFirst("^ke[1-7]_", "")).toList();
  }

  private static Figure figure(String benchmark, String subject, List<Figure> figures) {
    return figures.stream()
        .filter(f -> f.benchmark().equals(benchmark) && f.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> missing(benchmark, subject));
  }

  private static Figure figure(
      String benchmark, String subject, String side, List<Figure> figures) {
    return figures.stream()
        .filter(f ->
            f.benchmark().equals(benchmark) && f.subject().equals(subject) && f.side().equals(side))
        .findFirst()
        .orElseThrow(() -> missing(benchmark, subject));
  }

  private static IllegalArgumentException missing(String benchmark, String subject) {
    return new IllegalArgumentException("nothing was measured of " + benchmark + " of " + subject);
  }
}
