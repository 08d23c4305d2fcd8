package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.IkeState.Deleting;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.exchange.IkeState.Superseded;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** The end of an established IKE SA (RFC 7296 1.4.1). */
final class Deletion {

  private final IkeSa sa;

  Deletion(IkeSa sa) {
    this.sa = sa;
  }

  /** We delete it: its Child SAs end at once, the peer is told. */
  @Clause("rfc7296:2.4/13")
  Deleting begin(Established state, DeleteReason reason, List<Long> tags) {
    endChildSas(state, reason);
    endHeir(heir -> heir.terminate(reason, List.of()));
    return new Deleting(state.facts(), Procedure.WAITING, reason, tags);
  }

  Deleting alsoFor(Deleting state, List<Long> tags) {
    List<Long> all = new ArrayList<>(state.tags());
    all.addAll(tags);
    return new Deleting(state.facts(), state.progress(), state.reason(), all);
  }

  /** It ends without a word, since the peer is gone, or knows. */
  IkeState drop(Established state, DeleteReason reason) {
    sa.context().resumption.ended(sa, state.facts(), reason);
    endChildSas(state, reason);
    endHeir(heir -> heir.drop(reason));
    sa.tell(new Event.IkeSaDeleted(sa.id(), state.facts().connection().name(), reason));
    return new IkeState.Gone();
  }

  /** It ends, having answered the peer, whose request may come again if the answer is lost. */
  IkeState leave(Established state, DeleteReason reason) {
    drop(state, reason);
    return lingering();
  }

  /** What was to take over ends as well. */
  private void endHeir(Consumer<IkeSa> end) {
    Optional<IkeSa> heir = sa.succession().heir();
    sa.succession().noHeir();
    heir.ifPresent(end);
  }

  /** The peer has deleted it; if the peer has rekeyed it, the successor takes over. */
  @Clause("rfc7296:2.25.2/3")
  IkeState deletedByPeer(Established state) {
    Optional<IkeSa> heir = sa.succession().heir();
    if (heir.isEmpty()) {
      return leave(state, DeleteReason.PEER);
    }
    // = rfc7296:2.8/x1
    sa.succession().noHeir();
    new IkeRekeying(sa).inherit(state, heir.get());
    sa.tell(
        new Event.IkeSaDeleted(sa.id(), state.facts().connection().name(), DeleteReason.REKEYED));
    return lingering();
  }

  // Superseded: the peer has rekeyed it, and is to delete it.

  IkeState superseded(Superseded state, SaInput input) {
    return switch (input) {
      case SaInput.Request(Message message, Pending pending) -> {
        if (message.all(DeletePayload.class).stream().anyMatch(DeletePayload::isIkeSa)) {
          sa.channel().respond(pending, message.header().exchangeType(), List.of());
          end(state, DeleteReason.REKEYED);
          yield lingering();
        }
        sa.channel().respond(pending, message.header().exchangeType(), answer(message));
        yield state;
      }
      case SaInput.TimeOut none ->
          // A redundant one of which the peer has had no answer, it does not know at all.
          sa.channel().hasEverHeard()
              ? delete(state, DeleteReason.REKEYED, List.of())
              : end(state, DeleteReason.REKEYED);
      case SaInput.NoAnswer none -> end(state, DeleteReason.REKEYED);
      case SaInput.Response late -> state;
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
    };
  }

  /** What is answered over an IKE SA that is on its way out. */
  private static List<Payload> answer(Message request) {
    ExchangeType exchange = request.header().exchangeType();
    // = rfc7296:2.25.1/1, rfc7296:2.25.2/2
    if (exchange.equals(ExchangeType.CREATE_CHILD_SA)) {
      // = rfc7296:2.8.2/2
      return List.of(NotifyPayload.of(NotifyType.TEMPORARY_FAILURE));
    }
    return exchange.equals(ExchangeType.IKE_FOLLOWUP_KE)
        ? List.of(NotifyPayload.of(NotifyType.STATE_NOT_FOUND))
        : List.of();
  }

  /** We delete it after all. */
  Deleting delete(Superseded state, DeleteReason reason, List<Long> tags) {
    return new Deleting(state.facts(), Procedure.WAITING, reason, tags);
  }

  /** Nothing is left of it here. */
  IkeState end(Superseded state, DeleteReason reason) {
    sa.tell(new Event.IkeSaDeleted(sa.id(), state.facts().connection().name(), reason));
    return new IkeState.Gone();
  }

  private IkeState lingering() {
    return new IkeState.DeletionAnswered(sa.lingerUntil());
  }

  private void endChildSas(Established state, DeleteReason reason) {
    for (ChildSas.Child child : state.children().all()) {
      sa.context()
          .put(
              new Output.RemoveChildSa(
                  child.id(), child.sa().inboundSpi(), child.sa().outboundSpi()));
      sa.context().table.releaseChildSpi(child.sa().inboundSpi());
      if (child.announced()) {
        sa.tell(
            new Event.ChildSaDeleted(
                sa.id(),
                child.id(),
                child.sa().name(),
                reason == DeleteReason.PEER ? reason : DeleteReason.IKE_SA_GONE));
      }
    }
    for (Procedure procedure : state.procedures()) {
      procedure.abandon();
      boolean deleted = procedure instanceof Procedure.DeleteChildSas;
      sa.context()
          .finish(
              procedure.tags(), deleted ? Optional.empty() : Optional.of("the IKE SA was deleted"));
    }
  }

  /** Sends the Delete as soon as the window has room. */
  Deleting sendWaiting(Deleting state) {
    if (!(state.progress() instanceof Procedure.Progress.Waiting) || !sa.channel().hasRoom()) {
      return state;
    }
    Message request =
        sa.channel().request(ExchangeType.INFORMATIONAL, List.of(DeletePayload.ikeSa()));
    return new Deleting(
        state.facts(),
        new Procedure.Progress.Sent(request.header().messageId()),
        state.reason(),
        state.tags());
  }

  @Clause("rfc7296:1.4.1")
  @Clause("rfc7296:2.25.2/4")
  IkeState deleting(Deleting state, SaInput input) {
    return switch (input) {
      case SaInput.Request(Message message, Pending pending) -> {
        // Whatever it asks for is on its way out. If it deletes the same IKE SA, both are done.
        sa.channel().respond(pending, message.header().exchangeType(), answer(message));
        boolean crossing =
            message.all(DeletePayload.class).stream().anyMatch(DeletePayload::isIkeSa);
        if (crossing) {
          finish(state, Optional.empty());
          yield lingering();
        }
        yield state;
      }
      case SaInput.Response(Outstanding request, Message message) ->
          isOurDelete(state, request) ? finish(state, Optional.empty()) : state;
      case SaInput.NoAnswer none -> finish(state, Optional.empty());
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.TimeOut none -> state;
    };
  }

  private static boolean isOurDelete(Deleting state, Outstanding request) {
    return state.progress() instanceof Procedure.Progress.Sent(long messageId)
        && messageId == request.messageId();
  }

  /** Nothing is left of it here. */
  IkeState finish(Deleting state, Optional<String> failure) {
    sa.context().resumption.ended(sa, state.facts(), state.reason());
    sa.tell(new Event.IkeSaDeleted(sa.id(), state.facts().connection().name(), state.reason()));
    sa.context().finish(state.tags(), failure);
    return new IkeState.Gone();
  }

  IkeState answered(IkeState.DeletionAnswered state, SaInput input) {
    return switch (input) {
      case SaInput.TimeOut none -> new IkeState.Gone();
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
    };
  }
}
