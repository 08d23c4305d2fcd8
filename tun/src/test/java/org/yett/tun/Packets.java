package org.yett.tun;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Makes small IP packets for tests, without a checksum over UDP (IPv4 allows that). */
public final class Packets {
  private Packets() {}

  /** An IPv4 packet with a UDP datagram. */
  public static byte[] udpV4(
      InetAddress source, int sourcePort, InetAddress target, int targetPort, byte[] data) {
    int length = 28 + data.length;
    ByteBuffer packet = ByteBuffer.allocate(length);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) length);
    packet.putShort((short) 1).putShort((short) 0).put((byte) 64).put((byte) 17);
    packet.putShort((short) 0).put(source.getAddress()).put(target.getAddress());
    packet.putShort(10, (short) checksum(packet.array(), 0, 20));
    packet.putShort((short) sourcePort).putShort((short) targetPort);
    packet.putShort((short) (8 + data.length)).putShort((short) 0).put(data);
    return packet.array();
  }

  /** The Internet checksum, written apart from the module's own. */
  public static int checksum(byte[] octets, int offset, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int octet = octets[offset + i] & 0xFF;
      sum += i % 2 == 0 ? octet << 8 : octet;
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return ~sum & 0xFFFF;
  }

  /** Octets 0, 1, 2, … from a start. */
  public static byte[] pattern(int length, int start) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) (start + i);
    }
    return octets;
  }
}
