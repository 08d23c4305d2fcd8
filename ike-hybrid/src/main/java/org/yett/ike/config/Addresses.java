package org.yett.ike.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses from octets, without a checked exception that cannot occur. */
final class Addresses {

  private Addresses() {}

  /** The address of 4 or 16 octets. */
  static InetAddress of(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length, e);
    }
  }
}
