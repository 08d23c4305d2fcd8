package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.RefusingPeer;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Offence;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/**
 * REDIRECT in IKE_AUTH that takes several exchanges, in any response but the last: only the first
 * one may have it (RFC 5685 6).
 */
final class RedirectAmidAuth {

  private final IkeSa sa;

  RedirectAmidAuth(IkeSa sa) {
    this.sa = sa;
  }

  /**
   * A response that is not the last has been verified, as far as it proves the gateway.
   *
   * @param first whether it is the first, and proves the gateway
   * @return the next state, if we go elsewhere
   */
  // = rfc5685:6/4, rfc5685:6/7
  Optional<IkeState> answered(InitiatorPlan plan, Message response, boolean first) {
    if (first) {
      return new RedirectedInitiator(sa).protectedRedirect(response).map(to -> leaveFor(plan, to));
    }
    ignore(response);
    return Optional.empty();
  }

  /** A response that may have no REDIRECT. */
  // = rfc5685:6/8
  void ignore(Message response) {
    if (response.notification(NotifyType.REDIRECT).isPresent()) {
      sa.offence(Offence.REDIRECT_AMID_AUTH, response.describe());
    }
  }

  /** The gateway believes that the IKE SA stands: it is told that it does not. */
  @Clause("rfc5685:6/2")
  private IkeState leaveFor(InitiatorPlan plan, GatewayIdentity to) {
    String detail = "the gateway sends us to " + to;
    switch (sa.context().redirection.follow(sa, plan, to)) {
      case Redirection.Outcome.Followed followed ->
          new Beginnings(sa).handOver(FailureReason.REDIRECTED, detail);
      case Redirection.Outcome.Refused refused ->
          sa.fail(FailureReason.REDIRECTED, detail + ": " + refused.detail());
    }
    sa.channel().request(ExchangeType.INFORMATIONAL, List.of(DeletePayload.ikeSa()));
    return new RefusingPeer();
  }
}
