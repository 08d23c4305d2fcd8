package org.yett.gateway.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.gateway.config.AddressSpec;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.config.DaemonSettings;
import org.yett.gateway.control.InitiateRequest;
import org.yett.gateway.datapath.Routing;
import org.yett.gateway.net.OuterNetwork;
import org.yett.gateway.net.OuterSocket;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;

/** The connections that are loaded, and the way to a peer. For any number of threads. */
final class Connections {

  private static final Logger LOG = LoggerFactory.getLogger("org.yett.CFG");

  private final OuterNetwork network;
  private final Routing routing;
  private final int natTraversalPort;
  private final Map<String, ConnectionSettings> byName = new LinkedHashMap<>();

  Connections(DaemonSettings daemon, Platform platform) {
    this.network = platform.network();
    this.routing = platform.routing();
    this.natTraversalPort = daemon.natTraversalPort();
  }

  synchronized List<ConnectionSettings> all() {
    return List.copyOf(byName.values());
  }

  synchronized Optional<ConnectionSettings> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  synchronized void replaceAll(List<ConnectionSettings> connections) {
    byName.clear();
    connections.forEach(connection -> byName.put(connection.name(), connection));
  }

  synchronized void put(ConnectionSettings connection) {
    byName.put(connection.name(), connection);
  }

  synchronized boolean remove(String name) {
    return byName.remove(name) != null;
  }

  /** The connection that a request means. */
  Optional<ConnectionSettings> find(InitiateRequest request) {
    return all().stream()
        .filter(c -> request.connection().map(c.name()::equals).orElse(true))
        .filter(c -> request.child().map(child -> c.child(child).isPresent()).orElse(true))
        .findFirst();
  }

  /**
   * Addresses and ports for setting up an IKE SA. A peer that listens on a port of its own is taken
   * to expect the non-ESP marker there, as with strongSwan.
   *
   * @throws IOException if the connection names no single peer, or there is no way to it
   */
  Path pathTo(ConnectionSettings connection) throws IOException {
    InetAddress remote = firstHost(connection.remoteAddresses(), Optional.empty());
    if (remote == null) {
      throw new IOException(
          "connection %s names no peer to reach: remote_addrs is %s"
              .formatted(connection.name(), connection.remoteAddresses()));
    }
    InetAddress local = firstHost(connection.localAddresses(), Optional.of(remote));
    if (local == null) {
      local = boundAddress().orElse(null);
    }
    if (local == null) {
      local = routing.sourceTowards(remote);
    }
    Path plain =
        Path.plain(
            new TransportAddress(local, connection.localPort()),
            new TransportAddress(remote, connection.remotePort()));
    return connection.remotePort() == Path.IKE_PORT
        ? plain
        : plain.movedToNatTraversal(boundNatTraversalPort(), connection.remotePort());
  }

  /** The addresses that a host name has now; none if it has none. */
  static List<InetAddress> resolve(String name) {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException e) {
      LOG.warn("{} has no address now: it matches no peer", name);
      return List.of();
    }
  }

  private int boundNatTraversalPort() {
    return network.sockets().stream()
        .filter(socket -> socket.kind() == OuterSocket.Kind.NAT_TRAVERSAL)
        .map(OuterSocket::port)
        .findFirst()
        .orElse(natTraversalPort);
  }

  /** The one address that the sockets are bound to, if they are bound to one. */
  private Optional<InetAddress> boundAddress() {
    return network.sockets().stream()
        .map(OuterSocket::address)
        .filter(address -> !address.isAnyLocalAddress())
        .findFirst();
  }

  /** The first address given, of the other one's family if there is another; null for none. */
  private static InetAddress firstHost(List<AddressSpec> specs, Optional<InetAddress> other)
      throws UnknownHostException {
    List<InetAddress> candidates = new ArrayList<>();
    for (AddressSpec spec : specs) {
      switch (spec) {
        case AddressSpec.Host(InetAddress address) -> candidates.add(address);
        case AddressSpec.Name(String name) ->
            candidates.addAll(List.of(InetAddress.getAllByName(name)));
        case AddressSpec.Any _, AddressSpec.Range _ -> {
          // No single address.
        }
      }
    }
    return candidates.stream()
        .filter(c -> other.isEmpty() || c.getAddress().length == other.get().getAddress().length)
        .findFirst()
        .orElse(null);
  }
}
