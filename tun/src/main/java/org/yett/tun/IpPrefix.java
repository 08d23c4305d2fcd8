package org.yett.tun;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address and a prefix length: a network ({@code 10.1.0.0/16}) or an interface's address ({@code
 * 10.1.2.3/16}).
 *
 * @param address the address
 * @param length prefix length in bits, up to 32 or 128
 */
public record IpPrefix(InetAddress address, int length) {
  /** Checks the length. */
  public IpPrefix {
    if (length < 0 || length > address.getAddress().length * 8) {
      throw new IllegalArgumentException(
          address.getHostAddress() + " with prefix length " + length);
    }
  }

  /**
   * Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}; without a slash it is a single address.
   *
   * @throws IllegalArgumentException if it is neither; names are not looked up
   */
  public static IpPrefix parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    InetAddress address = address(literal);
    int width = address.getAddress().length * 8;
    try {
      return new IpPrefix(address, slash < 0 ? width : Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "': expected a prefix length of 0 to " + width + " after the slash", e);
    }
  }

  /** Reads an address literal without looking anything up. */
  static InetAddress address(String literal) {
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + literal + "': expected an IPv4 or IPv6 address", e);
    }
  }

  /** The single address. */
  public static IpPrefix host(InetAddress address) {
    return new IpPrefix(address, address.getAddress().length * 8);
  }

  /** Everything of IPv4. */
  public static IpPrefix allIpv4() {
    return parse("0.0.0.0/0");
  }

  /** Everything of IPv6. */
  public static IpPrefix allIpv6() {
    return parse("::/0");
  }

  /** Whether this is IPv4. */
  public boolean isIpv4() {
    return address instanceof Inet4Address;
  }

  /** The same with the host bits of the address cleared. */
  public IpPrefix network() {
    byte[] octets = address.getAddress();
    for (int bit = length; bit < octets.length * 8; bit++) {
      octets[bit / 8] &= (byte) ~(0x80 >>> (bit % 8));
    }
    try {
      return new IpPrefix(InetAddress.getByAddress(octets), length);
    } catch (UnknownHostException e) {
      throw new AssertionError("length of an address changed", e);
    }
  }

  /** Whether the address lies in this network; false for the other family. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >>> (bit % 8);
      if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** As it is written: {@code 10.1.0.0/16}. */
  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}
