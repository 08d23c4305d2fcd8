package org.yett.tun.offload;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.yett.tun.Packets;

/** Makes TCP segments and checks packets, with arithmetic apart from the module's own. */
final class TcpSegments {
  private TcpSegments() {}

  /** What varies from segment to segment. */
  record Fields(int port, int sequence, int acknowledgement, int flags, int identifier) {
    Fields next(int octets) {
      return new Fields(port, sequence + octets, acknowledgement, flags, (identifier + 1) & 0xFFFF);
    }

    Fields flags(int value) {
      return new Fields(port, sequence, acknowledgement, value, identifier);
    }
  }

  static byte[] make(boolean ipv4, Fields fields, byte[] data) {
    byte[] options = {1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2};
    int tcpLength = 20 + options.length + data.length;
    int ipLength = ipv4 ? 20 : 40;
    ByteBuffer packet = ByteBuffer.allocate(ipLength + tcpLength);
    ip(packet, ipv4, fields, tcpLength);
    packet.putShort((short) fields.port()).putShort((short) 80);
    packet.putInt(fields.sequence()).putInt(fields.acknowledgement());
    packet.put((byte) ((20 + options.length) / 4 << 4)).put((byte) fields.flags());
    packet.putShort((short) 500).putShort((short) 0).putShort((short) 0);
    packet.put(options).put(data);
    byte[] octets = packet.array();
    packet.putShort(ipLength + 16, (short) transportChecksum(octets));
    return octets;
  }

  private static void ip(ByteBuffer packet, boolean ipv4, Fields fields, int tcpLength) {
    if (ipv4) {
      packet.put((byte) 0x45).put((byte) 2).putShort((short) (20 + tcpLength));
      packet.putShort((short) fields.identifier()).putShort((short) 0);
      packet.put((byte) 64).put((byte) 6).putShort((short) 0);
      packet.put(InetAddress.ofLiteral("192.0.2.1").getAddress());
      packet.put(InetAddress.ofLiteral("192.0.2.2").getAddress());
      packet.putShort(10, (short) Packets.checksum(packet.array(), 0, 20));
    } else {
      packet.putInt(0x60200000).putShort((short) tcpLength).put((byte) 6).put((byte) 64);
      packet.put(InetAddress.ofLiteral("2001:db8::1").getAddress());
      packet.put(InetAddress.ofLiteral("2001:db8::2").getAddress());
    }
  }

  /** Checksum of TCP or UDP over pseudo-header and all: 0 if the one in the packet is right. */
  static int transportChecksum(byte[] packet) {
    boolean ipv4 = packet[0] >> 4 == 4;
    int start = ipv4 ? 20 : 40;
    int length = packet.length - start;
    int protocol = ipv4 ? packet[9] : packet[6];
    int addresses = ipv4 ? 8 : 32;
    ByteBuffer all = ByteBuffer.allocate(addresses + 4 + length);
    all.put(packet, ipv4 ? 12 : 8, addresses).putShort((short) protocol).putShort((short) length);
    all.put(packet, start, length);
    return Packets.checksum(all.array(), 0, all.capacity());
  }

  /** Segments of one flow: all of one length but the last, which pushes. */
  static List<byte[]> run(boolean ipv4, int count, int length, int lastLength) {
    List<byte[]> packets = new ArrayList<>();
    Fields fields = new Fields(1000, -1500, 77, 0x10, 65534);
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      int octets = last ? lastLength : length;
      packets.add(make(ipv4, fields.flags(last ? 0x18 : 0x10), Packets.pattern(octets, i)));
      fields = fields.next(octets);
    }
    return packets;
  }
}
