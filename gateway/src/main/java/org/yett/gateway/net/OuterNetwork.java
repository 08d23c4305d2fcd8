package org.yett.gateway.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.net.OuterSocket.Kind;
import org.yett.ike.endpoint.Output;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;
import org.yett.tun.DatagramBatch;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.socket.ChannelSocket;
import org.yett.tun.socket.PathMtuDiscovery;
import org.yett.tun.socket.RawSocket;
import org.yett.tun.socket.SocketSettings;
import org.yett.tun.socket.UdpSocket;

/**
 * The sockets of a gateway. {@link #send} belongs to one thread, the endpoint's.
 *
 * <p>The sockets are the {@code tun} module's rather than Netty's: they tell the local address of
 * each datagram and send from a chosen one, which a host with several addresses needs, they carry
 * the firewall mark and the ECN field, and they fill the very buffers that ESP works in.
 */
public final class OuterNetwork implements AutoCloseable {

  /**
   * The mark of packets that have been through the tunnel, or need not go: policy routing lets them
   * pass by the tunnel's routes.
   */
  public static final int MARK = 0x59;

  private static final int BUFFER_OCTETS = 8 << 20;
  private static final int LARGEST_MESSAGE = 65_507;
  private static final byte[] NON_ESP_MARKER = new byte[4];

  private final List<OuterSocket> sockets;
  private final DatagramBatch outgoing = new DatagramBatch(1, 0, LARGEST_MESSAGE, 0);

  private OuterNetwork(List<OuterSocket> sockets) {
    this.sockets = List.copyOf(sockets);
  }

  /**
   * Opens UDP and raw sockets on all addresses of the calling thread's network namespace, IPv6 too
   * where the system has it.
   *
   * @param port UDP port for IKE
   * @param natTraversalPort UDP port for IKE and ESP in UDP
   * @throws IOException if a port is taken or privileges are lacking; nothing is left open then
   */
  public static OuterNetwork open(int port, int natTraversalPort) throws IOException {
    SocketSettings settings =
        SocketSettings.DEFAULT
            .withMark(MARK)
            .withBuffers(BUFFER_OCTETS, BUFFER_OCTETS)
            .withSegmentation();
    List<OuterSocket> opened = new ArrayList<>();
    try {
      for (String wildcard : List.of("0.0.0.0", "::")) {
        InetAddress any = InetAddress.getByName(wildcard);
        try {
          opened.add(
              new OuterSocket(
                  Kind.IKE, UdpSocket.bind(new InetSocketAddress(any, port), settings)));
        } catch (ErrnoException e) {
          if (any instanceof Inet6Address && e.errno() == Errno.EAFNOSUPPORT) {
            continue;
          }
          throw e;
        }
        opened.add(
            new OuterSocket(
                Kind.NAT_TRAVERSAL,
                UdpSocket.bind(new InetSocketAddress(any, natTraversalPort), settings)));
        opened.add(new OuterSocket(Kind.ESP, RawSocket.bind(RawSocket.ESP, any, settings)));
      }
      return new OuterNetwork(opened);
    } catch (IOException | RuntimeException e) {
      opened.forEach(OuterSocket::close);
      throw e;
    }
  }

  /**
   * Opens UDP sockets on one address, without privileges and on any system. ESP then always goes in
   * UDP.
   *
   * @param port UDP port for IKE, 0 for any that is free
   * @param natTraversalPort UDP port for IKE and ESP in UDP, 0 for any that is free
   */
  public static OuterNetwork openUnprivileged(InetAddress address, int port, int natTraversalPort)
      throws IOException {
    ChannelSocket ike = ChannelSocket.bind(new InetSocketAddress(address, port));
    try {
      return new OuterNetwork(
          List.of(
              new OuterSocket(Kind.IKE, ike),
              new OuterSocket(
                  Kind.NAT_TRAVERSAL,
                  ChannelSocket.bind(new InetSocketAddress(address, natTraversalPort)))));
    } catch (IOException | RuntimeException e) {
      ike.close();
      throw e;
    }
  }

  /** All sockets, to receive from. */
  public List<OuterSocket> sockets() {
    return sockets;
  }

  /** The socket of that kind and family. */
  public Optional<OuterSocket> socket(Kind kind, boolean ipv6) {
    return sockets.stream().filter(s -> s.kind() == kind && s.isIpv6() == ipv6).findFirst();
  }

  /**
   * Sends an IKE message or a keepalive.
   *
   * @throws IOException if the system refuses it, for example for want of a route
   */
  public void send(Path path, Octets message, Output.Content content) throws IOException {
    Kind kind = path.encapsulation() == Encapsulation.UDP ? Kind.IKE : Kind.NAT_TRAVERSAL;
    OuterSocket socket =
        socket(kind, path.remote().isIpv6())
            .orElseThrow(() -> new IOException("no socket for " + path));
    outgoing.clear();
    int slot = outgoing.claim();
    byte[] buffer = outgoing.buffer(slot);
    int at = outgoing.offset(slot);
    boolean marked = kind == Kind.NAT_TRAVERSAL && content == Output.Content.IKE;
    int marker = marked ? NON_ESP_MARKER.length : 0;
    if (message.size() + marker > LARGEST_MESSAGE) {
      throw new IOException("a message of " + message.size() + " octets fits no datagram");
    }
    System.arraycopy(NON_ESP_MARKER, 0, buffer, at, marker);
    message.copyTo(buffer, at + marker);
    outgoing.set(slot, at, marker + message.size());
    outgoing.remote(slot, socketAddress(path.remote()));
    outgoing.local(slot, path.local().ip());
    // The kernel's default: IKE cuts its messages itself, and what is still too long may be cut
    // too.
    if (socket.send(outgoing, PathMtuDiscovery.WANT) != 1) {
      throw new IOException("the system refused it, error " + outgoing.error(slot));
    }
  }

  /** The same address for the system. */
  public static InetSocketAddress socketAddress(TransportAddress address) {
    return new InetSocketAddress(address.ip(), address.port());
  }

  /** The same address for IKE. */
  public static TransportAddress transportAddress(InetSocketAddress address) {
    return new TransportAddress(address.getAddress(), address.getPort());
  }

  /** Closes all sockets. */
  @Override
  public void close() {
    sockets.forEach(OuterSocket::close);
  }
}
