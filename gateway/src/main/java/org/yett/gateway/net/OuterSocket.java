package org.yett.gateway.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.yett.tun.DatagramBatch;
import org.yett.tun.Readiness;
import org.yett.tun.socket.BatchSocket;
import org.yett.tun.socket.PathMtuDiscovery;

/**
 * A socket on the outer network and what travels on it. One thread receives; any thread may send,
 * since the endpoint and the datapath share port 4500.
 */
public final class OuterSocket implements AutoCloseable {

  /** What travels on a socket. */
  public enum Kind {
    /** IKE without a marker: port 500. */
    IKE,
    /** IKE behind the non-ESP marker, and ESP in UDP: port 4500 (RFC 3948 2). */
    NAT_TRAVERSAL,
    /** ESP in IP: protocol 50. */
    ESP
  }

  private final Kind kind;
  private final BatchSocket socket;
  private final ReentrantLock sending = new ReentrantLock();
  private Optional<PathMtuDiscovery> rule = Optional.empty();

  /** Takes the socket over. */
  public OuterSocket(Kind kind, BatchSocket socket) {
    this.kind = kind;
    this.socket = socket;
  }

  /** What travels on it. */
  public Kind kind() {
    return kind;
  }

  /** Whether it is an IPv6 socket. */
  public boolean isIpv6() {
    return address() instanceof Inet6Address;
  }

  /** The address that it is bound to, possibly the wildcard. */
  public InetAddress address() {
    return socket.localAddress().getAddress();
  }

  /** The UDP port that it is bound to; 0 for a raw socket. */
  public int port() {
    return socket.localAddress().getPort();
  }

  /** Waits for input, without limit. */
  public Readiness await() throws IOException {
    return socket.await(BatchSocket.FOREVER);
  }

  /** Receives what is waiting, as far as the batch has room. */
  public int receive(DatagramBatch batch) throws IOException {
    return socket.receive(batch);
  }

  /**
   * Sends the batch, one thread at a time.
   *
   * @param fragmentation when the batch carries Don't Fragment. It holds for a whole socket in the
   *     kernel, so that changing it costs a system call
   * @return number of datagrams accepted
   */
  public int send(DatagramBatch batch, PathMtuDiscovery fragmentation) throws IOException {
    sending.lock();
    try {
      if (rule.isEmpty() || rule.get() != fragmentation) {
        socket.setPathMtuDiscovery(fragmentation);
        rule = Optional.of(fragmentation);
      }
      return socket.send(batch);
    } finally {
      sending.unlock();
    }
  }

  /** Closes the socket; a waiting receiver returns. */
  @Override
  public void close() {
    socket.close();
  }

  @Override
  public String toString() {
    return kind + " " + socket.localAddress();
  }
}
