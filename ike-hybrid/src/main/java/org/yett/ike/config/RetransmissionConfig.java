package org.yett.ike.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.yett.spec.Clause;

/**
 * When an unanswered request is sent again (RFC 7296 2.1, 2.4), in strongSwan's parameters: the
 * wait after the n-th transmission, n from 0, is {@code timeout * base^n}, cut off at {@code
 * limit}, and shortened at random by up to {@code jitter} of itself.
 *
 * @param timeout wait after the first transmission
 * @param base factor from one wait to the next, at least 1
 * @param tries retransmissions before the peer is given up
 * @param jitter greatest part of a wait that is taken off at random, 0 to below 1
 * @param limit the longest single wait, if waits are to be cut off
 */
public record RetransmissionConfig(
    Duration timeout, double base, int tries, double jitter, Optional<Duration> limit) {

  /** strongSwan's defaults: 4.0 s, 1.8, 5 tries (165 s in all), no jitter, no limit. */
  public static final RetransmissionConfig STRONGSWAN =
      new RetransmissionConfig(Duration.ofSeconds(4), 1.8, 5, 0.0, Optional.empty());

  /** For hybrid handshakes: 0.5 s, 1.5, 12 tries (194 s in all), no jitter, no limit. */
  @Clause("rfc7296:2.4")
  public static final RetransmissionConfig DEFAULT =
      new RetransmissionConfig(Duration.ofMillis(500), 1.5, 12, 0.0, Optional.empty());

  /** Checks the ranges. */
  public RetransmissionConfig {
    Objects.requireNonNull(limit, "limit");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("retransmission timeout must be positive: " + timeout);
    }
    if (!(base >= 1.0 && base <= 100.0)) {
      throw new IllegalArgumentException("retransmission base must be 1 to 100: " + base);
    }
    if (tries < 0 || tries > 1000) {
      throw new IllegalArgumentException("retransmission tries must be 0 to 1000: " + tries);
    }
    if (!(jitter >= 0.0 && jitter < 1.0)) {
      throw new IllegalArgumentException("retransmission jitter must be 0 to below 1: " + jitter);
    }
  }

  /**
   * The wait after the n-th transmission.
   *
   * @param transmission 0 for the first transmission, 1 for the first retransmission, ...
   * @param draw a number from 0 to below 1, the random part
   */
  @Clause("rfc7296:2.4/8")
  public Duration waitAfter(int transmission, double draw) {
    double seconds = timeout.toNanos() / 1e9 * Math.pow(base, transmission);
    if (limit.isPresent()) {
      seconds = Math.min(seconds, limit.get().toNanos() / 1e9);
    }
    // A day is beyond any sensible wait and far from overflow.
    seconds = Math.min(seconds * (1.0 - jitter * draw), 86_400.0);
    return Duration.ofNanos(Math.max(1_000_000L, Math.round(seconds * 1e9)));
  }

  /** The same with as many tries as it takes to go on for at least so long. */
  public RetransmissionConfig lasting(Duration least) {
    RetransmissionConfig longer = this;
    while (longer.total().compareTo(least) < 0 && longer.tries < 1000) {
      longer = new RetransmissionConfig(timeout, base, longer.tries + 1, jitter, limit);
    }
    return longer;
  }

  /** The time from the first transmission until the peer is given up, without jitter. */
  public Duration total() {
    Duration sum = Duration.ZERO;
    for (int n = 0; n <= tries; n++) {
      sum = sum.plus(waitAfter(n, 0.0));
    }
    return sum;
  }
}
