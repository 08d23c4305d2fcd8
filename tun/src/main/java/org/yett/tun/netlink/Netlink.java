package org.yett.tun.netlink;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.IpPrefix;
import org.yett.tun.sys.Sys;

/**
 * Links, addresses, routes and rules of the network namespace in which it was opened (rtnetlink).
 * Changes need CAP_NET_ADMIN. Failures carry the kernel's own explanation. Not thread-safe.
 */
public final class Netlink implements AutoCloseable {
  private static final int LONGEST_NAME = 15;

  private final NetlinkSocket socket;

  private Netlink(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Opens a netlink socket in the network namespace of the calling thread. */
  public static Netlink open() throws IOException {
    Sys.requireSupported("netlink");
    return new Netlink(NetlinkSocket.open(NetlinkSocket.ROUTE));
  }

  /** All links. */
  public List<Link> links() throws ErrnoException {
    return socket.dump("list links", LinkCodec.dump()).stream()
        .filter(item -> item.type() == LinkCodec.NEW)
        .map(item -> LinkCodec.decode(item.payload()))
        .toList();
  }

  /** The link of that name. */
  public Optional<Link> link(String name) throws ErrnoException {
    try {
      return socket.request("find link " + name, LinkCodec.get(checked(name))).stream()
          .filter(item -> item.type() == LinkCodec.NEW)
          .map(item -> LinkCodec.decode(item.payload()))
          .findFirst();
    } catch (ErrnoException e) {
      return absent(e, Errno.ENODEV, Optional.empty());
    }
  }

  private int index(String name) throws ErrnoException {
    return link(name)
        .map(Link::index)
        .orElseThrow(() -> Sys.failure("find link " + name, Errno.ENODEV));
  }

  private static String checked(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "interface name '" + name + "': expected 1 to " + LONGEST_NAME + " octets");
    }
    return name;
  }

  /** Passes a failure on, unless it says that the thing is not there. */
  private static <T> T absent(ErrnoException failure, int errno, T otherwise)
      throws ErrnoException {
    if (failure.errno() == errno) {
      return otherwise;
    }
    throw failure;
  }

  private boolean remove(String what, MessageBuilder request, int absent) throws ErrnoException {
    try {
      List<Reply.Item> ignored = socket.request(what, request);
      return true;
    } catch (ErrnoException e) {
      return absent(e, absent, false);
    }
  }

  private void change(String what, MessageBuilder request) throws ErrnoException {
    List<Reply.Item> ignored = socket.request(what, request);
  }

  /** Creates two Ethernet links that are joined to each other. */
  public void addVeth(String name, String peerName) throws ErrnoException {
    change(
        "add veth " + name + " and " + peerName,
        LinkCodec.addVeth(checked(name), checked(peerName)));
  }

  /** Creates a dummy link, which swallows what is sent to it. */
  public void addDummy(String name) throws ErrnoException {
    change("add dummy " + name, LinkCodec.addPlain(checked(name), "dummy"));
  }

  /**
   * Deletes a link.
   *
   * @return false if there is none of that name
   */
  public boolean deleteLink(String name) throws ErrnoException {
    return remove("delete link " + name, LinkCodec.delete(checked(name)), Errno.ENODEV);
  }

  /** Brings a link up or down. */
  public void setUp(String name, boolean up) throws ErrnoException {
    change("set link " + name + (up ? " up" : " down"), LinkCodec.setUp(index(name), up));
  }

  /**
   * Waits until a link that is up carries packets: it has its carrier, and it listens to the
   * solicitations of its neighbours for each of its IPv6 addresses. Right after both ends of a pair
   * came up that takes the kernel a moment, in which packets are lost without an error. A loaded
   * machine can still lose the very first packet, so its sender must be one that repeats.
   *
   * @return false if it does not in that time
   */
  public boolean awaitRunning(String name, Duration patience)
      throws ErrnoException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!carriesPackets(name)) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(2);
    }
    return true;
  }

  private boolean carriesPackets(String name) throws ErrnoException {
    Optional<Link> link = link(name).filter(Link::running);
    if (link.isEmpty()) {
      return false;
    }
    int index = link.get().index();
    Set<InetAddress> groups =
        socket.dump("list multicast groups", AddressCodec.dumpGroups()).stream()
            .flatMap(item -> AddressCodec.decodeGroup(item.payload(), index).stream())
            .collect(Collectors.toSet());
    return addresses().stream()
        .filter(own -> own.linkIndex() == index && !own.address().isIpv4())
        .allMatch(own -> groups.contains(AddressCodec.solicitedNode(own.address().address())));
  }

  /** Sets the MTU of a link in octets. */
  public void setMtu(String name, int octets) throws ErrnoException {
    change("set MTU of " + name + " to " + octets, LinkCodec.setMtu(index(name), octets));
  }

  /** Renames a link, which must be down. */
  public void rename(String name, String newName) throws ErrnoException {
    change(
        "rename link " + name + " to " + newName, LinkCodec.rename(index(name), checked(newName)));
  }

  /** Moves a link to a named network namespace; it arrives down and without addresses. */
  public void moveToNamespace(String name, String namespace) throws ErrnoException {
    int index = index(name);
    int fd = Sys.open("/run/netns/" + namespace, Sys.O_RDONLY);
    try {
      change("move link " + name + " to namespace " + namespace, LinkCodec.move(index, fd));
    } finally {
      Sys.close(fd);
    }
  }

  /** Gives a link an address with its prefix; an IPv6 address is usable at once (no DAD). */
  public void addAddress(String link, IpPrefix address) throws ErrnoException {
    change("add address " + address + " to " + link, AddressCodec.add(index(link), address));
  }

  /**
   * Takes an address away from a link.
   *
   * @return false if the link did not have it
   */
  public boolean deleteAddress(String link, IpPrefix address) throws ErrnoException {
    return remove(
        "delete address " + address + " from " + link,
        AddressCodec.delete(index(link), address),
        Errno.EADDRNOTAVAIL);
  }

  /** All addresses of both families. */
  public List<InterfaceAddress> addresses() throws ErrnoException {
    return socket.dump("list addresses", AddressCodec.dump()).stream()
        .filter(item -> item.type() == AddressCodec.NEW)
        .flatMap(item -> AddressCodec.decode(item.payload()).stream())
        .toList();
  }

  private OptionalInt device(Route route) throws ErrnoException {
    return route.device().isPresent()
        ? OptionalInt.of(index(route.device().get()))
        : OptionalInt.empty();
  }

  /** Adds a route; one with the same destination, table and priority must not exist. */
  public void addRoute(Route route) throws ErrnoException {
    change("add route " + route, RouteCodec.add(route, device(route), false));
  }

  /** Adds a route in the place of one with the same destination, table and priority. */
  public void replaceRoute(Route route) throws ErrnoException {
    change("replace route " + route, RouteCodec.add(route, device(route), true));
  }

  /**
   * Deletes a route.
   *
   * @return false if there is none such
   */
  public boolean deleteRoute(Route route) throws ErrnoException {
    return remove("delete route " + route, RouteCodec.delete(route, device(route)), Errno.ESRCH);
  }

  /** All unicast routes of both families in a table, for example {@link Route#MAIN_TABLE}. */
  public List<Route> routes(int table) throws ErrnoException {
    Map<Integer, String> names = new HashMap<>();
    for (Link link : links()) {
      names.put(link.index(), link.name());
    }
    List<Route> routes = new ArrayList<>();
    for (int family : new int[] {AddressCodec.AF_INET, AddressCodec.AF_INET6}) {
      for (Reply.Item item : routeItems(family, table)) {
        if (item.type() == RouteCodec.NEW
            && RouteCodec.type(item.payload()) == RouteCodec.TYPE_UNICAST) {
          Route route =
              RouteCodec.decode(item.payload(), index -> Optional.ofNullable(names.get(index)));
          if (route.table() == table) {
            routes.add(route);
          }
        }
      }
    }
    return List.copyOf(routes);
  }

  private List<Reply.Item> routeItems(int family, int table) throws ErrnoException {
    try {
      return socket.dump("list routes of table " + table, RouteCodec.dump(family, table));
    } catch (ErrnoException e) {
      // A table comes into being with its first route.
      return absent(e, Errno.ENOENT, List.of());
    }
  }

  /**
   * How the kernel would reach an address: device, gateway, and the source address it would choose.
   *
   * @param mark the mark that the packet would carry, 0 for none
   * @throws ErrnoException with {@link Errno#ENETUNREACH} if there is no way
   */
  public Route lookup(InetAddress destination, int mark) throws ErrnoException {
    String what = "look up the route to " + destination.getHostAddress();
    List<Reply.Item> items = socket.request(what, RouteCodec.lookup(destination, mark));
    for (Reply.Item item : items) {
      if (item.type() == RouteCodec.NEW) {
        Map<Integer, String> names = new HashMap<>();
        for (Link link : links()) {
          names.put(link.index(), link.name());
        }
        return RouteCodec.decode(item.payload(), index -> Optional.ofNullable(names.get(index)));
      }
    }
    throw Sys.failure(what, Errno.ENETUNREACH);
  }

  /** Adds a policy routing rule. */
  public void addRule(Rule rule) throws ErrnoException {
    change("add rule " + rule, RuleCodec.add(rule));
  }

  /**
   * Deletes a policy routing rule.
   *
   * @return false if there is none such
   */
  public boolean deleteRule(Rule rule) throws ErrnoException {
    return remove("delete rule " + rule, RuleCodec.delete(rule), Errno.ENOENT);
  }

  /** All policy routing rules of both families that look in a table. */
  public List<Rule> rules() throws ErrnoException {
    List<Rule> rules = new ArrayList<>();
    for (int family : new int[] {AddressCodec.AF_INET, AddressCodec.AF_INET6}) {
      for (Reply.Item item : socket.dump("list rules", RuleCodec.dump(family))) {
        if (item.type() == RuleCodec.NEW
            && RuleCodec.action(item.payload()) == RuleCodec.ACTION_TABLE) {
          rules.add(RuleCodec.decode(item.payload()));
        }
      }
    }
    return List.copyOf(rules);
  }

  /** Closes the socket. */
  @Override
  public void close() {
    socket.close();
  }
}
