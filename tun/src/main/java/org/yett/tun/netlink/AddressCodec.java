package org.yett.tun.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.yett.tun.IpPrefix;

/** {@code RTM_*ADDR}: {@code struct ifaddrmsg} and {@code IFA_*} attributes. */
final class AddressCodec {
  static final int NEW = 20;
  static final int DELETE = 21;
  static final int GET = 22;

  private static final int GET_MULTICAST = 58;

  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  private static final int IFADDRMSG = 8;
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_MULTICAST = 7;
  private static final int IFA_FLAGS = 8;
  private static final int IFA_F_NODAD = 2;
  private static final int IFA_F_TENTATIVE = 0x40;

  private AddressCodec() {}

  private static MessageBuilder ifaddrmsg(
      MessageBuilder message, int family, int prefixLength, int flags, int link) {
    return message.octet(family).octet(prefixLength).octet(flags).octet(0).number32(link);
  }

  static MessageBuilder dump() {
    return ifaddrmsg(MessageBuilder.dump(GET), 0, 0, 0, 0);
  }

  static MessageBuilder add(int link, IpPrefix prefix) {
    MessageBuilder message =
        MessageBuilder.request(NEW, MessageBuilder.CREATE | MessageBuilder.EXCLUSIVE);
    return address(message, link, prefix, prefix.isIpv4() ? 0 : IFA_F_NODAD);
  }

  static MessageBuilder delete(int link, IpPrefix prefix) {
    return address(MessageBuilder.request(DELETE, 0), link, prefix, 0);
  }

  private static MessageBuilder address(
      MessageBuilder message, int link, IpPrefix prefix, int flags) {
    byte[] octets = prefix.address().getAddress();
    int family = prefix.isIpv4() ? AF_INET : AF_INET6;
    return ifaddrmsg(message, family, prefix.length(), flags, link)
        .attribute(IFA_LOCAL, octets)
        .attribute(IFA_ADDRESS, octets);
  }

  static Optional<InterfaceAddress> decode(byte[] payload) {
    ByteBuffer fixed = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    Attributes attributes = Attributes.parse(payload, IFADDRMSG, payload.length - IFADDRMSG);
    int prefixLength = fixed.get(1) & 0xFF;
    int link = fixed.getInt(4);
    int flags = attributes.number(IFA_FLAGS).orElse(fixed.get(2) & 0xFF);
    // With a peer (point to point) the own address is in IFA_LOCAL; IPv6 has IFA_ADDRESS alone.
    Optional<InetAddress> own =
        attributes.address(IFA_LOCAL).or(() -> attributes.address(IFA_ADDRESS));
    return own.map(address ->
        new InterfaceAddress(
            link, new IpPrefix(address, prefixLength), (flags & IFA_F_TENTATIVE) != 0));
  }

  /** A request for the IPv6 multicast groups that links have joined. */
  static MessageBuilder dumpGroups() {
    return ifaddrmsg(MessageBuilder.dump(GET_MULTICAST), AF_INET6, 0, 0, 0);
  }

  /** A group, if it is one that the link of that index has joined. */
  static Optional<InetAddress> decodeGroup(byte[] payload, int link) {
    ByteBuffer fixed = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    return fixed.getInt(4) == link
        ? Attributes.parse(payload, IFADDRMSG, payload.length - IFADDRMSG).address(IFA_MULTICAST)
        : Optional.empty();
  }

  /** The group to which neighbours send when they look for an address (RFC 4291 2.7.1). */
  static InetAddress solicitedNode(InetAddress address) {
    byte[] octets = address.getAddress();
    return InetAddress.ofLiteral(
        "ff02::1:ff%02x:%02x%02x".formatted(octets[13], octets[14], octets[15]));
  }
}
