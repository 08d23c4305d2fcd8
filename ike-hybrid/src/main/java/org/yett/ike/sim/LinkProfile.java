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
 * @param bursts when losses come together
 * @param rate how fast it takes octets, and how many may wait
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
    boolean ipFragmentation,
    Bursts bursts,
    Rate rate) {

  /**
   * Losses that come together (Gilbert and Elliott): the link is good or bad, and changes from one
   * IP packet to the next. While it is good, {@link LinkProfile#loss} holds.
   *
   * @param begin the probability that a good link is bad for the next packet, 0 to 1
   * @param end the probability that a bad link is good for the next packet, 0 to 1
   * @param loss the probability that a packet is lost while the link is bad, 0 to 1
   */
  public record Bursts(double begin, double end, double loss) {
    /** It is always good. */
    public static final Bursts NONE = new Bursts(0, 1, 0);

    /** Checks the ranges. */
    public Bursts {
      for (double probability : new double[] {begin, end, loss}) {
        if (!(probability >= 0 && probability <= 1)) {
          throw new IllegalArgumentException("a probability is 0 to 1: " + probability);
        }
      }
    }
  }

  /**
   * How fast a link is: packets go one after the other, and those that find the queue full are
   * lost.
   *
   * @param bitsPerSecond of IP packets; 0 if it takes no time
   * @param queue octets that may wait
   */
  public record Rate(long bitsPerSecond, int queue) {
    /** No time, and no queue. */
    public static final Rate UNLIMITED = new Rate(0, 0);

    /** Checks the ranges. */
    public Rate {
      if (bitsPerSecond < 0 || queue < 0) {
        throw new IllegalArgumentException("a rate is not negative");
      }
    }

    /** How long so many octets take. */
    Duration of(long octets) {
      return bitsPerSecond == 0
          ? Duration.ZERO
          : Duration.ofNanos(Math.round(octets * 8e9 / bitsPerSecond));
    }
  }

  /** Each packet is lost by itself, and a link takes any number of octets at once. */
  public LinkProfile(
      Duration latency,
      Duration jitter,
      double loss,
      double duplication,
      double reordering,
      Duration heldBack,
      double corruption,
      int mtu,
      boolean ipFragmentation) {
    this(
        latency,
        jitter,
        loss,
        duplication,
        reordering,
        heldBack,
        corruption,
        mtu,
        ipFragmentation,
        Bursts.NONE,
        Rate.UNLIMITED);
  }

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
        ipFragmentation,
        bursts,
        rate);
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
        ipFragmentation,
        bursts,
        rate);
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
        ipFragmentation,
        bursts,
        rate);
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
        ipFragmentation,
        bursts,
        rate);
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
        ipFragmentation,
        bursts,
        rate);
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
        ipFragmentation,
        bursts,
        rate);
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
        newIpFragmentation,
        bursts,
        rate);
  }

  /** The same link with other bursts of losses. */
  public LinkProfile withBursts(Bursts newBursts) {
    return new LinkProfile(
        latency,
        jitter,
        loss,
        duplication,
        reordering,
        heldBack,
        corruption,
        mtu,
        ipFragmentation,
        newBursts,
        rate);
  }

  /** The same link with another rate. */
  public LinkProfile withRate(Rate newRate) {
    return new LinkProfile(
        latency,
        jitter,
        loss,
        duplication,
        reordering,
        heldBack,
        corruption,
        mtu,
        ipFragmentation,
        bursts,
        newRate);
  }
}
