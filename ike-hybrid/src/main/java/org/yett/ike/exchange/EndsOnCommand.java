package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;

/** An IKE SA is to end, whatever its state. */
final class EndsOnCommand {

  private final IkeSa sa;

  EndsOnCommand(IkeSa sa) {
    this.sa = sa;
  }

  /** Ends the IKE SA on command. */
  void terminate(Event.DeleteReason reason, List<Long> tags) {
    switch (sa.state()) {
      case IkeState.Established established ->
          sa.become(new Deletion(sa).begin(established, reason, tags));
      case IkeState.Deleting deleting -> sa.become(new Deletion(sa).alsoFor(deleting, tags));
      case IkeState.Superseded superseded ->
          sa.become(new Deletion(sa).delete(superseded, reason, tags));
      case IkeState.Initiating initiating -> {
        sa.become(sa.fail(FailureReason.TERMINATED, "terminated"));
        sa.context().finish(tags, Optional.empty());
      }
      case IkeState.RefusalAnswered over -> sa.context().finish(tags, Optional.empty());
      case IkeState.Responding responding -> {
        sa.become(sa.fail(FailureReason.TERMINATED, "terminated"));
        sa.context().finish(tags, Optional.empty());
      }
      case IkeState.RefusingPeer over -> sa.context().finish(tags, Optional.empty());
      case IkeState.DeletionAnswered over -> sa.context().finish(tags, Optional.empty());
      case IkeState.Gone over -> sa.context().finish(tags, Optional.empty());
    }
  }

  /** Removes the IKE SA without a word to the peer: the peer itself has said that it is gone. */
  void drop(Event.DeleteReason reason) {
    switch (sa.state()) {
      case IkeState.Established established ->
          sa.become(new Deletion(sa).drop(established, reason));
      case IkeState.Deleting deleting ->
          sa.become(new Deletion(sa).finish(deleting, Optional.empty()));
      case IkeState.Superseded superseded -> sa.become(new Deletion(sa).end(superseded, reason));
      case IkeState.Initiating initiating ->
          sa.become(sa.fail(FailureReason.TERMINATED, "dropped"));
      case IkeState.RefusalAnswered over -> {}
      case IkeState.Responding responding ->
          sa.become(sa.fail(FailureReason.TERMINATED, "dropped"));
      case IkeState.RefusingPeer over -> {}
      case IkeState.DeletionAnswered over -> {}
      case IkeState.Gone over -> {}
    }
  }
}
