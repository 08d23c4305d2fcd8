package org.yett.gateway.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.yett.esp.packet.Checksum;
import org.yett.esp.packet.Octets;

/** Builds and reads the few kinds of IP packets that a host in memory needs. */
final class IpPackets {
  static final int TCP = 6;
  static final int ICMP = 1;
  static final int ICMPV6 = 58;

  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int HOP_LIMIT = 64;

  private IpPackets() {}

  /**
   * A packet that was received.
   *
   * @param source its sender
   * @param destination its receiver
   * @param protocol what it carries
   * @param buffer holds the payload
   * @param offset where the payload starts
   * @param length octets of payload
   */
  record Parsed(
      InetAddress source,
      InetAddress destination,
      int protocol,
      byte[] buffer,
      int offset,
      int length) {}

  /** Reads a packet without options or extension headers, which nobody here sends; else null. */
  static Parsed parse(byte[] buffer, int offset, int length) {
    int version = length > 0 ? (buffer[offset] & 0xF0) >>> 4 : 0;
    if (version == 4 && length >= IPV4_HEADER && buffer[offset] == 0x45) {
      int total = Octets.uint16(buffer, offset + 2);
      return total > length || total < IPV4_HEADER
          ? null
          : new Parsed(
              address(buffer, offset + 12, 4),
              address(buffer, offset + 16, 4),
              buffer[offset + 9] & 0xFF,
              buffer,
              offset + IPV4_HEADER,
              total - IPV4_HEADER);
    }
    if (version == 6 && length >= IPV6_HEADER) {
      int payload = Octets.uint16(buffer, offset + 4);
      return payload > length - IPV6_HEADER
          ? null
          : new Parsed(
              address(buffer, offset + 8, 16),
              address(buffer, offset + 24, 16),
              buffer[offset + 6] & 0xFF,
              buffer,
              offset + IPV6_HEADER,
              payload);
    }
    return null;
  }

  /** Octets of the IP header that precedes the payload towards that address. */
  static int headerLength(InetAddress destination) {
    return destination.getAddress().length == 4 ? IPV4_HEADER : IPV6_HEADER;
  }

  /**
   * Completes a packet whose payload lies behind the room for the header: writes the header and the
   * payload's checksum.
   *
   * @param packet room for the header, then the payload with a checksum field of zero
   * @param checksumAt where the checksum lies in the payload
   */
  static void finish(
      byte[] packet,
      int length,
      InetAddress source,
      InetAddress destination,
      int protocol,
      int checksumAt) {
    int header = headerLength(destination);
    int payload = length - header;
    byte[] from = source.getAddress();
    byte[] to = destination.getAddress();
    Arrays.fill(packet, 0, header, (byte) 0);
    if (header == IPV4_HEADER) {
      packet[0] = 0x45;
      Octets.putInt16(packet, 2, length);
      Octets.putInt16(packet, 6, 0x4000);
      packet[8] = HOP_LIMIT;
      packet[9] = (byte) protocol;
      System.arraycopy(from, 0, packet, 12, 4);
      System.arraycopy(to, 0, packet, 16, 4);
      Octets.putInt16(packet, 10, Checksum.of(packet, 0, IPV4_HEADER));
    } else {
      packet[0] = 0x60;
      Octets.putInt16(packet, 4, payload);
      packet[6] = (byte) protocol;
      packet[7] = HOP_LIMIT;
      System.arraycopy(from, 0, packet, 8, 16);
      System.arraycopy(to, 0, packet, 24, 16);
    }
    long sum = Checksum.sum(packet, header, payload);
    if (protocol != ICMP) {
      sum += Checksum.sum(from, 0, from.length) + Checksum.sum(to, 0, to.length);
      sum += protocol + payload;
    }
    Octets.putInt16(packet, header + checksumAt, Checksum.finish(sum));
  }

  private static InetAddress address(byte[] buffer, int offset, int length) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(buffer, offset, offset + length));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 octets, not " + length, e);
    }
  }
}
