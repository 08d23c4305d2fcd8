package org.yett.tun.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.yett.tun.DatagramBatch;
import org.yett.tun.DeviceCounters;
import org.yett.tun.Readiness;

/** A UDP socket, IPv4 or IPv6 (never both), in the network namespace of the opening thread. */
public final class UdpSocket implements BatchSocket {
  private UdpSocket() {}

  /**
   * Opens and binds a socket.
   *
   * @param local address (its family is the socket's; the wildcard receives on all addresses of
   *     that family) and port, 0 for any
   */
  public static UdpSocket bind(InetSocketAddress local, SocketSettings settings)
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
