package org.yett.ike.exchange;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.Initiating;
import org.yett.ike.exchange.IkeState.ResolvingGateway;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/** An initiator that is sent to another gateway (RFC 5685). */
final class RedirectedInitiator {

  private final IkeSa sa;

  RedirectedInitiator(IkeSa sa) {
    this.sa = sa;
  }

  /**
   * REDIRECT in an IKE_SA_INIT response, which nothing protects but our nonce in it.
   *
   * @param nonce data of our Nonce payload
   * @return the next state; empty if there is no REDIRECT
   */
  @Clause("rfc5685:3")
  Optional<IkeState> inSaInit(Initiating state, Octets nonce, Message response) {
    Optional<NotifyPayload> notify = response.notification(NotifyType.REDIRECT);
    if (notify.isEmpty()) {
      return Optional.empty();
    }
    Optional<RedirectNotification> redirect = RedirectNotification.read(notify.get().data());
    if (redirect.isEmpty() || !sa.extensions().hasAnnouncedRedirects()) {
      sa.offence(Offence.UNUSABLE_REDIRECT, response.describe());
      return Optional.of(state);
    }
    // = rfc5685:3/3, rfc5685:3/4
    if (!redirect.get().nonce().equals(nonce)) {
      sa.offence(Offence.REDIRECT_WITHOUT_NONCE, response.describe());
      return Optional.of(state);
    }
    sa.channel().stopAsking();
    String detail = "the gateway sends us to " + redirect.get().to();
    return Optional.of(
        switch (sa.context().redirection.follow(sa, state.plan(), redirect.get().to())) {
          case Redirection.Outcome.Followed followed -> {
            new Beginnings(sa).handOver(FailureReason.REDIRECTED, detail);
            yield new IkeState.Gone();
          }
          case Redirection.Outcome.Refused refused ->
              sa.fail(FailureReason.REDIRECTED, detail + ": " + refused.detail());
        });
  }

  /** REDIRECT in a protected message of the gateway, which has no nonce. */
  // = rfc5685:9.2/5
  Optional<GatewayIdentity> protectedRedirect(Message message) {
    Optional<NotifyPayload> notify = message.notification(NotifyType.REDIRECT);
    if (notify.isEmpty() || !sa.extensions().hasAnnouncedRedirects()) {
      return Optional.empty();
    }
    Optional<RedirectNotification> redirect =
        RedirectNotification.read(notify.get().data()).filter(r -> r.nonce().isEmpty());
    if (redirect.isEmpty()) {
      sa.offence(Offence.UNUSABLE_REDIRECT, message.describe());
    }
    return redirect.map(RedirectNotification::to);
  }

  IkeState resolve(InitiatorPlan plan, GatewayIdentity.Name gateway) {
    return new ResolvingGateway(plan, gateway, sa.ask(new Job.ResolveName(gateway.fqdn())));
  }

  IkeState resolving(ResolvingGateway state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.NameResolved found) -> resolved(state, found.addresses());
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState resolved(ResolvingGateway state, List<InetAddress> addresses) {
    InetAddress ours = sa.channel().route().path().local().ip();
    Optional<InetAddress> address =
        addresses.stream().filter(a -> a.getClass() == ours.getClass()).findFirst();
    if (address.isEmpty()) {
      return sa.fail(
          FailureReason.REDIRECTED, "no address of " + state.gateway() + " can be reached");
    }
    new Beginnings(sa).handOver(FailureReason.REDIRECTED, state.gateway() + " is " + address.get());
    new Beginnings(sa)
        .begin(state.plan(), Redirection.startingPath(sa.channel().route().path(), address.get()));
    return new IkeState.Gone();
  }
}
