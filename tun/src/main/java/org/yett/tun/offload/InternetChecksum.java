package org.yett.tun.offload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The checksum of IP, ICMP, UDP and TCP (RFC 1071), eight octets at a time. */
public final class InternetChecksum {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private InternetChecksum() {}

  /**
   * Adds octets, the first of which is the upper half of a 16-bit word. Sums of parts that end on
   * an even octet may be added with {@code +}; up to 2 to the power of 31 octets do not overflow.
   */
  public static long sum(byte[] octets, int offset, int length) {
    long sum = 0;
    int at = offset;
    int end = offset + length;
    for (; at + 8 <= end; at += 8) {
      long word = (long) LONG.get(octets, at);
      sum += (word >>> 32) + (word & 0xFFFFFFFFL);
    }
    for (; at + 2 <= end; at += 2) {
      sum += ((octets[at] & 0xFF) << 8) | (octets[at + 1] & 0xFF);
    }
    if (at < end) {
      sum += (octets[at] & 0xFF) << 8;
    }
    return sum;
  }

  /** Reduces a sum to 16 bits. */
  public static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (int) folded;
  }

  /** The checksum that belongs to a sum taken with a checksum field of zero. */
  public static int of(long sum) {
    return ~fold(sum) & 0xFFFF;
  }

  /** Checksum of octets in which the checksum field is zero. */
  public static int of(byte[] octets, int offset, int length) {
    return of(sum(octets, offset, length));
  }
}
