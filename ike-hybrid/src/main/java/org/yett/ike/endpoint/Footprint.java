package org.yett.ike.endpoint;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much an endpoint remembers: the number of entries of each table, by the table's name. Without
 * IKE SAs and open commands all of them are 0.
 *
 * @param tables numbers by name
 */
public record Footprint(SortedMap<String, Integer> tables) {

  /** Copies the map. */
  public Footprint {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /** The tables that hold something. */
  public Map<String, Integer> held() {
    return tables.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  /** Whether nothing is remembered. */
  public boolean isEmpty() {
    return held().isEmpty();
  }
}
