package org.yett.ike.exchange;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.yett.ike.config.Addressing;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;

/**
 * What {@code dynamic} stands for in the selectors of both ends: the addresses that were assigned,
 * or else those of the IKE SA.
 *
 * @param local at our end
 * @param remote at the peer's end
 */
record DynamicEnds(List<AddressRange> local, List<AddressRange> remote) {

  DynamicEnds {
    local = List.copyOf(local);
    remote = List.copyOf(remote);
  }

  /** Once it is known what is assigned. */
  static DynamicEnds of(Path path, AssignedAddresses assigned) {
    return new DynamicEnds(
        ranges(assigned.local(), path.local().ip()), ranges(assigned.remote(), path.remote().ip()));
  }

  /** While we are asking for addresses: each may turn out to be any of its family. */
  @Clause("rfc7296:2.19")
  static DynamicEnds asking(Path path, Addressing addressing) {
    List<AddressRange> local = new ArrayList<>();
    if (addressing.asksFor(false)) {
      local.add(AddressRange.ALL_IPV4);
    }
    if (addressing.asksFor(true)) {
      local.add(AddressRange.ALL_IPV6);
    }
    if (local.isEmpty()) {
      local.add(AddressRange.of(path.local().ip()));
    }
    return new DynamicEnds(local, List.of(AddressRange.of(path.remote().ip())));
  }

  private static List<AddressRange> ranges(List<InetAddress> assigned, InetAddress otherwise) {
    return assigned.isEmpty()
        ? List.of(AddressRange.of(otherwise))
        : assigned.stream().map(AddressRange::of).toList();
  }

  /** What a child is for, as an exchange sees it in which we have this side. */
  SelectorPair policy(ChildConfig child, Side side) {
    SelectorPair asInitiator =
        new SelectorPair(
            SelectorTemplate.resolveAll(child.localSelectors(), local),
            SelectorTemplate.resolveAll(child.remoteSelectors(), remote));
    return side == Side.INITIATOR ? asInitiator : asInitiator.swapped();
  }
}
