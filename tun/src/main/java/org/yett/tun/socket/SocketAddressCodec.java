package org.yett.tun.socket;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.yett.tun.sys.NativeMemory;

/** {@code struct sockaddr_in} and {@code struct sockaddr_in6}. */
final class SocketAddressCodec {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  /** Room for either, in octets. */
  static final int ROOM = 32;

  private static final int LENGTH_V4 = 16;
  private static final int LENGTH_V6 = 28;
  private static final int PORT = 2;
  private static final int ADDRESS_V4 = 4;
  private static final int ADDRESS_V6 = 8;
  private static final int SCOPE_V6 = 24;

  private SocketAddressCodec() {}

  static int family(InetAddress address) {
    return address instanceof Inet4Address ? AF_INET : AF_INET6;
  }

  /**
   * Writes an address.
   *
   * @return its length in octets
   */
  static int encode(NativeMemory memory, long at, InetAddress address, int port) {
    memory.clear(at, ROOM);
    memory.putShort(at, family(address));
    memory.putShortBe(at + PORT, port);
    byte[] octets = address.getAddress();
    if (address instanceof Inet6Address v6) {
      memory.put(at + ADDRESS_V6, octets, 0, octets.length);
      memory.putInt(at + SCOPE_V6, v6.getScopeId());
      return LENGTH_V6;
    }
    memory.put(at + ADDRESS_V4, octets, 0, octets.length);
    return LENGTH_V4;
  }

  static int port(NativeMemory memory, long at) {
    return memory.getShortBe(at + PORT);
  }

  static int scope(NativeMemory memory, long at) {
    return memory.getInt(at + SCOPE_V6);
  }

  static long addressAt(boolean ipv6) {
    return ipv6 ? ADDRESS_V6 : ADDRESS_V4;
  }

  static InetSocketAddress decode(NativeMemory memory, long at) {
    boolean ipv6 = memory.getShort(at) == AF_INET6;
    InetAddress address = address(memory, at + addressAt(ipv6), ipv6, ipv6 ? scope(memory, at) : 0);
    return new InetSocketAddress(address, port(memory, at));
  }

  /** Reads an address of 4 or 16 octets. */
  static InetAddress address(NativeMemory memory, long at, boolean ipv6, int scope) {
    byte[] octets = new byte[ipv6 ? 16 : 4];
    memory.get(at, octets, 0, octets.length);
    try {
      return scope == 0
          ? InetAddress.getByAddress(octets)
          : Inet6Address.getByAddress(null, octets, scope);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 octets are an address", e);
    }
  }
}
