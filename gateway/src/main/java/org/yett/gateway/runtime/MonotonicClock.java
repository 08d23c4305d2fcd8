package org.yett.gateway.runtime;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that never goes back, however the system's clock is set: timers of an SA run on it. It
 * starts at the system's time, so that instants read well in logs.
 */
final class MonotonicClock implements InstantSource {
  private final Instant origin = Instant.now();
  private final long originNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return origin.plusNanos(System.nanoTime() - originNanos);
  }
}
