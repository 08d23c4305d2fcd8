package org.yett.tun.netlink;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.tun.IpPrefix;

/**
 * A unicast route.
 *
 * @param destination the network that it leads to
 * @param device name of the outgoing link
 * @param gateway the next hop
 * @param source source address that the kernel prefers for locally made packets
 * @param table routing table
 * @param priority metric; lower is better
 * @param mtu MTU of the route in octets
 */
public record Route(
    IpPrefix destination,
    Optional<String> device,
    Optional<InetAddress> gateway,
    Optional<InetAddress> source,
    int table,
    OptionalInt priority,
    OptionalInt mtu) {

  /** Clears the host bits of the destination. */
  public Route {
    destination = destination.network();
    boolean ipv4 = destination.isIpv4();
    if (gateway.isPresent() && gateway.get() instanceof Inet4Address != ipv4
        || source.isPresent() && source.get() instanceof Inet4Address != ipv4) {
      throw new IllegalArgumentException(
          "route to " + destination + " with a gateway or source of the other family");
    }
  }

  /** The main table. */
  public static final int MAIN_TABLE = 254;

  /** The table of the host's own addresses. */
  public static final int LOCAL_TABLE = 255;

  /** A route to a network in the main table, without device or gateway as yet. */
  public static Route to(IpPrefix destination) {
    return new Route(
        destination,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        MAIN_TABLE,
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** The same through a device. */
  public Route device(String name) {
    return new Route(destination, Optional.of(name), gateway, source, table, priority, mtu);
  }

  /** The same through a next hop. */
  public Route via(InetAddress nextHop) {
    return new Route(destination, device, Optional.of(nextHop), source, table, priority, mtu);
  }

  /** The same with a preferred source address. */
  public Route source(InetAddress preferred) {
    return new Route(destination, device, gateway, Optional.of(preferred), table, priority, mtu);
  }

  /** The same in another table. */
  public Route table(int number) {
    return new Route(destination, device, gateway, source, number, priority, mtu);
  }

  /** The same with a metric. */
  public Route priority(int metric) {
    return new Route(destination, device, gateway, source, table, OptionalInt.of(metric), mtu);
  }

  /** The same with an MTU in octets. */
  public Route mtu(int octets) {
    return new Route(destination, device, gateway, source, table, priority, OptionalInt.of(octets));
  }

  /** In the words of {@code ip route}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(destination.toString());
    gateway.ifPresent(hop -> text.append(" via ").append(hop.getHostAddress()));
    device.ifPresent(name -> text.append(" dev ").append(name));
    source.ifPresent(own -> text.append(" src ").append(own.getHostAddress()));
    priority.ifPresent(metric -> text.append(" metric ").append(metric));
    mtu.ifPresent(octets -> text.append(" mtu ").append(octets));
    return text.append(" table ").append(table).toString();
  }
}
