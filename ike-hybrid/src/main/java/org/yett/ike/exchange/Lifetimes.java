package org.yett.ike.exchange;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.yett.ike.config.ChildLifetimes;
import org.yett.ike.config.IkeLifetimes;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.TrafficLimits;
import org.yett.spec.Clause;

/** When SAs are rekeyed and deleted: the configured lifetimes, with jitter taken off. */
final class Lifetimes {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(60);

  private final Randomness randomness;
  private long draws;

  /** Draws from a scope of its own. */
  Lifetimes(Randomness randomness) {
    this.randomness = randomness;
  }

  /** From 0 to below 1. */
  private double draw() {
    byte[] octets = randomness.draw(Purpose.TIMER_JITTER, draws++, Long.BYTES);
    return (ByteBuffer.wrap(octets).getLong() >>> 11) * 0x1.0p-53;
  }

  /** The deadlines of an IKE SA that is established now. */
  @Clause("rfc7296:2.8")
  IkeDeadlines of(IkeLifetimes lifetimes, Instant now) {
    Optional<Duration> rekey = jittered(lifetimes.rekeyTime(), lifetimes.randTime());
    Optional<Duration> reauth = jittered(lifetimes.reauthTime(), lifetimes.randTime());
    boolean never = lifetimes.rekeyTime().isZero() && lifetimes.reauthTime().isZero();
    Duration first =
        lifetimes.rekeyTime().isZero()
                || (!lifetimes.reauthTime().isZero()
                    && lifetimes.reauthTime().compareTo(lifetimes.rekeyTime()) < 0)
            ? lifetimes.reauthTime()
            : lifetimes.rekeyTime();
    return new IkeDeadlines(
        rekey.map(now::plus),
        reauth.map(now::plus),
        never || lifetimes.overTime().isZero()
            ? Optional.empty()
            : Optional.of(now.plus(first).plus(lifetimes.overTime())));
  }

  /** When a Child SA that is installed now is rekeyed. */
  Optional<Instant> rekeyAt(ChildLifetimes lifetimes, Instant now) {
    return jittered(lifetimes.rekeyTime(), lifetimes.randTime()).map(now::plus);
  }

  /** When a Child SA that is installed now is deleted. */
  Optional<Instant> expiresAt(ChildLifetimes lifetimes, Instant now) {
    return lifetimes.lifeTime().isZero()
        ? Optional.empty()
        : Optional.of(now.plus(lifetimes.lifeTime()));
  }

  /** How much a Child SA may protect. */
  TrafficLimits limits(ChildLifetimes lifetimes) {
    return new TrafficLimits(
        jittered(lifetimes.rekeyBytes(), lifetimes.randBytes()),
        lifetimes.lifeBytes(),
        jittered(lifetimes.rekeyPackets(), lifetimes.randPackets()),
        lifetimes.lifePackets());
  }

  // = rfc7296:2.8.1/1
  private Optional<Duration> jittered(Duration time, Duration random) {
    if (time.isZero()) {
      return Optional.empty();
    }
    Duration most = random.compareTo(time) < 0 ? random : time;
    Duration off =
        most.isZero() ? Duration.ZERO : Duration.ofNanos((long) (most.toNanos() * draw()));
    return Optional.of(time.minus(off));
  }

  private long jittered(long limit, long random) {
    if (limit == 0) {
      return 0;
    }
    long most = Math.min(random, limit - 1);
    return most == 0 ? limit : limit - (long) (most * draw());
  }

  /** How long to wait before the next attempt, the peer having refused so many times. */
  @Clause("rfc7296:2.25/2")
  Duration backOff(int refusals) {
    Duration base = FIRST_RETRY.multipliedBy(1L << Math.min(refusals, 6));
    Duration bounded = base.compareTo(LONGEST_RETRY) < 0 ? base : LONGEST_RETRY;
    // Two ends that refuse each other must not try again at the same time.
    return bounded.plus(Duration.ofNanos((long) (bounded.toNanos() * draw())));
  }
}
