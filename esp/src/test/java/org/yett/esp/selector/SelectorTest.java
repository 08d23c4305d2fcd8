package org.yett.esp.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.esp.Packets;
import org.yett.esp.packet.InnerHeader;
import org.yett.esp.packet.NextHeader;

class SelectorTest {
  private static final AddressRange LOCAL = AddressRange.ofPrefix(Packets.address("10.1.0.0"), 16);
  private static final AddressRange REMOTE =
      AddressRange.of(Packets.address("10.2.0.5"), Packets.address("10.2.0.9"));

  private static InnerHeader header(byte[] packet) {
    var header = new InnerHeader();
    assertTrue(header.parse(packet, 0, packet.length));
    return header;
  }

  private static SelectorSet set(TrafficSelector local, TrafficSelector remote) {
    return new SelectorSet(List.of(local), List.of(remote));
  }

  private static TrafficSelector ts(AddressRange range, int protocol, int first, int last) {
    return new TrafficSelector(range, protocol, first, last);
  }

  @Test
  @Tag("rfc4301:4.4.1.1/1")
  void addressesMatchAtBothEndsOfTheRangeAndNotBeyond() {
    var set = set(TrafficSelector.of(LOCAL), TrafficSelector.of(REMOTE));
    for (String inside : List.of("10.2.0.5", "10.2.0.7", "10.2.0.9")) {
      assertTrue(set.matchesOutbound(header(Packets.udp("10.1.255.255", inside, 0))));
      assertTrue(set.matchesInbound(header(Packets.udp(inside, "10.1.0.0", 0))));
    }
    for (String outside : List.of("10.2.0.4", "10.2.0.10", "138.2.0.7")) {
      assertFalse(set.matchesOutbound(header(Packets.udp("10.1.0.1", outside, 0))));
    }
    assertFalse(set.matchesInbound(header(Packets.udp("10.1.0.1", "10.2.0.7", 0))));
    assertFalse(set.matchesOutbound(header(Packets.udp("2001:db8::1", "2001:db8::2", 0))));
  }

  @Test
  void aSetOfBothFamiliesCarriesBoth() {
    var any =
        List.of(
            TrafficSelector.of(AddressRange.ANY_IPV4), TrafficSelector.of(AddressRange.ANY_IPV6));
    var set = new SelectorSet(any, any);
    assertTrue(set.matchesOutbound(header(Packets.udp("255.255.255.255", "0.0.0.0", 0))));
    assertTrue(
        set.matchesOutbound(
            header(Packets.udp("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::", 0))));
  }

  @Test
  @Tag("rfc4301:4.4.1.1/1")
  @Tag("rfc4301:7.1/1")
  void portsAreThoseOfTheirOwnSide() {
    var set = set(ts(LOCAL, NextHeader.UDP, 5000, 5000), ts(REMOTE, NextHeader.UDP, 50, 60));
    assertTrue(set.matchesOutbound(header(Packets.udp("10.1.0.1", "10.2.0.7", 0))));
    byte[] answer = Packets.ip("10.2.0.7", "10.1.0.1", NextHeader.UDP, Packets.ports(53, 5000, 0));
    assertTrue(set.matchesInbound(header(answer)));
    byte[] other = Packets.ip("10.2.0.7", "10.1.0.1", NextHeader.UDP, Packets.ports(61, 5000, 0));
    assertFalse(set.matchesInbound(header(other)));
    byte[] tcp = Packets.ip("10.2.0.7", "10.1.0.1", NextHeader.TCP, Packets.ports(53, 5000, 0));
    assertFalse(set.matchesInbound(header(tcp)));
  }

  @Test
  @Tag("rfc4301:4.4.1.1/4")
  @Tag("rfc4301:4.4.1.1/5")
  @Tag("rfc4301:7.3/4")
  @Tag("rfc4301:7.3/5")
  @Tag("rfc4301:7.2/1")
  void aLaterFragmentMatchesOnlyAnyAndOpaquePorts() {
    byte[] fragment =
        Packets.ipv4(
            Packets.address("10.1.0.1"),
            Packets.address("10.2.0.7"),
            NextHeader.UDP,
            Packets.ports(5000, 53, 0),
            100);
    InnerHeader header = header(fragment);
    int udp = NextHeader.UDP;
    assertFalse(set(ts(LOCAL, udp, 5000, 5000), ts(REMOTE, udp, 53, 53)).matchesOutbound(header));
    assertTrue(set(ts(LOCAL, udp, 0, 65535), ts(REMOTE, udp, 0, 65535)).matchesOutbound(header));
    var opaque = set(ts(LOCAL, udp, 65535, 0), ts(REMOTE, udp, 65535, 0));
    assertTrue(opaque.matchesOutbound(header));
    assertFalse(opaque.matchesOutbound(header(Packets.udp("10.1.0.1", "10.2.0.7", 0))));
  }

