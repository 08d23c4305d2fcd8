package org.yett.vectors.corpus;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.yett.vectors.exchange.ChildSaValue;
import org.yett.vectors.exchange.DatagramValue;
import org.yett.vectors.exchange.EspPacketValue;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.Host;
import org.yett.vectors.exchange.MessageValue;

/** A vector as a capture in pcapng: raw IP packets, with what is inside as a comment. */
public final class CaptureForm {

  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int LINK_TYPE_RAW = 101;
  private static final int OPTION_COMMENT = 1;
  private static final int UDP = 17;
  private static final int ESP = 50;
  private static final int NAT_PORT = 4500;

  private final ExchangeVector vector;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CaptureForm(ExchangeVector vector) {
    this.vector = vector;
  }

  /** The octets of the file. */
  public static byte[] of(ExchangeVector vector) {
    CaptureForm form = new CaptureForm(vector);
    form.block(
        SECTION_HEADER,
        little(16).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0).putLong(-1).array());
    form.block(
        INTERFACE_DESCRIPTION,
        little(8).putShort((short) LINK_TYPE_RAW).putShort((short) 0).putInt(0).array());
    long last = 0;
    for (DatagramValue datagram : vector.datagrams()) {
      form.datagram(datagram);
      last = datagram.at();
    }
    for (EspPacketValue packet : vector.esp()) {
      last += 1000;
      form.esp(packet, last);
    }
    return form.out.toByteArray();
  }

  private void datagram(DatagramValue datagram) {
    byte[] octets = HexFormat.of().parseHex(datagram.octets());
    int from = port(datagram.source());
    int to = port(datagram.destination());
    boolean marker = from != 500 && to != 500;
    byte[] payload = marker ? concat(new byte[4], octets) : octets;
    packet(
        datagram.at(),
        address(datagram.source()),
        address(datagram.destination()),
        UDP,
        udp(from, to, payload),
        comment(datagram));
  }

  private String comment(DatagramValue datagram) {
    StringBuilder comment = new StringBuilder("datagram " + datagram.number());
    if (!datagram.fate().equals("sent")) {
      comment.append(" (").append(datagram.fate()).append(')');
    }
    for (MessageValue message : vector.messages()) {
      if (message.parts().stream().anyMatch(part -> part.datagram() == datagram.number())) {
        comment.append(", message ").append(message.number()).append(':');
        message.payloads().forEach(payload -> comment.append(' ').append(payload.name()));
        if (message.generation() >= 0) {
          comment.append(", keys of generation ").append(message.generation());
        }
      }
    }
    return comment.toString();
  }

  private void esp(EspPacketValue packet, long at) {
    ChildSaValue child = vector.childSas().get(packet.childSa() - 1);
    byte[] octets = HexFormat.of().parseHex(packet.packet());
    String peer = Host.other(packet.from());
    boolean inUdp = child.encapsulation().equals("udp");
    packet(
        at,
        vector.setup(packet.from()).address(),
        vector.setup(peer).address(),
        inUdp ? UDP : ESP,
        inUdp ? udp(NAT_PORT, NAT_PORT, octets) : octets,
        "ESP on Child SA " + child.number() + ", number " + packet.sequence());
  }

  private void packet(
      long microseconds,
      String source,
      String destination,
      int protocol,
      byte[] payload,
      String comment) {
    byte[] ip =
        ip(InetAddress.ofLiteral(source), InetAddress.ofLiteral(destination), protocol, payload);
    byte[] note = comment.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = little(20 + padded(ip.length) + 4 + padded(note.length) + 4);
    body.putInt(0).putInt((int) (microseconds >>> 32)).putInt((int) microseconds);
    body.putInt(ip.length).putInt(ip.length).put(ip);
    body.position(20 + padded(ip.length));
    body.putShort((short) OPTION_COMMENT).putShort((short) note.length).put(note);
    block(ENHANCED_PACKET, body.array());
  }

  private static byte[] udp(int from, int to, byte[] payload) {
    // A checksum of zero: none was computed. Over IPv6 readers may complain of it.
    return ByteBuffer.allocate(8 + payload.length)
        .putShort((short) from)
        .putShort((short) to)
        .putShort((short) (8 + payload.length))
        .putShort((short) 0)
        .put(payload)
        .array();
  }

  private static byte[] ip(
      InetAddress source, InetAddress destination, int protocol, byte[] payload) {
    if (source.getAddress().length == 16) {
      return ByteBuffer.allocate(40 + payload.length)
          .putInt(0x6000_0000)
          .putShort((short) payload.length)
          .put((byte) protocol)
          .put((byte) 64)
          .put(source.getAddress())
          .put(destination.getAddress())
          .put(payload)
          .array();
    }
    ByteBuffer packet = ByteBuffer.allocate(20 + payload.length);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
    packet.putInt(0).put((byte) 64).put((byte) protocol).putShort((short) 0);
    packet.put(source.getAddress()).put(destination.getAddress()).put(payload);
    return packet.putShort(10, (short) InnerPacket.checksum(packet)).array();
  }

  private void block(int type, byte[] body) {
    int length = 12 + body.length;
    out.writeBytes(little(8).putInt(type).putInt(length).array());
    out.writeBytes(body);
    out.writeBytes(little(4).putInt(length).array());
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int padded(int length) {
    return (length + 3) & -4;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static String address(String endpoint) {
    return endpoint.substring(0, endpoint.lastIndexOf(':'));
  }

  private static int port(String endpoint) {
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }
}
