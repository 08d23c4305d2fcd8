package org.yett.esp.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.esp.Packets;

class IcmpErrorTest {
  private final InnerHeader header = new InnerHeader();

  private byte[] write(IcmpError error, String source, byte[] packet, int mtu) {
    assertTrue(header.parse(packet, 0, packet.length));
    byte[] out = new byte[2 + IcmpError.MAX_LENGTH];
    int length = error.write(out, 2, Packets.address(source), packet, 0, header, mtu);
    return Arrays.copyOfRange(out, 2, 2 + length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 1400})
  @Tag("rfc4301:8.2.1/3")
  @Tag("rfc4303:3.3.4/2")
  void anIpv4SenderLearnsTheMtu(int data) {
    byte[] packet = Packets.udp("10.1.0.5", "10.2.0.9", data);
    byte[] message = write(IcmpError.TOO_BIG, "10.1.0.1", packet, 1390);
    assertTrue(message.length <= 576);
    var read = new InnerHeader();
    assertTrue(read.parse(message, 0, message.length));
    assertEquals(message.length, read.totalLength());
    assertEquals(0x0A010001L, read.sourceLow());
    assertEquals(0x0A010005L, read.destinationLow());
    assertEquals(NextHeader.ICMP, read.protocol());
    assertEquals(0x0304, read.sourcePort());
    assertEquals(0, Octets.uint16(message, 24));
    assertEquals(1390, Octets.uint16(message, 26));
    assertEquals(0, Checksum.of(message, 0, 20));
    assertEquals(0, Checksum.of(message, 20, message.length - 20));
    assertArrayEquals(
        Arrays.copyOf(packet, message.length - 28),
        Arrays.copyOfRange(message, 28, message.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101, 1400})
  @Tag("rfc4301:8.2.1/6")
  @Tag("rfc4303:3.3.4/2")
  void anIpv6SenderLearnsTheMtuButNeverLessThan1280(int data) {
    byte[] packet = Packets.udp("2001:db8:1::5", "2001:db8:2::9", data);
    byte[] message = write(IcmpError.TOO_BIG, "2001:db8:1::1", packet, 1390);
    assertTrue(message.length <= 1280);
    var read = new InnerHeader();
    assertTrue(read.parse(message, 0, message.length));
    assertEquals(NextHeader.ICMPV6, read.protocol());
    assertEquals(0x0200, read.sourcePort());
    assertEquals(1390, Octets.int32(message, 44));
    int payload = message.length - 40;
    long sum = Checksum.sum(message, 8, 32) + payload + 58 + Checksum.sum(message, 40, payload);
    assertEquals(0, Checksum.finish(sum));
    byte[] small = write(IcmpError.TOO_BIG, "2001:db8:1::1", packet, 1000);
    assertEquals(1280, Octets.int32(small, 44));
  }

  @ParameterizedTest
  @CsvSource({
    "TOO_BIG, 3, 4, 2, 0",
    "ADMINISTRATIVELY_PROHIBITED, 3, 13, 1, 1",
    "UNREACHABLE, 3, 1, 1, 3"
  })
  void typesAndCodesAreThoseOfRfc4301(IcmpError error, int t4, int c4, int t6, int c6) {
    byte[] ipv4 = write(error, "10.1.0.1", Packets.udp("10.1.0.5", "10.2.0.9", 0), 1300);
    assertEquals(t4 << 8 | c4, Octets.uint16(ipv4, 20));
    byte[] ipv6 = write(error, "::1", Packets.udp("2001:db8::5", "2001:db8::9", 0), 1300);
    assertEquals(t6 << 8 | c6, Octets.uint16(ipv6, 40));
    if (error != IcmpError.TOO_BIG) {
      assertEquals(0, Octets.int32(ipv4, 24));
      assertEquals(0, Octets.int32(ipv6, 44));
    }
  }

  private boolean allowed(IcmpError error, byte[] packet) {
    assertTrue(header.parse(packet, 0, packet.length));
    return error.allowedFor(header);
  }

  @ParameterizedTest
  @EnumSource
  void ordinaryPacketsAreAnswered(IcmpError error) {
    assertTrue(allowed(error, Packets.udp("10.1.0.5", "10.2.0.9", 0)));
    assertTrue(allowed(error, Packets.udp("2001:db8::5", "2001:db8::9", 0)));
    assertTrue(allowed(error, Packets.icmp("10.1.0.5", "10.2.0.9", 8, 0, new byte[4])));
    assertTrue(allowed(error, Packets.icmp("2001:db8::5", "2001:db8::9", 128, 0, new byte[4])));
  }

  @ParameterizedTest
  @EnumSource
  void errorsLaterFragmentsAndGroupsAreNotAnswered(IcmpError error) {
    assertFalse(allowed(error, Packets.icmp("10.1.0.5", "10.2.0.9", 3, 1, new byte[40])));
    assertFalse(allowed(error, Packets.icmp("2001:db8::5", "2001:db8::9", 1, 0, new byte[60])));
    assertFalse(
        allowed(
            error,
            Packets.ipv4(
                Packets.address("10.1.0.5"), Packets.address("10.2.0.9"), 17, new byte[8], 3)));
    assertFalse(allowed(error, Packets.udp("0.0.0.0", "10.2.0.9", 0)));
    assertFalse(allowed(error, Packets.udp("224.0.0.1", "10.2.0.9", 0)));
    assertFalse(allowed(error, Packets.udp("127.0.0.1", "10.2.0.9", 0)));
    assertFalse(allowed(error, Packets.udp("10.1.0.5", "239.1.1.1", 0)));
    assertFalse(allowed(error, Packets.udp("10.1.0.5", "255.255.255.255", 0)));
    assertFalse(allowed(error, Packets.udp("::", "2001:db8::9", 0)));
    assertFalse(allowed(error, Packets.udp("::1", "2001:db8::9", 0)));
    assertEquals(
        error == IcmpError.TOO_BIG, allowed(error, Packets.udp("2001:db8::5", "ff02::1", 0)));
  }

  @Test
  void theSourceAddressMustBeOfThePacketsFamily() {
    assertThrows(
        IllegalArgumentException.class,
        () -> write(IcmpError.TOO_BIG, "::1", Packets.udp("10.1.0.5", "10.2.0.9", 0), 1300));
  }

  @Test
  void theQuotedPacketIsReadThoughItIsCutOff() {
    byte[] packet = Packets.udp("10.1.0.5", "10.2.0.9", 1400);
    byte[] message = write(IcmpError.TOO_BIG, "10.1.0.1", packet, 1390);
    var outer = new InnerHeader();
    var quoted = new InnerHeader();
    outer.parse(message, 0, message.length);
    assertTrue(QuotedPacket.parse(outer, message, 0, quoted));
    assertEquals(0x0A010005L, quoted.sourceLow());
    assertEquals(5000, quoted.sourcePort());
    assertEquals(53, quoted.destinationPort());
  }
}
