package org.yett.ike.exchange;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/** The notifications of MOBIKE that hold addresses (RFC 4555 4.2). */
final class AddressNotifications {

  /** Most addresses of a peer that are kept; more would be of no use, and cost memory. */
  static final int MOST_KEPT = 16;

  private static final int IPV4 = 4;
  private static final int IPV6 = 16;

  private AddressNotifications() {}

  /** ADDITIONAL_IP4_ADDRESS or ADDITIONAL_IP6_ADDRESS for each address. */
  @Clause("rfc4555:3.4/1")
  static List<Payload> additional(List<InetAddress> addresses) {
    List<Payload> notifications = new ArrayList<>();
    for (InetAddress address : addresses) {
      notifications.add(
          NotifyPayload.of(
              address instanceof Inet6Address
                  ? NotifyType.ADDITIONAL_IP6_ADDRESS
                  : NotifyType.ADDITIONAL_IP4_ADDRESS,
              Octets.wrap(address.getAddress())));
    }
    return notifications;
  }

  /** The whole list, which replaces the one before: NO_ADDITIONAL_ADDRESSES if it is empty. */
  static List<Payload> replacement(List<InetAddress> addresses) {
    return addresses.isEmpty()
        ? List.of(NotifyPayload.of(NotifyType.NO_ADDITIONAL_ADDRESSES))
        : additional(addresses);
  }

  /** Whether the message tells all addresses of its sender. */
  static boolean isAnnouncement(Message message) {
    return message.all(NotifyPayload.class).stream()
        .map(NotifyPayload::notifyType)
        .anyMatch(type ->
            type.equals(NotifyType.ADDITIONAL_IP4_ADDRESS)
                || type.equals(NotifyType.ADDITIONAL_IP6_ADDRESS)
                || type.equals(NotifyType.NO_ADDITIONAL_ADDRESSES));
  }

  /**
   * The addresses that a message lists, the first {@link #MOST_KEPT}; those to which nobody can
   * send are left out.
   *
   * @param wrongLength told of each notification whose data is no address of its family
   */
  static List<InetAddress> listed(Message message, Runnable wrongLength) {
    Set<InetAddress> found = new LinkedHashSet<>();
    for (NotifyPayload notify : message.all(NotifyPayload.class)) {
      boolean ipv4 = notify.notifyType().equals(NotifyType.ADDITIONAL_IP4_ADDRESS);
      boolean ipv6 = notify.notifyType().equals(NotifyType.ADDITIONAL_IP6_ADDRESS);
      if (!ipv4 && !ipv6) {
        continue;
      }
      if (notify.data().size() != (ipv4 ? IPV4 : IPV6)) {
        wrongLength.run();
        continue;
      }
      InetAddress address = address(notify.data());
      boolean fitting = ipv4 != address instanceof Inet6Address;
      if (fitting && canReceive(address) && found.size() < MOST_KEPT) {
        found.add(address);
      }
    }
    return List.copyOf(found);
  }

  private static boolean canReceive(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isMulticastAddress()
        && !address.isLinkLocalAddress();
  }

  private static InetAddress address(Octets octets) {
    try {
      return InetAddress.getByAddress(octets.toArray());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 octets", e);
    }
  }

  /**
   * NO_NATS_ALLOWED: source address, destination address, source port, destination port.
   *
   * @param path as the sender sees it
   */
  static NotifyPayload noNatsAllowed(Path path) {
    return NotifyPayload.of(
        NotifyType.NO_NATS_ALLOWED,
        ends(path.local().ip(), path.remote().ip(), path.local().port(), path.remote().port()));
  }

  /** Whether a NO_NATS_ALLOWED of the message says that it has come another way than it has. */
  @Clause("rfc4555:3.9/2")
  static boolean isTranslated(Message message, Path from) {
    Octets seen =
        ends(from.remote().ip(), from.local().ip(), from.remote().port(), from.local().port());
    return message.notifications(NotifyType.NO_NATS_ALLOWED).stream()
        .anyMatch(notify -> !notify.data().equals(seen));
  }

  private static Octets ends(InetAddress from, InetAddress to, int fromPort, int toPort) {
    byte[] source = from.getAddress();
    byte[] destination = to.getAddress();
    ByteBuffer data = ByteBuffer.allocate(source.length + destination.length + 4);
    data.put(source).put(destination).putShort((short) fromPort).putShort((short) toPort);
    return Octets.wrap(data.array());
  }
}
