package org.yett.gateway.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IPv4 or IPv6 packet and where things are in it. Values are lent: the octets must not change.
 */
public final class IpPacket {
  /** Protocol number of UDP. */
  public static final int UDP = 17;

  /** Protocol number of ESP. */
  public static final int ESP = 50;

  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int UDP_HEADER = 8;
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MORE_FRAGMENTS = 0x2000;

  private final byte[] octets;
  private final boolean ipv6;
  private final int protocol;
  private final int protocolField;
  private final int payloadOffset;
  private final int fragmentHeader;

  private IpPacket(
      byte[] octets, boolean ipv6, int protocolField, int payloadOffset, int fragmentHeader) {
    this.octets = octets;
    this.ipv6 = ipv6;
    this.protocolField = protocolField;
    this.protocol = octets[protocolField] & 0xff;
    this.payloadOffset = payloadOffset;
    this.fragmentHeader = fragmentHeader;
  }

  /**
   * Takes a packet apart.
   *
   * @param frame octets in which it stands
   * @param offset where it begins; what follows its own length is link-layer padding
   * @return empty if there is no whole IP packet
   */
  public static Optional<IpPacket> parse(byte[] frame, int offset) {
    int room = frame.length - offset;
    if (room < IPV4_HEADER) {
      return Optional.empty();
    }
    return switch ((frame[offset] & 0xff) >>> 4) {
      case 4 -> ipv4(frame, offset, room);
      case 6 -> ipv6(frame, offset, room);
      default -> Optional.empty();
    };
  }

  private static Optional<IpPacket> ipv4(byte[] frame, int offset, int room) {
    int header = (frame[offset] & 0x0f) * 4;
    int total = u16(frame, offset + 2);
    if (header < IPV4_HEADER || total < header || total > room) {
      return Optional.empty();
    }
    byte[] octets = Arrays.copyOfRange(frame, offset, offset + total);
    return Optional.of(new IpPacket(octets, false, 9, header, -1));
  }

  private static Optional<IpPacket> ipv6(byte[] frame, int offset, int room) {
    if (room < IPV6_HEADER || room < IPV6_HEADER + u16(frame, offset + 4)) {
      return Optional.empty();
    }
    int total = IPV6_HEADER + u16(frame, offset + 4);
    byte[] octets = Arrays.copyOfRange(frame, offset, offset + total);
    int field = 6;
    int at = IPV6_HEADER;
    int fragment = -1;
    while (at + 8 <= total) {
      int next = octets[field] & 0xff;
      if (next == FRAGMENT && fragment < 0) {
        fragment = at;
        field = at;
        at += 8;
      } else if (next == HOP_BY_HOP || next == ROUTING || next == DESTINATION_OPTIONS) {
        field = at;
        at += 8 + 8 * (octets[at + 1] & 0xff);
      } else {
        break;
      }
    }
    return at > total
        ? Optional.empty()
        : Optional.of(new IpPacket(octets, true, field, at, fragment));
  }

  /** Whether it is IPv6. */
  public boolean isIpv6() {
    return ipv6;
  }

  /** Source address. */
  public InetAddress source() {
    return address(ipv6 ? 8 : 12);
  }

  /** Destination address. */
  public InetAddress destination() {
    return address(ipv6 ? 24 : 16);
  }

  private InetAddress address(int at) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(octets, at, at + (ipv6 ? 16 : 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 octets", e);
    }
  }

  /** Protocol number of what it carries, IPv6 extension headers passed over. */
  public int protocol() {
    return protocol;
  }

  /** The whole packet; lent. */
  public byte[] octets() {
    return octets;
  }

  /** Octets of headers before what it carries. */
  public int payloadOffset() {
    return payloadOffset;
  }

  /** What it carries; a copy. */
  public byte[] payload() {
    return Arrays.copyOfRange(octets, payloadOffset, octets.length);
  }

  /** Whether it is a fragment of a larger packet. */
  public boolean isFragment() {
    return moreFragments() || fragmentOffset() != 0;
  }

  /** Whether fragments follow. */
  boolean moreFragments() {
    return ipv6
        ? fragmentHeader >= 0 && (octets[fragmentHeader + 3] & 1) != 0
        : (u16(octets, 6) & MORE_FRAGMENTS) != 0;
  }

  /** Where in the larger packet's payload it stands, in octets. */
  int fragmentOffset() {
    if (ipv6) {
      return fragmentHeader < 0 ? 0 : u16(octets, fragmentHeader + 2) & 0xfff8;
    }
    return (u16(octets, 6) & 0x1fff) * 8;
  }

  /** What fragments of one packet have in common beside their addresses. */
  long identification() {
    return ipv6
        ? ByteBuffer.wrap(octets).getInt(fragmentHeader + 4) & 0xffff_ffffL
        : u16(octets, 4);
  }

  /** The UDP datagram that it carries, if it is not a fragment. */
  public Optional<UdpDatagram> udp() {
    if (protocol != UDP || isFragment() || octets.length - payloadOffset < UDP_HEADER) {
      return Optional.empty();
    }
    int length = u16(octets, payloadOffset + 4);
    if (length < UDP_HEADER || length > octets.length - payloadOffset) {
      return Optional.empty();
    }
    return Optional.of(
        new UdpDatagram(
            u16(octets, payloadOffset),
            u16(octets, payloadOffset + 2),
            Arrays.copyOfRange(octets, payloadOffset + UDP_HEADER, payloadOffset + length)));
  }

