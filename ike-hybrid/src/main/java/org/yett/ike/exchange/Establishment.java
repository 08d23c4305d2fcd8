package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.event.Posture;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;

/** What both roles do when both ends are authenticated. */
final class Establishment {

  private final IkeSa sa;

  Establishment(IkeSa sa) {
    this.sa = sa;
  }

  /** The IKE SA stands, as yet without Child SAs. */
  Established establish(
      ConnectionConfig connection,
      Handshake handshake,
      AuthProgress progress,
      Identity ours,
      Identity peer,
      AssignedAddresses assigned) {
    Posture posture =
        handshake
            .resumed()
            .map(Handshake.Resumed::posture)
            .orElseGet(() ->
                new Posture(
                        handshake.suite().keyExchangesUsed(),
                        AuthProgress.together(progress.ours()),
                        AuthProgress.together(progress.peers()),
                        TranscriptAuth.agreed(handshake))
                    .withPpk(handshake.ppk() || progress.ppkUsed()));
    SaFacts facts =
        new SaFacts(
            connection,
            ours,
            peer,
            handshake.suite(),
            handshake.keyContext(),
            posture,
            sa.context().now(),
            assigned,
            sa.lifetimes().of(connection.lifetimes(), sa.context().now()));
    sa.hold(assigned);
    sa.context().count(Counter.IKE_SAS_ESTABLISHED);
    sa.tell(
        new Event.IkeSaEstablished(
            sa.id(),
            connection.name(),
            sa.channel().side(),
            ours,
            peer,
            handshake.suite(),
            posture,
            sa.channel().route().path()));
    sa.channel().route().established(sa::childSasFollow);
    return new Established(facts, ChildSas.NONE, List.of());
  }

  /** The peer has moved: its Child SAs move with it. */
  Established childSasFollow(Established state) {
    Route route = sa.channel().route();
    ChildSas moved = ChildSas.NONE;
    for (ChildSas.Child child : state.children().all()) {
      ChildSa followed = child.sa().onPath(route.path(), route.udpEncapsulation());
      moved = moved.with(child.with(followed));
      sa.context()
          .put(
              new Output.UpdateChildSa(
                  child.id(),
                  followed.inboundSpi(),
                  followed.outboundSpi(),
                  followed.path(),
                  followed.udpEncapsulated()));
    }
    return state.with(moved);
  }

  /** The datapath accepts packets of the Child SA from now on. */
  void installInbound(ChildSas.Child child) {
    sa.context().put(new Output.InstallInbound(child.sa()));
  }

  /** The datapath sends on the Child SA from now on, and it is told of. */
  Established activate(Established state, ChildSas.Child child) {
    ChildSa installed = child.sa();
    sa.context().put(new Output.ActivateOutbound(installed));
    sa.context().count(Counter.CHILD_SAS_ESTABLISHED);
    sa.tell(
        new Event.ChildSaEstablished(
            sa.id(),
            installed.id(),
            installed.connection(),
            installed.name(),
            installed.inboundSpi(),
            installed.outboundSpi(),
            installed.suite(),
            installed.localSelectors(),
            installed.remoteSelectors(),
            child.posture()));
    ChildSas.Child active = child.activated();
    return state.with(
        state.children().byId(child.id()).isPresent()
            ? state.children().change(child.id(), old -> active)
            : state.children().with(active));
  }

  void childFailed(Optional<String> name, String reason) {
    sa.tell(new Event.ChildSaFailed(sa.id(), name, reason));
  }

  /**
   * The peer has been seen to be ready for a Child SA that it has made in place of another: we send
   * on it from now on.
   */
  @Clause("rfc7296:2.8/12")
  @Clause("rfc7296:2.8/13")
  Established takeIntoUse(Established state, ChildSas.Child heir) {
    Established active = activate(state, heir);
    sa.context().count(Counter.CHILD_SAS_REKEYED);
    heir.replaces()
        .ifPresent(old ->
            sa.tell(
                new Event.ChildSaRekeyed(
                    sa.id(),
                    old,
                    heir.id(),
                    heir.sa().connection(),
                    heir.sa().name(),
                    Side.RESPONDER)));
    return active;
  }

  /**
   * A Child SA is gone: whatever has come in its place is used, and the datapath removes it. In
   * this order: otherwise there would be a moment in which nothing could be sent.
   */
  Established remove(Established state, ChildSas.Child child, DeleteReason reason) {
    Established ready = heirInUse(state, child);
    sa.context()
        .put(
            new Output.RemoveChildSa(
                child.id(), child.sa().inboundSpi(), child.sa().outboundSpi()));
    sa.context().table.releaseChildSpi(child.sa().inboundSpi());
    if (child.announced()) {
      sa.tell(new Event.ChildSaDeleted(sa.id(), child.id(), child.sa().name(), reason));
    }
    return ready.with(ready.children().without(child.id()));
  }

  /**
   * The peer has deleted a Child SA that we have begun to delete ourselves: nothing is sent on it
   * any more, and our SPI of it stays taken until the peer has answered.
   */
  @Clause("rfc7296:1.4.1/6")
  Established removeOutbound(Established state, ChildSas.Child child) {
    Established ready = heirInUse(state, child);
    sa.context()
        .put(
            new Output.RemoveOutbound(
                child.id(), child.sa().inboundSpi(), child.sa().outboundSpi()));
    return ready.with(
        ready.children().change(child.id(), c -> c.at(ChildSas.Standing.HALF_CLOSED)));
  }

  private Established heirInUse(Established state, ChildSas.Child child) {
    return state.children().heirOf(child.id()).map(heir -> takeIntoUse(state, heir)).orElse(state);
  }
}
