package org.yett.ike.exchange;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BiFunction;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Side;

/** How IKE SAs begin, in either role. */
final class Beginnings {

  private final IkeSa sa;

  Beginnings(IkeSa sa) {
    this.sa = sa;
  }

  /** Begins as initiator. */
  void initiate(InitiatorPlan plan) {
    sa.tell(
        new Event.IkeSaStarted(
            sa.id(),
            Side.INITIATOR,
            Optional.of(plan.connection().name()),
            sa.channel().route().path()));
    sa.because(Transitions.Cause.INITIATE);
    sa.context().table.add(sa);
    sa.extensions().startedOn(sa.channel().route().path());
    sa.become(
        plan.ticket().isPresent()
            ? new InitiatorResume(sa).begin(plan, plan.ticket().get())
            : new InitiatorSaInit(sa).begin(plan));
    sa.settle();
  }

  /** Begins another IKE SA with the same intent. */
  void begin(InitiatorPlan plan, Path path) {
    new Beginnings(new IkeSa(sa.context(), Side.INITIATOR, path)).initiate(plan);
  }

  /** Begins another IKE SA with the same intent, at another gateway. */
  void beginAt(InitiatorPlan plan, GatewayIdentity gateway, Path path) {
    switch (gateway) {
      case GatewayIdentity.Address(InetAddress address) ->
          begin(plan, Redirection.startingPath(path, address));
      case GatewayIdentity.Name name ->
          new Beginnings(new IkeSa(sa.context(), Side.INITIATOR, path)).resolve(plan, name);
    }
  }

  /** Begins as initiator at a gateway whose address has to be looked up first. */
  private void resolve(InitiatorPlan plan, GatewayIdentity.Name gateway) {
    sa.tell(
        new Event.IkeSaStarted(
            sa.id(),
            Side.INITIATOR,
            Optional.of(plan.connection().name()),
            sa.channel().route().path()));
    sa.because(Transitions.Cause.INITIATE);
    sa.context().table.add(sa);
    sa.become(new RedirectedInitiator(sa).resolve(plan, gateway));
    sa.settle();
  }

  /**
   * Gives up an attempt whose intent, and the commands that wait for it, another one carries on.
   */
  void handOver(FailureReason reason, String detail) {
    sa.tell(new Event.IkeSaFailed(sa.id(), reason, detail));
    sa.state().abandon();
  }

  /** Begins as responder by a ticket. */
  static void resumed(
      EndpointContext context,
      Message request,
      Path from,
      BiFunction<IkeSa, Pending, IkeState> answer) {
    IkeSa sa = new IkeSa(context, Side.RESPONDER, from);
    sa.tell(new Event.IkeSaStarted(sa.id(), Side.RESPONDER, Optional.empty(), from));
    sa.because(Transitions.Cause.FIRST_REQUEST);
    context.table.add(sa);
    context.table.addFirstRequest(request.octets(), sa);
    sa.extensions().peerFollowsRedirects(Redirection.isSupportedBy(request));
    Pending pending = sa.channel().acceptFirst(request, from);
    sa.become(answer.apply(sa, pending));
    sa.settle();
  }

  /** Begins as responder. */
  void respondTo(FirstRequest first, Path from) {
    sa.tell(new Event.IkeSaStarted(sa.id(), Side.RESPONDER, Optional.empty(), from));
    sa.because(Transitions.Cause.FIRST_REQUEST);
    sa.context().table.add(sa);
    sa.context().table.addFirstRequest(first.message().octets(), sa);
    sa.extensions().peerFollowsRedirects(Redirection.isSupportedBy(first.message()));
    Pending pending = sa.channel().acceptFirst(first.message(), from);
    sa.become(new ResponderSaInit(sa).begin(first, pending));
    sa.settle();
  }
}
