package org.yett.vectors.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The packets that go through the tunnels of the corpus. */
final class InnerPacket {

  private static final byte[] TEXT =
      "A packet of the Yett exchange vectors.".getBytes(StandardCharsets.US_ASCII);

  private InnerPacket() {}

  /**
   * UDP between the networks of both hosts, in hexadecimal; the UDP checksum is not used.
   *
   * @param net the initiator is in network 10.net, the responder in the one after it
   */
  static String udp(int net, boolean fromInitiator) {
    int initiator = 0x0a00_0001 | (net << 16);
    int responder = 0x0a00_0001 | ((net + 1) << 16);
    int length = 20 + 8 + TEXT.length;
    ByteBuffer packet = ByteBuffer.allocate(length);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) length);
    packet.putShort((short) 1).putShort((short) 0);
    packet.put((byte) 64).put((byte) 17).putShort((short) 0);
    packet.putInt(fromInitiator ? initiator : responder);
    packet.putInt(fromInitiator ? responder : initiator);
    packet.putShort(10, (short) checksum(packet));
    packet.putShort((short) 4001).putShort((short) 4002);
    packet.putShort((short) (8 + TEXT.length)).putShort((short) 0);
    packet.put(TEXT);
    return HexFormat.of().formatHex(packet.array());
  }

  /** The checksum of an IPv4 header of 20 octets whose own field is zero. */
  static int checksum(ByteBuffer header) {
    int sum = 0;
    for (int i = 0; i < 20; i += 2) {
      sum += header.getShort(i) & 0xffff;
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return ~sum & 0xffff;
  }
}
