package org.yett.esp.sad;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counters of one SA; for any number of threads. */
public final class SaCounters {
  private static final SaCounter[] ALL = SaCounter.values();

  private final AtomicLongArray values = new AtomicLongArray(ALL.length);

  /** The value of one counter. */
  public long get(SaCounter counter) {
    return values.get(counter.ordinal());
  }

  /** Adds; for the pipelines. */
  public void add(SaCounter counter, long amount) {
    values.getAndAdd(counter.ordinal(), amount);
  }

  /** All values at this moment. */
  public Map<SaCounter, Long> snapshot() {
    var snapshot = new EnumMap<SaCounter, Long>(SaCounter.class);
    for (SaCounter counter : ALL) {
      snapshot.put(counter, get(counter));
    }
    return snapshot;
  }
}
