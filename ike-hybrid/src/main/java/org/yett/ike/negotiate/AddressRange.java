package org.yett.ike.negotiate;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A range of IPv4 or of IPv6 addresses, both ends included (RFC 7296 3.13.1). Nothing is ever
 * resolved.
 *
 * @param first the smallest address
 * @param last the largest address, of the same family and not below {@code first}
 */
public record AddressRange(InetAddress first, InetAddress last) {

  /** {@code 0.0.0.0/0}. */
  public static final AddressRange ALL_IPV4 = ofPrefix(address(new byte[4]), 0);

  /** {@code ::/0}. */
  public static final AddressRange ALL_IPV6 = ofPrefix(address(new byte[16]), 0);

  /** Checks family and order. */
  public AddressRange {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
    if (!isValid(first, last)) {
      throw new IllegalArgumentException(
          "not an address range: " + text(first) + " to " + text(last));
    }
  }

  /** Whether the two are of one family and in order. */
  public static boolean isValid(InetAddress first, InetAddress last) {
    return isIpv6(first) == isIpv6(last) && compare(first, last) <= 0;
  }

  /** One address. */
  public static AddressRange of(InetAddress address) {
    return new AddressRange(address, address);
  }

  /**
   * The addresses that share their first bits with this one.
   *
   * @param address any address of the subnet
   * @param prefixLength bits, 0 to 32 or 0 to 128
   */
  public static AddressRange ofPrefix(InetAddress address, int prefixLength) {
    byte[] low = address.getAddress();
    if (prefixLength < 0 || prefixLength > low.length * 8) {
      throw new IllegalArgumentException(
          "prefix length of " + text(address) + " out of range: " + prefixLength);
    }
    byte[] high = low.clone();
    for (int bit = prefixLength; bit < low.length * 8; bit++) {
      int mask = 0x80 >>> (bit & 7);
      low[bit >>> 3] = (byte) (low[bit >>> 3] & ~mask);
      high[bit >>> 3] = (byte) (high[bit >>> 3] | mask);
    }
    return new AddressRange(address(low), address(high));
  }

  /** Whether the range is of IPv6 addresses. */
  public boolean isIpv6() {
    return isIpv6(first);
  }

  /** Whether the range is one address. */
  public boolean isSingle() {
    return compare(first, last) == 0;
  }

  /** Whether the range is every address of its family. */
  public boolean isAll() {
    return equals(ALL_IPV4) || equals(ALL_IPV6);
  }

  /** The addresses in both; empty if there is none, as with different families. */
  public Optional<AddressRange> intersect(AddressRange other) {
    if (isIpv6() != other.isIpv6()) {
      return Optional.empty();
    }
    InetAddress from = compare(first, other.first) >= 0 ? first : other.first;
    InetAddress to = compare(last, other.last) <= 0 ? last : other.last;
    return compare(from, to) <= 0 ? Optional.of(new AddressRange(from, to)) : Optional.empty();
  }

  /** Whether every address of {@code other} is in this range. */
  public boolean contains(AddressRange other) {
    return isIpv6() == other.isIpv6()
        && compare(first, other.first) <= 0
        && compare(other.last, last) <= 0;
  }

  /** Whether the address is in this range. */
  public boolean contains(InetAddress address) {
    return isIpv6() == isIpv6(address)
        && compare(first, address) <= 0
        && compare(address, last) <= 0;
  }

  /** The length of the prefix that this range is, or empty if it is not a subnet. */
  public OptionalInt prefixLength() {
    byte[] low = first.getAddress();
    int bits = low.length * 8;
    for (int length = 0; length <= bits; length++) {
      AddressRange subnet = ofPrefix(first, length);
      if (subnet.equals(this)) {
        return OptionalInt.of(length);
      }
    }
    return OptionalInt.empty();
  }

  /** The address after {@code address}; empty after the last one of its family. */
  static Optional<InetAddress> next(InetAddress address) {
    return moved(address, BigInteger.ONE);
  }

  /** The address before {@code address}; empty before the first one of its family. */
  static Optional<InetAddress> previous(InetAddress address) {
    return moved(address, BigInteger.ONE.negate());
  }

  private static Optional<InetAddress> moved(InetAddress address, BigInteger by) {
    byte[] octets = address.getAddress();
    BigInteger value = new BigInteger(1, octets).add(by);
    if (value.signum() < 0 || value.bitLength() > octets.length * 8) {
      return Optional.empty();
    }
    byte[] raw = value.toByteArray();
    byte[] moved = new byte[octets.length];
    int length = Math.min(raw.length, moved.length);
    System.arraycopy(raw, raw.length - length, moved, moved.length - length, length);
    return Optional.of(address(moved));
  }

  /** Compares two addresses of one family as unsigned numbers. */
  static int compare(InetAddress a, InetAddress b) {
    return Arrays.compareUnsigned(a.getAddress(), b.getAddress());
  }

  /**
   * The address with these octets. Sixteen octets always give an IPv6 address, IPv4-mapped ones
   * too, which {@link InetAddress#getByAddress(byte[])} would turn into IPv4.
   *
   * @param octets 4 or 16
   */
  public static InetAddress address(byte[] octets) {
    try {
      return octets.length == 16
          ? Inet6Address.getByAddress(null, octets, -1)
          : InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 octets: " + octets.length, e);
    }
  }

  private static boolean isIpv6(InetAddress address) {
    return !(address instanceof Inet4Address);
  }

  /** The text of an address, IPv6 shortened as RFC 5952 recommends: {@code 2001:db8::1}. */
  public static String text(InetAddress address) {
    if (!isIpv6(address)) {
      return address.getHostAddress();
    }
    byte[] octets = address.getAddress();
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff);
    }
    int runStart = -1;
    int runLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
        continue;
      }
      if (i > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  /** {@code 10.1.0.0/16}, {@code 2001:db8::/32}, or {@code 10.0.0.1..10.0.0.9}. */
  @Override
  public String toString() {
    OptionalInt length = prefixLength();
    return length.isPresent()
        ? text(first) + "/" + length.getAsInt()
        : text(first) + ".." + text(last);
  }
}
