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
    return state.and(procedure);
  }

  static Established without(Established state, Procedure procedure) {
    return state.without(procedure);
  }

  // Liveness.

  Established checkLiveness(Established state, List<Long> tags) {
    return with(state, new Procedure.CheckLiveness(Procedure.WAITING, tags));
  }

  /** When a silent peer is to be asked; a request that is under way asks already. */
  Optional<Instant> due(Established state) {
    Duration delay = state.facts().connection().dpdDelay();
    boolean asks =
        sa.channel().hasUnanswered()
            || state.procedures().stream()
                .anyMatch(p -> p.progress() instanceof Procedure.Progress.Waiting);
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
    Established marked = state.with(state.children().markDeleting(standing));
    return with(marked, new Procedure.DeleteChildSas(Procedure.WAITING, standing, reason, tags));
  }

  // Requests.

  /** Sends the requests of waiting procedures while the window has room. */
  @Clause("rfc7296:2.3/2")
  Established sendWaiting(Established state) {
    List<Procedure> procedures = new ArrayList<>();
    for (Procedure procedure : state.procedures()) {
      if (isPointless(state, procedure)) {
        giveUp(procedure);
        continue;
      }
      boolean waits =
          procedure.progress() instanceof Procedure.Progress.Waiting
              && !followsToSuccessor(state, procedure);
      procedures.add(
          waits && sa.channel().hasRoom()
              ? procedure.sent(send(state, procedure).header().messageId())
              : procedure);
    }
    return state.with(procedures);
  }

  /**
   * Whether a procedure has to wait until the IKE SA has been rekeyed, and goes on over the new
   * one: the peer may have given it the Child SAs already, and would not find them on the old one.
   */
  private static boolean followsToSuccessor(Established state, Procedure procedure) {
    return procedure instanceof Procedure.DeleteChildSas
        && state.creations().stream().anyMatch(c -> c.aim().isIke() && c.isOnItsWay());
  }

  /** Whether what a procedure is about has gone before the peer was asked. */
  private static boolean isPointless(Established state, Procedure procedure) {
    return switch (procedure) {
      case Procedure.DeleteChildSas delete ->
          delete.progress() instanceof Procedure.Progress.Waiting
              && delete.ids().stream().noneMatch(id -> state.children().byId(id).isPresent());
      case Creation creation ->
          !creation.isOnItsWay()
              && creation.aim() instanceof Aim.RekeyChild(ChildSaId old, var config)
              && state.children().byId(old).filter(ChildSas.Child::isInUse).isEmpty();
      case PeerCreation creation -> false;
      case Procedure.CheckLiveness check -> false;
      case Procedure.ChangeAddresses change -> false;
      case Procedure.Inform inform -> false;
    };
  }

  private void giveUp(Procedure procedure) {
    procedure.abandon();
    if (procedure instanceof Creation creation) {
      creation.childSpi().ifPresent(sa.context().table::releaseChildSpi);
      sa.context().finish(creation.tags(), Optional.of("the Child SA is gone, or replaced"));
    } else {
      sa.context().finish(procedure.tags(), Optional.empty());
    }
  }

  private Message send(Established state, Procedure procedure) {
    List<Payload> payloads =
        switch (procedure) {
          // = rfc7296:1.4/6
          case Procedure.CheckLiveness check -> sa.mobike().livenessPayloads();
          case Procedure.DeleteChildSas delete -> List.of(deletePayload(state, delete.ids()));
          case Procedure.ChangeAddresses change -> sa.mobike().payloads(change.task());
          case Procedure.Inform inform -> List.of(inform.notification());
          case Creation creation -> new Creations(sa).payloads(state, creation);
          case PeerCreation creation ->
              throw new IllegalStateException("the peer's creations send no request");
        };
    ExchangeType exchange =
        procedure instanceof Creation creation
            ? Creations.exchange(creation)
            : ExchangeType.INFORMATIONAL;
    return sa.channel().request(exchange, payloads);
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
