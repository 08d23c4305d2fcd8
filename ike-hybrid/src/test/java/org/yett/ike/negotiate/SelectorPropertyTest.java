package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Selector arithmetic against trying every packet of a small world. */
class SelectorPropertyTest {

  /** One end of a packet; port -1 is a packet whose ports are not available. */
  record Packet(boolean ipv6, int lastOctet, int protocol, int port) {}

  private static final int ADDRESSES = 6;
  private static final int[] PROTOCOLS = {1, 6};
  private static final int[] PORTS = {-1, 0, 1, 2, 3, 65534, 65535};

  private static final List<Packet> WORLD = world();

  private static List<Packet> world() {
    List<Packet> world = new ArrayList<>();
    for (boolean ipv6 : new boolean[] {false, true}) {
      for (int address = 0; address < ADDRESSES; address++) {
        for (int protocol : PROTOCOLS) {
          for (int port : PORTS) {
            world.add(new Packet(ipv6, address, protocol, port));
          }
        }
      }
    }
    return world;
  }

  private static boolean matches(TrafficSelector selector, Packet packet) {
    byte[] address = new byte[packet.ipv6() ? 16 : 4];
    address[address.length - 1] = (byte) packet.lastOctet();
    PortRange ports = selector.ports();
    boolean port =
        packet.port() < 0
            ? ports.isAny() || ports.isOpaque()
            : !ports.isOpaque() && ports.first() <= packet.port() && packet.port() <= ports.last();
    return selector.addresses().contains(AddressRange.address(address))
        && (selector.protocol() == 0 || selector.protocol() == packet.protocol())
        && port;
  }

  private static boolean matches(List<TrafficSelector> selectors, Packet packet) {
    return selectors.stream().anyMatch(selector -> matches(selector, packet));
  }

  @Provide
  Arbitrary<TrafficSelector> selectors() {
    Arbitrary<PortRange> ports =
        Arbitraries.of(
            PortRange.ANY,
            PortRange.OPAQUE,
            new PortRange(0, 1),
            new PortRange(1, 2),
            new PortRange(2, 65535),
            new PortRange(0, 65534),
            PortRange.of(65535));
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, ADDRESSES - 1),
            Arbitraries.integers().between(0, ADDRESSES - 1),
            Arbitraries.of(0, 1, 6),
            ports)
        .as((ipv6, a, b, protocol, range) ->
            new TrafficSelector(
                new AddressRange(address(ipv6, Math.min(a, b)), address(ipv6, Math.max(a, b))),
                protocol,
                range));
  }

  private static java.net.InetAddress address(boolean ipv6, int lastOctet) {
    byte[] octets = new byte[ipv6 ? 16 : 4];
    octets[octets.length - 1] = (byte) lastOctet;
    return AddressRange.address(octets);
  }

  @Provide
  Arbitrary<List<TrafficSelector>> lists() {
    return selectors().list().ofMinSize(1).ofMaxSize(4);
  }

  @Property(tries = 500)
  void theIntersectionHoldsExactlyThePacketsOfBoth(
      @ForAll("selectors") TrafficSelector a, @ForAll("selectors") TrafficSelector b) {
    Optional<TrafficSelector> common = a.intersect(b);
    for (Packet packet : WORLD) {
      assertEquals(
          matches(a, packet) && matches(b, packet),
          common.isPresent() && matches(common.get(), packet));
    }
    assertEquals(common, b.intersect(a));
  }

  @Property(tries = 500)
  void aUnionCoversASelectorIfAndOnlyIfItHoldsAllItsPackets(
      @ForAll("lists") List<TrafficSelector> union, @ForAll("selectors") TrafficSelector selector) {
    boolean all =
        WORLD.stream().filter(packet -> matches(selector, packet)).allMatch(p -> matches(union, p));
    boolean covers = SelectorUnion.covers(union, selector);
    if (covers) {
      assertTrue(all);
    }
    // The world has two protocols and seven ports only, so that it may miss a packet in between.
    boolean worldIsFine =
        selector.protocol() != 0
            && (selector.ports().last() <= 2
                || union.stream()
                    .allMatch(part -> part.ports().isAny() || part.ports().isOpaque()));
    if (all && worldIsFine) {
      assertTrue(covers, () -> union + " covers " + selector);
    }
  }

  @Property(tries = 150)
  void narrowingKeepsExactlyWhatBothSidesAllow(
      @ForAll("lists") List<TrafficSelector> offeredI,
      @ForAll("lists") List<TrafficSelector> offeredR,
      @ForAll("lists") List<TrafficSelector> policyI,
      @ForAll("lists") List<TrafficSelector> policyR) {
    SelectorPair offered = new SelectorPair(offeredI, offeredR);
    SelectorPair policy = new SelectorPair(policyI, policyR);
    switch (Narrowing.narrow(offered, policy)) {
      case Narrowing.Result.Narrowed narrowed -> {
        assertTrue(offered.covers(narrowed.selectors()));
        assertTrue(policy.covers(narrowed.selectors()));
        assertTrue(
            Narrowing.verify(offered, narrowed.selectors()) instanceof Narrowing.Answer.Accepted);
        assertEquals(narrowed, Narrowing.narrow(offered, policy));
        assertSameTraffic(offered, policy, narrowed.selectors());
      }
      case Narrowing.Result.Unacceptable unacceptable ->
          assertSameTraffic(offered, policy, new SelectorPair(List.of(), List.of()));
    }
  }

  private static void assertSameTraffic(
      SelectorPair offered, SelectorPair policy, SelectorPair narrowed) {
    for (Packet source : WORLD) {
      for (Packet destination : WORLD) {
        boolean possible =
            source.ipv6() == destination.ipv6()
                && source.protocol() == destination.protocol()
                && (source.port() < 0) == (destination.port() < 0);
        if (possible && matches(offered.tsi(), source) && matches(policy.tsi(), source)) {
          assertEquals(
              matches(offered.tsr(), destination) && matches(policy.tsr(), destination),
              matches(narrowed.tsi(), source) && matches(narrowed.tsr(), destination));
        }
      }
    }
  }
}
