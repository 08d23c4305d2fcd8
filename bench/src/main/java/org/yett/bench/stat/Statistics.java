package org.yett.bench.stat;

import java.util.Arrays;

/** Statistics of samples, without assumptions about their distribution. */
public final class Statistics {

  /** The quantile of the normal distribution for two-sided 95 %. */
  private static final double Z95 = 1.959963984540054;

  private Statistics() {}

  /** The median: of an even number of values the mean of the middle two; NaN of none. */
  public static double median(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
  }

  /**
   * The smallest value that at least this part of all values does not exceed (nearest rank).
   *
   * @param part above 0, at most 1
   * @param values at least one
   */
  public static double percentile(double part, double... values) {
    if (!(part > 0 && part <= 1) || values.length == 0) {
      throw new IllegalArgumentException(part + " of " + values.length + " values");
    }
    return sorted(values)[(int) Math.ceil(part * values.length) - 1];
  }

  /**
   * A confidence interval of the median of at least 95 %, from order statistics (the sign test): no
   * assumption is made about the distribution.
   *
   * @param values fewer than 6 cannot give 95 %: their whole range is the answer then
   */
  public static Interval medianInterval(double... values) {
    double[] sorted = sorted(values);
    int n = sorted.length;
    if (n == 0) {
      return new Interval(Double.NaN, Double.NaN);
    }
    // The largest d with P(fewer than d values below the median) at most 2.5 %.
    double tail = 0;
    int d = 0;
    double probability = Math.pow(0.5, n);
    for (int k = 0; k < n; k++) {
      tail += probability;
      if (tail > 0.025) {
        break;
      }
      d = k + 1;
      probability *= (double) (n - k) / (k + 1);
    }
    return d == 0
        ? new Interval(sorted[0], sorted[n - 1])
        : new Interval(sorted[d - 1], sorted[n - d]);
  }

  /**
   * Wilson's score interval, 95 %, of a probability.
   *
   * @param successes how often it happened
   * @param trials of so many, at least one
   */
  public static Interval wilson(long successes, long trials) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " of " + trials);
    }
    double n = trials;
    double p = successes / n;
    double z2 = Z95 * Z95;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z95 / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return new Interval(
        successes == 0 ? 0 : Math.max(0, centre - half),
        successes == trials ? 1 : Math.min(1, centre + half));
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
