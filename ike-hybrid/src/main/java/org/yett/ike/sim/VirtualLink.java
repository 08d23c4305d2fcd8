package org.yett.ike.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.yett.ike.wire.Octets;

/**
 * One direction of a link. What happens to the n-th datagram depends on the seed, the link's name
 * and n alone, and where losses come in bursts or the link takes its time, on those before it.
 */
final class VirtualLink {

  /** What becomes of a datagram: nothing arrives, or one, or several. */
  record Fate(List<Arrival> arrivals, String remark) {}

  /** One arrival of it. */
  record Arrival(Duration delay, SimDatagram datagram) {}

  private final long seed;
  private final String name;
  private LinkProfile profile;
  private long count;
  private boolean bad;
  private Duration busyUntil = Duration.ZERO;

  VirtualLink(long seed, String name, LinkProfile profile) {
    this.seed = seed;
    this.name = name;
    this.profile = profile;
  }

  LinkProfile profile() {
    return profile;
  }

  void profile(LinkProfile newProfile) {
    profile = newProfile;
  }

  /**
   * Takes a datagram.
   *
   * @param now the time since the start; never earlier than before
   */
  Fate carry(SimDatagram datagram, Duration now) {
    long draw = seed ^ (name.hashCode() * 0x9e3779b97f4a7c15L) ^ Long.rotateLeft(count++, 32);
    SplittableRandom random = new SplittableRandom(draw);
    SplittableRandom burst = new SplittableRandom(~draw);
    int packets = (datagram.ipLength() + profile.mtu() - 1) / profile.mtu();
    if (packets > 1 && !profile.ipFragmentation()) {
      return new Fate(
          List.of(), "too long: " + datagram.ipLength() + " octets, MTU " + profile.mtu());
    }
    // All draws are made in any case, so that a change of one probability leaves the others alone.
    boolean lost = false;
    double firstLoss = random.nextDouble();
    SplittableRandom otherPackets = random.split();
    for (int i = 0; i < packets; i++) {
      double chance = bad ? profile.bursts().loss() : profile.loss();
      lost |= (i == 0 ? firstLoss : otherPackets.nextDouble()) < chance;
      double turn = burst.nextDouble();
      bad = bad ? turn >= profile.bursts().end() : turn < profile.bursts().begin();
    }
    boolean twice = random.nextDouble() < profile.duplication();
    boolean corrupt = random.nextDouble() < profile.corruption();
    long bit = random.nextLong();
    Duration first = delay(random);
    Duration second = delay(random);
    Duration waiting = busyUntil.compareTo(now) > 0 ? busyUntil.minus(now) : Duration.ZERO;
    LinkProfile.Rate rate = profile.rate();
    if (waiting.compareTo(rate.of(rate.queue())) > 0) {
      return new Fate(List.of(), "lost, the queue is full");
    }
    // A packet takes its time on the link even if it is lost further on.
    Duration passing = waiting.plus(rate.of(datagram.ipLength()));
    busyUntil = now.plus(passing);
    if (lost) {
      return new Fate(List.of(), "lost");
    }
    List<Arrival> arrivals = new ArrayList<>();
    boolean canCorrupt = corrupt && !datagram.octets().isEmpty();
    SimDatagram arriving =
        canCorrupt ? datagram.withOctets(flip(datagram.octets(), bit)) : datagram;
    arrivals.add(new Arrival(passing.plus(first), arriving));
    if (twice) {
      arrivals.add(new Arrival(passing.plus(second), arriving));
    }
    String remark = (canCorrupt ? "one bit changed" : "") + (twice ? " duplicated" : "");
    return new Fate(arrivals, remark.strip());
  }

  private Duration delay(SplittableRandom random) {
    Duration delay = profile.latency().plus(part(profile.jitter(), random.nextDouble()));
    boolean held = random.nextDouble() < profile.reordering();
    double heldPart = random.nextDouble();
    return held ? delay.plus(part(profile.heldBack(), heldPart)) : delay;
  }

  private static Duration part(Duration whole, double fraction) {
    return Duration.ofNanos((long) (whole.toNanos() * fraction));
  }

  private static Octets flip(Octets octets, long random) {
    byte[] changed = octets.toArray();
    int bit = (int) Math.floorMod(random, changed.length * 8L);
    changed[bit >>> 3] ^= (byte) (1 << (bit & 7));
    return Octets.wrap(changed);
  }
}
