package org.yett.ike.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.ProtocolId;

/** Procedures of ours over an established IKE SA: their beginning, their requests, their timers. */
final class Maintenance {

  private final IkeSa sa;

  Maintenance(IkeSa sa) {
    this.sa = sa;
  }

  static Established with(Established state, Procedure procedure) {
    List<Procedure> more = new ArrayList<>(state.procedures());
    more.add(procedure);
    return new Established(state.facts(), state.children(), more);
  }

  static Established without(Established state, Procedure procedure) {
    List<Procedure> fewer = new ArrayList<>(state.procedures());
    fewer.remove(procedure);
    return new Established(state.facts(), state.children(), fewer);
  }

  // Liveness.

  Established checkLiveness(Established state, List<Long> tags) {
    return with(state, new Procedure.CheckLiveness(Procedure.WAITING, tags));
  }

  /** When a silent peer is to be asked; a request that is under way asks already. */
  Optional<Instant> due(Established state) {
    Duration delay = state.facts().connection().dpdDelay();
    boolean asks = sa.channel().hasUnanswered() || !state.procedures().isEmpty();
    return delay.isZero() || asks
        ? Optional.empty()
        : Optional.of(sa.channel().lastHeard().plus(delay));
  }

  @Clause("rfc7296:2.4/x1")
  Established onTime(Established state, Instant now) {
    return due(state).filter(at -> !at.isAfter(now)).isPresent()
        ? checkLiveness(state, List.of())
        : state;
  }

  // Child SAs.

  /** Begins to delete those of the Child SAs that are not being deleted already. */
  Established deleteChildSas(
      Established state, List<ChildSaId> ids, DeleteReason reason, List<Long> tags) {
    List<ChildSaId> standing =
        state.children().all().stream()
            .filter(child -> ids.contains(child.id()) && !child.deleting())
            .map(ChildSas.Child::id)
            .toList();
    if (standing.isEmpty()) {
      sa.context().finish(tags, Optional.empty());
      return state;
    }
    Established marked =
        new Established(state.facts(), state.children().markDeleting(standing), state.procedures());
    return with(marked, new Procedure.DeleteChildSas(Procedure.WAITING, standing, reason, tags));
  }

  // Requests.

  /** Sends the requests of waiting procedures while the window has room. */
  @Clause("rfc7296:2.3/2")
  Established sendWaiting(Established state) {
    List<Procedure> procedures = new ArrayList<>();
    for (Procedure procedure : state.procedures()) {
      boolean waits = procedure.progress() instanceof Procedure.Progress.Waiting;
      procedures.add(
          waits && sa.channel().hasRoom()
              ? procedure.sent(send(state, procedure).header().messageId())
              : procedure);
    }
    return new Established(state.facts(), state.children(), procedures);
  }

  private Message send(Established state, Procedure procedure) {
    List<Payload> payloads =
        switch (procedure) {
          // = rfc7296:1.4/6
          case Procedure.CheckLiveness check -> sa.mobike().livenessPayloads();
          case Procedure.DeleteChildSas delete -> List.of(deletePayload(state, delete.ids()));
          case Procedure.ChangeAddresses change -> sa.mobike().payloads(change.task());
          case Procedure.Inform inform -> List.of(inform.notification());
        };
    return sa.channel().request(ExchangeType.INFORMATIONAL, payloads);
  }

  /** Our inbound SPIs, those of Child SAs that are gone meanwhile included no more. */
  private static DeletePayload deletePayload(Established state, List<ChildSaId> ids) {
    return DeletePayload.childSas(
        ProtocolId.ESP,
        state.children().all().stream()
            .filter(child -> ids.contains(child.id()))
            // = rfc7296:1.4.1/2, rfc7296:1.4.1/x1
            .mapToInt(child -> child.sa().inboundSpi())
            .toArray());
  }
}
