package org.yett.ike.exchange;

import java.net.InetAddress;
import java.util.List;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.TrafficSelector;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;

/** Traffic selectors of transport mode, with NATs on the way (RFC 7296 2.23.1). */
final class TransportMode {

  private TransportMode() {}

  /**
   * Whether the selectors are of the IKE SA's own two addresses alone, as transport mode has them.
   *
   * @param side our side in the exchange
   */
  @Clause("rfc7296:2.23.1/1")
  @Clause("rfc7296:2.23.1/4")
  @Clause("rfc7296:2.23.1/5")
  static boolean suits(SelectorPair selectors, Side side, Path path) {
    boolean initiator = side == Side.INITIATOR;
    List<TrafficSelector> local = initiator ? selectors.tsi() : selectors.tsr();
    List<TrafficSelector> remote = initiator ? selectors.tsr() : selectors.tsi();
    return isOnly(local, path.local().ip()) && isOnly(remote, path.remote().ip());
  }

  private static boolean isOnly(List<TrafficSelector> selectors, InetAddress address) {
    AddressRange only = AddressRange.of(address);
    return !selectors.isEmpty() && selectors.stream().allMatch(s -> s.addresses().equals(only));
  }

  /**
   * The peer's selectors with our view of the addresses: whoever is behind a NAT is seen by another
   * address at the other end. Selectors that are not of a single address stay as they are.
   *
   * @param side our side in the exchange
   */
  @Clause("rfc7296:2.23.1")
  static SelectorPair seenFromHere(SelectorPair selectors, Side side, Route route) {
    InetAddress local = route.path().local().ip();
    InetAddress remote = route.path().remote().ip();
    boolean initiator = side == Side.INITIATOR;
    boolean natOfInitiator = initiator ? route.natLocal() : route.natRemote();
    boolean natOfResponder = initiator ? route.natRemote() : route.natLocal();
    return new SelectorPair(
        natOfInitiator ? with(selectors.tsi(), initiator ? local : remote) : selectors.tsi(),
        natOfResponder ? with(selectors.tsr(), initiator ? remote : local) : selectors.tsr());
  }

  private static List<TrafficSelector> with(List<TrafficSelector> selectors, InetAddress address) {
    return selectors.stream()
        .map(selector ->
            selector.isSingleAddress()
                ? new TrafficSelector(
                    AddressRange.of(address), selector.protocol(), selector.ports())
                : selector)
        .toList();
  }
}
