package org.yett.esp.packet;

import org.yett.spec.Clause;

/** ICMP errors for the sender of a packet that cannot go through the tunnel. */
public enum IcmpError {
  /** Fragmentation needed, Packet Too Big (RFC 4301 8.2). */
  @Clause("rfc4301:8.2")
  TOO_BIG(3, 4, 2, 0),
  /** Policy discards it, or the peer refused an SA (RFC 4301 5.1.1 a, b1). */
  @Clause("rfc4301:5.1.1")
  ADMINISTRATIVELY_PROHIBITED(3, 13, 1, 1),
  /** The peer cannot be reached for an SA (RFC 4301 5.1.1 b2). */
  @Clause("rfc4301:5.1.1")
  UNREACHABLE(3, 1, 1, 3);

  /** Longest message that {@link #write} makes, in octets, IP header included. */
  public static final int MAX_LENGTH = 1280;

  /** RFC 1812 4.3.2.3. */
  private static final int MAX_IPV4_LENGTH = 576;

  private static final int IPV6_MIN_MTU = 1280;
  private static final int HOP_LIMIT = 64;
  private static final int ICMP_HEADER_LENGTH = 8;

  private final int type4;
  private final int code4;
  private final int type6;
  private final int code6;

  IcmpError(int type4, int code4, int type6, int code6) {
    this.type4 = type4;
    this.code4 = code4;
    this.type6 = type6;
    this.code6 = code6;
  }

  /**
   * Whether anybody may be told about this packet: not about ICMP errors, later fragments, or
   * packets to or from addresses that are not those of one host (RFC 1122 3.2.2, RFC 4443 2.4 e).
   */
  public boolean allowedFor(InnerHeader packet) {
    if (QuotedPacket.isError(packet)
        || packet.nonInitialFragment()
        || !singleHost(packet.version(), packet.sourceHigh(), packet.sourceLow())) {
      return false;
    }
    // RFC 4443 2.4 (e.3): Packet Too Big alone may answer a multicast packet.
    return (this == TOO_BIG && packet.version() == 6)
        || singleHost(packet.version(), packet.destinationHigh(), packet.destinationLow());
  }

  private static boolean singleHost(int version, long high, long low) {
    if (version == 4) {
      int first = (int) (low >>> 24);
      return first != 0 && first != 127 && first < 224;
    }
    boolean unspecifiedOrLoopback = high == 0 && low >>> 1 == 0;
    return !unspecifiedOrLoopback && high >>> 56 != 0xFF;
  }

  /**
   * Writes the message as an IP packet to the sender of {@code packet}.
   *
   * @param out at least {@link #MAX_LENGTH} octets from {@code outOffset}, not those of the packet
   * @param source our address, 4 or 16 octets as the packet's family needs
   * @param buffer holds the packet; only read
   * @param packet its parsed headers
   * @param mtu longest inner packet that would go through, for {@link #TOO_BIG}; over IPv6 at least
   *     1280 is told
   * @return octets written
   * @throws IllegalArgumentException if the source address is of the wrong family
   */
  @Clause("rfc4301:8.2.1")
  public int write(
      byte[] out,
      int outOffset,
      byte[] source,
      byte[] buffer,
      int offset,
      InnerHeader packet,
      int mtu) {
    boolean ipv4 = packet.version() == 4;
    if (source.length != (ipv4 ? 4 : 16)) {
      throw new IllegalArgumentException(
          "source address of %d octets for IPv%d".formatted(source.length, packet.version()));
    }
    return ipv4
        ? writeIpv4(out, outOffset, source, buffer, offset, packet, mtu)
        : writeIpv6(out, outOffset, source, buffer, offset, packet, mtu);
  }

  private int writeIpv4(
      byte[] out, int at, byte[] source, byte[] buffer, int offset, InnerHeader packet, int mtu) {
    int quoted = Math.min(packet.totalLength(), MAX_IPV4_LENGTH - 20 - ICMP_HEADER_LENGTH);
    int total = 20 + ICMP_HEADER_LENGTH + quoted;
    out[at] = 0x45;
    // Precedence "internetwork control" (RFC 1812 4.3.2.5).
    out[at + 1] = (byte) 0xC0;
    Octets.putInt16(out, at + 2, total);
    Octets.putInt32(out, at + 4, 0);
    out[at + 8] = HOP_LIMIT;
    out[at + 9] = NextHeader.ICMP;
    Octets.putInt16(out, at + 10, 0);
    System.arraycopy(source, 0, out, at + 12, 4);
    System.arraycopy(buffer, offset + 12, out, at + 16, 4);
    Octets.putInt16(out, at + 10, Checksum.of(out, at, 20));

    int icmp = at + 20;
    out[icmp] = (byte) type4;
    out[icmp + 1] = (byte) code4;
    Octets.putInt16(out, icmp + 2, 0);
    Octets.putInt32(out, icmp + 4, this == TOO_BIG ? Math.min(mtu, 65535) : 0);
    System.arraycopy(buffer, offset, out, icmp + ICMP_HEADER_LENGTH, quoted);
    Octets.putInt16(out, icmp + 2, Checksum.of(out, icmp, ICMP_HEADER_LENGTH + quoted));
    return total;
  }

  private int writeIpv6(
      byte[] out, int at, byte[] source, byte[] buffer, int offset, InnerHeader packet, int mtu) {
    int quoted = Math.min(packet.totalLength(), IPV6_MIN_MTU - 40 - ICMP_HEADER_LENGTH);
    int payload = ICMP_HEADER_LENGTH + quoted;
    Octets.putInt32(out, at, 0x6000_0000);
    Octets.putInt16(out, at + 4, payload);
    out[at + 6] = NextHeader.ICMPV6;
    out[at + 7] = HOP_LIMIT;
    System.arraycopy(source, 0, out, at + 8, 16);
    System.arraycopy(buffer, offset + 8, out, at + 24, 16);

    int icmp = at + 40;
    out[icmp] = (byte) type6;
    out[icmp + 1] = (byte) code6;
    Octets.putInt16(out, icmp + 2, 0);
    Octets.putInt32(out, icmp + 4, this == TOO_BIG ? Math.max(mtu, IPV6_MIN_MTU) : 0);
    System.arraycopy(buffer, offset, out, icmp + ICMP_HEADER_LENGTH, quoted);
    // RFC 8200 8.1: the pseudo-header is the two addresses, the length and the next header.
    long sum =
        Checksum.sum(out, at + 8, 32)
            + payload
            + NextHeader.ICMPV6
            + Checksum.sum(out, icmp, payload);
    Octets.putInt16(out, icmp + 2, Checksum.finish(sum));
    return 40 + payload;
  }
}
