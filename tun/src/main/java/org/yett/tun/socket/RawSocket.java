package org.yett.tun.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A raw IP socket for one protocol, IPv4 or IPv6, in the network namespace of the opening thread.
 * Needs CAP_NET_RAW. Datagrams have no IP header: on IPv4 it is stripped when receiving.
 */
public final class RawSocket extends AbstractBatchSocket implements BatchSocket {
  /** Protocol number of ESP. */
  public static final int ESP = 50;

  /** Protocol number of AH. */
  public static final int AH = 51;

  /** Protocol number of ICMP (IPv4). */
  public static final int ICMP = 1;

  /** Protocol number of ICMPv6; the kernel fills its checksum in. */
  public static final int ICMPV6 = 58;

  private final int protocol;

  private RawSocket(Opened opened, String name, int protocol) {
    super(opened, name, true);
    this.protocol = protocol;
  }

  /**
   * Opens and binds a socket.
   *
   * @param protocol protocol number of the IP header, 1..254
   * @param local address to bind to; its family is the socket's, and the wildcard receives on all
   *     addresses of that family
   */
  public static RawSocket bind(int protocol, InetAddress local, SocketSettings settings)
      throws IOException {
    if (protocol < 1 || protocol > 254) {
      // 255 would let the sender write the IP header itself.
      throw new IllegalArgumentException("IP protocol " + protocol + ": expected 1 to 254");
    }
    String name = "raw protocol " + protocol + " " + local.getHostAddress();
    InetSocketAddress address = new InetSocketAddress(local, 0);
    return new RawSocket(open(name, true, protocol, address, settings), name, protocol);
  }

  /** Protocol number of the IP header. */
  public int protocol() {
    return protocol;
  }
}
