package org.yett.gateway.datapath;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.gateway.net.OuterNetwork;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.negotiate.TrafficSelector;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.IpPrefix;
import org.yett.tun.netlink.InterfaceAddress;
import org.yett.tun.netlink.Link;
import org.yett.tun.netlink.Netlink;
import org.yett.tun.netlink.Route;
import org.yett.tun.netlink.Rule;

/**
 * Routes in a table of our own, which a rule consults before the main table for every packet that
 * does not carry our sockets' mark: so even the peer's own address can lie inside the tunnel.
 */
public final class KernelRouting implements Routing {

  /** The routing table, and the priority of the rules that lead to it: strongSwan's. */
  public static final int TABLE = 220;

  private static final Logger LOG = LoggerFactory.getLogger("org.yett.KNL");

  private final Netlink netlink;
  private final String device;
  private final Map<IpPrefix, Integer> users = new HashMap<>();
  private final Set<InetAddress> assigned = new LinkedHashSet<>();

  private KernelRouting(Netlink netlink, String device) {
    this.netlink = netlink;
    this.device = device;
  }

  /**
   * Sets the rules up in the calling thread's network namespace.
   *
   * @param device name of the device that traffic is led to
   * @throws IOException if privileges are lacking
   */
  public static KernelRouting open(String device) throws IOException {
    Netlink netlink = Netlink.open();
    KernelRouting routing = new KernelRouting(netlink, device);
    try {
      routing.replace(rule(false));
      try {
        routing.replace(rule(true));
      } catch (ErrnoException e) {
        if (e.errno() != Errno.EAFNOSUPPORT && e.errno() != Errno.EOPNOTSUPP) {
          throw e;
        }
        LOG.info("no IPv6 on this system: no rule for it");
      }
      return routing;
    } catch (IOException | RuntimeException e) {
      routing.close();
      throw e;
    }
  }

  private void replace(Rule rule) throws ErrnoException {
    // One that a killed gateway left behind would otherwise be in the way.
    netlink.deleteRule(rule);
    netlink.addRule(rule);
  }

  private static List<Rule> rules() {
    return List.of(rule(false), rule(true));
  }

  private static Rule rule(boolean ipv6) {
    return Rule.lookup(ipv6, TABLE).priority(TABLE).notMark(OuterNetwork.MARK);
  }

  @Override
  public synchronized void add(ChildSa childSa) {
    for (IpPrefix destination : destinations(childSa)) {
      if (users.merge(destination, 1, Integer::sum) == 1) {
        Route route = route(destination);
        Optional<InetAddress> source = source(childSa, destination.isIpv4());
        try {
          netlink.replaceRoute(source.map(route::source).orElse(route));
        } catch (ErrnoException e) {
          LOG.error("no route to {} through {}: {}", destination, device, e.getMessage());
        }
      }
    }
  }

  @Override
  public synchronized void remove(ChildSa childSa) {
    for (IpPrefix destination : destinations(childSa)) {
      if (users.merge(destination, -1, Integer::sum) <= 0) {
        users.remove(destination);
        delete(destination);
      }
    }
  }

  @Override
  public synchronized void addAddress(InetAddress address) {
    try {
      netlink.addAddress(device, IpPrefix.host(address));
      assigned.add(address);
    } catch (ErrnoException e) {
      LOG.error(
          "could not give {} the address {}: {}", device, address.getHostAddress(), e.getMessage());
    }
  }

  @Override
  public synchronized void removeAddress(InetAddress address) {
    if (!assigned.remove(address)) {
      return;
    }
    try {
      netlink.deleteAddress(device, IpPrefix.host(address));
    } catch (ErrnoException e) {
      LOG.warn(
          "could not take the address {} from {}: {}",
          address.getHostAddress(),
          device,
          e.getMessage());
    }
  }

  @Override
  public synchronized InetAddress sourceTowards(InetAddress peer) throws IOException {
    // With our sockets' mark: else a tunnel that covers the peer's own address would answer.
    return netlink
        .lookup(peer, OuterNetwork.MARK)
        .source()
        .orElseThrow(() -> new IOException("no address to reach " + peer.getHostAddress()));
  }

  /** What routers have reported, which the kernel keeps with the route, else the link's. */
  @Override
  public synchronized OptionalInt pathMtu(InetAddress peer) {
    try {
      Route route = netlink.lookup(peer, OuterNetwork.MARK);
      if (route.mtu().isPresent() || route.device().isEmpty()) {
        return route.mtu();
      }
      return netlink.link(route.device().get()).stream().mapToInt(Link::mtu).findFirst();
    } catch (ErrnoException e) {
      LOG.debug("no path MTU towards {}: {}", peer, e.getMessage());
      return OptionalInt.empty();
    }
  }

  @Override
  public synchronized void close() {
    Set.copyOf(assigned).forEach(this::removeAddress);
    Set.copyOf(users.keySet()).forEach(this::delete);
    users.clear();
    for (Rule rule : rules()) {
      try {
        netlink.deleteRule(rule);
      } catch (ErrnoException e) {
        LOG.warn("could not remove the rule for table {}: {}", TABLE, e.getMessage());
      }
    }
    netlink.close();
  }

  private void delete(IpPrefix destination) {
    try {
      netlink.deleteRoute(route(destination));
    } catch (ErrnoException e) {
      LOG.warn("could not remove the route to {}: {}", destination, e.getMessage());
    }
  }

  private Route route(IpPrefix destination) {
    return Route.to(destination).device(device).table(TABLE);
  }

  private static Set<IpPrefix> destinations(ChildSa childSa) {
    Set<IpPrefix> destinations = new LinkedHashSet<>();
    for (TrafficSelector selector : childSa.remoteSelectors()) {
      destinations.addAll(Prefixes.covering(selector.addresses()));
    }
    return destinations;
  }

  /** An address of this host that its own packets must carry to match the local selectors. */
  private Optional<InetAddress> source(ChildSa childSa, boolean ipv4) {
    try {
      return netlink.addresses().stream()
          .map(InterfaceAddress::address)
          .map(IpPrefix::address)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .filter(address -> (address.getAddress().length == 4) == ipv4)
          .filter(address ->
              childSa.localSelectors().stream()
                  .anyMatch(selector -> selector.addresses().contains(address)))
          .findFirst();
    } catch (ErrnoException e) {
      LOG.warn("could not list addresses: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