  @Test
  @Tag("rfc4301:4.4.1.1/6")
  void icmpTypeAndCodeAreComparedAsOneNumberOnTheSendersSide() {
    int icmp = NextHeader.ICMP;
    // Echo request may be sent, nothing may be received (RFC 4301 4.4.1.3 C).
    var sendOnly = set(ts(LOCAL, icmp, 0x0800, 0x08FF), ts(REMOTE, icmp, 65535, 0));
    assertTrue(
        sendOnly.matchesOutbound(header(Packets.icmp("10.1.0.1", "10.2.0.7", 8, 0, new byte[0]))));
    assertFalse(
        sendOnly.matchesOutbound(header(Packets.icmp("10.1.0.1", "10.2.0.7", 0, 0, new byte[0]))));
    assertFalse(
        sendOnly.matchesInbound(header(Packets.icmp("10.2.0.7", "10.1.0.1", 8, 0, new byte[0]))));
    // The same type both ways (RFC 4301 4.4.1.3 B): each side's selector is about what it sends.
    var bothWays = set(ts(LOCAL, icmp, 0x0800, 0x0800), ts(REMOTE, icmp, 0x0000, 0x0000));
    assertTrue(
        bothWays.matchesOutbound(header(Packets.icmp("10.1.0.1", "10.2.0.7", 8, 0, new byte[0]))));
    assertTrue(
        bothWays.matchesInbound(header(Packets.icmp("10.2.0.7", "10.1.0.1", 0, 0, new byte[0]))));
    assertFalse(
        bothWays.matchesInbound(header(Packets.icmp("10.2.0.7", "10.1.0.1", 8, 0, new byte[0]))));
    // A range of types and codes: T-start*256 + C-start <= t*256 + c <= T-end*256 + C-end.
    var range = set(ts(LOCAL, icmp, 0x0302, 0x0501), ts(REMOTE, icmp, 0, 65535));
    assertFalse(
        range.matchesOutbound(header(Packets.icmp("10.1.0.1", "10.2.0.7", 3, 1, new byte[0]))));
    assertTrue(
        range.matchesOutbound(header(Packets.icmp("10.1.0.1", "10.2.0.7", 4, 200, new byte[0]))));
    assertTrue(
        range.matchesOutbound(header(Packets.icmp("10.1.0.1", "10.2.0.7", 5, 1, new byte[0]))));
    assertFalse(
        range.matchesOutbound(header(Packets.icmp("10.1.0.1", "10.2.0.7", 5, 2, new byte[0]))));
  }

  @Test
  void senselessSelectorsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ts(LOCAL, 256, 0, 65535));
    assertThrows(IllegalArgumentException.class, () -> ts(LOCAL, 6, 5, 4));
    assertThrows(IllegalArgumentException.class, () -> ts(LOCAL, 6, 0, 65536));
    assertThrows(
        IllegalArgumentException.class,
        () -> AddressRange.of(Packets.address("10.0.0.2"), Packets.address("10.0.0.1")));
    assertThrows(
        IllegalArgumentException.class,
        () -> AddressRange.of(Packets.address("10.0.0.2"), Packets.address("::1")));
    assertThrows(IllegalArgumentException.class, () -> AddressRange.of(new byte[5], new byte[5]));
    assertThrows(IllegalArgumentException.class, () -> AddressRange.ofPrefix(new byte[4], 33));
    assertThrows(
        IllegalArgumentException.class, () -> new AddressRange(4, 0, 0, 0, 0x1_0000_0000L));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SelectorSet(List.of(), List.of(TrafficSelector.of(LOCAL))));
  }

  @Test
  void rangesAreWrittenAsPeopleWriteThem() {
    assertEquals("10.2.0.5-10.2.0.9", REMOTE.toString());
    byte[] host = Packets.address("2001:db8::1");
    assertEquals("2001:db8:0:0:0:0:0:1", AddressRange.of(host, host).toString());
  }
}
