package org.yett.gateway.datapath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.OptionalInt;
import org.yett.ike.endpoint.ChildSa;

/**
 * Leads the traffic of Child SAs to the device. Called from the endpoint's thread unless a method
 * says otherwise.
 */
public interface Routing extends AutoCloseable {

  /** Leads nothing anywhere: where whoever owns the device feeds it himself. */
  Routing NONE =
      new Routing() {
        @Override
        public void add(ChildSa childSa) {}

        @Override
        public void remove(ChildSa childSa) {}

        @Override
        public void addAddress(InetAddress address) {}

        @Override
        public void removeAddress(InetAddress address) {}

        @Override
        public InetAddress sourceTowards(InetAddress peer) throws IOException {
          // Connecting a datagram socket sends nothing: it only asks for a route.
          try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(new InetSocketAddress(peer, 500));
            return probe.getLocalAddress();
          } catch (SocketException | UncheckedIOException e) {
            throw new IOException(
                "no route to " + peer.getHostAddress() + ": " + e.getMessage(), e);
          }
        }

        @Override
        public OptionalInt pathMtu(InetAddress peer) {
          return OptionalInt.empty();
        }

        @Override
        public void close() {}
      };

  /** Leads the traffic of a Child SA to the device. */
  void add(ChildSa childSa);

  /** Undoes that, except for what other Child SAs need too. */
  void remove(ChildSa childSa);

  /** Gives the device an address of this host's, which its packets into tunnels may carry. */
  void addAddress(InetAddress address);

  /** Takes it from the device. */
  void removeAddress(InetAddress address);

  /**
   * The address that our own sockets would send from to a peer, past the tunnels' routes. From any
   * thread.
   *
   * @throws IOException if there is no way to the peer
   */
  InetAddress sourceTowards(InetAddress peer) throws IOException;

  /**
   * The largest packet in octets, outer IP header included, that goes to a peer in one piece as far
   * as the system knows; empty if it does not tell. From any thread.
   */
  OptionalInt pathMtu(InetAddress peer);

  /** Undoes everything. */
  @Override
  void close();
}
