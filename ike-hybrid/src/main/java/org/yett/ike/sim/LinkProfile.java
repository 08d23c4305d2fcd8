package org.yett.ike.sim;

import java.time.Duration;

/**
 * How one direction of a link treats datagrams.
 *
 * @param latency the time that every datagram takes at least
 * @param jitter the most that is added to it at random; enough of it reorders datagrams
 * @param loss the probability that an IP packet is lost, 0 to 1
 * @param duplication the probability that a datagram arrives twice, 0 to 1
 * @param reordering the probability that a datagram is held back, 0 to 1
 * @param heldBack the most that such a datagram is held back
 * @param corruption the probability that one bit of a datagram is changed, 0 to 1
 * @param mtu the largest IP packet in octets, IP header included
 * @param ipFragmentation whether longer datagrams go in several IP packets, each of which can be
 *     lost; otherwise they never arrive
 */
public record LinkProfile(
    Duration latency,
    Duration jitter,
    double loss,
    double duplication,
    double reordering,
    Duration heldBack,
    double corruption,
    int mtu,
    boolean ipFragmentation) {

  /** 10 ms, and nothing else ever happens. */
  public static final LinkProfile PERFECT =
      new LinkProfile(Duration.ofMillis(10), Duration.ZERO, 0, 0, 0, Duration.ZERO, 0, 1500, true);

  /** Checks the ranges. */
  public LinkProfile {
    if (latency.isNegative() || jitter.isNegative() || heldBack.isNegative()) {
      throw new IllegalArgumentException("a link does not deliver before it is given");
    }
    for (double probability : new double[] {loss, duplication, reordering, corruption}) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("a probability is 0 to 1: " + probability);
      }
    }
    if (mtu < 68) {
      throw new IllegalArgumentException("every IP link takes packets of 68 octets: " + mtu);
    }
  }

  /** The same link with another latency. */
  public LinkProfile withLatency(Duration newLatency) {
    return new LinkProfile(
        newLatency,
        jitter,
        loss,
        duplication,
        reordering,
        heldBack,
        corruption,
        mtu,
        ipFragmentation);
  }

  /** The same link with another jitter. */
  public LinkProfile withJitter(Duration newJitter) {
    return new LinkProfile(
        latency,
        newJitter,
        loss,
        duplication,
        reordering,
        heldBack,
        corruption,
        mtu,
        ipFragmentation);
  }

  /** The same link with another loss. */
  public LinkProfile withLoss(double newLoss) {
    return new LinkProfile(
        latency,
        jitter,
        newLoss,
        duplication,
        reordering,
        heldBack,
        corruption,
        mtu,
        ipFragmentation);
  }

  /** The same link with another duplication. */
  public LinkProfile withDuplication(double newDuplication) {
    return new LinkProfile(
        latency,
        jitter,
        loss,
        newDuplication,
        reordering,
        heldBack,
        corruption,
        mtu,
        ipFragmentation);
  }

  /** The same link with other reordering. */
  public LinkProfile withReordering(double probability, Duration newHeldBack) {
    return new LinkProfile(
        latency,
        jitter,
        loss,
        duplication,
        probability,
        newHeldBack,
        corruption,
        mtu,
        ipFragmentation);
  }

  /** The same link with another corruption. */
  public LinkProfile withCorruption(double newCorruption) {
    return new LinkProfile(
        latency,
        jitter,
        loss,
        duplication,
        reordering,
        heldBack,
        newCorruption,
        mtu,
        ipFragmentation);
  }

  /** The same link with another MTU. */
  public LinkProfile withMtu(int newMtu, boolean newIpFragmentation) {
    return new LinkProfile(
        latency,
        jitter,
        loss,
        duplication,
        reordering,
        heldBack,
        corruption,
        newMtu,
        newIpFragmentation);
  }
}
