package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** What an established IKE SA does with requests of the peer and with responses to its own. */
final class EstablishedExchanges {

  private final IkeSa sa;

  EstablishedExchanges(IkeSa sa) {
    this.sa = sa;
  }

  IkeState established(Established state, SaInput input) {
    return switch (input) {
      case SaInput.Request(Message message, Pending pending) -> request(state, message, pending);
      case SaInput.Response(Outstanding request, Message message) ->
          response(state, request, message);
      // = rfc7296:2.4/5, rfc7296:2.4/x2
      case SaInput.NoAnswer none -> new Deletion(sa).drop(state, DeleteReason.PEER_DEAD);
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState request(Established state, Message message, Pending pending) {
    ExchangeType exchange = message.header().exchangeType();
    if (exchange.equals(ExchangeType.INFORMATIONAL)) {
      return informational(state, message, pending);
    } else if (exchange.equals(ExchangeType.CREATE_CHILD_SA)) {
      return new PeerCreations(sa).requested(state, message, pending);
    }
    if (exchange.equals(ExchangeType.IKE_FOLLOWUP_KE)) {
      return new PeerCreations(sa).followUp(state, message, pending);
    }
    // = rfc7296:2.21.3
    Offence offence =
        // = rfc7296:2.21.3/1
        exchange.isKnown() ? Offence.UNEXPECTED_EXCHANGE : Offence.UNKNOWN_EXCHANGE_TYPE;
    sa.offence(offence, exchange + " on an established IKE SA");
    respond(pending, message, NotifyPayload.of(NotifyType.INVALID_SYNTAX));
    return new Deletion(sa).leave(state, DeleteReason.PROTOCOL_ERROR);
  }

  private void respond(Pending pending, Message request, Payload... payloads) {
    sa.channel().respond(pending, request.header().exchangeType(), List.of(payloads));
  }

  @Clause("rfc7296:1.4/4")
  @Clause("rfc7296:1.4/5")
  @Clause("rfc7296:3.10.1/2")
  @Clause("rfc7296:3.10.1/3")
  @Clause("rfc7296:4/5")
  private IkeState informational(Established state, Message message, Pending pending) {
    List<DeletePayload> deletes = message.all(DeletePayload.class);
    boolean authenticationFailed =
        message.notification(NotifyType.AUTHENTICATION_FAILED).isPresent();
    boolean invalidSyntax = message.notification(NotifyType.INVALID_SYNTAX).isPresent();
    if (deletes.stream().anyMatch(DeletePayload::isIkeSa)) {
      // = rfc7296:1.4.1/x2
      respond(pending, message);
      return new Deletion(sa).deletedByPeer(state);
    } else if (authenticationFailed || invalidSyntax) {
      // = rfc7296:2.21.2
      respond(pending, message);
      if (authenticationFailed) {
        sa.tell(
            new Event.AuthenticationFailed(
                sa.id(),
                true,
                Optional.of(state.facts().ours()),
                Optional.of(state.facts().peer()),
                "the peer did not accept our authentication"));
      }
      return new Deletion(sa).leave(state, DeleteReason.PEER);
    }
    new Windows(sa).learn(message);
    List<Payload> answer = new ArrayList<>();
    Established next = state;
    for (DeletePayload delete : deletes) {
      next = peerDeletes(next, delete, answer);
    }
    next = sa.mobike().requested(next, message, pending, answer);
    answer.addAll(sa.context().resumption.grant(sa, next.facts(), message));
    sa.channel().respond(pending, ExchangeType.INFORMATIONAL, answer);
    return new SessionRedirect(sa).requested(next, message);
  }

  /**
   * The peer deletes Child SAs. The answer names our halves of them, except of those that we have
   * begun to delete ourselves: these are received on until our own Delete is answered (RFC 7296
   * 1.4.1).
   */
  @Clause("rfc7296:1.4.1/3")
  @Clause("rfc7296:2.25.1/6")
  private Established peerDeletes(Established state, DeletePayload delete, List<Payload> answer) {
    if (!delete.protocol().equals(ProtocolId.ESP)) {
      return state;
    }
    List<Octets> ours = new ArrayList<>();
    Established next = state;
    for (int spi : delete.childSpis()) {
      Optional<ChildSas.Child> found = next.children().byOutboundSpi(spi);
      if (found.isPresent()) {
        // = rfc7296:1.4.1/4, rfc7296:1.4.1/5, rfc7296:2.25.1/4
        if (isDeleteUnderWay(state, found.get())) {
          next = new Establishment(sa).removeOutbound(next, found.get());
          continue;
        }
        // = rfc7296:2.25.1/5, rfc7296:2.25.2/6
        ours.add(Octets.ofInt(found.get().sa().inboundSpi()));
        boolean replaced = found.get().standing() == ChildSas.Standing.REPLACED;
        next = remove(next, found.get(), replaced ? DeleteReason.REKEYED : DeleteReason.PEER);
      } else {
        next = Creations.overtakenBy(next, spi);
      }
    }
    if (!ours.isEmpty()) {
      answer.add(new DeletePayload(ProtocolId.ESP, ours));
    }
    return next;
  }

  /** Whether the peer may have heard that we delete it; a request that still waits is dropped. */
  private static boolean isDeleteUnderWay(Established state, ChildSas.Child child) {
    return state.procedures().stream()
        .anyMatch(procedure ->
            procedure instanceof Procedure.DeleteChildSas delete
                && delete.ids().contains(child.id())
                && !(delete.progress() instanceof Procedure.Progress.Waiting));
  }

  @Clause("rfc7296:1.4.1/1")
  private Established remove(Established state, ChildSas.Child child, DeleteReason reason) {
    return new Establishment(sa).remove(state, child, reason);
  }

  /** A job that one of the procedures waits for is done. */
  IkeState jobDone(Established state, Procedure procedure, JobResult result) {
    if (result instanceof JobResult.Failed(String detail)) {
      sa.tell(new Event.InternalError(Optional.of(sa.id()), detail));
    }
    return switch (procedure) {
      case Creation creation -> new Creations(sa).jobDone(state, creation, result);
      case PeerCreation creation -> new PeerCreations(sa).jobDone(state, creation, result);
      case Procedure.CheckLiveness other -> throw waitsForNone(other);
      case Procedure.DeleteChildSas other -> throw waitsForNone(other);
      case Procedure.ChangeAddresses other -> throw waitsForNone(other);
      case Procedure.Inform other -> throw waitsForNone(other);
    };
  }

  private static IllegalStateException waitsForNone(Procedure procedure) {
    return new IllegalStateException(procedure + " waits for no job");
  }

  private IkeState response(Established state, Outstanding request, Message message) {
    sa.context().resumption.take(sa, state.facts(), message);
    Optional<Procedure> done =
        state.procedures().stream()
            .filter(p ->
                p.progress() instanceof Procedure.Progress.Sent(long messageId)
                    && messageId == request.messageId())
            .findFirst();
    if (done.isEmpty()) {
      return state;
    }
    // = rfc7296:2.21.3/x1
    if (message.notification(NotifyType.INVALID_SYNTAX).isPresent()) {
      return new Deletion(sa).drop(state, DeleteReason.PROTOCOL_ERROR);
    }
    Established next = Maintenance.without(state, done.get());
    return switch (done.get()) {
      case Procedure.ChangeAddresses change ->
          sa.mobike().answered(next, change.task(), request, message);
      case Procedure.Inform inform -> {
        new Windows(sa).learn(message);
        yield next;
      }
      case Creation creation -> new CreationAnswers(sa).answered(next, creation, message);
      case PeerCreation creation ->
          throw new IllegalStateException("the peer's creations send no request");
      case Procedure.CheckLiveness check -> {
        sa.mobike().livenessAnswered(message);
        sa.tell(new Event.PeerAlive(sa.id()));
        sa.context().finish(check.tags(), Optional.empty());
        yield next;
      }
      case Procedure.DeleteChildSas delete -> {
        for (var id : delete.ids()) {
          Optional<ChildSas.Child> child = next.children().byId(id);
          if (child.isPresent()) {
            next = remove(next, child.get(), delete.reason());
          }
        }
        sa.context().finish(delete.tags(), Optional.empty());
        yield next;
      }
    };
  }
}
