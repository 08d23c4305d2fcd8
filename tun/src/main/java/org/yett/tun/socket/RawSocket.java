package org.yett.tun.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.yett.tun.DatagramBatch;
import org.yett.tun.DeviceCounters;
import org.yett.tun.Readiness;

/**
 * A raw IP socket for one protocol, IPv4 or IPv6, in the network namespace of the opening thread.
 * Needs CAP_NET_RAW. Datagrams have no IP header: on IPv4 it is stripped when receiving.
 */
public final class RawSocket implements BatchSocket {
  /** Protocol number of ESP. */
  public static final int ESP = 50;

  /** Protocol number of AH. */
  public static final int AH = 51;

  /** Protocol number of ICMP (IPv4). */
  public static final int ICMP = 1;

  /** Protocol number of ICMPv6; the kernel fills its checksum in. */
  public static final int ICMPV6 = 58;

  private RawSocket() {}

  /**
   * Opens and binds a socket.
   *
   * @param protocol protocol number of the IP header, 1..254
   * @param local address to bind to; its family is the socket's, and the wildcard receives on all
   *     addresses of that family
   */
  public static RawSocket bind(int protocol, InetAddress local, SocketSettings settings)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public InetSocketAddress localAddress() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int receive(DatagramBatch batch) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public int send(DatagramBatch batch) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public DeviceCounters counters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Readiness await(long timeoutMillis) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void wakeup() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
