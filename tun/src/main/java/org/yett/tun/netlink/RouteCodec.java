package org.yett.tun.netlink;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.yett.tun.IpPrefix;

/** {@code RTM_*ROUTE}: {@code struct rtmsg} and {@code RTA_*} attributes. */
final class RouteCodec {
  static final int NEW = 24;
  static final int DELETE = 25;
  static final int GET = 26;

  static final int TYPE_UNICAST = 1;

  private static final int RTMSG = 12;
  private static final int RTA_DST = 1;
  private static final int RTA_OIF = 4;
  private static final int RTA_GATEWAY = 5;
  private static final int RTA_PRIORITY = 6;
  private static final int RTA_PREFSRC = 7;
  private static final int RTA_METRICS = 8;
  private static final int RTA_TABLE = 15;
  private static final int RTA_MARK = 16;
  private static final int RTAX_MTU = 2;
  private static final int PROTOCOL_STATIC = 4;
  private static final int SCOPE_UNIVERSE = 0;
  private static final int SCOPE_LINK = 253;
  private static final int SCOPE_NOWHERE = 255;
  private static final int LOOKUP_TABLE = 0x1000;

  private RouteCodec() {}

  private static MessageBuilder rtmsg(
      MessageBuilder message,
      int family,
      int prefixLength,
      int table,
      int protocol,
      int scope,
      int type,
      int flags) {
    return message
        .octet(family)
        .octet(prefixLength)
        .octet(0)
        .octet(0)
        .octet(table)
        .octet(protocol)
        .octet(scope)
        .octet(type)
        .number32(flags);
  }

  static MessageBuilder dump(int family, int table) {
    return rtmsg(MessageBuilder.dump(GET), family, 0, 0, 0, 0, 0, 0).attribute(RTA_TABLE, table);
  }

  static MessageBuilder lookup(InetAddress destination, int mark) {
    byte[] octets = destination.getAddress();
    int family = octets.length == 4 ? AddressCodec.AF_INET : AddressCodec.AF_INET6;
    MessageBuilder message =
        rtmsg(MessageBuilder.request(GET, 0), family, octets.length * 8, 0, 0, 0, 0, LOOKUP_TABLE)
            .attribute(RTA_DST, octets);
    return mark == 0 ? message : message.attribute(RTA_MARK, mark);
  }

  static MessageBuilder add(Route route, OptionalInt device, boolean replace) {
    int manner = replace ? MessageBuilder.REPLACE : MessageBuilder.EXCLUSIVE;
    MessageBuilder message = MessageBuilder.request(NEW, MessageBuilder.CREATE | manner);
    // An IPv4 next hop must be on a link; without one the destination is on the link itself.
    int scope =
        route.destination().isIpv4() && route.gateway().isEmpty() ? SCOPE_LINK : SCOPE_UNIVERSE;
    return body(message, route, device, PROTOCOL_STATIC, scope, TYPE_UNICAST);
  }

  static MessageBuilder delete(Route route, OptionalInt device) {
    // Scope "nowhere" and no protocol or type match any.
    return body(MessageBuilder.request(DELETE, 0), route, device, 0, SCOPE_NOWHERE, 0);
  }

  private static MessageBuilder body(
      MessageBuilder message, Route route, OptionalInt device, int protocol, int scope, int type) {
    IpPrefix destination = route.destination();
    int family = destination.isIpv4() ? AddressCodec.AF_INET : AddressCodec.AF_INET6;
    int table = route.table() < 256 ? route.table() : 0;
    rtmsg(message, family, destination.length(), table, protocol, scope, type, 0);
    if (route.table() >= 256) {
      message.attribute(RTA_TABLE, route.table());
    }
    if (destination.length() > 0) {
      message.attribute(RTA_DST, destination.address().getAddress());
    }
    route.gateway().ifPresent(hop -> message.attribute(RTA_GATEWAY, hop.getAddress()));
    device.ifPresent(index -> message.attribute(RTA_OIF, index));
    route.source().ifPresent(own -> message.attribute(RTA_PREFSRC, own.getAddress()));
    route.priority().ifPresent(metric -> message.attribute(RTA_PRIORITY, metric));
    if (route.mtu().isPresent()) {
      int metrics = message.begin(RTA_METRICS);
      message.attribute(RTAX_MTU, route.mtu().getAsInt()).end(metrics);
    }
    return message;
  }

  /** Type of a route message, for example {@link #TYPE_UNICAST}. */
  static int type(byte[] payload) {
    return payload[7] & 0xFF;
  }

  static Route decode(byte[] payload, IntFunction<Optional<String>> deviceName) {
    ByteBuffer fixed = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    Attributes attributes = Attributes.parse(payload, RTMSG, payload.length - RTMSG);
    boolean ipv4 = fixed.get(0) == AddressCodec.AF_INET;
    IpPrefix everything = ipv4 ? IpPrefix.allIpv4() : IpPrefix.allIpv6();
    IpPrefix destination =
        attributes
            .address(RTA_DST)
            .filter(address -> address instanceof Inet4Address == ipv4)
            .map(address -> new IpPrefix(address, fixed.get(1) & 0xFF))
            .orElse(everything);
    OptionalInt index = attributes.number(RTA_OIF);
    return new Route(
        destination,
        index.isPresent() ? deviceName.apply(index.getAsInt()) : Optional.empty(),
        attributes.address(RTA_GATEWAY),
        attributes.address(RTA_PREFSRC),
        attributes.number(RTA_TABLE).orElse(fixed.get(4) & 0xFF),
        attributes.number(RTA_PRIORITY),
        attributes.nested(RTA_METRICS).number(RTAX_MTU));
  }
}
