package org.yett.bench.cost;

import java.util.function.Consumer;

/** Measures what operations cost on this machine. */
public final class MeasureCosts {

  private MeasureCosts() {}

  /**
   * Measures, in CPU time, on the calling thread.
   *
   * @param quick whether a rough figure will do
   * @param progress told what is being measured
   */
  public static Costs here(boolean quick, Consumer<String> progress) {
    CpuClock clock = quick ? new CpuClock(60, 10) : new CpuClock(1500, 200);
    return new Calibration(clock, progress).measure();
  }
}
