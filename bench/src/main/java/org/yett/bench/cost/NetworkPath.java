package org.yett.bench.cost;

import java.time.Duration;
import org.yett.ike.sim.LinkProfile;

/**
 * The way between two ends, the same in both directions.
 *
 * @param roundTripMillis round-trip time without queues
 * @param loss the probability that an IP packet is lost, 0 to 1
 * @param burst how many packets are lost one after the other on average; 1 if each is lost by
 *     itself
 * @param mtu the largest IP packet
 * @param blackHole whether longer packets never arrive; otherwise routers cut them
 * @param kilobits per second; 0 for no limit
 * @param reordering the probability that a packet is held back for up to half a round trip
 */
public record NetworkPath(
    int roundTripMillis,
    double loss,
    int burst,
    int mtu,
    boolean blackHole,
    int kilobits,
    double reordering) {

  /** Octets that wait before a slow link drops. */
  private static final int QUEUE = 64_000;

  private static final int ETHERNET = 1500;

  /** Ethernet without any trouble. */
  public static NetworkPath of(int roundTripMillis) {
    return new NetworkPath(roundTripMillis, 0, 1, ETHERNET, false, 0, 0);
  }

  /** The same with other losses. */
  public NetworkPath losing(double newLoss) {
    return new NetworkPath(roundTripMillis, newLoss, burst, mtu, blackHole, kilobits, reordering);
  }

  /** The same with losses that come in bursts. */
  public NetworkPath bursts(int packets) {
    return new NetworkPath(roundTripMillis, loss, packets, mtu, blackHole, kilobits, reordering);
  }

  /** The same with another MTU. */
  public NetworkPath mtu(int newMtu, boolean newBlackHole) {
    return new NetworkPath(
        roundTripMillis, loss, burst, newMtu, newBlackHole, kilobits, reordering);
  }

  /** The same with a rate. */
  public NetworkPath rate(int newKilobits) {
    return new NetworkPath(roundTripMillis, loss, burst, mtu, blackHole, newKilobits, reordering);
  }

  /** The same with reordering. */
  public NetworkPath reordering(double probability) {
    return new NetworkPath(roundTripMillis, loss, burst, mtu, blackHole, kilobits, probability);
  }

  /** Each direction of it in a simulation. */
  LinkProfile profile() {
    Duration half = Duration.ofMillis(roundTripMillis).dividedBy(2);
    LinkProfile profile =
        LinkProfile.PERFECT
            .withLatency(half)
            .withMtu(mtu, !blackHole)
            .withReordering(reordering, half);
    if (kilobits > 0) {
      profile = profile.withRate(new LinkProfile.Rate(kilobits * 1000L, QUEUE));
    }
    if (burst <= 1) {
      return profile.withLoss(loss);
    }
    // In the bad state everything is lost; it lasts for so many packets, and holds so often.
    double end = 1.0 / burst;
    return profile.withBursts(new LinkProfile.Bursts(loss * end / (1 - loss), end, 1));
  }

  /** For example {@code 100 ms, 5 % loss in bursts of 4, MTU 576, 64 kbit/s}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(roundTripMillis + " ms");
    if (loss > 0) {
      text.append(", ").append(percent(loss)).append(" % loss");
      if (burst > 1) {
        text.append(" in bursts of ").append(burst);
      }
    }
    if (mtu != ETHERNET) {
      text.append(", MTU ").append(mtu).append(blackHole ? " (black hole)" : "");
    }
    if (kilobits > 0) {
      text.append(", ").append(kilobits).append(" kbit/s");
    }
    if (reordering > 0) {
      text.append(", ").append(percent(reordering)).append(" % reordered");
    }
    return text.toString();
  }

  private static String percent(double probability) {
    double percent = Math.round(probability * 1000) / 10.0;
    return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
  }
}
