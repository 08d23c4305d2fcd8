package org.yett.ike.exchange;

import java.util.List;
import java.util.stream.Stream;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.spec.Clause;

/** Other IKE SAs of the same two identities (RFC 7296 2.4). */
final class Uniqueness {

  private final IkeSa sa;

  Uniqueness(IkeSa sa) {
    this.sa = sa;
  }

  private Stream<IkeSa> others(Identity ours, Identity peer) {
    return sa.context().table.standing().between(ours, peer).filter(other -> other != sa);
  }

  /** Whether there is an established one. */
  boolean hasOther(Identity ours, Identity peer) {
    return others(ours, peer).findAny().isPresent();
  }

  /**
   * Whether we may say that this is our only IKE SA with the peer: there is none, and none is on
   * its way, which the peer would have to delete.
   */
  @Clause("rfc7296:2.4/2")
  boolean maySayInitialContact(ConnectionConfig connection, Identity ours, Identity peer) {
    return connection.unique() != UniquePolicy.NEVER
        && !hasOther(ours, peer)
        && sa.context()
            .table
            .standing()
            .comingAbout()
            .noneMatch(other -> other != sa && isBeingSetUp(other, ours, peer));
  }

  private static boolean isBeingSetUp(IkeSa other, Identity ours, Identity peer) {
    return switch (other.state()) {
      case IkeState.Initiating initiating -> {
        ConnectionConfig connection = initiating.plan().connection();
        IdentityMatch remote = connection.remote().identity();
        yield connection.local().identity().equals(ours) && remote.matches(peer);
      }
      case IkeState.AnsweringAuth auth -> auth.run().isBetween(ours, peer);
      case IkeState.ProvingAuth auth -> auth.run().isBetween(ours, peer);
      case IkeState.AwaitingAuth auth -> auth.run().isBetween(ours, peer);
      case IkeState.EapServer eap -> eap.run().auth().isBetween(ours, peer);
      case IkeState.AnsweringSaInit none -> false;
      case IkeState.HalfOpen none -> false;
      case IkeState.AnsweringIntermediate none -> false;
      case IkeState.RefusalAnswered none -> false;
      case IkeState.RefusingPeer none -> false;
      case IkeState.Established none -> false;
      case IkeState.Superseded none -> false;
      case IkeState.Deleting none -> false;
      case IkeState.DeletionAnswered none -> false;
      case IkeState.Gone none -> false;
    };
  }

  /**
   * The authenticated peer may have said that it has no other IKE SA with us. Those that were begun
   * before this one are gone then; there is nobody to send a Delete to.
   */
  @Clause("rfc7296:2.4/1")
  @Clause("rfc7296:2.4/5")
  void heardInitialContact(UniquePolicy policy, boolean heard, Identity ours, Identity peer) {
    if (heard && policy != UniquePolicy.NEVER) {
      others(ours, peer)
          .filter(other -> other.id().value() < sa.id().value())
          .toList()
          .forEach(other -> other.drop(DeleteReason.REPLACED));
    }
  }

  /** This one takes the place of the others. */
  void replaceOthers(Identity ours, Identity peer) {
    others(ours, peer).toList().forEach(other -> other.terminate(DeleteReason.REPLACED, List.of()));
  }
}
