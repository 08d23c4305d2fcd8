package org.yett.bench.cost;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import org.yett.bench.stat.Statistics;

/** Measures the CPU time of short operations on the calling thread: other load hardly matters. */
final class CpuClock {

  private static final int SLICES = 9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long warmupNanos;
  private final long sliceNanos;
  private Object sink = "";

  /**
   * @param warmupMillis CPU time before anything counts
   * @param sliceMillis CPU time of each of nine slices
   */
  CpuClock(long warmupMillis, long sliceMillis) {
    this.warmupNanos = warmupMillis * 1_000_000;
    this.sliceNanos = sliceMillis * 1_000_000;
  }

  /** Microseconds for one operation: the median of the slices. */
  double microseconds(Callable<?> operation) {
    slice(operation, warmupNanos);
    double[] slices = new double[SLICES];
    for (int i = 0; i < SLICES; i++) {
      slices[i] = slice(operation, sliceNanos);
    }
    return Math.round(Statistics.median(slices) * 10) / 10.0;
  }

  private double slice(Callable<?> operation, long least) {
    long start = THREADS.getCurrentThreadCpuTime();
    long spent;
    long count = 0;
    try {
      do {
        sink = operation.call();
        count++;
        spent = THREADS.getCurrentThreadCpuTime() - start;
      } while (spent < least);
    } catch (Exception e) {
      throw new IllegalStateException("cannot be measured", e);
    }
    return spent / 1000.0 / count;
  }

  /** What came last: keeps the compiler from leaving it out. */
  Object last() {
    return sink;
  }
}
