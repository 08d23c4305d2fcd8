package org.yett.ike.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The jobs that one IKE SA waits for. */
final class JobsUnderWay {

  /** A job that has not been done after so long has failed. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<Integer, Instant> untilWhen = new TreeMap<>();
  private int last;

  /** A number for one more job. */
  int add(Instant now) {
    int number = ++last;
    untilWhen.put(number, now.plus(PATIENCE));
    return number;
  }

  /** The job is done, or has failed. */
  void remove(int number) {
    untilWhen.remove(number);
  }

  /** The jobs that have not been done in time. */
  List<Integer> late(Instant now) {
    return untilWhen.entrySet().stream()
        .filter(job -> !job.getValue().isAfter(now))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** When the next one will not have been done in time. */
  Optional<Instant> due() {
    return untilWhen.values().stream().min(Instant::compareTo);
  }
}
