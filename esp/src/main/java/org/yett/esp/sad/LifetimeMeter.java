package org.yett.esp.sad;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Counts packets and octets of an SA against its {@link Limits}; for any number of threads. */
final class LifetimeMeter {
  private final Limits limits;
  private final AtomicLong octets = new AtomicLong();
  private final AtomicLong packets = new AtomicLong();
  private final AtomicBoolean softReported = new AtomicBoolean();
  private final AtomicBoolean hardReported = new AtomicBoolean();

  LifetimeMeter(Limits limits) {
    this.limits = limits;
  }

  /** Whether a hard limit leaves no room for a packet of this many octets. */
  boolean exhausted(int more) {
    return octets.get() > limits.hardOctets() - more || packets.get() >= limits.hardPackets();
  }

  void count(int more) {
    octets.getAndAdd(more);
    packets.getAndIncrement();
  }

  /** True once: for the caller who is to report that a soft limit was reached. */
  boolean claimSoft() {
    return (octets.get() >= limits.softOctets() || packets.get() >= limits.softPackets())
        && !softReported.get()
        && softReported.compareAndSet(false, true);
  }

  /** True once: for the caller who is to report that a hard limit was reached. */
  boolean claimHard() {
    return !hardReported.get() && hardReported.compareAndSet(false, true);
  }

  long octets() {
    return octets.get();
  }

  long packets() {
    return packets.get();
  }
}
