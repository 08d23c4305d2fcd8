package org.yett.esp.selector;

import java.util.Objects;
import org.yett.esp.packet.Octets;
import org.yett.spec.Clause;

/**
 * A range of IPv4 or IPv6 addresses, both ends included. An address is two longs (high, low); an
 * IPv4 address is the low 32 bits of the low one.
 *
 * @param version 4 or 6
 */
@Clause("rfc4301:4.4.1.1")
public record AddressRange(
    int version, long firstHigh, long firstLow, long lastHigh, long lastLow) {

  /** Every IPv4 address. */
  public static final AddressRange ANY_IPV4 = new AddressRange(4, 0, 0, 0, 0xFFFF_FFFFL);

  /** Every IPv6 address. */
  public static final AddressRange ANY_IPV6 = new AddressRange(6, 0, 0, -1, -1);

  /**
   * @throws IllegalArgumentException if the version is neither 4 nor 6, an IPv4 address has more
   *     than 32 bits, or the range ends before it begins
   */
  public AddressRange {
    if (version != 4 && version != 6) {
      throw new IllegalArgumentException("IP version " + version + ", expected 4 or 6");
    }
    if (version == 4
        && (firstHigh != 0 || lastHigh != 0 || firstLow >>> 32 != 0 || lastLow >>> 32 != 0)) {
      throw new IllegalArgumentException("IPv4 address of more than 32 bits");
    }
    if (compare(firstHigh, firstLow, lastHigh, lastLow) > 0) {
      throw new IllegalArgumentException("address range ends before it begins");
    }
  }

  /**
   * The range from {@code first} to {@code last}.
   *
   * @param first 4 or 16 octets in network order; not kept
   * @param last as many octets; not kept
   */
  public static AddressRange of(byte[] first, byte[] last) {
    Objects.requireNonNull(first);
    if (first.length != last.length) {
      throw new IllegalArgumentException("addresses of different families");
    }
    return switch (first.length) {
      case 4 -> new AddressRange(4, 0, Octets.uint32(first, 0), 0, Octets.uint32(last, 0));
      case 16 ->
          new AddressRange(
              6,
              Octets.int64(first, 0),
              Octets.int64(first, 8),
              Octets.int64(last, 0),
              Octets.int64(last, 8));
      default -> throw new IllegalArgumentException("address of " + first.length + " octets");
    };
  }

  /**
   * The range of all addresses that share the first {@code prefixLength} bits of {@code address}.
   *
   * @param address 4 or 16 octets in network order; not kept
   */
  public static AddressRange ofPrefix(byte[] address, int prefixLength) {
    if (prefixLength < 0 || prefixLength > address.length * 8) {
      throw new IllegalArgumentException("prefix length " + prefixLength);
    }
    byte[] first = address.clone();
    byte[] last = address.clone();
    for (int bit = prefixLength; bit < address.length * 8; bit++) {
      first[bit >>> 3] &= (byte) ~(0x80 >>> (bit & 7));
      last[bit >>> 3] |= (byte) (0x80 >>> (bit & 7));
    }
    return of(first, last);
  }

  /** Whether the address lies in the range. */
  public boolean contains(int version, long high, long low) {
    return this.version == version
        && compare(firstHigh, firstLow, high, low) <= 0
        && compare(high, low, lastHigh, lastLow) <= 0;
  }

  static int compare(long highA, long lowA, long highB, long lowB) {
    int c = Long.compareUnsigned(highA, highB);
    return c != 0 ? c : Long.compareUnsigned(lowA, lowB);
  }

  @Override
  public String toString() {
    String first = format(firstHigh, firstLow);
    String last = format(lastHigh, lastLow);
    return first.equals(last) ? first : first + "-" + last;
  }

  private String format(long high, long low) {
    if (version == 4) {
      return (low >>> 24)
          + "."
          + (low >>> 16 & 0xFF)
          + "."
          + (low >>> 8 & 0xFF)
          + "."
          + (low & 0xFF);
    }
    var text = new StringBuilder(39);
    for (int group = 0; group < 8; group++) {
      long half = group < 4 ? high : low;
      text.append(group == 0 ? "" : ":")
          .append(Long.toHexString(half >>> (48 - 16 * (group & 3)) & 0xFFFF));
    }
    return text.toString();
  }
}
