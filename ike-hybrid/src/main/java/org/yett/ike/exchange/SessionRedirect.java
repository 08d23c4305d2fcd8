package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.wire.Message;
import org.yett.spec.Clause;

/** REDIRECT in the middle of a session (RFC 5685 5). */
@Clause("rfc5685:5")
final class SessionRedirect {

  private final IkeSa sa;

  SessionRedirect(IkeSa sa) {
    this.sa = sa;
  }

  // As gateway.

  /** Sends the client elsewhere; commands with these tags wait for no more than that. */
  IkeState send(Established state, GatewayIdentity to, List<Long> tags) {
    // = rfc5685:3/2
    if (!sa.extensions().peerFollowsRedirects()) {
      sa.context().finish(tags, Optional.of("the peer does not support REDIRECT"));
      return state;
    }
    sa.context().count(Counter.REDIRECTS_SENT);
    sa.context().finish(tags, Optional.empty());
    return Maintenance.with(
        state, new Procedure.Inform(Procedure.WAITING, Redirection.inSession(to)));
  }

  // As client.

  /**
   * An INFORMATIONAL request has been answered; if it sent us elsewhere, we set up there what
   * stands here, and delete what stands here.
   */
  // = rfc5685:5/3
  IkeState requested(Established state, Message request) {
    Optional<GatewayIdentity> to = new RedirectedInitiator(sa).protectedRedirect(request);
    Optional<ChildSas.Child> first = state.children().find(child -> !child.deleting());
    if (to.isEmpty()) {
      return state;
    }
    InitiatorPlan plan =
        new InitiatorPlan(
            state.facts().connection(),
            first.map(ChildSas.Child::config),
            Optional.empty(),
            List.of());
    return switch (sa.context().redirection.follow(sa, plan, to.get())) {
      case Redirection.Outcome.Followed followed ->
          new Deletion(sa).begin(state, DeleteReason.REDIRECTED, List.of());
      case Redirection.Outcome.Refused refused -> state;
    };
  }
}
