package org.yett.gateway.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IpPacketTest {
  private static final InetAddress A = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress B = InetAddress.ofLiteral("192.0.2.2");
  private static final InetAddress A6 = InetAddress.ofLiteral("2001:db8::1");
  private static final InetAddress B6 = InetAddress.ofLiteral("2001:db8::2");

  @Test
  void aDatagramKeepsItsPortsAndAddressesWithOtherContents() {
    for (InetAddress[] ends : new InetAddress[][] {{A, B}, {A6, B6}}) {
      byte[] octets = IpPacket.udp(ends[0], 500, ends[1], 4500, new byte[] {1, 2, 3});
      IpPacket packet =
          IpPacket.parse(octets, 0).orElseThrow().withUdpPayload(new byte[900]).orElseThrow();
      IpPacket again = IpPacket.parse(packet.octets(), 0).orElseThrow();
      assertEquals(ends[0], again.source());
      assertEquals(ends[1], again.destination());
      assertEquals(4500, again.udp().orElseThrow().destinationPort());
      assertArrayEquals(new byte[900], again.udp().orElseThrow().contents());
    }
  }

  /** Cuts an IPv4 or IPv6 packet as a router or a sender does. */
  private static List<byte[]> cut(byte[] packet, int size) {
    boolean ipv6 = packet[0] >>> 4 == 6;
    int header = ipv6 ? 40 : 20;
    List<byte[]> parts = new ArrayList<>();
    for (int at = header; at < packet.length; at += size) {
      int length = Math.min(size, packet.length - at);
      boolean more = at + length < packet.length;
      byte[] part = new byte[header + (ipv6 ? 8 : 0) + length];
      System.arraycopy(packet, 0, part, 0, header);
      System.arraycopy(packet, at, part, part.length - length, length);
      int offset = at - header;
      if (ipv6) {
        part[6] = 44;
        part[40] = packet[6];
        part[42] = (byte) (offset >>> 8);
        part[43] = (byte) (offset | (more ? 1 : 0));
        part[47] = 9;
        part[4] = (byte) (part.length - 40 >>> 8);
        part[5] = (byte) (part.length - 40);
      } else {
        part[2] = (byte) (part.length >>> 8);
        part[3] = (byte) part.length;
        part[5] = 9;
        part[6] = (byte) (offset >>> 11 | (more ? 0x20 : 0));
        part[7] = (byte) (offset >>> 3);
      }
      parts.add(part);
    }
    return parts;
  }

  @Test
  void fragmentsInAnyOrderMakeTheWholePacket() {
    for (byte[] whole :
        List.of(
            IpPacket.udp(A, 500, B, 500, new byte[3000]),
            IpPacket.udp(A6, 500, B6, 500, new byte[3000]))) {
      List<byte[]> parts = cut(whole, 1232);
      Collections.reverse(parts);
      IpReassembly reassembly = new IpReassembly();
      Optional<IpPacket> last = Optional.empty();
      for (byte[] part : parts) {
        assertTrue(last.isEmpty());
        last = reassembly.add(IpPacket.parse(part, 0).orElseThrow());
      }
      assertEquals(3000, last.orElseThrow().udp().orElseThrow().contents().length);
    }
  }

  @Property(tries = 500)
  void noOctetsMakeParsingThrow(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] octets = new byte[random.nextInt(120)];
    random.nextBytes(octets);
    if (octets.length > 0 && random.nextBoolean()) {
      octets[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
    }
    if (octets.length > 5 && random.nextBoolean()) {
      Arrays.fill(octets, 2, 6, (byte) 0);
      octets[octets[0] == 0x45 ? 3 : 5] =
          (byte) (octets[0] == 0x45 ? octets.length : Math.max(0, octets.length - 40));
    }
    IpReassembly reassembly = new IpReassembly();
    IpPacket.parse(octets, 0)
        .flatMap(reassembly::add)
        .ifPresent(packet -> {
          assertTrue(packet.payloadOffset() <= packet.octets().length);
          packet.udp();
        });
  }
}
