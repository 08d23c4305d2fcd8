package org.yett.tun.socket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.yett.tun.sys.NativeMemory;

/**
 * Address objects for the octets that the kernel gives, kept so that steady traffic makes no new
 * ones. A fixed number of places: a flood from many addresses replaces entries and costs an
 * allocation each, no more. For one thread.
 */
final class AddressCache {
  private static final int PLACES = 1024;

  private final boolean ipv6;
  private final long[] high = new long[PLACES];
  private final long[] low = new long[PLACES];
  private final long[] rest = new long[PLACES];
  private final InetSocketAddress[] known = new InetSocketAddress[PLACES];

  AddressCache(boolean ipv6) {
    this.ipv6 = ipv6;
  }

  /** The address in a sockaddr. */
  InetSocketAddress remote(NativeMemory memory, long sockaddr) {
    int scope = ipv6 ? SocketAddressCodec.scope(memory, sockaddr) : 0;
    return find(
        memory,
        sockaddr + SocketAddressCodec.addressAt(ipv6),
        SocketAddressCodec.port(memory, sockaddr),
        scope);
  }

  /** The address in 4 or 16 octets. */
  InetAddress local(NativeMemory memory, long at) {
    return find(memory, at, 0, 0).getAddress();
  }

  private InetSocketAddress find(NativeMemory memory, long at, int port, int scope) {
    long a = ipv6 ? memory.getLong(at) : 0;
    long b = ipv6 ? memory.getLong(at + 8) : memory.getInt(at);
    long c = ((long) scope << 32) | port;
    long hash = (a * 31 + b) * 31 + c;
    hash *= 0x9E3779B97F4A7C15L;
    int place = (int) (hash >>> 54);
    InetSocketAddress address = known[place];
    if (address == null || high[place] != a || low[place] != b || rest[place] != c) {
      address = new InetSocketAddress(SocketAddressCodec.address(memory, at, ipv6, scope), port);
      high[place] = a;
      low[place] = b;
      rest[place] = c;
      known[place] = address;
    }
    return address;
  }
}
