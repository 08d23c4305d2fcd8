package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.auth.IntAuthChain;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.ResumeSent;
import org.yett.ike.exchange.Resumption.ClientTicket;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** IKE_SESSION_RESUME as initiator (RFC 5723 4.3.2): it stands in the place of IKE_SA_INIT. */
final class InitiatorResume {

  private final IkeSa sa;

  InitiatorResume(IkeSa sa) {
    this.sa = sa;
  }

  IkeState begin(InitiatorPlan plan, ClientTicket ticket) {
    Octets nonce = Octets.wrap(sa.draws().nonce(InitiatorSaInit.NONCE_LENGTH));
    return send(plan, ticket, nonce, Optional.empty(), 0);
  }

  @Clause("rfc5723:4.3.2")
  private IkeState send(
      InitiatorPlan plan,
      ClientTicket ticket,
      Octets nonce,
      Optional<Octets> cookie,
      int restarts) {
    Channel channel = sa.channel();
    ConnectionConfig connection = plan.connection();
    List<Payload> payloads = new ArrayList<>();
    cookie.ifPresent(c -> payloads.add(NotifyPayload.of(NotifyType.COOKIE, c)));
    payloads.add(new NoncePayload(nonce));
    // = rfc5723:7/1
    payloads.add(NotifyPayload.of(NotifyType.TICKET_OPAQUE, ticket.sealed()));
    // = rfc5723:4.3.2/7
    payloads.addAll(
        SaInitNotifications.natDetection(
            channel.ours(),
            IkeSpi.ZERO,
            channel.route().path(),
            connection.forceUdpEncapsulation()));
    payloads.addAll(SaInitNotifications.supported(connection.fragmentation().announced(), false));
    payloads.addAll(sa.context().redirection.announcement(sa, plan));
    Message request = channel.requestInClear(ExchangeType.IKE_SESSION_RESUME, payloads);
    return new ResumeSent(plan, ticket, nonce, cookie, restarts, request);
  }

  IkeState sent(ResumeSent state, SaInput input) {
    return switch (input) {
      case SaInput.Response(Outstanding request, Message response) ->
          answered(state, request, response);
      case SaInput.NoAnswer none -> {
        state.ticket().close();
        yield sa.fail(FailureReason.NO_ANSWER, "the peer does not answer IKE_SESSION_RESUME");
      }
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState answered(ResumeSent state, Outstanding request, Message response) {
    Optional<Octets> cookie = response.notification(NotifyType.COOKIE).map(NotifyPayload::data);
    boolean error =
        response.all(NotifyPayload.class).stream()
            .anyMatch(notify -> notify.notifyType().isError());
    Optional<NoncePayload> nonce = response.first(NoncePayload.class);
    if (cookie.isPresent()) {
      return demandedCookie(state, request, cookie.get());
    } else if (response.notification(NotifyType.TICKET_NACK).isPresent() || error) {
      return refused(state);
    } else if (nonce.isEmpty() || response.header().responderSpi().isZero()) {
      // Anybody can send such a thing: the right answer may still come.
      sa.offence(Offence.MISSING_PAYLOAD, response.describe());
      return state;
    }
    return accepted(state, request, response, nonce.get());
  }

  private IkeState demandedCookie(ResumeSent state, Outstanding request, Octets cookie) {
    boolean sensible = !cookie.isEmpty() && cookie.size() <= InitiatorSaInit.LONGEST_COOKIE;
    if (!sensible) {
      sa.offence(Offence.COOKIE_LENGTH, "a cookie of " + cookie.size() + " octets");
      return state;
    }
    if (state.cookie().filter(cookie::equals).isPresent()) {
      return state;
    }
    if (state.restarts() >= sa.context().config.limits().saInitRestarts()) {
      return refused(state);
    }
    sa.channel().settle(request);
    return send(
        state.plan(), state.ticket(), state.nonce(), Optional.of(cookie), state.restarts() + 1);
  }

  /** The gateway does not take the ticket: the IKE SA is set up in the ordinary way. */
  private IkeState refused(ResumeSent state) {
    sa.context().count(Counter.TICKETS_REFUSED);
    state.ticket().close();
    new Beginnings(sa)
        .handOver(FailureReason.TICKET_REFUSED, "the gateway does not take the ticket");
    new Beginnings(sa).begin(state.plan().withoutTicket(), sa.channel().route().path());
    return new IkeState.Gone();
  }

  private IkeState accepted(
      ResumeSent state, Outstanding request, Message response, NoncePayload nonce) {
    Channel channel = sa.channel();
    channel.settle(request);
    // = rfc5723:5/4
    channel.peerSpi(response.header().responderSpi());
    TicketState ticket = state.ticket().state();
    Handshake handshake =
        handshake(sa, ticket, state.nonce(), nonce.data(), state.request(), response, false);
    state.ticket().close();
    SaInitNotifications.learn(sa, response, channel.route().path(), state.plan().connection());
    channel.route().moveToNatTraversal(state.plan().connection().mobility().mobike());
    // = rfc5723:4.3.2/1, rfc5723:4.3.3/1
    return new InitiatorIntermediate(sa).next(state.plan(), handshake);
  }

  /** What IKE_SESSION_RESUME has settled, with the keys put to work; for both roles. */
  static Handshake handshake(
      IkeSa sa,
      TicketState ticket,
      Octets ni,
      Octets nr,
      Message request,
      Message response,
      boolean intermediate) {
    Channel channel = sa.channel();
    Suite suite = ticket.suite();
    IkeKeyContext keyContext =
        new IkeKeyContext(
            Suites.prf(suite).orElseThrow(),
            Suites.cipher(suite).orElseThrow(),
            ni.toArray(),
            nr.toArray(),
            new IkeSpis(channel.initiatorSpi().value(), channel.responderSpi().value()));
    channel.useKeys(keyContext, IkeKeySchedule.resume(keyContext, ticket.skD(), sa.trace()));
    return new Handshake(
        suite,
        keyContext,
        request,
        response,
        intermediate,
        List.of(),
        IntAuthChain.EMPTY,
        Optional.of(
            new Handshake.Resumed(ticket.ours(), ticket.peer(), ticket.posture().asResumed())),
        false);
  }
}
