package org.yett.esp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.yett.esp.Packets;

class InnerHeaderTest {
  private final InnerHeader header = new InnerHeader();

  private boolean parse(byte[] packet) {
    return header.parse(packet, 0, packet.length);
  }

  private static byte[] concat(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** An IPv6 packet whose header names {@code first} as what follows. */
  private static byte[] ipv6(int first, byte[]... parts) {
    return Packets.ip("2001:db8::1", "2001:db8::2", first, concat(parts));
  }

  private static byte[] extension(int next, int length) {
    byte[] extension = new byte[length];
    extension[0] = (byte) next;
    extension[1] = (byte) (length / 8 - 1);
    return extension;
  }

  private static byte[] fragmentHeader(int next, int offsetInOctets, boolean more) {
    byte[] extension = new byte[8];
    extension[0] = (byte) next;
    Octets.putInt16(extension, 2, offsetInOctets | (more ? 1 : 0));
    return extension;
  }

  @Example
  void theFieldsOfAnIpv4PacketAreRead() {
    byte[] packet =
        Packets.ipv4(
            Packets.address("192.0.2.1"),
            Packets.address("198.51.100.7"),
            NextHeader.TCP,
            Packets.ports(40000, 443, 12),
            0x4000);
    packet[1] = (byte) 0xB9;
    packet[8] = 17;
    assertTrue(parse(packet));
    assertEquals(4, header.version());
    assertEquals(20, header.headerLength());
    assertEquals(packet.length, header.totalLength());
    assertEquals(NextHeader.TCP, header.protocol());
    assertEquals(20, header.protocolOffset());
    assertEquals(40000, header.sourcePort());
    assertEquals(443, header.destinationPort());
    assertEquals(0xB9, header.trafficClass());
    assertEquals(17, header.hopLimit());
    assertTrue(header.dontFragment());
    assertFalse(header.fragment());
    assertEquals(0xC0000201L, header.sourceLow());
    assertEquals(0xC6336407L, header.destinationLow());
  }

  @Example
  void theFieldsOfAnIpv6PacketAreRead() {
    byte[] packet = Packets.udp("2001:db8:1::5", "2001:db8:2::9", 3);
    packet[0] = 0x6B;
    packet[1] = (byte) 0x90;
    assertTrue(parse(packet));
    assertEquals(6, header.version());
    assertEquals(0xB9, header.trafficClass());
    assertEquals(64, header.hopLimit());
    assertEquals(packet.length, header.totalLength());
    assertEquals(5000, header.sourcePort());
    assertEquals(53, header.destinationPort());
    assertEquals(0x20010DB8_00010000L, header.sourceHigh());
    assertEquals(5, header.sourceLow());
    assertEquals(0x20010DB8_00020000L, header.destinationHigh());
    assertEquals(9, header.destinationLow());
  }

  @Example
  void portsStandBehindIpv4Options() {
    byte[] packet = Packets.udp("10.0.0.1", "10.0.0.2", 0);
    byte[] withOptions =
        concat(Arrays.copyOf(packet, 20), new byte[8], Arrays.copyOfRange(packet, 20, 28));
    withOptions[0] = 0x47;
    Octets.putInt16(withOptions, 2, withOptions.length);
    assertTrue(parse(withOptions));
    assertEquals(28, header.protocolOffset());
    assertEquals(5000, header.sourcePort());
  }

  @Example
  @Tag("rfc4301:4.4.1.1/3")
  void theExtensionHeadersThatTheRfcNamesAreSkipped() {
    byte[] packet =
        ipv6(
            NextHeader.HOP_BY_HOP,
            extension(NextHeader.DESTINATION_OPTIONS, 8),
            extension(NextHeader.ROUTING, 24),
            extension(NextHeader.FRAGMENT, 16),
            fragmentHeader(NextHeader.UDP, 0, true),
            Packets.ports(1, 2, 0));
    assertTrue(parse(packet));
    assertEquals(NextHeader.UDP, header.protocol());
    assertEquals(1, header.sourcePort());
    assertTrue(header.fragment());
    assertFalse(header.nonInitialFragment());
  }

  @Example
  void espAndAhCountAsNextLayerProtocolsWithoutPorts() {
    for (int protocol : new int[] {NextHeader.ESP, NextHeader.AH}) {
      assertTrue(parse(ipv6(protocol, new byte[16])));
      assertEquals(protocol, header.protocol());
      assertEquals(InnerHeader.OPAQUE, header.sourcePort());
    }
  }

  @Example
  void laterFragmentsShowTheirProtocolButNoPorts() {
    byte[] ipv4 =
        Packets.ipv4(
            Packets.address("10.0.0.1"),
            Packets.address("10.0.0.2"),
            NextHeader.UDP,
            Packets.ports(1, 2, 0),
            185);
    assertTrue(parse(ipv4));
    assertTrue(header.nonInitialFragment());
    assertEquals(NextHeader.UDP, header.protocol());
    assertEquals(InnerHeader.OPAQUE, header.sourcePort());
    assertEquals(InnerHeader.OPAQUE, header.destinationPort());

    byte[] ipv6 =
        ipv6(
            NextHeader.FRAGMENT,
            fragmentHeader(NextHeader.UDP, 1480, false),
            Packets.ports(1, 2, 0));
    assertTrue(parse(ipv6));
    assertTrue(header.nonInitialFragment());
    assertEquals(NextHeader.UDP, header.protocol());
    assertEquals(InnerHeader.OPAQUE, header.sourcePort());
  }

  @Example
  void aProtocolThatLiesBeyondTheFragmentIsHidden() {
    byte[] longOptions = extension(NextHeader.UDP, 64);
    byte[] initial =
        ipv6(
            NextHeader.FRAGMENT,
            fragmentHeader(NextHeader.DESTINATION_OPTIONS, 0, true),
            Arrays.copyOf(longOptions, 24));
    assertTrue(parse(initial));
    assertEquals(InnerHeader.OPAQUE, header.protocol());
    byte[] later =
        ipv6(
            NextHeader.FRAGMENT,
            fragmentHeader(NextHeader.DESTINATION_OPTIONS, 24, false),
            Arrays.copyOfRange(longOptions, 24, 64),
            Packets.ports(1, 2, 0));
    assertTrue(parse(later));
    assertEquals(InnerHeader.OPAQUE, header.protocol());
    assertEquals(InnerHeader.OPAQUE, header.sourcePort());
  }

  @Example
  void aChainOfMoreExtensionHeadersThanSensibleHidesTheProtocol() {
    byte[][] parts = new byte[InnerHeader.MAX_EXTENSION_HEADERS + 2][];
    for (int i = 0; i < parts.length - 1; i++) {
      parts[i] = extension(NextHeader.DESTINATION_OPTIONS, 8);
    }
    parts[parts.length - 1] = extension(NextHeader.UDP, 8);
    assertTrue(parse(ipv6(NextHeader.DESTINATION_OPTIONS, parts)));
    assertEquals(InnerHeader.OPAQUE, header.protocol());
  }

  @Example
  void icmpShowsTypeAndCodeInOneSelector() {
    assertTrue(parse(Packets.icmp("10.0.0.1", "10.0.0.2", 3, 4, new byte[8])));
    assertEquals(0x0304, header.sourcePort());
    assertEquals(InnerHeader.OPAQUE, header.destinationPort());
    assertTrue(header.hasTypeSelector());
    assertTrue(parse(Packets.icmp("::1", "::2", 128, 0, new byte[0])));
    assertEquals(0x8000, header.sourcePort());
  }

  @Example
  void theMobilityHeaderShowsItsTypeInTheUpperOctet() {
    byte[] mobility = new byte[8];
    mobility[2] = 5;
    assertTrue(parse(ipv6(NextHeader.MOBILITY, mobility)));
    assertEquals(0x0500, header.sourcePort());
  }

  @Example
  void malformedPacketsAreRefused() {
    byte[] ipv4 = Packets.udp("10.0.0.1", "10.0.0.2", 0);
    assertFalse(header.parse(ipv4, 0, ipv4.length - 1));
    assertFalse(header.parse(ipv4, 0, 19));
    assertFalse(header.parse(ipv4, 0, 0));
    byte[] shortHeader = ipv4.clone();
    shortHeader[0] = 0x44;
    assertFalse(parse(shortHeader));
    byte[] lyingLength = ipv4.clone();
    Octets.putInt16(lyingLength, 2, 19);
    assertFalse(parse(lyingLength));
    byte[] version = ipv4.clone();
    version[0] = 0x55;
    assertFalse(parse(version));
    byte[] ipv6 = Packets.udp("::1", "::2", 0);
    assertFalse(header.parse(ipv6, 0, 39));
    assertFalse(header.parse(ipv6, 0, ipv6.length - 1));
  }

  @Example
  void aJumbogramIsRefusedRatherThanCutShort() {
    byte[] jumbo = ipv6(NextHeader.HOP_BY_HOP, extension(NextHeader.UDP, 8), new byte[100]);
    Octets.putInt16(jumbo, 4, 0);
    assertFalse(parse(jumbo));
  }

  @Example
  @Tag("rfc4301:7.2/2")
  void aFragmentThatWouldWriteOverTheTcpHeaderIsKnown() {
    for (int offset : new int[] {0, 1, 2}) {
      for (int protocol : new int[] {NextHeader.TCP, NextHeader.UDP}) {
        byte[] packet =
            Packets.ipv4(
                Packets.address("10.0.0.1"),
                Packets.address("10.0.0.2"),
                protocol,
                new byte[24],
                offset);
        assertTrue(parse(packet));
        assertEquals(offset == 1 && protocol == NextHeader.TCP, header.overlapsTcpHeader());
      }
    }
  }

  @Example
  void whatFollowsThePacketIsLeftOut() {
    byte[] packet = Packets.udp("10.0.0.1", "10.0.0.2", 5);
    assertTrue(header.parse(Arrays.copyOf(packet, 100), 0, 100));
    assertEquals(packet.length, header.totalLength());
  }

  @Property(tries = 1000)
  void noOctetsMakeTheParserFailOrReadBeyondThem(
      @ForAll long seed, @ForAll @IntRange(max = 120) int length, @ForAll boolean plausible) {
    byte[] octets = new byte[length];
    var random = new Random(seed);
    random.nextBytes(octets);
    if (plausible && length >= 40) {
      octets[0] = (byte) (random.nextBoolean() ? 0x45 + random.nextInt(3) : 0x60);
      Octets.putInt16(octets, octets[0] == 0x60 ? 4 : 2, random.nextInt(length));
      int[] protocols = {0, 1, 6, 17, 43, 44, 58, 60, 135};
      octets[octets[0] == 0x60 ? 6 : 9] = (byte) protocols[random.nextInt(protocols.length)];
      for (int i = 40; i + 8 <= length; i += 8) {
        octets[i] = (byte) protocols[random.nextInt(protocols.length)];
        octets[i + 1] = (byte) random.nextInt(3);
      }
    }
    // The array ends where the packet does: reading beyond would throw.
    if (header.parse(octets, 0, length)) {
      assertTrue(header.totalLength() <= length);
      assertTrue(header.protocolOffset() <= header.totalLength() || header.protocol() < 0);
      QuotedPacket.parse(header, octets, 0, new InnerHeader());
    }
  }

  @Example
  void reversingExchangesAddressesAndPortsButKeepsTypeAndCode() {
    assertTrue(parse(Packets.udp("10.0.0.1", "10.0.0.2", 5)));
    header.reverse();
    assertEquals(0x0A000002, header.sourceLow());
    assertEquals(0x0A000001, header.destinationLow());
    assertEquals(53, header.sourcePort());
    assertEquals(5000, header.destinationPort());
    assertTrue(parse(Packets.icmp("10.0.0.1", "10.0.0.2", 8, 0, new byte[0])));
    header.reverse();
    assertEquals(0x0800, header.sourcePort());
    assertEquals(0x0A000002, header.sourceLow());
  }
}
