package org.yett.bench.micro;

import java.util.List;
import org.yett.bench.stat.Interval;
import org.yett.bench.stat.Statistics;

/**
 * What one benchmark gave.
 *
 * @param benchmark what was measured: {@code respond}, {@code encode}, {@code both} …
 * @param subject of what: a key exchange, or the key exchanges of a proposal
 * @param side whose, or {@code both}, or {@code any} where it makes no difference
 * @param median nanoseconds for one operation, the median of the iterations
 * @param low lower end of its interval, 95 %
 * @param high upper end of its interval, 95 %
 * @param allocated octets allocated for one operation
 * @param samples nanoseconds for one operation in each iteration
 */
public record Figure(
    String benchmark,
    String subject,
    String side,
    double median,
    double low,
    double high,
    double allocated,
    List<Double> samples) {

  /** Copies the list. */
  public Figure {
    samples = List.copyOf(samples);
  }

  /** The figure of these samples. */
  public static Figure of(
      String benchmark, String subject, String side, double allocated, List<Double> samples) {
    double[] values = samples.stream().mapToDouble(Double::doubleValue).toArray();
    Interval interval = Statistics.medianInterval(values);
    return new Figure(
        benchmark,
        subject,
        side,
        Statistics.median(values),
        interval.low(),
        interval.high(),
        allocated,
        samples);
  }
}
