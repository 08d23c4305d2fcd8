package org.yett.bench.live;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.yett.bench.cost.NetworkPath;

/**
 * What one direction of a path does to IP packets: losses, alone or in bursts, a rate with a queue
 * before it, delay, reordering. Not thread-safe.
 */
final class EmulatedLink {

  /** Octets that wait before a slow link drops. */
  static final int QUEUE = 64_000;

  private final NetworkPath path;
  private final SplittableRandom random;
  private boolean bad;
  private long busyUntil = Long.MIN_VALUE;
  private long packets;
  private long octets;

  EmulatedLink(NetworkPath path, long seed) {
    this.path = path;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Takes a packet.
   *
   * @param length octets of the IP packet
   * @param now in nanoseconds; never earlier than before
   * @return when it arrives, in nanoseconds; empty if it does not
   */
  OptionalLong carry(int length, long now) {
    packets++;
    octets += length;
    boolean lost = isLost();
    boolean held = random.nextDouble() < path.reordering();
    double heldPart = random.nextDouble();
    if (length > path.mtu()) {
      return OptionalLong.empty();
    }
    long start = Math.max(now, busyUntil);
    if (path.kilobits() > 0) {
      if (start - now > nanoseconds(QUEUE)) {
        return OptionalLong.empty();
      }
      // A packet takes its time on the link even if it is lost further on.
      busyUntil = start + nanoseconds(length);
      start = busyUntil;
    }
    long half = path.roundTripMillis() * 500_000L;
    return lost
        ? OptionalLong.empty()
        : OptionalLong.of(start + half + (held ? (long) (half * heldPart) : 0));
  }

  private long nanoseconds(long count) {
    return Math.round(count * 8e6 / path.kilobits());
  }

  /** Gilbert and Elliott, where losses come in bursts: everything is lost while the link is bad. */
  private boolean isLost() {
    double chance = random.nextDouble();
    double turn = random.nextDouble();
    if (path.burst() <= 1) {
      return chance < path.loss();
    }
    boolean lost = bad;
    double end = 1.0 / path.burst();
    bad = bad ? turn >= end : turn < path.loss() * end / (1 - path.loss());
    return lost;
  }

  /** How many packets it was given. */
  long packets() {
    return packets;
  }

  /** Their octets. */
  long octets() {
    return octets;
  }
}
