package org.yett.esp.packet;

/** The Internet checksum (RFC 1071) and its incremental update (RFC 1624). */
public final class Checksum {
  private Checksum() {}

  /** The unfolded sum of 16-bit words; an odd last octet counts as the upper half of a word. */
  public static long sum(byte[] buffer, int offset, int length) {
    long sum = 0;
    int i = offset;
    int end = offset + (length & ~1);
    for (; i < end; i += 2) {
      sum += Octets.uint16(buffer, i);
    }
    if ((length & 1) != 0) {
      sum += (buffer[i] & 0xFF) << 8;
    }
    return sum;
  }

  /** Folds a sum and complements it. */
  public static int finish(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (int) ~folded & 0xFFFF;
  }

  /** The checksum of these octets, in which the checksum field itself has to be zero. */
  public static int of(byte[] buffer, int offset, int length) {
    return finish(sum(buffer, offset, length));
  }

  /** The checksum after one 16-bit word has changed. */
  public static int update(int checksum, int before, int after) {
    return finish((~checksum & 0xFFFFL) + (~before & 0xFFFF) + (after & 0xFFFF));
  }
}
