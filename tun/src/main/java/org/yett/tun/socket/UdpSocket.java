package org.yett.tun.socket;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A UDP socket, IPv4 or IPv6 (never both), in the network namespace of the opening thread. */
public final class UdpSocket extends AbstractBatchSocket implements BatchSocket {
  private static final int PROTOCOL = 17;

  private UdpSocket(Opened opened, String name) {
    super(opened, name, false);
  }

  /**
   * Opens and binds a socket.
   *
   * @param local address (its family is the socket's; the wildcard receives on all addresses of
   *     that family) and port, 0 for any
   */
  public static UdpSocket bind(InetSocketAddress local, SocketSettings settings)
      throws IOException {
    String name = "udp " + local.getAddress().getHostAddress() + " port " + local.getPort();
    return new UdpSocket(open(name, false, PROTOCOL, local, settings), name);
  }
}
