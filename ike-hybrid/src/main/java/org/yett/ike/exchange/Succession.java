package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.Message;
import org.yett.spec.iana.ExchangeType;

/**
 * An IKE SA that is rekeyed and the ones that are made in its place (RFC 7296 2.8, 2.8.2): who
 * takes over what, and when that is known.
 */
final class Succession {

  private final IkeSa sa;
  private Optional<IkeSa> heir = Optional.empty();
  private Optional<IkeSa> legator = Optional.empty();

  Succession(IkeSa sa) {
    this.sa = sa;
  }

  /** A successor takes over what the old IKE SA held. */
  void inherit(ChildSas children, List<Procedure> procedures) {
    legator = Optional.empty();
    if (sa.state() instanceof IkeState.Established established) {
      List<Procedure> all = new ArrayList<>(established.procedures());
      all.addAll(procedures);
      sa.become(established.with(children).with(all));
    }
    sa.settle();
  }

  /** Our own successor has won over this one, which is left for the peer to delete. */
  void supersede() {
    if (sa.state() instanceof IkeState.Established established) {
      for (Procedure procedure : established.procedures()) {
        procedure.abandon();
        sa.context().finish(procedure.tags(), Optional.of("another IKE SA has taken its place"));
      }
      sa.become(new IkeState.Superseded(established.facts(), sa.lingerUntil()));
    }
    sa.settle();
  }

  /** The successor that the peer has made, while it is not known whether it stays. */
  Optional<IkeSa> heir() {
    return heir;
  }

  /** The peer has made a successor, of which it is not known whether it stays. */
  void heir(IkeSa successor) {
    heir = Optional.of(successor);
    successor.succession().legator = Optional.of(sa);
  }

  void noHeir() {
    heir = Optional.empty();
  }

  /** Whether another IKE SA still holds what this one may come to hold. */
  boolean isUndecided() {
    return legator.isPresent();
  }

  /** A request has come over this one; if it uses what the old one holds, this one is to stay. */
  void requested(Message request) {
    boolean usesChildSas =
        request.header().exchangeType().equals(ExchangeType.CREATE_CHILD_SA)
            || request.all(DeletePayload.class).stream().anyMatch(delete -> !delete.isIkeSa());
    if (usesChildSas) {
      legator.ifPresent(old -> old.succession().peerHasDecided());
    }
  }

  /**
   * The peer uses what it has made in place of this IKE SA: it stays, whatever the answer to our
   * own exchange, which may have been lost, would say.
   */
  private void peerHasDecided() {
    if (sa.state() instanceof IkeState.Established established && heir.isPresent()) {
      Optional<Creation> ours = Creations.wanted(established, new Aim.RekeyIke());
      ours.ifPresent(Creation::abandon);
      ours.ifPresent(creation -> sa.context().finish(creation.tags(), Optional.empty()));
      IkeSa successor = heir.get();
      heir = Optional.empty();
      sa.become(
          new IkeRekeying(sa)
              .inherit(ours.map(established::without).orElse(established), successor));
    }
    sa.settle();
  }
}
