package org.yett.esp.selector;

import java.util.List;
import org.yett.esp.packet.InnerHeader;
import org.yett.spec.Clause;

/**
 * The traffic of a policy or of a Child SA: a packet matches if one selector of each side matches
 * (RFC 7296 2.9). Local is the side that this gateway protects.
 */
public final class SelectorSet {
  private final TrafficSelector[] local;
  private final TrafficSelector[] remote;

  /**
   * @param local selectors of our side, at least one
   * @param remote selectors of the peer's side, at least one
   */
  @Clause("rfc4301:4.4.1.2/1")
  public SelectorSet(List<TrafficSelector> local, List<TrafficSelector> remote) {
    if (local.isEmpty() || remote.isEmpty()) {
      throw new IllegalArgumentException("a selector set needs a selector on either side");
    }
    this.local = local.toArray(TrafficSelector[]::new);
    this.remote = remote.toArray(TrafficSelector[]::new);
  }

  /** Whether a packet on its way out belongs: source is local, destination remote. */
  public boolean matchesOutbound(InnerHeader packet) {
    return anySource(local, packet) && anyDestination(remote, packet);
  }

  /** Whether a packet that came in belongs: source is remote, destination local. */
  @Clause("rfc4301:4.1/8")
  public boolean matchesInbound(InnerHeader packet) {
    return anySource(remote, packet) && anyDestination(local, packet);
  }

  public List<TrafficSelector> local() {
    return List.of(local);
  }

  public List<TrafficSelector> remote() {
    return List.of(remote);
  }

  private static boolean anySource(TrafficSelector[] selectors, InnerHeader packet) {
    for (TrafficSelector selector : selectors) {
      if (selector.matchesSource(packet)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyDestination(TrafficSelector[] selectors, InnerHeader packet) {
    for (TrafficSelector selector : selectors) {
      if (selector.matchesDestination(packet)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SelectorSet set
        && local().equals(set.local())
        && remote().equals(set.remote());
  }

  @Override
  public int hashCode() {
    return 31 * local().hashCode() + remote().hashCode();
  }

  @Override
  public String toString() {
    return "local " + local() + " remote " + remote();
  }
}
