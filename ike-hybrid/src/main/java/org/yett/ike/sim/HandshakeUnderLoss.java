package org.yett.ike.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How long handshakes take on a link that loses datagrams, each one by itself and in either
 * direction, and how many come about: the same handshake under many seeds.
 */
public final class HandshakeUnderLoss {

  /** No handshake is waited for longer than this. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private HandshakeUnderLoss() {}

  /**
   * What came out.
   *
   * @param runs how many handshakes were begun
   * @param durations of those that came about, from the command until the initiator's Child SA
   *     stands; the shortest first
   * @param failedSeeds the seeds of the others
   */
  public record Result(int runs, List<Duration> durations, List<Long> failedSeeds) {
    /** Copies the lists. */
    public Result {
      durations = List.copyOf(durations);
      failedSeeds = List.copyOf(failedSeeds);
    }

    /** The part of all handshakes that came about, 0 to 1. */
    public double completed() {
      return (double) durations.size() / runs;
    }

    /**
     * The time within which a part of all handshakes came about; empty if fewer ever did.
     *
     * @param part above 0, at most 1, of all that were begun: those that failed count as endless
     */
    public Optional<Duration> percentile(double part) {
      int rank = (int) Math.ceil(part * runs);
      return rank >= 1 && rank <= durations.size()
          ? Optional.of(durations.get(rank - 1))
          : Optional.empty();
    }

    /** For example {@code 1000 runs, 100.00 % complete, p50 0.15 s, p95 1.40 s, p99 2.20 s}. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d runs, %.3f %% complete, p50 %s, p95 %s, p99 %s, p99.9 %s, max %s",
          runs,
          100 * completed(),
          seconds(0.5),
          seconds(0.95),
          seconds(0.99),
          seconds(0.999),
          seconds(1.0));
    }

    private String seconds(double part) {
      return percentile(part)
          .map(time -> String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0))
          .orElse("never");
    }
  }

  /** A link of that round-trip time, half of it each way, that loses datagrams of both ends. */
  public static LinkProfile link(Duration roundTrip, double loss) {
    return LinkProfile.PERFECT.withLatency(roundTrip.dividedBy(2)).withLoss(loss);
  }

  /**
   * Runs handshakes.
   *
   * @param firstSeed the seed of the first; each further one has the next
   * @param runs how many
   * @param link how the link is in both directions
   * @param change what is changed about the pair
   */
  public static Result measure(
      long firstSeed, int runs, LinkProfile link, Consumer<Pair.Builder> change) {
    List<Duration> durations = new ArrayList<>();
    List<Long> failed = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      long seed = firstSeed + run;
      Pair.Builder builder = Pair.builder(seed).link(link);
      change.accept(builder);
      Pair pair = builder.build();
      long tag = pair.initiate();
      boolean established =
          pair.runUntilFinished(pair.initiator(), tag, LIMIT)
              .filter(finished -> finished.failure().isEmpty())
              .isPresent();
      if (established) {
        durations.add(pair.simulation().elapsed());
      } else {
        failed.add(seed);
      }
    }
    Collections.sort(durations);
    return new Result(runs, durations, failed);
  }
}
