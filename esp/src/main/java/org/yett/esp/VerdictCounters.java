package org.yett.esp;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Packets by verdict. Written by one thread, read by any. */
public final class VerdictCounters<V extends Enum<V>> {
  private final V[] verdicts;
  private final Class<V> type;
  private final AtomicLongArray values;

  VerdictCounters(Class<V> type) {
    this.type = type;
    verdicts = type.getEnumConstants();
    values = new AtomicLongArray(verdicts.length);
  }

  void add(V verdict) {
    int i = verdict.ordinal();
    // One writer: a plain read suffices, and the write need not be atomic with it.
    values.setOpaque(i, values.getPlain(i) + 1);
  }

  /** Packets with this verdict so far. */
  public long get(V verdict) {
    return values.getOpaque(verdict.ordinal());
  }

  /** All values at this moment. */
  public Map<V, Long> snapshot() {
    var snapshot = new EnumMap<V, Long>(type);
    for (V verdict : verdicts) {
      snapshot.put(verdict, get(verdict));
    }
    return snapshot;
  }
}
