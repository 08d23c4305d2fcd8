package org.yett.ike.config;

import java.time.Duration;

/**
 * How long an IKE SA lasts, as swanctl's keys of the same names say. Zero stands for never.
 *
 * @param rekeyTime {@code rekey_time}: after so long it is rekeyed
 * @param reauthTime {@code reauth_time}: after so long it is replaced by a new one, set up from
 *     scratch before the old one is deleted
 * @param overTime {@code over_time}: so long after the first of the two it is deleted, should
 *     neither have succeeded
 * @param randTime {@code rand_time}: up to so much, at random, is taken off the first two, so that
 *     two ends with the same settings do not act at once (RFC 7296 2.8.1)
 */
public record IkeLifetimes(
    Duration rekeyTime, Duration reauthTime, Duration overTime, Duration randTime) {

  /** Lasts for ever. */
  public static final IkeLifetimes NONE =
      new IkeLifetimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Checks the ranges. */
  public IkeLifetimes {
    if (rekeyTime.isNegative()
        || reauthTime.isNegative()
        || overTime.isNegative()
        || randTime.isNegative()) {
      throw new IllegalArgumentException("lifetimes are not negative");
    }
  }

  /** Rekeyed after so long; deleted a tenth later; up to a tenth of jitter. */
  public static IkeLifetimes rekeying(Duration rekeyTime) {
    Duration tenth = rekeyTime.dividedBy(10);
    return new IkeLifetimes(rekeyTime, Duration.ZERO, tenth, tenth);
  }
}
