package org.yett.ike.exchange;

import java.util.List;
import org.yett.ike.config.Identity;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.spec.Clause;

/** Other IKE SAs of the same two identities (RFC 7296 2.4). */
final class Uniqueness {

  private final IkeSa sa;

  Uniqueness(IkeSa sa) {
    this.sa = sa;
  }

  private List<IkeSa> others(Identity ours, Identity peer) {
    return sa.context().table.all().stream()
        .filter(other -> other != sa)
        .filter(other ->
            other.state() instanceof IkeState.Established established
                && established.facts().ours().equals(ours)
                && established.facts().peer().equals(peer))
        .toList();
  }

  /** Whether there is an established one. */
  boolean hasOther(Identity ours, Identity peer) {
    return !others(ours, peer).isEmpty();
  }

  /** Does with the others what the policy says, this one being authenticated. */
  @Clause("rfc7296:2.4/1")
  @Clause("rfc7296:2.4/5")
  void apply(UniquePolicy policy, boolean initialContact, Identity ours, Identity peer) {
    switch (policy) {
      case NEVER -> {}
      case NO, KEEP -> {
        if (initialContact) {
          // The peer has none of them any more: there is nobody to send a Delete to.
          others(ours, peer).forEach(other -> other.drop(DeleteReason.REPLACED));
        }
      }
      case REPLACE ->
          others(ours, peer)
              .forEach(other -> {
                if (initialContact) {
                  other.drop(DeleteReason.REPLACED);
                } else {
                  other.terminate(DeleteReason.REPLACED, List.of());
                }
              });
    }
  }
}
