package org.yett.ike.config;

import java.time.Duration;

/**
 * How long a Child SA lasts, and how much it may protect, as swanctl's keys of the same names say.
 * Zero stands for no limit. Octets and packets are counted by the datapath, in each direction.
 *
 * @param rekeyTime {@code rekey_time}: after so long it is rekeyed
 * @param lifeTime {@code life_time}: after so long it is deleted
 * @param randTime {@code rand_time}: up to so much, at random, is taken off {@code rekeyTime}
 * @param rekeyBytes {@code rekey_bytes}: after so many octets it is rekeyed
 * @param lifeBytes {@code life_bytes}: after so many octets it is deleted
 * @param randBytes {@code rand_bytes}: up to so many are taken off {@code rekeyBytes}
 * @param rekeyPackets {@code rekey_packets}: after so many packets it is rekeyed
 * @param lifePackets {@code life_packets}: after so many packets it is deleted
 * @param randPackets {@code rand_packets}: up to so many are taken off {@code rekeyPackets}
 */
public record ChildLifetimes(
    Duration rekeyTime,
    Duration lifeTime,
    Duration randTime,
    long rekeyBytes,
    long lifeBytes,
    long randBytes,
    long rekeyPackets,
    long lifePackets,
    long randPackets) {

  /** Lasts for ever. */
  public static final ChildLifetimes NONE = ofTime(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Checks the ranges. */
  public ChildLifetimes {
    if (rekeyTime.isNegative() || lifeTime.isNegative() || randTime.isNegative()) {
      throw new IllegalArgumentException("lifetimes are not negative");
    }
    if (Math.min(rekeyBytes, Math.min(lifeBytes, randBytes)) < 0
        || Math.min(rekeyPackets, Math.min(lifePackets, randPackets)) < 0) {
      throw new IllegalArgumentException("limits are not negative");
    }
  }

  /** Limited by time alone. */
  public static ChildLifetimes ofTime(Duration rekeyTime, Duration lifeTime, Duration randTime) {
    return new ChildLifetimes(rekeyTime, lifeTime, randTime, 0, 0, 0, 0, 0, 0);
  }

  /** Rekeyed after so long; deleted a tenth later; up to a tenth of jitter. */
  public static ChildLifetimes rekeying(Duration rekeyTime) {
    Duration tenth = rekeyTime.dividedBy(10);
    return ofTime(rekeyTime, rekeyTime.plus(tenth), tenth);
  }

  /** The same with other limits of octets. */
  public ChildLifetimes withBytes(long rekey, long life, long rand) {
    return new ChildLifetimes(
        rekeyTime, lifeTime, randTime, rekey, life, rand, rekeyPackets, lifePackets, randPackets);
  }

  /** The same with other limits of packets. */
  public ChildLifetimes withPackets(long rekey, long life, long rand) {
    return new ChildLifetimes(
        rekeyTime, lifeTime, randTime, rekeyBytes, lifeBytes, randBytes, rekey, life, rand);
  }
}
