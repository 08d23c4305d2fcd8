package org.yett.interop.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads a pcap file of Ethernet frames: the IP packets in it, told apart as {@link WirePacket}s.
 * Frames that are not IP (ARP) are left out; a record cut short at the end of the file is too.
 */
public final class Pcap {
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int ETHERNET = 1;
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int ETHERNET_HEADER = 14;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86dd;
  private static final int UDP = 17;
  private static final int ESP = 50;
  private static final int IPV6_FRAGMENT = 44;
  private static final int IKE_HEADER = 28;
  private static final int ENCRYPTED_FRAGMENT = 53;
  private static final int RESPONSE_FLAG = 0x20;
  private static final int IKE_PORT = 500;
  private static final int NAT_PORT = 4500;

  /** SPI, sequence number, the least of a payload, and ICV. */
  private static final int SHORTEST_ESP = 20;

  private Pcap() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is not a pcap file of Ethernet frames
   */
  public static List<WirePacket> read(Path file) throws IOException {
    return parse(ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  /**
   * Reads a whole file's octets.
   *
   * @throws IOException if they are not a pcap file of Ethernet frames
   */
  static List<WirePacket> parse(ByteBuffer file) throws IOException {
    if (file.remaining() < FILE_HEADER) {
      throw new IOException("not a pcap file: shorter than its header");
    }
    file.order(ByteOrder.LITTLE_ENDIAN);
    int magic = file.getInt(0);
    if (magic != MICROSECONDS && magic != NANOSECONDS) {
      file.order(ByteOrder.BIG_ENDIAN);
      magic = file.getInt(0);
    }
    if (magic != MICROSECONDS && magic != NANOSECONDS) {
      throw new IOException("not a pcap file: it begins with " + Integer.toHexString(magic));
    }
    if ((file.getInt(20) & 0x0fff_ffff) != ETHERNET) {
      throw new IOException("not a capture of Ethernet frames");
    }
    List<WirePacket> packets = new ArrayList<>();
    int at = FILE_HEADER;
    while (file.limit() - at >= RECORD_HEADER) {
      Instant seen = time(file, at, magic);
      int length = file.getInt(at + 8);
      at += RECORD_HEADER;
      if (length < 0 || length > file.limit() - at) {
        break;
      }
      for (WirePacket packet : frame(file.slice(at, length).order(ByteOrder.BIG_ENDIAN))) {
        packets.add(packet instanceof WirePacket.Ike ike ? ike.seenAt(seen) : packet);
      }
      at += length;
    }
    return packets;
  }

  private static Instant time(ByteBuffer file, int at, int magic) {
    long fraction = Integer.toUnsignedLong(file.getInt(at + 4));
    return Instant.ofEpochSecond(
        Integer.toUnsignedLong(file.getInt(at)), magic == NANOSECONDS ? fraction : fraction * 1000);
  }

  private static List<WirePacket> frame(ByteBuffer frame) throws IOException {
    if (frame.limit() < ETHERNET_HEADER) {
      return List.of();
    }
    ByteBuffer packet = frame.slice(ETHERNET_HEADER, frame.limit() - ETHERNET_HEADER);
    return switch (frame.getShort(12) & 0xffff) {
      case ETHERTYPE_IPV4 -> ipv4(packet);
      case ETHERTYPE_IPV6 -> ipv6(packet);
      default -> List.of();
    };
  }

  private static List<WirePacket> ipv4(ByteBuffer packet) throws IOException {
    if (packet.limit() < 20) {
      return List.of();
    }
    int header = (packet.get(0) & 0x0f) * 4;
    int total = packet.getShort(2) & 0xffff;
    if (header < 20 || total < header || total > packet.limit()) {
      return List.of();
    }
    String source = address(packet, 12, 4);
    String destination = address(packet, 16, 4);
    if ((packet.getShort(6) & 0x1fff) != 0) {
      return List.of(new WirePacket.IpFragment(source, destination));
    }
    ByteBuffer content = packet.slice(header, total - header);
    return transport(source, destination, packet.get(9) & 0xff, content, total);
  }

  private static List<WirePacket> ipv6(ByteBuffer packet) throws IOException {
    if (packet.limit() < 40) {
      return List.of();
    }
    int length = packet.getShort(4) & 0xffff;
    if (length > packet.limit() - 40) {
      return List.of();
    }
    String source = address(packet, 8, 16);
    String destination = address(packet, 24, 16);
    int next = packet.get(6) & 0xff;
    ByteBuffer content = packet.slice(40, length);
    if (next == IPV6_FRAGMENT && length >= 8) {
      if ((content.getShort(2) & 0xfff8) != 0) {
        return List.of(new WirePacket.IpFragment(source, destination));
      }
      next = content.get(0) & 0xff;
      content = content.slice(8, length - 8);
    }
    return transport(source, destination, next, content, 40 + length);
  }

  private static List<WirePacket> transport(
      String source, String destination, int protocol, ByteBuffer content, int packetOctets) {
    if (protocol == ESP && content.limit() >= 8) {
      return List.of(esp(source, destination, false, content));
    }
    if (protocol == UDP && content.limit() >= 8) {
      return udp(source, destination, content, packetOctets);
    }
    return List.of(new WirePacket.Other(source, destination, protocol));
  }

  private static List<WirePacket> udp(
      String source, String destination, ByteBuffer datagram, int packetOctets) {
    int from = datagram.getShort(0) & 0xffff;
    int to = datagram.getShort(2) & 0xffff;
    ByteBuffer payload = datagram.slice(8, datagram.limit() - 8);
    boolean nat = from == NAT_PORT || to == NAT_PORT;
    if (nat && payload.limit() == 1) {
      return List.of(new WirePacket.Keepalive(source, destination));
    }
    if (nat && payload.limit() >= 4) {
      if (payload.getInt(0) != 0) {
        return payload.limit() >= 8
            ? segments(payload).stream()
                .<WirePacket>map(segment -> esp(source, destination, true, segment))
                .toList()
            : List.of(new WirePacket.Other(source, destination, UDP));
      }
      payload = payload.slice(4, payload.limit() - 4);
    }
    boolean ike = nat || from == IKE_PORT || to == IKE_PORT;
    if (!ike || payload.limit() < IKE_HEADER) {
      return List.of(new WirePacket.Other(source, destination, UDP));
    }
    return List.of(ike(source, destination, from, to, payload, packetOctets));
  }

  /**
   * The ESP packets in a UDP datagram. It is one, unless the sender had the kernel cut a large one:
   * such a datagram is captured before it is cut, and holds packets of one length, the last of
   * which may be shorter, with one SPI and consecutive sequence numbers.
   */
  private static List<ByteBuffer> segments(ByteBuffer payload) {
    for (int size = SHORTEST_ESP; size <= payload.limit() - 8; size++) {
      if (follow(payload, size)) {
        List<ByteBuffer> segments = new ArrayList<>();
        for (int at = 0; at < payload.limit(); at += size) {
          segments.add(payload.slice(at, Math.min(size, payload.limit() - at)));
        }
        return segments;
      }
    }
    return List.of(payload);
  }

  private static boolean follow(ByteBuffer payload, int size) {
    int number = 0;
    for (int at = size; at < payload.limit(); at += size) {
      number++;
      if (payload.limit() - at < 8
          || payload.getInt(at) != payload.getInt(0)
          || payload.getInt(at + 4) != payload.getInt(4) + number) {
        return false;
      }
    }
    return true;
  }

  private static WirePacket esp(String source, String destination, boolean udp, ByteBuffer esp) {
    return new WirePacket.Esp(
        source,
        destination,
        udp,
        hex(esp, 0, 4),
        Integer.toUnsignedLong(esp.getInt(4)),
        esp.limit());
  }

  private static WirePacket ike(
      String source, String destination, int from, int to, ByteBuffer message, int packetOctets) {
    int firstPayload = message.get(16) & 0xff;
    Optional<WirePacket.Fragment> fragment = Optional.empty();
    if (firstPayload == ENCRYPTED_FRAGMENT && message.limit() >= IKE_HEADER + 8) {
      fragment =
          Optional.of(
              new WirePacket.Fragment(
                  message.getShort(IKE_HEADER + 4) & 0xffff,
                  message.getShort(IKE_HEADER + 6) & 0xffff));
    }
    return new WirePacket.Ike(
        source,
        destination,
        from,
        to,
        hex(message, 0, 8),
        hex(message, 8, 8),
        message.get(18) & 0xff,
        (message.get(19) & RESPONSE_FLAG) != 0,
        Integer.toUnsignedLong(message.getInt(20)),
        message.limit(),
        packetOctets,
        firstPayload,
        fragment,
        digest(message),
        Instant.EPOCH);
  }

  private static String digest(ByteBuffer message) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(message.duplicate());
      return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static String address(ByteBuffer packet, int at, int length) throws IOException {
    byte[] octets = new byte[length];
    packet.get(at, octets);
    return InetAddress.getByAddress(octets).getHostAddress();
  }

  private static String hex(ByteBuffer buffer, int at, int length) {
    byte[] octets = new byte[length];
    buffer.get(at, octets);
    return HexFormat.of().formatHex(octets);
  }
}
