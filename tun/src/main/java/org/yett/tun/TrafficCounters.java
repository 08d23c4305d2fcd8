package org.yett.tun;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts that one reader and one writer add to and anyone reads. Public for the other packages of
 * this module; callers of the module use {@link DeviceCounters}.
 */
public final class TrafficCounters {
  private final AtomicLong packetsRead = new AtomicLong();
  private final AtomicLong octetsRead = new AtomicLong();
  private final AtomicLong readDropped = new AtomicLong();
  private final AtomicLong packetsWritten = new AtomicLong();
  private final AtomicLong octetsWritten = new AtomicLong();
  private final AtomicLong writeDropped = new AtomicLong();

  /** Starts at zero. */
  public TrafficCounters() {}

  /** Adds packets that were read; by the reader. */
  public void read(int packets, long octets) {
    add(packetsRead, packets);
    add(octetsRead, octets);
  }

  /** Adds packets that could not be read; by the reader. */
  public void readDropped(int packets) {
    add(readDropped, packets);
  }

  /** Adds packets that were written; by the writer. */
  public void written(int packets, long octets) {
    add(packetsWritten, packets);
    add(octetsWritten, octets);
  }

  /** Adds packets that were refused; by the writer. */
  public void writeDropped(int packets) {
    add(writeDropped, packets);
  }

  /** Each counter has one writing thread: no atomic addition is needed. */
  private static void add(AtomicLong counter, long value) {
    counter.setRelease(counter.getPlain() + value);
  }

  /** The present values. */
  public DeviceCounters snapshot() {
    return new DeviceCounters(
        packetsRead.get(),
        octetsRead.get(),
        readDropped.get(),
        packetsWritten.get(),
        octetsWritten.get(),
        writeDropped.get());
  }
}
