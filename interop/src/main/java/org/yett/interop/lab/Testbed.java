package org.yett.interop.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yett.interop.process.Finished;
import org.yett.tun.IpPrefix;
import org.yett.tun.netlink.Netlink;
import org.yett.tun.netlink.Route;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.NetworkNamespace;
import org.yett.tun.netns.Ping;
import org.yett.tun.netns.Sysctl;

/**
 * Two hosts in network namespaces of their own, joined by a link (veth) that no other host is on.
 * Each has its outer addresses on the link and its inner ones on the loopback interface. The
 * daemons that run there are closed by whoever started them, before the testbed is.
 */
public final class Testbed implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Path directory;
  private final Map<Side, NetworkNamespace> namespaces = new EnumMap<>(Side.class);
  private final Map<Side, Host> hosts = new EnumMap<>(Side.class);
  private final Map<Side, OuterNetwork> elsewhere = new EnumMap<>(Side.class);
  private final Consumer<Testbed> onClose;
  private boolean closed;

  private Testbed(Path directory, Consumer<Testbed> onClose) {
    this.directory = directory;
    this.onClose = onClose;
  }

  static Testbed build(String label, Path directory, Consumer<Testbed> onClose)
      throws LaboratoryException {
    Testbed testbed = new Testbed(directory, onClose);
    try {
      for (Side side : Side.values()) {
        String name = Leftovers.namespaceName(label + side.label().charAt(0));
        testbed.namespaces.put(side, NetworkNamespace.create(name));
        Path own = directory.resolve(side.label());
        Files.createDirectories(own);
        testbed.hosts.put(side, new Host(side, name, own));
      }
      testbed.connect();
      return testbed;
    } catch (IOException | IllegalArgumentException e) {
      testbed.close();
      throw new LaboratoryException("the testbed cannot be built: " + e.getMessage(), e);
    }
  }

  private void connect() throws IOException {
    String other = "other";
    String peerNamespace = host(Side.PEER).namespace();
    in(
        Side.SUBJECT,
        netlink -> {
          netlink.addVeth(Host.LINK, other);
          netlink.moveToNamespace(other, peerNamespace);
        });
    in(Side.PEER, netlink -> netlink.rename(other, Host.LINK));
    for (Side side : Side.values()) {
      in(
          side,
          netlink -> {
            netlink.setUp("lo", true);
            // No link-local address: one that appears late would make daemons look for new paths.
            Sysctl.write("net/ipv6/conf/" + Host.LINK + "/addr_gen_mode", "1");
            for (Family family : Family.values()) {
              String outer = side.outer(family) + "/" + family.linkPrefix();
              netlink.addAddress(Host.LINK, IpPrefix.parse(outer));
              netlink.addAddress("lo", IpPrefix.parse(side.inner(family)));
            }
            netlink.setUp(Host.LINK, true);
          });
    }
  }

  /** A change to the network of a host. */
  @FunctionalInterface
  private interface Change {
    void apply(Netlink netlink) throws IOException;
  }

  /**
   * Does something in a host's network namespace; sockets that it opens stay there.
   *
   * @throws LaboratoryException what went wrong
   */
  <T> T inside(Side side, NetworkNamespace.Work<T, IOException> work) throws LaboratoryException {
    try {
      return namespaces.get(side).run(work);
    } catch (IOException e) {
      throw new LaboratoryException(e.getMessage(), e);
    }
  }

  private void in(Side side, Change change) throws IOException {
    namespaces
        .get(side)
        .<Void, IOException>run(() -> {
          try (Netlink netlink = Netlink.open()) {
            change.apply(netlink);
          }
          return null;
        });
  }

  /**
   * From now on, a host puts no several packets as one on the link, which only a host with the same
   * kernel could take apart.
   *
   * @param tools the root filesystem that has {@code ip}
   */
  public void sendPacketByPacket(Side side, Chroot tools) throws LaboratoryException {
    List<String> command =
        tools.inside(List.of("ip", "link", "set", "dev", Host.LINK, "gso_max_segs", "1"));
    try {
      Finished done = host(side).command(command).run();
      if (!done.succeeded()) {
        throw new LaboratoryException(done.summary());
      }
    } catch (IOException e) {
      throw new LaboratoryException("the link cannot be configured: " + e.getMessage(), e);
    }
  }

  /** From now on, a host's addresses on the link are those of something else in its place. */
  public void delegate(Side side, OuterNetwork network) {
    elsewhere.put(side, network);
  }

  /** Gives a host one more address on the link. */
  public void addOuterAddress(Side side, String address) throws LaboratoryException {
    if (elsewhere.containsKey(side)) {
      elsewhere.get(side).add(address);
      return;
    }
    try {
      in(
          side,
          netlink ->
              netlink.addAddress(
                  Host.LINK, IpPrefix.parse(address + "/" + Family.IPV4.linkPrefix())));
    } catch (IOException e) {
      throw new LaboratoryException("adding an address failed: " + e.getMessage(), e);
    }
  }

  /** Takes a host's IPv4 address on the link away and gives it another one. */
  public void changeOuterAddress(Side side, String from, String to) throws LaboratoryException {
    if (elsewhere.containsKey(side)) {
      elsewhere.get(side).change(from, to);
      return;
    }
    String prefix = "/" + Family.IPV4.linkPrefix();
    try {
      in(
          side,
          netlink -> {
            // Else the second address of a network goes with the first.
            Sysctl.write("net/ipv4/conf/" + Host.LINK + "/promote_secondaries", "1");
            netlink.addAddress(Host.LINK, IpPrefix.parse(to + prefix));
            if (!netlink.deleteAddress(Host.LINK, IpPrefix.parse(from + prefix))) {
              throw new IOException("the host has no address " + from);
            }
          });
    } catch (IOException e) {
      throw new LaboratoryException("changing an address failed: " + e.getMessage(), e);
    }
  }

  /**
   * Cuts the link for what both hosts send to each other's outer address: it is routed to nowhere,
   * without an error for the sender.
   */
  public void cut(Family family) throws LaboratoryException {
    changeRoutes(family, (netlink, route) -> netlink.replaceRoute(route));
  }

  /** Undoes {@link #cut}. */
  public void mend(Family family) throws LaboratoryException {
    changeRoutes(
        family,
        (netlink, route) -> {
          boolean ignored = netlink.deleteRoute(route);
        });
  }

  private static String nobody(Family family) {
    return switch (family) {
      case IPV4 -> "192.0.2.99";
      case IPV6 -> "2001:db8:81::99";
    };
  }

  /** A change to one route of a host. */
  @FunctionalInterface
  private interface RouteChange {
    void apply(Netlink netlink, Route route) throws IOException;
  }

  private void changeRoutes(Family family, RouteChange change) throws LaboratoryException {
    try {
      for (Side side : Side.values()) {
        // By way of a host that is not there.
        Route route =
            Route.to(IpPrefix.parse(side.other().outer(family)))
                .via(InetAddress.ofLiteral(nobody(family)))
                .device(Host.LINK)
                .priority(1);
        in(side, netlink -> change.apply(netlink, route));
      }
    } catch (IOException e) {
      throw new LaboratoryException("cutting or mending the link failed: " + e.getMessage(), e);
    }
  }

  /**
   * Sends echo requests from one host's inner address to the other's and waits for the replies,
   * which must return every octet.
   *
   * @param from the host that asks
   * @param family the inner family
   * @param count number of requests
   * @param octets of data in each
   */
  public Ping.Result ping(Side from, Family family, int count, int octets)
      throws LaboratoryException {
    InetAddress source = InetAddress.ofLiteral(from.inner(family));
    InetAddress destination = InetAddress.ofLiteral(from.other().inner(family));
    return inside(from, () -> Ping.run(source, destination, count, octets, INTERVAL, PATIENCE));
  }

  /** Gives a host one more address behind the tunnel. */
  public void addInnerAddress(Side side, String address) throws LaboratoryException {
    try {
      in(side, netlink -> netlink.addAddress("lo", IpPrefix.parse(address)));
    } catch (IOException e) {
      throw new LaboratoryException("adding an address failed: " + e.getMessage(), e);
    }
  }

  /** As {@link #ping(Side, Family, int, int)}, between addresses of choice. */
  public Ping.Result ping(Side from, String source, String destination, int count, int octets)
      throws LaboratoryException {
    return inside(
        from,
        () ->
            Ping.run(
                InetAddress.ofLiteral(source),
                InetAddress.ofLiteral(destination),
                count,
                octets,
                INTERVAL,
                PATIENCE));
  }

  /** Sends one UDP datagram from a host. */
  public void send(Side from, String to, int port, byte[] octets) throws LaboratoryException {
    InetAddress address = InetAddress.ofLiteral(to);
    this.<Void>inside(
        from,
        () -> {
          try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(octets, octets.length, address, port));
          }
          return null;
        });
  }

  /** A host. */
  public Host host(Side side) {
    return hosts.get(side);
  }

  /** The directory that holds those of both hosts. */
  public Path directory() {
    return directory;
  }

  /** Deletes the namespaces and the files. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    namespaces.values().forEach(NetworkNamespace::close);
    try {
      Laboratory.delete(directory);
    } catch (IOException e) {
      System.getLogger(Testbed.class.getName())
          .log(System.Logger.Level.WARNING, "{0} is left behind: {1}", directory, e.getMessage());
    }
    onClose.accept(this);
  }
}
