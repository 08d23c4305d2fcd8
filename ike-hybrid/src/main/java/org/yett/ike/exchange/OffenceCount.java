package org.yett.ike.exchange;

import java.util.EnumMap;
import java.util.Map;
import org.yett.ike.wire.Offence;

/** How often each offence was committed on one IKE SA. */
final class OffenceCount {

  private final Map<Offence, Long> counts = new EnumMap<>(Offence.class);

  void add(Offence offence) {
    counts.merge(offence, 1L, Long::sum);
  }

  Map<Offence, Long> all() {
    return Map.copyOf(counts);
  }
}
