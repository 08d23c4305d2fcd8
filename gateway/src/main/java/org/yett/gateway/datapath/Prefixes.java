package org.yett.gateway.datapath;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.yett.ike.negotiate.AddressRange;
import org.yett.tun.IpPrefix;

/** Ranges of addresses as prefixes, which is what routes are made of. */
final class Prefixes {

  private Prefixes() {}

  /** The fewest prefixes that cover exactly the range, in ascending order. */
  static List<IpPrefix> covering(AddressRange range) {
    int bits = range.isIpv6() ? 128 : 32;
    BigInteger at = new BigInteger(1, range.first().getAddress());
    BigInteger last = new BigInteger(1, range.last().getAddress());
    List<IpPrefix> prefixes = new ArrayList<>();
    while (at.compareTo(last) <= 0) {
      int aligned = at.signum() == 0 ? bits : Math.min(bits, at.getLowestSetBit());
      int fits = last.subtract(at).add(BigInteger.ONE).bitLength() - 1;
      int host = Math.min(aligned, fits);
      prefixes.add(new IpPrefix(address(at, bits / 8), bits - host));
      at = at.add(BigInteger.ONE.shiftLeft(host));
    }
    return prefixes;
  }

  private static InetAddress address(BigInteger value, int octets) {
    byte[] raw = value.toByteArray();
    byte[] padded = new byte[octets];
    int length = Math.min(raw.length, octets);
    System.arraycopy(raw, raw.length - length, padded, octets - length, length);
    try {
      // The factory of InetAddress would turn an IPv4-mapped address into an IPv4 one.
      return octets == 16
          ? Inet6Address.getByAddress(null, padded, -1)
          : InetAddress.getByAddress(padded);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets, e);
    }
  }
}
