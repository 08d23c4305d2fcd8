package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.ike.negotiate.TrafficSelector;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/**
 * A peer that sets up Child SAs for one pair of addresses only, and says so by
 * SINGLE_PAIR_REQUIRED: it is asked for the addresses of the packet that waits (RFC 7296 2.9).
 */
@Clause("rfc7296:2.9")
final class SinglePair {

  private SinglePair() {}

  /** Whether a response asks for it. */
  static boolean isRequired(Message response) {
    return response.notification(NotifyType.SINGLE_PAIR_REQUIRED).isPresent();
  }

  /**
   * What to ask for instead.
   *
   * @param packet the packet that wants the Child SA, if it is one: our end is TSi
   * @param ends what {@code dynamic} stands for
   * @return the child for these two addresses; empty if no packet names any, or there is but one
   *     pair already
   */
  static Optional<ChildConfig> of(
      ChildConfig child, Optional<SelectorPair> packet, DynamicEnds ends) {
    SelectorPair policy = ends.policy(child, Side.INITIATOR);
    if (packet.isEmpty() || !policy.covers(packet.get())) {
      return Optional.empty();
    }
    List<TrafficSelector> local = at(policy.tsi(), packet.get().tsi());
    List<TrafficSelector> remote = at(policy.tsr(), packet.get().tsr());
    boolean useful = !local.isEmpty() && !remote.isEmpty();
    boolean narrower = !local.equals(policy.tsi()) || !remote.equals(policy.tsr());
    return useful && narrower
        ? Optional.of(child.withSelectors(templates(local), templates(remote)))
        : Optional.empty();
  }

  /** What a policy says of the address of a packet. */
  private static List<TrafficSelector> at(
      List<TrafficSelector> policy, List<TrafficSelector> packet) {
    AddressRange address = packet.getFirst().addresses();
    return policy.stream()
        .flatMap(selector -> selector.intersect(TrafficSelector.of(address)).stream())
        .toList();
  }

  private static List<SelectorTemplate> templates(List<TrafficSelector> selectors) {
    return selectors.stream().<SelectorTemplate>map(SelectorTemplate.Fixed::new).toList();
  }
}