  /**
   * The same headers, without any of fragmentation, before another payload.
   *
   * @return empty if no IP packet is that long
   */
  Optional<IpPacket> withPayload(byte[] payload) {
    int headers = fragmentHeader < 0 ? payloadOffset : payloadOffset - 8;
    int total = headers + payload.length;
    if (total - (ipv6 ? IPV6_HEADER : 0) > 0xffff) {
      return Optional.empty();
    }
    byte[] made = new byte[total];
    int field = protocolField;
    if (fragmentHeader < 0) {
      System.arraycopy(octets, 0, made, 0, headers);
    } else {
      System.arraycopy(octets, 0, made, 0, fragmentHeader);
      int after = fragmentHeader + 8;
      System.arraycopy(octets, after, made, fragmentHeader, payloadOffset - after);
      // Who announced the fragment header now announces what came after it.
      made[fieldBefore(fragmentHeader)] = octets[fragmentHeader];
      field = protocolField == fragmentHeader ? fieldBefore(fragmentHeader) : protocolField - 8;
    }
    System.arraycopy(payload, 0, made, headers, payload.length);
    if (ipv6) {
      putU16(made, 4, total - IPV6_HEADER);
    } else {
      putU16(made, 2, total);
      putU16(made, 6, u16(made, 6) & 0x4000);
      putU16(made, 10, 0);
      putU16(made, 10, ~sum(made, 0, headers, 0) & 0xffff);
    }
    return Optional.of(new IpPacket(made, ipv6, field, headers, -1));
  }

  /** The Next Header field that announces the header at this place. */
  private int fieldBefore(int header) {
    int field = 6;
    int at = IPV6_HEADER;
    while (at < header) {
      field = at;
      at += 8 + 8 * (octets[at + 1] & 0xff);
    }
    return field;
  }

  /**
   * The same packet with other contents of its UDP datagram.
   *
   * @return empty if no datagram is that long
   */
  public Optional<IpPacket> withUdpPayload(byte[] contents) {
    int length = UDP_HEADER + contents.length;
    if (length > 0xffff) {
      return Optional.empty();
    }
    byte[] datagram = new byte[length];
    System.arraycopy(octets, payloadOffset, datagram, 0, 4);
    putU16(datagram, 4, length);
    System.arraycopy(contents, 0, datagram, UDP_HEADER, contents.length);
    int addresses = ipv6 ? 8 : 12;
    int pseudo = sum(octets, addresses, ipv6 ? 32 : 8, UDP + length);
    int checksum = ~sum(datagram, 0, length, pseudo) & 0xffff;
    putU16(datagram, 6, checksum == 0 ? 0xffff : checksum);
    return withPayload(datagram);
  }

  /** A UDP datagram in a packet of its own. */
  static IpPacket ofUdp(
      InetAddress source, int sourcePort, InetAddress destination, int destinationPort) {
    boolean ipv6 = source.getAddress().length == 16;
    int header = ipv6 ? IPV6_HEADER : IPV4_HEADER;
    ByteBuffer made = ByteBuffer.allocate(header + UDP_HEADER);
    if (ipv6) {
      made.putInt(6 << 28).putShort((short) UDP_HEADER).put((byte) UDP).put((byte) 64);
    } else {
      made.putShort((short) 0x4500).putShort((short) (header + UDP_HEADER)).putInt(0);
      made.put((byte) 64).put((byte) UDP).putShort((short) 0);
    }
    made.put(source.getAddress()).put(destination.getAddress());
    made.putShort((short) sourcePort).putShort((short) destinationPort);
    made.putShort((short) UDP_HEADER);
    return new IpPacket(made.array(), ipv6, ipv6 ? 6 : 9, header, -1);
  }

  /**
   * A UDP datagram as an IP packet, whole whatever its length.
   *
   * @throws IllegalArgumentException if no datagram is that long, or the addresses are of two
   *     families
   */
  public static byte[] udp(
      InetAddress source,
      int sourcePort,
      InetAddress destination,
      int destinationPort,
      byte[] contents) {
    if (source.getAddress().length != destination.getAddress().length) {
      throw new IllegalArgumentException("from %s to %s".formatted(source, destination));
    }
    return ofUdp(source, sourcePort, destination, destinationPort)
        .withUdpPayload(contents)
        .orElseThrow(
            () -> new IllegalArgumentException("a datagram with " + contents.length + " octets"))
        .octets();
  }

  private static int sum(byte[] octets, int from, int length, int start) {
    long sum = start;
    for (int i = 0; i < length; i++) {
      sum += (octets[from + i] & 0xff) << ((i & 1) == 0 ? 8 : 0);
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (int) sum;
  }

  private static int u16(byte[] octets, int at) {
    return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
  }

  private static void putU16(byte[] octets, int at, int value) {
    octets[at] = (byte) (value >>> 8);
    octets[at + 1] = (byte) value;
  }
}
