package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yett.ike.endpoint.Output;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;

class VirtualLinkTest {

  private static final int COUNT = 4000;

  private static SimDatagram datagram(int size) {
    return new SimDatagram(
        new TransportAddress(InetAddress.ofLiteral("192.0.2.1"), 500),
        new TransportAddress(InetAddress.ofLiteral("198.51.100.2"), 500),
        false,
        Output.Content.IKE,
        Octets.wrap(new byte[size]));
  }

  private static List<VirtualLink.Fate> fates(long seed, LinkProfile profile, int size) {
    VirtualLink link = new VirtualLink(seed, "a>b", profile);
    List<VirtualLink.Fate> fates = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      fates.add(link.carry(datagram(size), Duration.ZERO));
    }
    return fates;
  }

  private static double share(List<VirtualLink.Fate> fates, int arrivals) {
    return fates.stream().filter(f -> f.arrivals().size() == arrivals).count() / (double) COUNT;
  }

  @Test
  void aPerfectLinkDeliversEverythingAfterItsLatency() {
    for (VirtualLink.Fate fate : fates(1, LinkProfile.PERFECT, 100)) {
      assertEquals(
          new VirtualLink.Fate(
              List.of(new VirtualLink.Arrival(Duration.ofMillis(10), datagram(100))), ""),
          fate);
    }
  }

  @Test
  void theFatesFollowFromTheSeed() {
    LinkProfile profile =
        LinkProfile.PERFECT
            .withLoss(0.2)
            .withDuplication(0.2)
            .withJitter(Duration.ofMillis(30))
            .withCorruption(0.1);
    assertEquals(fates(7, profile, 100), fates(7, profile, 100));
    assertNotEquals(fates(7, profile, 100), fates(8, profile, 100));
  }

  @Test
  void lossDuplicationAndCorruptionHappenAsOftenAsTheProfileSays() {
    assertEquals(0.2, share(fates(1, LinkProfile.PERFECT.withLoss(0.2), 100), 0), 0.03);
    assertEquals(0.2, share(fates(1, LinkProfile.PERFECT.withDuplication(0.2), 100), 2), 0.03);
    long corrupted =
        fates(1, LinkProfile.PERFECT.withCorruption(0.2), 100).stream()
            .filter(f -> !f.arrivals().getFirst().datagram().equals(datagram(100)))
            .count();
    assertEquals(0.2, corrupted / (double) COUNT, 0.03);
  }

  @Test
  void corruptionChangesExactlyOneBit() {
    for (VirtualLink.Fate fate : fates(1, LinkProfile.PERFECT.withCorruption(1), 10)) {
      Octets octets = fate.arrivals().getFirst().datagram().octets();
      int bits = 0;
      for (int i = 0; i < octets.size(); i++) {
        bits += Integer.bitCount(octets.u8(i));
      }
      assertEquals(1, bits);
    }
  }

  @Test
  void heldBackDatagramsAreOvertaken() {
    LinkProfile profile = LinkProfile.PERFECT.withReordering(0.5, Duration.ofMillis(100));
    long late =
        fates(1, profile, 10).stream()
            .filter(f -> f.arrivals().getFirst().delay().compareTo(Duration.ofMillis(10)) > 0)
            .count();
    assertEquals(0.5, late / (double) COUNT, 0.03);
  }

  @Test
  void aLongDatagramIsLostWithEachOfItsPacketsOrNeverArrives() {
    LinkProfile fragmenting = LinkProfile.PERFECT.withLoss(0.1).withMtu(600, true);
    assertEquals(1 - 0.9 * 0.9 * 0.9, share(fates(1, fragmenting, 1600), 0), 0.03);
    LinkProfile refusing = LinkProfile.PERFECT.withMtu(600, false);
    assertEquals(1.0, share(fates(1, refusing, 573), 0));
    assertEquals(0.0, share(fates(1, refusing, 572), 0));
  }

  @Test
  void headersAndMarkerCountForTheLength() {
    TransportAddress six = new TransportAddress(InetAddress.ofLiteral("2001:db8::1"), 4500);
    SimDatagram datagram =
        new SimDatagram(six, six, true, Output.Content.IKE, Octets.wrap(new byte[100]));
    assertEquals(152, datagram.ipLength());
    assertEquals(128, datagram(100).ipLength());
  }

  @Test
  void aNatLetsInWhatItHasLetOut() {
    Nat nat = new Nat(InetAddress.ofLiteral("203.0.113.1"));
    TransportAddress inside = new TransportAddress(InetAddress.ofLiteral("192.0.2.1"), 500);
    TransportAddress outside = nat.outward(inside);
    assertEquals(nat.address(), outside.ip());
    assertEquals(outside, nat.outward(inside));
    assertNotEquals(outside, nat.outward(inside.withPort(4500)));
    assertEquals(inside, nat.inward(outside).orElseThrow());
    nat.rebind();
    assertTrue(nat.inward(outside).isEmpty());
    assertNotEquals(outside, nat.outward(inside));
  }

  @Test
  void lossesComeInBurstsAsLongAsTheirEndIsRare() {
    LinkProfile profile = LinkProfile.PERFECT.withBursts(new LinkProfile.Bursts(0.05, 0.25, 1));
    List<VirtualLink.Fate> fates = fates(3, profile, 100);
    // The part of the time in which it is bad: 0.05 / (0.05 + 0.25).
    assertEquals(1.0 / 6, share(fates, 0), 0.03);
    int bursts = 0;
    for (int i = 1; i < COUNT; i++) {
      if (fates.get(i).arrivals().isEmpty() && !fates.get(i - 1).arrivals().isEmpty()) {
        bursts++;
      }
    }
    assertEquals(4, share(fates, 0) * COUNT / bursts, 0.6, "a burst lasts for 1 / 0.25 packets");
  }

  @Test
  void aSlowLinkTakesOneDatagramAfterTheOtherAndDropsWhatTheQueueHasNoRoomFor() {
    // 1000 octets of IP packet at 80 kbit/s: 100 ms each.
    LinkProfile profile = LinkProfile.PERFECT.withRate(new LinkProfile.Rate(80_000, 2000));
    List<VirtualLink.Fate> fates = fates(1, profile, 972).subList(0, 5);
    assertEquals(
        List.of(110L, 210L, 310L),
        fates.stream()
            .flatMap(fate -> fate.arrivals().stream())
            .map(arrival -> arrival.delay().toMillis())
            .toList());
    VirtualLink link = new VirtualLink(1, "a>b", profile);
    link.carry(datagram(972), Duration.ZERO);
    assertEquals(
        Duration.ofMillis(110),
        link.carry(datagram(972), Duration.ofMillis(500)).arrivals().getFirst().delay(),
        "it is idle again");
  }
}
