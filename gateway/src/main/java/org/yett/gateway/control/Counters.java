package org.yett.gateway.control;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted.
 *
 * @param values every counter; those not given are 0
 * @param offences messages that broke the protocol, by the offence's name, those that occurred
 * @param engine what the IKE engine did since the start, by name, for example {@code
 *     cookies-demanded}: what occurred, and always how many octets left for unverified ones that
 *     came; empty for one connection alone
 */
public record Counters(
    Map<Counter, Long> values, SortedMap<String, Long> offences, SortedMap<String, Long> engine) {

  public Counters {
    EnumMap<Counter, Long> all = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      all.put(counter, values.getOrDefault(counter, 0L));
    }
    values = Collections.unmodifiableMap(all);
    offences = Collections.unmodifiableSortedMap(new TreeMap<>(offences));
    engine = Collections.unmodifiableSortedMap(new TreeMap<>(engine));
  }

  /** How often it happened. */
  public long of(Counter counter) {
    return values.get(counter);
  }
}
