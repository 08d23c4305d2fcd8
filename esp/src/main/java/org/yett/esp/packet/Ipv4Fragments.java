package org.yett.esp.packet;

import org.yett.spec.Clause;

/**
 * Cuts an IPv4 packet whose DF bit is clear into fragments that fit the tunnel (RFC 4301 8.2.1 case
 * 2, fragmentation before encryption; RFC 791 3.2).
 */
public final class Ipv4Fragments {
  /** Bit of an option's type that says that every fragment carries it. */
  private static final int COPIED = 0x80;

  private static final int END_OF_OPTIONS = 0;
  private static final int NO_OPERATION = 1;
  private static final int MORE_FRAGMENTS = 0x2000;

  private Ipv4Fragments() {}

  /**
   * Number of fragments that the packet makes.
   *
   * @param packet its parsed headers, version 4
   * @param mtu longest fragment in octets, header included
   * @throws IllegalArgumentException if a fragment would hold no data, or the packet is not IPv4
   */
  @Clause("rfc4301:8.2.1")
  public static int count(InnerHeader packet, int mtu) {
    int data = packet.totalLength() - packet.headerLength();
    int each = dataPerFragment(packet, mtu);
    return Math.max(1, (data + each - 1) / each);
  }

  private static int dataPerFragment(InnerHeader packet, int mtu) {
    int each = (mtu - packet.headerLength()) & ~7;
    if (packet.version() != 4 || each <= 0) {
      throw new IllegalArgumentException(
          "cannot cut an IPv%d packet to %d octets".formatted(packet.version(), mtu));
    }
    return each;
  }

  /**
   * Writes one fragment.
   *
   * @param buffer holds the packet, well-formed; only read
   * @param index from 0, below {@link #count}
   * @param out at least {@code mtu} octets from {@code outOffset}, not those of the packet
   * @return octets written
   */
  public static int write(
      byte[] buffer,
      int offset,
      InnerHeader packet,
      int mtu,
      int index,
      byte[] out,
      int outOffset) {
    int each = dataPerFragment(packet, mtu);
    int data = packet.totalLength() - packet.headerLength();
    int from = index * each;
    int length = Math.min(each, data - from);
    int headerLength = packet.headerLength();
    System.arraycopy(buffer, offset, out, outOffset, headerLength);
    if (index > 0) {
      headerLength = keepCopiedOptions(out, outOffset, headerLength);
    }
    System.arraycopy(
        buffer, offset + packet.headerLength() + from, out, outOffset + headerLength, length);
    // The packet may be a fragment itself: its own offset and MF count.
    int before = Octets.uint16(buffer, offset + 6);
    int more = from + length < data ? MORE_FRAGMENTS : before & MORE_FRAGMENTS;
    int fragmentOffset = (before & 0x1FFF) + (from >>> 3);
    out[outOffset] = (byte) (0x40 | headerLength >>> 2);
    Octets.putInt16(out, outOffset + 2, headerLength + length);
    Octets.putInt16(out, outOffset + 6, (before & 0xC000) | more | fragmentOffset);
    Octets.putInt16(out, outOffset + 10, 0);
    Octets.putInt16(out, outOffset + 10, Checksum.of(out, outOffset, headerLength));
    return headerLength + length;
  }

  /** Leaves the options that every fragment carries; returns the new header length. */
  private static int keepCopiedOptions(byte[] out, int offset, int headerLength) {
    int end = offset + headerLength;
    int read = offset + 20;
    int write = offset + 20;
    while (read < end && out[read] != END_OF_OPTIONS) {
      int type = out[read] & 0xFF;
      int length = 1;
      if (type != NO_OPERATION) {
        if (read + 1 >= end) {
          break;
        }
        length = out[read + 1] & 0xFF;
        if (length < 2 || read + length > end) {
          break;
        }
      }
      if ((type & COPIED) != 0) {
        System.arraycopy(out, read, out, write, length);
        write += length;
      }
      read += length;
    }
    while ((write - offset & 3) != 0) {
      out[write++] = END_OF_OPTIONS;
    }
    return write - offset;
  }
}
