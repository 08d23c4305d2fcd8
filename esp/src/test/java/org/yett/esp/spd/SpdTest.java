package org.yett.esp.spd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.yett.esp.Packets;
import org.yett.esp.packet.InnerHeader;
import org.yett.esp.packet.NextHeader;
import org.yett.esp.packet.Octets;
import org.yett.esp.selector.AddressRange;
import org.yett.esp.selector.SelectorSet;
import org.yett.esp.selector.TrafficSelector;

/** The SPD against a list that is searched from its beginning. */
class SpdTest {

  private static Action model(List<SpdEntry> entries, InnerHeader packet, boolean outbound) {
    for (SpdEntry entry : entries) {
      SelectorSet selectors = entry.selectors();
      if (outbound ? selectors.matchesOutbound(packet) : selectors.matchesInbound(packet)) {
        return entry.action();
      }
    }
    return Action.UNMATCHED;
  }

  @Property(tries = 25)
  @Tag("rfc4301:4.4.1/1")
  @Tag("rfc4301:4.4.1/3")
  void aLookupDecidesAsTheFirstMatchingEntryOfTheList(@ForAll long seed) {
    var random = new Random(seed);
    var spd = new Spd();
    List<SpdEntry> model = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      if (!model.isEmpty() && random.nextInt(4) == 0) {
        SpdEntry gone = model.get(random.nextInt(model.size()));
        assertTrue(spd.remove(gone));
        model.remove(gone);
      } else {
        SpdEntry entry = randomEntry(random);
        spd.add(entry);
        model.add(entry);
        // A stable sort: entries of one order keep the order in which they came.
        model.sort(Comparator.comparingInt(SpdEntry::order));
      }
      if (i % 10 == 0) {
        assertEquals(model, spd.entries());
      }
      for (int k = 0; k < 8; k++) {
        InnerHeader packet = randomPacket(random);
        assertSame(model(model, packet, true), spd.outbound(packet));
        assertSame(model(model, packet, false), spd.inbound(packet));
      }
    }
    var copy = new Spd();
    copy.replaceAll(model);
    assertEquals(model, copy.entries());
    Collections.shuffle(model, random);
    for (SpdEntry entry : model) {
      assertTrue(spd.remove(entry));
    }
    assertEquals(List.of(), spd.entries());
    assertFalse(spd.remove(randomEntry(random)));
  }

  private static SpdEntry randomEntry(Random random) {
    Action action =
        switch (random.nextInt(3)) {
          case 0 -> Action.BYPASS;
          case 1 -> Action.DISCARD;
          default -> new Action.Protect(new Policy("p" + random.nextInt()));
        };
    return new SpdEntry(
        random.nextInt(5), new SelectorSet(randomSide(random), randomSide(random)), action);
  }

  private static List<TrafficSelector> randomSide(Random random) {
    var side = new ArrayList<TrafficSelector>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      AddressRange range = randomRange(random);
      if (random.nextInt(3) == 0) {
        int first = random.nextInt(4);
        side.add(
            random.nextInt(5) == 0
                ? new TrafficSelector(range, NextHeader.UDP, 65535, 0)
                : new TrafficSelector(range, NextHeader.UDP, first, first + random.nextInt(4)));
      } else {
        side.add(TrafficSelector.of(range));
      }
    }
    return side;
  }

  private static AddressRange randomRange(Random random) {
    byte[] a = randomAddress(random, random.nextInt(3) != 0);
    switch (random.nextInt(5)) {
      case 0:
        return a.length == 4 ? AddressRange.ANY_IPV4 : AddressRange.ANY_IPV6;
      case 1:
        return AddressRange.of(a, a);
      case 2:
        return AddressRange.ofPrefix(a, random.nextInt(a.length * 8 + 1));
      default:
        byte[] b = randomAddress(random, a.length == 4);
        return java.util.Arrays.compareUnsigned(a, b) <= 0
            ? AddressRange.of(a, b)
            : AddressRange.of(b, a);
    }
  }

  /** Few distinct addresses, so that entries and packets meet; and the extremes. */
  private static byte[] randomAddress(Random random, boolean ipv4) {
    byte[] address = new byte[ipv4 ? 4 : 16];
    switch (random.nextInt(8)) {
      case 0:
        java.util.Arrays.fill(address, (byte) 0xFF);
        break;
      case 1:
        break;
      default:
        address[0] = 10;
        address[ipv4 ? 2 : 7] = (byte) random.nextInt(3);
        address[address.length - 1] = (byte) random.nextInt(6);
    }
    return address;
  }

  private static InnerHeader randomPacket(Random random) {
    boolean ipv4 = random.nextInt(3) != 0;
    byte[] from = randomAddress(random, ipv4);
    byte[] to = randomAddress(random, ipv4);
    byte[] data = Packets.ports(random.nextInt(6), random.nextInt(6), 0);
    int protocol = random.nextInt(3) == 0 ? NextHeader.TCP : NextHeader.UDP;
    byte[] packet =
        ipv4
            ? Packets.ipv4(from, to, protocol, data, random.nextInt(6) == 0 ? 5 : 0)
            : Packets.ipv6(from, to, protocol, data);
    var header = new InnerHeader();
    assertTrue(header.parse(packet, 0, packet.length));
    return header;
  }

  private static SelectorSet hosts(int i) {
    byte[] host = new byte[4];
    Octets.putInt32(host, 0, 0x0A00_0000 + i);
    return new SelectorSet(
        List.of(TrafficSelector.of(AddressRange.ANY_IPV4)),
        List.of(TrafficSelector.of(AddressRange.of(host, host))));
  }

  @Example
  void tenThousandPoliciesAreFoundAndTakenOut() {
    var spd = new Spd();
    var entries = new ArrayList<SpdEntry>();
    for (int i = 0; i < 10_000; i++) {
      entries.add(new SpdEntry(0, hosts(i), new Action.Protect(new Policy("p" + i))));
    }
    entries.forEach(spd::add);
    var header = new InnerHeader();
    for (int i = 0; i < 10_000; i += 7) {
      byte[] to = new byte[4];
      Octets.putInt32(to, 0, 0x0A00_0000 + i);
      byte[] packet = Packets.ipv4(new byte[] {1, 2, 3, 4}, to, 6, Packets.ports(1, 2, 0), 0);
      header.parse(packet, 0, packet.length);
      assertSame(entries.get(i).action(), spd.outbound(header));
    }
    entries.forEach(entry -> assertTrue(spd.remove(entry)));
    assertSame(Action.UNMATCHED, spd.outbound(header));
  }

  @Example
  void aRangeOfManyPrefixesOnBothSidesStillDecides() {
    // The worst ranges of IPv6 fall into 254 prefixes each: too many pairs for the tries.
    var worst = new AddressRange(6, 0, 1, -1, -2);
    var set =
        new SelectorSet(List.of(TrafficSelector.of(worst)), List.of(TrafficSelector.of(worst)));
    var entry = new SpdEntry(1, set, Action.BYPASS);
    var spd = new Spd();
    spd.add(entry);
    var header = new InnerHeader();
    byte[] inside = Packets.udp("::1", "2001:db8::1", 0);
    header.parse(inside, 0, inside.length);
    assertSame(Action.BYPASS, spd.outbound(header));
    byte[] outside = Packets.udp("::", "2001:db8::1", 0);
    header.parse(outside, 0, outside.length);
    assertSame(Action.UNMATCHED, spd.outbound(header));
    assertEquals(List.of(entry), spd.entries());
    assertTrue(spd.remove(entry));
    assertEquals(List.of(), spd.entries());
  }

  @Property(tries = 300)
  void prefixesCoverTheirRangeExactly(@ForAll long seed) {
    var random = new Random(seed);
    AddressRange range = randomRange(random);
    List<Prefix> prefixes = Prefix.covering(range);
    for (int i = 0; i < 20; i++) {
      byte[] address = randomAddress(random, random.nextBoolean());
      int version = address.length == 4 ? 4 : 6;
      long high = version == 4 ? 0 : Octets.int64(address, 0);
      long low = version == 4 ? Octets.uint32(address, 0) : Octets.int64(address, 8);
      long count =
          prefixes.stream()
              .filter(prefix ->
                  Prefix.common(
                          prefix.high(),
                          prefix.low(),
                          Prefix.keyHigh(version, high, low),
                          Prefix.keyLow(version, low))
                      >= prefix.length())
              .count();
      if (version == range.version()) {
        assertEquals(range.contains(version, high, low) ? 1 : 0, count);
      }
    }
  }
}
