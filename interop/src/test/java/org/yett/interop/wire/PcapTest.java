package org.yett.interop.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.yett.interop.peer.Exchange;

class PcapTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String SPIS = "a392e587ff097ca02c8fd95594908e0e";

  /** A pcap file of frames, in the byte order of the host that wrote it. */
  private static ByteBuffer pcap(ByteOrder order, byte[]... frames) {
    ByteBuffer file = ByteBuffer.allocate(4096).order(order);
    file.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
    file.putInt(0).putInt(0).putInt(262_144).putInt(1);
    for (byte[] frame : frames) {
      file.putInt(1).putInt(2).putInt(frame.length).putInt(frame.length).put(frame);
    }
    return file.flip();
  }

  private static List<WirePacket> read(byte[]... frames) throws IOException {
    return Pcap.parse(pcap(ByteOrder.LITTLE_ENDIAN, frames));
  }

  private static byte[] ipv4(int protocol, int fragmentField, String content) {
    byte[] payload = HEX.parseHex(content);
    ByteBuffer frame = ByteBuffer.allocate(14 + 20 + payload.length);
    frame.putLong(0).putInt(0).putShort((short) 0x0800);
    frame.put((byte) 0x45).put((byte) 0).putShort((short) (20 + payload.length));
    frame.putShort((short) 0).putShort((short) fragmentField);
    frame.put((byte) 64).put((byte) protocol).putShort((short) 0);
    frame.putInt(0xc0000201).putInt(0xc0000202).put(payload);
    return frame.array();
  }

  private static byte[] ipv6(int next, String content) {
    byte[] payload = HEX.parseHex(content);
    ByteBuffer frame = ByteBuffer.allocate(14 + 40 + payload.length);
    frame.putLong(0).putInt(0).putShort((short) 0x86dd);
    frame.putInt(0x60000000).putShort((short) payload.length).put((byte) next).put((byte) 64);
    frame.putLong(0x20010db800810000L).putLong(1).putLong(0x20010db800810000L).putLong(2);
    return frame.put(payload).array();
  }

  private static String udp(int from, int to, String payload) {
    return "%04x%04x%04x0000%s".formatted(from, to, 8 + payload.length() / 2, payload);
  }

  private static String ike(int first, int exchange, int flags, int id, String payloads) {
    return SPIS
        + "%02x20%02x%02x%08x%08x".formatted(first, exchange, flags, id, 28 + payloads.length() / 2)
        + payloads;
  }

  @Test
  void an_ike_message_on_port_500_is_read_from_its_header() throws IOException {
    List<WirePacket> packets = read(ipv4(17, 0, udp(500, 500, ike(33, 34, 0x08, 0, "00000004"))));
    WirePacket.Ike message = assertInstanceOf(WirePacket.Ike.class, packets.getFirst());
    assertEquals("192.0.2.1", message.source());
    assertEquals("a392e587ff097ca0", message.initiatorSpi());
    assertEquals("2c8fd95594908e0e", message.responderSpi());
    assertTrue(message.is(Exchange.IKE_SA_INIT));
    assertEquals(false, message.response());
    assertEquals(32, message.octets());
    assertEquals(60, message.packetOctets());
    assertEquals(Instant.ofEpochSecond(1, 2000), message.seen());
    assertEquals(Optional.empty(), message.fragment());
  }

  @Test
  void a_fragment_on_port_4500_is_read_behind_the_non_esp_marker() throws IOException {
    String payload = "0000001000020003" + "0011223344556677";
    List<WirePacket> packets =
        read(ipv6(17, udp(4500, 4500, "00000000" + ike(53, 43, 0x20, 1, payload))));
    WirePacket.Ike message = assertInstanceOf(WirePacket.Ike.class, packets.getFirst());
    assertEquals("2001:db8:81:0:0:0:0:1", message.source());
    assertEquals(Optional.of(Exchange.IKE_INTERMEDIATE), message.exchange());
    assertTrue(message.response());
    assertEquals(1, message.messageId());
    assertEquals(Optional.of(new WirePacket.Fragment(2, 3)), message.fragment());
  }

  @Test
  void esp_is_found_in_udp_and_as_protocol_50() throws IOException {
    String esp = "d8a94fbc00000007" + "00".repeat(24);
    assertEquals(
        List.of(
            new WirePacket.Esp("192.0.2.1", "192.0.2.2", true, "d8a94fbc", 7, 32),
            new WirePacket.Esp("192.0.2.1", "192.0.2.2", false, "d8a94fbc", 7, 32)),
        read(ipv4(17, 0, udp(4500, 4500, esp)), ipv4(50, 0, esp)));
  }

  @Test
  void a_large_datagram_that_the_kernel_was_to_cut_is_the_esp_packets_in_it() throws IOException {
    String body = "00".repeat(24);
    String three =
        "d8a94fbc00000007"
            + body
            + "d8a94fbc00000008"
            + body
            + "d8a94fbc00000009"
            + "00".repeat(16);
    assertEquals(
        List.of(
            new WirePacket.Esp("192.0.2.1", "192.0.2.2", true, "d8a94fbc", 7, 32),
            new WirePacket.Esp("192.0.2.1", "192.0.2.2", true, "d8a94fbc", 8, 32),
            new WirePacket.Esp("192.0.2.1", "192.0.2.2", true, "d8a94fbc", 9, 24)),
        read(ipv4(17, 0, udp(4500, 4500, three))));
    String one = "d8a94fbc00000007" + body + "d8a94fbc00000009" + body;
    assertEquals(
        List.of(new WirePacket.Esp("192.0.2.1", "192.0.2.2", true, "d8a94fbc", 7, 64)),
        read(ipv4(17, 0, udp(4500, 4500, one))));
  }

  @Test
  void keepalives_later_ip_fragments_and_the_rest_are_told_apart() throws IOException {
    assertEquals(
        List.of(
            new WirePacket.Keepalive("192.0.2.1", "192.0.2.2"),
            new WirePacket.IpFragment("192.0.2.1", "192.0.2.2"),
            new WirePacket.Other("192.0.2.1", "192.0.2.2", 1)),
        read(
            ipv4(17, 0, udp(4500, 4500, "ff")),
            ipv4(17, 0x0010, "00".repeat(16)),
            ipv4(1, 0, "0800000000010001")));
  }

  @Test
  void equal_messages_have_equal_digests_and_others_have_not() throws IOException {
    byte[] one = ipv4(17, 0, udp(500, 500, ike(33, 34, 0x08, 0, "00000004")));
    byte[] two = ipv4(17, 0, udp(500, 500, ike(33, 34, 0x08, 0, "00000005")));
    List<String> digests =
        read(one, one, two).stream().map(p -> ((WirePacket.Ike) p).digest()).toList();
    assertEquals(digests.get(0), digests.get(1));
    assertNotEquals(digests.get(0), digests.get(2));
  }

  @Test
  void both_byte_orders_are_read_and_a_cut_last_record_is_left_out() throws IOException {
    byte[] frame = ipv4(1, 0, "0800000000010001");
    assertEquals(1, Pcap.parse(pcap(ByteOrder.BIG_ENDIAN, frame)).size());
    ByteBuffer cut = pcap(ByteOrder.LITTLE_ENDIAN, frame, frame);
    cut.limit(cut.limit() - 1);
    assertEquals(1, Pcap.parse(cut).size());
  }

  @Test
  void what_is_no_capture_of_ethernet_is_refused() {
    assertThrows(IOException.class, () -> Pcap.parse(ByteBuffer.allocate(10)));
    assertThrows(IOException.class, () -> Pcap.parse(ByteBuffer.allocate(100)));
    ByteBuffer other = pcap(ByteOrder.LITTLE_ENDIAN);
    other.putInt(20, 101);
    assertThrows(IOException.class, () -> Pcap.parse(other));
  }

  @Property(tries = 300)
  void no_frame_makes_the_reader_fail(@ForAll byte[] content, @ForAll boolean six)
      throws IOException {
    byte[] frame = new byte[14 + content.length];
    frame[12] = (byte) (six ? 0x86 : 0x08);
    frame[13] = (byte) (six ? 0xdd : 0x00);
    System.arraycopy(content, 0, frame, 14, Math.min(content.length, 3000));
    if (frame.length < 3000) {
      assertTrue(read(frame).size() <= 1);
    }
  }
}
