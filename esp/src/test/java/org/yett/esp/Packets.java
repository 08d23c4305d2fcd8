package org.yett.esp;

import java.net.InetAddress;
import org.yett.esp.packet.Checksum;
import org.yett.esp.packet.NextHeader;
import org.yett.esp.packet.Octets;

/** Inner packets for tests. */
public final class Packets {
  private Packets() {}

  /** The octets of a literal address. */
  public static byte[] address(String literal) {
    try {
      return InetAddress.ofLiteral(literal).getAddress();
    } catch (IllegalArgumentException e) {
      throw new AssertionError(e);
    }
  }

  /** A packet of either family with this next layer header and data. */
  public static byte[] ip(String source, String destination, int protocol, byte[] data) {
    byte[] from = address(source);
    byte[] to = address(destination);
    return from.length == 4 ? ipv4(from, to, protocol, data, 0) : ipv6(from, to, protocol, data);
  }

  /** An IPv4 packet with these flags and fragment offset. */
  public static byte[] ipv4(byte[] from, byte[] to, int protocol, byte[] data, int flags) {
    var packet = new byte[20 + data.length];
    packet[0] = 0x45;
    Octets.putInt16(packet, 2, packet.length);
    Octets.putInt16(packet, 4, 0x1234);
    Octets.putInt16(packet, 6, flags);
    packet[8] = 64;
    packet[9] = (byte) protocol;
    System.arraycopy(from, 0, packet, 12, 4);
    System.arraycopy(to, 0, packet, 16, 4);
    System.arraycopy(data, 0, packet, 20, data.length);
    Octets.putInt16(packet, 10, Checksum.of(packet, 0, 20));
    return packet;
  }

  /** An IPv6 packet without extension headers. */
  public static byte[] ipv6(byte[] from, byte[] to, int protocol, byte[] data) {
    var packet = new byte[40 + data.length];
    packet[0] = 0x60;
    Octets.putInt16(packet, 4, data.length);
    packet[6] = (byte) protocol;
    packet[7] = 64;
    System.arraycopy(from, 0, packet, 8, 16);
    System.arraycopy(to, 0, packet, 24, 16);
    System.arraycopy(data, 0, packet, 40, data.length);
    return packet;
  }

  /** The ports of UDP or TCP, then this many octets of data. */
  public static byte[] ports(int source, int destination, int more) {
    var data = new byte[8 + more];
    Octets.putInt16(data, 0, source);
    Octets.putInt16(data, 2, destination);
    Octets.putInt16(data, 4, data.length);
    for (int i = 0; i < more; i++) {
      data[8 + i] = (byte) i;
    }
    return data;
  }

  /** A UDP packet with this many octets of data. */
  public static byte[] udp(String source, String destination, int more) {
    return ip(source, destination, NextHeader.UDP, ports(5000, 53, more));
  }

  /** A UDP packet of this length over all. */
  public static byte[] udpOfLength(String source, String destination, int length) {
    int headers = address(source).length == 4 ? 28 : 48;
    return udp(source, destination, length - headers);
  }

  /** An ICMP or ICMPv6 message. */
  public static byte[] icmp(String source, String destination, int type, int code, byte[] rest) {
    var data = new byte[8 + rest.length];
    data[0] = (byte) type;
    data[1] = (byte) code;
    System.arraycopy(rest, 0, data, 8, rest.length);
    int protocol = address(source).length == 4 ? NextHeader.ICMP : NextHeader.ICMPV6;
    return ip(source, destination, protocol, data);
  }

  /** The packet with room around it; it starts at {@link PacketBatch#HEADROOM}. */
  public static byte[] withRoom(byte[] packet) {
    var buffer = new byte[PacketBatch.HEADROOM + packet.length + PacketBatch.TAILROOM];
    System.arraycopy(packet, 0, buffer, PacketBatch.HEADROOM, packet.length);
    return buffer;
  }
}
