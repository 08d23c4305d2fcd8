package org.yett.esp.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.yett.esp.Packets;

class Ipv4FragmentsTest {

  @Property(tries = 200)
  void theFragmentsPutTogetherAreThePacket(
      @ForAll @IntRange(max = 4000) int data,
      @ForAll @IntRange(min = 68, max = 1500) int mtu,
      @ForAll boolean fragmentItself) {
    byte[] packet =
        Packets.ipv4(
            Packets.address("10.0.0.1"),
            Packets.address("10.0.0.2"),
            17,
            Packets.ports(1, 2, data),
            fragmentItself ? 0x2000 | 10 : 0);
    var header = new InnerHeader();
    assertTrue(header.parse(packet, 0, packet.length));
    int count = Ipv4Fragments.count(header, mtu);
    byte[] together = new byte[packet.length - 20];
    int covered = 0;
    for (int i = 0; i < count; i++) {
      byte[] out = new byte[mtu];
      int length = Ipv4Fragments.write(packet, 0, header, mtu, i, out, 0);
      assertTrue(length <= mtu);
      assertEquals(0, Checksum.of(out, 0, 20));
      assertEquals(length, Octets.uint16(out, 2));
      int flags = Octets.uint16(out, 6);
      boolean last = i == count - 1;
      assertEquals(!last || fragmentItself, (flags & 0x2000) != 0);
      int at = ((flags & 0x1FFF) - (fragmentItself ? 10 : 0)) * 8;
      assertEquals(covered, at);
      System.arraycopy(out, 20, together, at, length - 20);
      covered += length - 20;
    }
    assertEquals(together.length, covered);
    assertArrayEquals(Arrays.copyOfRange(packet, 20, packet.length), together);
  }

  @Example
  void laterFragmentsCarryOnlyTheOptionsToBeCopied() {
    // No operation, record route (not copied), loose source route (copied), end.
    byte[] options = HexFormat.of().parseHex("01" + "07070400000000" + "83070401020304" + "00");
    byte[] data = new byte[64];
    byte[] packet = new byte[20 + options.length + data.length];
    System.arraycopy(Packets.ip("10.0.0.1", "10.0.0.2", 17, new byte[0]), 0, packet, 0, 20);
    packet[0] = 0x49;
    Octets.putInt16(packet, 2, packet.length);
    System.arraycopy(options, 0, packet, 20, options.length);
    var header = new InnerHeader();
    assertTrue(header.parse(packet, 0, packet.length));
    byte[] out = new byte[72];
    assertEquals(68, Ipv4Fragments.write(packet, 0, header, 72, 0, out, 0));
    assertArrayEquals(options, Arrays.copyOfRange(out, 20, 36));
    int length = Ipv4Fragments.write(packet, 0, header, 72, 1, out, 0);
    assertEquals(0x47, out[0]);
    assertEquals(28 + 32, length);
    assertEquals("8307040102030400", HexFormat.of().formatHex(out, 20, 28));
    assertEquals(0, Checksum.of(out, 0, 28));
  }

  @Example
  void anMtuWithoutRoomForDataIsRefused() {
    byte[] packet = Packets.udp("10.0.0.1", "10.0.0.2", 100);
    var header = new InnerHeader();
    header.parse(packet, 0, packet.length);
    assertThrows(IllegalArgumentException.class, () -> Ipv4Fragments.count(header, 27));
    byte[] ipv6 = Packets.udp("::1", "::2", 100);
    header.parse(ipv6, 0, ipv6.length);
    assertThrows(IllegalArgumentException.class, () -> Ipv4Fragments.count(header, 1280));
  }
}
