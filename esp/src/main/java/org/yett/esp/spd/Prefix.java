package org.yett.esp.spd;

import java.util.ArrayList;
import java.util.List;
import org.yett.esp.selector.AddressRange;

/** The first {@code length} bits of a 128-bit key; the others are zero. */
record Prefix(long high, long low, int length) {

  /** The prefix of this length that the key has. */
  static Prefix of(long high, long low, int length) {
    return new Prefix(high & highMask(length), low & lowMask(length), length);
  }

  /** Where an address stands in the key: IPv4 in the uppermost 32 bits. */
  static long keyHigh(int version, long high, long low) {
    return version == 4 ? low << 32 : high;
  }

  static long keyLow(int version, long low) {
    return version == 4 ? 0 : low;
  }

  /** Number of leading bits that two keys share. */
  static int common(long highA, long lowA, long highB, long lowB) {
    long high = highA ^ highB;
    return high != 0
        ? Long.numberOfLeadingZeros(high)
        : 64 + Long.numberOfLeadingZeros(lowA ^ lowB);
  }

  /** The bit at a position, counted from the most significant. */
  static boolean bit(long high, long low, int position) {
    return position < 64
        ? (high >>> (63 - position) & 1) != 0
        : (low >>> (127 - position) & 1) != 0;
  }

  private static long highMask(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  private static long lowMask(int length) {
    return length <= 64 ? 0 : -1L << (128 - length);
  }

  /** The fewest prefixes that together are the range. */
  static List<Prefix> covering(AddressRange range) {
    int version = range.version();
    int bits = version == 4 ? 32 : 128;
    var prefixes = new ArrayList<Prefix>();
    long lastHigh = keyHigh(version, range.lastHigh(), range.lastLow());
    long lastLow = keyLow(version, range.lastLow());
    collect(
        new Prefix(0, 0, 0),
        bits,
        keyHigh(version, range.firstHigh(), range.firstLow()),
        keyLow(version, range.firstLow()),
        lastHigh | (version == 4 ? 0xFFFF_FFFFL : 0),
        version == 4 ? -1L : lastLow,
        prefixes);
    return prefixes;
  }

  private static void collect(
      Prefix prefix,
      int bits,
      long firstHigh,
      long firstLow,
      long lastHigh,
      long lastLow,
      List<Prefix> into) {
    long endHigh = prefix.high | ~highMask(prefix.length);
    long endLow = prefix.low | ~lowMask(prefix.length);
    if (compare(endHigh, endLow, firstHigh, firstLow) < 0
        || compare(prefix.high, prefix.low, lastHigh, lastLow) > 0) {
      return;
    }
    if (compare(prefix.high, prefix.low, firstHigh, firstLow) >= 0
        && compare(endHigh, endLow, lastHigh, lastLow) <= 0) {
      into.add(prefix);
      return;
    }
    if (prefix.length == bits) {
      return;
    }
    int length = prefix.length + 1;
    collect(
        new Prefix(prefix.high, prefix.low, length),
        bits,
        firstHigh,
        firstLow,
        lastHigh,
        lastLow,
        into);
    long oneHigh = length <= 64 ? prefix.high | 1L << (64 - length) : prefix.high;
    long oneLow = length > 64 ? prefix.low | 1L << (128 - length) : prefix.low;
    collect(
        new Prefix(oneHigh, oneLow, length), bits, firstHigh, firstLow, lastHigh, lastLow, into);
  }

  private static int compare(long highA, long lowA, long highB, long lowB) {
    int c = Long.compareUnsigned(highA, highB);
    return c != 0 ? c : Long.compareUnsigned(lowA, lowB);
  }
}
