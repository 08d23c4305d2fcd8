package org.yett.ike.config;

import java.net.InetAddress;
import java.util.Arrays;

/** Which addresses a connection is for: swanctl's {@code local_addrs} and {@code remote_addrs}. */
public sealed interface AddressMatch {

  /** Whether the address is one of these. */
  boolean matches(InetAddress address);

  /** Every address: {@code %any}. */
  record Any() implements AddressMatch {
    @Override
    public boolean matches(InetAddress address) {
      return true;
    }

    @Override
    public String toString() {
      return "%any";
    }
  }

  /**
   * One address.
   *
   * @param address the address
   */
  record Host(InetAddress address) implements AddressMatch {
    @Override
    public boolean matches(InetAddress other) {
      return address.equals(other);
    }

    @Override
    public String toString() {
      return address.getHostAddress();
    }
  }

  /**
   * All addresses from the first to the last, both included; of one family.
   *
   * @param first lowest address
   * @param last highest address
   */
  record Range(InetAddress first, InetAddress last) implements AddressMatch {
    /** Checks order and family. */
    public Range {
      byte[] low = first.getAddress();
      byte[] high = last.getAddress();
      if (low.length != high.length || Arrays.compareUnsigned(low, high) > 0) {
        throw new IllegalArgumentException("not a range of addresses: " + first + " to " + last);
      }
    }

    /** The addresses of a prefix, as in {@code 10.1.0.0/16}. */
    public static Range ofPrefix(InetAddress network, int prefixLength) {
      byte[] low = network.getAddress();
      if (prefixLength < 0 || prefixLength > low.length * 8) {
        throw new IllegalArgumentException("prefix length " + prefixLength);
      }
      byte[] high = low.clone();
      for (int bit = prefixLength; bit < low.length * 8; bit++) {
        low[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        high[bit / 8] |= (byte) (0x80 >> (bit % 8));
      }
      return new Range(Addresses.of(low), Addresses.of(high));
    }

    @Override
    public boolean matches(InetAddress address) {
      byte[] octets = address.getAddress();
      return octets.length == first.getAddress().length
          && Arrays.compareUnsigned(first.getAddress(), octets) <= 0
          && Arrays.compareUnsigned(octets, last.getAddress()) <= 0;
    }

    @Override
    public String toString() {
      return first.getHostAddress() + "-" + last.getHostAddress();
    }
  }
}
