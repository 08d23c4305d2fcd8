package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.wire.Decoded;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.WireError;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/** Authentic messages that do not decode, whatever the state of their IKE SA. */
final class MalformedMessages {

  private final IkeSa sa;

  MalformedMessages(IkeSa sa) {
    this.sa = sa;
  }

  @Clause("rfc7296:2.5/8")
  @Clause("rfc7296:2.21.3/1")
  @Clause("rfc7296:2.21.3/x1")
  @Clause("rfc7296:4/2")
  void request(Decoded.ProtectedError malformed, Pending pending) {
    WireError error = malformed.error();
    sa.offence(error.offence(), error.describe());
    NotifyType answer =
        error.offence().reaction().whenAuthentic().orElse(NotifyType.INVALID_SYNTAX);
    sa.channel()
        .respond(
            pending,
            malformed.header().exchangeType(),
            List.of(NotifyPayload.of(answer, error.notificationData())));
    boolean fatal = answer.equals(NotifyType.INVALID_SYNTAX);
    sa.because(Transitions.Cause.MALFORMED_REQUEST);
    switch (sa.state()) {
      case IkeState.Established established -> {
        if (fatal) {
          sa.become(new Deletion(sa).leave(established, Event.DeleteReason.PROTOCOL_ERROR));
        }
      }
      case IkeState.Deleting deleting -> {
        // The peer has its answer; the deletion goes on.
      }
      case IkeState.Superseded superseded -> {
        if (fatal) {
          new Deletion(sa).end(superseded, Event.DeleteReason.PROTOCOL_ERROR);
          sa.become(new IkeState.DeletionAnswered(sa.lingerUntil()));
        }
      }
      case IkeState.Initiating initiating ->
          sa.become(sa.fail(FailureReason.PROTOCOL_ERROR, error.describe()));
      case IkeState.RefusalAnswered over -> {}
      case IkeState.Responding responding -> {
        sa.fail(FailureReason.PROTOCOL_ERROR, error.describe());
        sa.become(new IkeState.RefusalAnswered(sa.lingerUntil()));
      }
      case IkeState.RefusingPeer over -> {}
      case IkeState.DeletionAnswered over -> {}
      case IkeState.Gone over -> {}
    }
  }

  /** The exchange came to nothing, and the peers may differ: the IKE SA is cleaned up. */
  @Clause("rfc7296:2.21/x1")
  @Clause("rfc7296:2.21.3/2")
  void response(WireError error) {
    sa.offence(error.offence(), error.describe());
    sa.because(Transitions.Cause.MALFORMED_RESPONSE);
    switch (sa.state()) {
      case IkeState.Established established ->
          sa.become(
              new Deletion(sa).begin(established, Event.DeleteReason.PROTOCOL_ERROR, List.of()));
      case IkeState.Deleting deleting ->
          sa.become(new Deletion(sa).finish(deleting, Optional.empty()));
      case IkeState.Superseded superseded -> {
        // Whatever it was, the successor stands.
      }
      case IkeState.Initiating initiating ->
          sa.become(sa.fail(FailureReason.PROTOCOL_ERROR, error.describe()));
      case IkeState.RefusalAnswered over -> {}
      case IkeState.Responding responding ->
          sa.become(sa.fail(FailureReason.PROTOCOL_ERROR, error.describe()));
      case IkeState.RefusingPeer over -> sa.become(new IkeState.Gone());
      case IkeState.DeletionAnswered over -> {}
      case IkeState.Gone over -> {}
    }
  }
}
