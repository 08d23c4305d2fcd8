package org.yett.ike.exchange;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.config.RedirectConfig;
import org.yett.ike.config.RedirectRule;
import org.yett.ike.config.RedirectRule.Stage;
import org.yett.ike.event.Event;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.NotifyType;

/** Who is sent to another gateway, and where we go when we are (RFC 5685). */
final class Redirection {

  private final EndpointContext context;
  private final RedirectConfig config;
  private List<RedirectRule> rules;

  Redirection(EndpointContext context) {
    this.context = context;
    this.config = context.config.extensions().redirect();
    this.rules = config.rules();
  }

  // As gateway.

  /** Replaces the rules. */
  void rules(List<RedirectRule> others) {
    rules = List.copyOf(others);
  }

  /** Whether an initiator has said in its first request that it can be redirected. */
  // = rfc5685:3/1
  static boolean isSupportedBy(Message firstRequest) {
    return firstRequest.notification(NotifyType.REDIRECT_SUPPORTED).isPresent()
        || firstRequest.notification(NotifyType.REDIRECTED_FROM).isPresent();
  }

  /** What sends an initiator elsewhere before there is an IKE SA. */
  // = rfc5685:3/2
  Optional<NotifyPayload> inSaInit(String connection, Message request, Octets nonce) {
    Optional<NotifyPayload> redirect =
        rules.stream()
            .filter(rule -> rule.stage() == Stage.SA_INIT && rule.isFor(connection))
            .filter(rule -> isSupportedBy(request))
            .findFirst()
            .map(rule -> new RedirectNotification(rule.to(), nonce).toWire());
    redirect.ifPresent(r -> context.count(Counter.REDIRECTS_SENT));
    return redirect;
  }

  /** What sends an initiator elsewhere, now that it is authenticated. */
  // = rfc5685:3/2, rfc5685:6/1
  Optional<NotifyPayload> inAuth(IkeSa sa, String connection, Identity peer) {
    Optional<NotifyPayload> redirect =
        rules.stream()
            .filter(rule -> rule.stage() == Stage.AUTH && rule.isFor(connection))
            .filter(rule -> rule.peers().matches(peer))
            .filter(rule -> sa.extensions().peerFollowsRedirects())
            .findFirst()
            .map(rule -> inSession(rule.to()));
    redirect.ifPresent(r -> context.count(Counter.REDIRECTS_SENT));
    return redirect;
  }

  /** What sends a client elsewhere under the protection of the IKE SA. */
  // = rfc5685:5/1, rfc5685:5/2, rfc5685:9.2/5
  static NotifyPayload inSession(GatewayIdentity to) {
    return new RedirectNotification(to, Octets.EMPTY).toWire();
  }

  // As client.

  /** What the first request says about redirection. */
  // = rfc5685:3/5
  List<NotifyPayload> announcement(IkeSa sa, InitiatorPlan plan) {
    if (!config.follow()) {
      return List.of();
    }
    sa.extensions().announcedRedirects();
    // = rfc5685:9.1/1, rfc5685:9.1/2
    return List.of(
        plan.redirects()
            .from()
            .map(RedirectNotification::from)
            .orElseGet(() -> NotifyPayload.of(NotifyType.REDIRECT_SUPPORTED)));
  }

  /** What came of being sent elsewhere. */
  sealed interface Outcome {
    /** We are on our way there. */
    record Followed(String detail) implements Outcome {}

    /** We do not go. */
    record Refused(String detail) implements Outcome {}
  }

  /**
   * Goes to another gateway with the same intent, unless that has happened too often. Nothing but
   * the address changes: the connection, and whom it accepts, stay the same.
   *
   * @param sa the IKE SA, or the attempt at one, that was sent elsewhere
   */
  // = rfc5685:3/7, rfc5685:3/8, rfc5685:7/1, rfc5685:11/1
  Outcome follow(IkeSa sa, InitiatorPlan plan, GatewayIdentity to) {
    Path path = sa.channel().route().path();
    long before = plan.redirects().within(config.period(), context.now());
    Outcome outcome;
    if (before >= config.mostRedirects()) {
      outcome =
          new Outcome.Refused(
              before + " redirections within " + config.period().toSeconds() + " s are enough");
    } else if (to instanceof GatewayIdentity.Address(InetAddress address)
        && address.getClass() != path.local().ip().getClass()) {
      outcome = new Outcome.Refused("it is of another address family than this end");
    } else {
      outcome = new Outcome.Followed("followed");
    }
    switch (outcome) {
      case Outcome.Followed followed -> {
        context.tell(new Event.Redirected(sa.id(), to, true, followed.detail()));
        context.count(Counter.REDIRECTS_FOLLOWED);
        InitiatorPlan onward =
            plan.withoutTicket()
                .redirected(plan.redirects().with(path.remote().ip(), context.now()));
        Path start = sa.extensions().start().orElse(path);
        new Beginnings(sa).beginAt(onward, to, startingPath(start, path.remote().ip()));
      }
      case Outcome.Refused refused ->
          context.tell(new Event.Redirected(sa.id(), to, false, refused.detail()));
    }
    return outcome;
  }

  /** The way to a gateway at the beginning of an IKE SA: on port 500. */
  static Path startingPath(Path path, InetAddress remote) {
    int localPort = path.encapsulation() == Encapsulation.UDP ? path.local().port() : Path.IKE_PORT;
    return Path.plain(
        new TransportAddress(path.local().ip(), localPort),
        new TransportAddress(remote, Path.IKE_PORT));
  }
}
