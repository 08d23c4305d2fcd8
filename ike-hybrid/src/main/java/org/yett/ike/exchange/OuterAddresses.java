package org.yett.ike.exchange;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.spec.Clause;

/** Which of a host's addresses an IKE SA could go on with (RFC 4555 2.1, 3.4). */
final class OuterAddresses {

  private OuterAddresses() {}

  /**
   * The addresses that the connection could use in the place of the one that it uses: not those
   * that only hosts on this side of the tunnel know, which lead nowhere outside.
   *
   * @param known all addresses of the host, in order of preference
   * @param used the one that is used at present
   */
  @Clause("rfc4555:3.4")
  static List<InetAddress> besides(
      InetAddress used, List<InetAddress> known, ConnectionConfig wanted) {
    return known.stream()
        .filter(address -> !address.equals(used) && wanted.matchesLocal(address))
        .filter(address -> !isBehindTunnel(address, used, wanted))
        .limit(AddressNotifications.MOST_KEPT)
        .toList();
  }

  /**
   * Whether the address belongs to a network whose packets the connection protects. Where that
   * network is everything, or has the address that is used, too, it tells nothing.
   */
  private static boolean isBehindTunnel(
      InetAddress address, InetAddress used, ConnectionConfig wanted) {
    return wanted.children().stream()
        .flatMap(child -> child.localSelectors().stream())
        .filter(SelectorTemplate.Fixed.class::isInstance)
        .map(template -> ((SelectorTemplate.Fixed) template).selector().addresses())
        .filter(range -> !range.isAll() && !range.isSingle())
        .anyMatch(range -> contains(range, address) && !contains(range, used));
  }

  private static boolean contains(AddressRange range, InetAddress address) {
    return range.isIpv6() == address instanceof Inet6Address && range.contains(address);
  }
}
