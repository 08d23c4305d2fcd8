package org.yett.ike.negotiate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The two lists of traffic selectors of a Child SA. A packet matches if it matches one selector of
 * each list (RFC 7296 3.13).
 *
 * @param tsi at the end of the initiator of the exchange; in order of preference
 * @param tsr at the end of the responder of the exchange; in order of preference
 */
public record SelectorPair(List<TrafficSelector> tsi, List<TrafficSelector> tsr) {

  /** Takes copies. */
  public SelectorPair {
    tsi = List.copyOf(tsi);
    tsr = List.copyOf(tsr);
  }

  /** The same selectors as seen by an exchange in the other direction. */
  public SelectorPair swapped() {
    return new SelectorPair(tsr, tsi);
  }

  /** Whether every packet of {@code other} is one of this pair. */
  public boolean covers(SelectorPair other) {
    return other.tsi.stream().allMatch(selector -> SelectorUnion.covers(tsi, selector))
        && other.tsr.stream().allMatch(selector -> SelectorUnion.covers(tsr, selector));
  }

  /** {@code 10.1.0.0/16 10.2.0.0/16 === 10.3.0.0/16}, as strongSwan prints it. */
  @Override
  public String toString() {
    return text(tsi) + " === " + text(tsr);
  }

  static String text(List<TrafficSelector> selectors) {
    return selectors.isEmpty()
        ? "(none)"
        : selectors.stream().map(TrafficSelector::toString).collect(Collectors.joining(" "));
  }
}
