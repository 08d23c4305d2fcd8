package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.event.Posture;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/**
 * The end of rekeying an IKE SA (RFC 7296 2.8, 2.18): the new IKE SA is made, inherits the Child
 * SAs, and the old one is deleted by the end that rekeyed.
 */
final class IkeRekeying {

  /** The IKE SA that is rekeyed. */
  private final IkeSa sa;

  IkeRekeying(IkeSa sa) {
    this.sa = sa;
  }

  /** Makes the new IKE SA, as yet without Child SAs. */
  @Clause("rfc7296:2.18/1")
  @Clause("rfc7296:2.18/3")
  @Clause("rfc9370:2.2.4")
  IkeSa successor(Established state, Agreement.Ike agreed, KeySeries series) {
    boolean initiator = agreed.side() == Side.INITIATOR;
    long spiI = (initiator ? agreed.ours() : agreed.theirs()).value();
    long spiR = (initiator ? agreed.theirs() : agreed.ours()).value();
    Prf prf = Suites.prf(agreed.suite()).orElseThrow();
    IkeKeyContext keyContext =
        new IkeKeyContext(
            prf,
            Suites.cipher(agreed.suite()).orElseThrow(),
            series.ni().toArray(),
            series.nr().toArray(),
            new IkeSpis(spiI, spiR));
    SaFacts old = state.facts();
    Posture posture =
        new Posture(
                agreed.suite().keyExchangesUsed(),
                old.posture().ourAuthentication(),
                old.posture().peerAuthentication(),
                old.posture().transcriptBound())
            .withPpk(old.posture().ppk() || series.ppk().isPresent());
    IkeSa successor = new IkeSa(sa, agreed.side(), agreed.ours(), agreed.theirs());
    // The old SA's PRF, the new SA's SPIs.
    Prf oldPrf = old.keyContext().prf();
    try (Secret base = series.base(oldPrf, sa.channel().keys().skD(), successor.trace())) {
      IkeKeys keys =
          IkeKeySchedule.rekey(
              // = rfc7296:2.18/x1
              oldPrf, base, keyContext, series.secrets(), successor.trace());
      successor.channel().useKeys(keyContext, keys);
      if (sa.extensions().isKnownByAnotherName()) {
        successor.extensions().knownByAnotherName();
      }
    }
    successor.standInPlace(
        new SaFacts(
            old.connection(),
            old.ours(),
            old.peer(),
            agreed.suite(),
            keyContext,
            posture,
            sa.context().now(),
            old.assigned(),
            successor
                .lifetimes()
                .of(old.connection().lifetimes(), sa.context().now())
                .reauthenticateAt(old.deadlines().reauthenticateAt())));
    return successor;
  }

  /** Our exchange is complete. */
  IkeState madeByUs(Established state, Creation creation, Agreement.Ike agreed, KeySeries series) {
    IkeSa successor = successor(state, agreed, series);
    if (Collisions.loses(creation, series)) {
      // = rfc7296:2.8.2/1
      successor.terminate(DeleteReason.REDUNDANT, List.of());
      return new Collisions(sa).peerStands(state, creation);
    }
    sa.context().finish(creation.tags(), Optional.empty());
    takeOver(state, successor, Side.INITIATOR);
    // = rfc7296:2.8/6
    return new IkeState.Deleting(state.facts(), Procedure.WAITING, DeleteReason.REKEYED, List.of());
  }

  /** The peer's exchange is complete, and has been answered. */
  IkeState madeByPeer(Established state, PeerCreation creation, IkeSa successor) {
    if (creation.redundant()) {
      successor.succession().supersede();
      return state;
    }
    if (Creations.wanted(state, creation.aim()).isPresent()) {
      // Whose SA stays is known when our own exchange is answered.
      sa.succession().heir(successor);
      return state;
    }
    return inherit(state, successor);
  }

  /** What the peer has made takes over; the peer deletes the old one. */
  IkeState inherit(Established state, IkeSa successor) {
    takeOver(state, successor, Side.RESPONDER);
    return new IkeState.Superseded(
        state.facts(), sa.context().now().plus(sa.context().config.limits().halfOpenLifetime()));
  }

  private void takeOver(Established state, IkeSa successor, Side side) {
    SaFacts facts = successor.facts().orElseThrow();
    sa.context().count(Counter.IKE_SAS_REKEYED);
    sa.tell(
        new Event.IkeSaRekeyed(
            sa.id(),
            successor.id(),
            facts.connection().name(),
            side,
            facts.suite(),
            facts.posture()));
    sa.context().table.moveChildSpis(sa, successor);
    List<Procedure> toDo = moved(state);
    toDo.addAll(new Renewal(sa).afterRekey(successor));
    // = rfc7296:2.8/x1
    successor.succession().inherit(state.children().underIkeSa(successor.id()), toDo);
  }

  /** What has not been done over the old IKE SA is done over the new one. */
  private List<Procedure> moved(Established state) {
    List<Procedure> moved = new ArrayList<>();
    for (Procedure procedure : state.procedures()) {
      switch (procedure) {
        case Procedure.CheckLiveness check ->
            moved.add(new Procedure.CheckLiveness(Procedure.WAITING, check.tags()));
        case Procedure.DeleteChildSas delete ->
            moved.add(
                new Procedure.DeleteChildSas(
                    Procedure.WAITING, delete.ids(), delete.reason(), delete.tags()));
        case Procedure.ChangeAddresses change ->
            moved.add(new Procedure.ChangeAddresses(Procedure.WAITING, change.task()));
        case Procedure.Inform inform -> {
          // What concerned the old IKE SA alone is not told; where the client has to go, is.
          if (inform.notification().notifyType().equals(NotifyType.REDIRECT)) {
            moved.add(new Procedure.Inform(Procedure.WAITING, inform.notification()));
          }
        }
        case Creation creation -> {
          if (creation.aim().isIke()) {
            creation.abandon();
            sa.context().finish(creation.tags(), Optional.empty());
          } else if (creation.hasBegun()) {
            creation.abandon();
            creation.childSpi().ifPresent(sa.context().table::releaseChildSpi);
            moved.add(creation.at(new Creation.Stage.Idle(sa.context().now())));
          } else {
            moved.add(creation);
          }
        }
        case PeerCreation creation -> {
          creation.abandon();
          if (creation.agreed() instanceof Agreement.Child child) {
            sa.context().table.releaseChildSpi(child.inboundSpi());
          }
        }
      }
    }
    return moved;
  }
}
