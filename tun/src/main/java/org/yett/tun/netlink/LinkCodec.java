package org.yett.tun.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** {@code RTM_*LINK}: {@code struct ifinfomsg} and {@code IFLA_*} attributes. */
final class LinkCodec {
  static final int NEW = 16;
  static final int DELETE = 17;
  static final int GET = 18;

  private static final int IFINFOMSG = 16;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_NET_NS_FD = 28;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_INFO_DATA = 2;
  private static final int VETH_INFO_PEER = 1;
  private static final int IFLA_OPERSTATE = 16;
  private static final int OPERSTATE_UNKNOWN = 0;
  private static final int OPERSTATE_UP = 6;
  private static final int IFF_UP = 1;
  private static final int IFF_RUNNING = 0x40;

  private LinkCodec() {}

  private static MessageBuilder ifinfomsg(
      MessageBuilder message, int index, int flags, int change) {
    return message.octet(0).octet(0).number16(0).number32(index).number32(flags).number32(change);
  }

  static MessageBuilder dump() {
    return ifinfomsg(MessageBuilder.dump(GET), 0, 0, 0);
  }

  static MessageBuilder get(String name) {
    return ifinfomsg(MessageBuilder.request(GET, 0), 0, 0, 0).attribute(IFLA_IFNAME, name);
  }

  static MessageBuilder addVeth(String name, String peer) {
    MessageBuilder message = create(name);
    int info = message.begin(IFLA_LINKINFO);
    message.attribute(IFLA_INFO_KIND, "veth");
    int data = message.begin(IFLA_INFO_DATA);
    int other = message.begin(VETH_INFO_PEER);
    ifinfomsg(message, 0, 0, 0).attribute(IFLA_IFNAME, peer);
    return message.end(other).end(data).end(info);
  }

  static MessageBuilder addPlain(String name, String kind) {
    MessageBuilder message = create(name);
    int info = message.begin(IFLA_LINKINFO);
    return message.attribute(IFLA_INFO_KIND, kind).end(info);
  }

  private static MessageBuilder create(String name) {
    return ifinfomsg(
            MessageBuilder.request(NEW, MessageBuilder.CREATE | MessageBuilder.EXCLUSIVE), 0, 0, 0)
        .attribute(IFLA_IFNAME, name);
  }

  static MessageBuilder delete(String name) {
    return ifinfomsg(MessageBuilder.request(DELETE, 0), 0, 0, 0).attribute(IFLA_IFNAME, name);
  }

  static MessageBuilder setUp(int index, boolean up) {
    return ifinfomsg(MessageBuilder.request(NEW, 0), index, up ? IFF_UP : 0, IFF_UP);
  }

  static MessageBuilder setMtu(int index, int octets) {
    return ifinfomsg(MessageBuilder.request(NEW, 0), index, 0, 0).attribute(IFLA_MTU, octets);
  }

  static MessageBuilder rename(int index, String name) {
    return ifinfomsg(MessageBuilder.request(NEW, 0), index, 0, 0).attribute(IFLA_IFNAME, name);
  }

  static MessageBuilder move(int index, int namespaceFd) {
    return ifinfomsg(MessageBuilder.request(NEW, 0), index, 0, 0)
        .attribute(IFLA_NET_NS_FD, namespaceFd);
  }

  /**
   * Whether the kernel has acted on the carrier. The flag alone is set too early for a veth: its
   * state is "unknown" until then, while that of a TUN device stays so for good.
   */
  private static boolean settled(Attributes attributes, Optional<String> kind) {
    int state = attributes.octets(IFLA_OPERSTATE).map(v -> v[0] & 0xFF).orElse(OPERSTATE_UNKNOWN);
    return state == OPERSTATE_UP
        || (state == OPERSTATE_UNKNOWN && !kind.equals(Optional.of("veth")));
  }

  static Link decode(byte[] payload) {
    ByteBuffer fixed = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    Attributes attributes = Attributes.parse(payload, IFINFOMSG, payload.length - IFINFOMSG);
    int flags = fixed.getInt(8);
    Optional<String> kind = attributes.nested(IFLA_LINKINFO).text(IFLA_INFO_KIND);
    return new Link(
        fixed.getInt(4),
        attributes.text(IFLA_IFNAME).orElse(""),
        attributes.number(IFLA_MTU).orElse(0),
        (flags & IFF_UP) != 0,
        (flags & IFF_RUNNING) != 0 && settled(attributes, kind),
        kind);
  }
}
