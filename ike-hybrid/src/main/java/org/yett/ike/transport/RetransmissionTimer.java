package org.yett.ike.transport;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.yett.ike.config.RetransmissionConfig;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.spec.Clause;

/** When a request is sent again, and when its peer is given up (RFC 7296 2.1, 2.4). */
final class RetransmissionTimer {

  private final RetransmissionConfig config;
  private final Randomness randomness;
  private final long series;
  private int transmissions = 1;
  private int draws;
  private Instant due;

  /**
   * Starts with the first transmission.
   *
   * @param series a number that no other timer of this IKE SA has
   */
  RetransmissionTimer(
      RetransmissionConfig config, Randomness randomness, long series, Instant now) {
    this.config = config;
    this.randomness = randomness;
    this.series = series;
    this.due = now.plus(config.waitAfter(0, draw()));
  }

  /** Starts over with a transmission now: the request has become another one (RFC 7383 2.5.2). */
  @Clause("rfc7383:2.5.2/4")
  void restart(Instant now) {
    transmissions = 1;
    due = now.plus(config.waitAfter(0, draw()));
  }

  /** When to ask {@link #expire} next. */
  Instant due() {
    return due;
  }

  /** How often the request has been sent in its present form. */
  int transmissions() {
    return transmissions;
  }

  /**
   * The wait is over.
   *
   * @return whether the request is to be sent again; otherwise the peer has been silent for too
   *     long
   */
  @Clause("rfc7296:2.1/6")
  @Clause("rfc7383:2.5.2/5")
  boolean expire(Instant now) {
    if (transmissions > config.tries()) {
      return false;
    }
    due = now.plus(config.waitAfter(transmissions, draw()));
    transmissions++;
    return true;
  }

  private double draw() {
    if (config.jitter() == 0.0) {
      return 0.0;
    }
    long index = series << 16 | ++draws;
    byte[] octets = randomness.draw(Purpose.TIMER_JITTER, index, Long.BYTES);
    return (ByteBuffer.wrap(octets).getLong() >>> 11) * 0x1.0p-53;
  }
}
