package org.yett.ike.exchange;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;

/** The pairs of addresses between which an IKE SA could go on (RFC 4555 2.1). */
final class AddressPairs {

  private AddressPairs() {}

  /**
   * All ways from an address of ours to one of the peer's of the same family, the best first: those
   * to the address that is used at present, then the others in the peer's order; for each, our
   * addresses in our order.
   *
   * @param present the way that is used; its ports and encapsulation stay
   * @param ours our addresses
   * @param peers the peer's other addresses
   * @param translated whether the peer is behind a NAT, so that its port is that address's alone
   */
  static List<Path> between(
      Path present, List<InetAddress> ours, List<InetAddress> peers, boolean translated) {
    Set<InetAddress> remotes = new LinkedHashSet<>();
    remotes.add(present.remote().ip());
    remotes.addAll(peers);
    List<Path> pairs = new ArrayList<>();
    for (InetAddress remote : remotes) {
      for (InetAddress local : ours) {
        if (local instanceof Inet6Address == remote instanceof Inet6Address) {
          pairs.add(
              new Path(
                  new TransportAddress(local, present.local().port()),
                  new TransportAddress(remote, portOf(remote, present, translated)),
                  present.encapsulation()));
        }
      }
    }
    return pairs;
  }

  private static int portOf(InetAddress remote, Path present, boolean translated) {
    if (remote.equals(present.remote().ip()) || !translated) {
      return present.remote().port();
    }
    return present.encapsulation() == Encapsulation.UDP ? Path.IKE_PORT : Path.NAT_TRAVERSAL_PORT;
  }
}
