package org.yett.bench.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void theMedianIsTheMiddleValueOrTheMeanOfTheMiddleTwo() {
    assertEquals(3, Statistics.median(5, 1, 3));
    assertEquals(2.5, Statistics.median(4, 1, 2, 3));
    assertTrue(Double.isNaN(Statistics.median()));
  }

  @Test
  void aPercentileIsTheNearestRank() {
    double[] values = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
    assertEquals(50, Statistics.percentile(0.5, values));
    assertEquals(95, Statistics.percentile(0.95, values));
    assertEquals(100, Statistics.percentile(1, values));
    assertEquals(1, Statistics.percentile(0.001, values));
    assertThrows(IllegalArgumentException.class, () -> Statistics.percentile(0, values));
  }

  @Test
  void theIntervalOfTheMedianIsThatOfTheSignTest() {
    // Tables of the sign test: n = 15 takes ranks 4 and 12, n = 10 takes 2 and 9, n = 6 all.
    assertEquals(new Interval(4, 12), Statistics.medianInterval(oneTo(15)));
    assertEquals(new Interval(2, 9), Statistics.medianInterval(oneTo(10)));
    assertEquals(new Interval(1, 6), Statistics.medianInterval(oneTo(6)));
    assertEquals(new Interval(1, 3), Statistics.medianInterval(oneTo(3)));
    assertEquals(new Interval(10, 21), Statistics.medianInterval(oneTo(30)));
  }

  @Test
  void wilsonsIntervalHasItsKnownValues() {
    assertEquals(0.2366, Statistics.wilson(5, 10).low(), 5e-5);
    assertEquals(0.7634, Statistics.wilson(5, 10).high(), 5e-5);
    assertEquals(0, Statistics.wilson(0, 10).low());
    assertEquals(0.2775, Statistics.wilson(0, 10).high(), 5e-5);
    assertEquals(1, Statistics.wilson(1000, 1000).high());
    assertEquals(0.99617, Statistics.wilson(1000, 1000).low(), 5e-6);
  }

  @Property(tries = 200)
  void anIntervalHoldsWhatItIsAbout(
      @ForAll @IntRange(min = 1, max = 500) int trials,
      @ForAll @IntRange(min = 0, max = 500) int some) {
    int successes = some % (trials + 1);
    Interval interval = Statistics.wilson(successes, trials);
    double p = (double) successes / trials;
    assertTrue(interval.low() <= p && p <= interval.high(), interval::toString);
  }

  private static double[] oneTo(int n) {
    return DoubleStream.iterate(1, x -> x + 1).limit(n).toArray();
  }
}
