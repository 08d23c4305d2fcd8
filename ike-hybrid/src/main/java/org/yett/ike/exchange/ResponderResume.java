package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.exchange.IkeState.HalfOpen;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** IKE_SESSION_RESUME as responder (RFC 5723 4.3.2). */
final class ResponderResume {

  private final EndpointContext context;
  private final Admission admission;

  ResponderResume(EndpointContext context, Admission admission) {
    this.context = context;
    this.admission = admission;
  }

  /** A first request with a ticket. */
  @Clause("rfc5723:4.3.2")
  void receive(Message message, Path from) {
    Optional<NoncePayload> nonce = message.first(NoncePayload.class);
    Optional<NotifyPayload> ticket = message.notification(NotifyType.TICKET_OPAQUE);
    if (nonce.isEmpty() || ticket.isEmpty()) {
      context.offence(Optional.empty(), Offence.MISSING_PAYLOAD, message.describe(), from);
      return;
    }
    // A cookie may be demanded, but no puzzle: the ticket speaks for its holder.
    // = rfc5723:4.3.2/6, rfc8019:4.5/1, rfc8019:4.5/3
    switch (admission.judge(message, nonce.get().data(), Optional.empty(), from)) {
      case Admission.Decision.Admitted admitted ->
          open(message, nonce.get(), ticket.get().data(), from);
      case Admission.Decision.TurnedAway none -> {}
    }
  }

  private void open(Message message, NoncePayload nonce, Octets ticket, Path from) {
    Optional<TicketState> opened = context.resumption.accept(ticket, from);
    if (opened.isEmpty()) {
      // = rfc5723:4.3.2/3
      context.offence(Optional.empty(), Offence.UNUSABLE_TICKET, message.describe(), from);
      context.count(Counter.TICKETS_REFUSED);
      context.clearAnswers.answer(message, List.of(NotifyPayload.of(NotifyType.TICKET_NACK)), from);
      return;
    }
    try (TicketState state = opened.get()) {
      ConnectionConfig connection = context.resumption.connection(state, from).orElseThrow();
      Beginnings.resumed(
          context,
          message,
          from,
          (sa, pending) -> answer(sa, pending, message, nonce, ticket, state, connection));
    }
  }

  private IkeState answer(
      IkeSa sa,
      Pending pending,
      Message message,
      NoncePayload nonce,
      Octets ticket,
      TicketState state,
      ConnectionConfig connection) {
    Channel channel = sa.channel();
    boolean intermediate =
        message.notification(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED).isPresent();
    Octets nr = Octets.wrap(sa.draws().nonce(InitiatorSaInit.NONCE_LENGTH));
    List<Payload> payloads = new ArrayList<>();
    payloads.add(new NoncePayload(nr));
    payloads.addAll(
        SaInitNotifications.natDetection(
            channel.initiatorSpi(),
            channel.responderSpi(),
            pending.replyTo(),
            connection.forceUdpEncapsulation()));
    payloads.addAll(
        // = rfc9242:4/2
        SaInitNotifications.supported(
            SaInitNotifications.agreesOnFragmentation(message, connection), intermediate));
    Message response = channel.respondInClear(pending, ExchangeType.IKE_SESSION_RESUME, payloads);
    Handshake handshake =
        InitiatorResume.handshake(sa, state, nonce.data(), nr, message, response, intermediate);
    SaInitNotifications.learn(sa, message, pending.replyTo(), connection);
    sa.extensions().resumedBy(ticket, state.initiatorSpi(), state.responderSpi());
    return new HalfOpen(handshake, List.of(connection), sa.lingerUntil());
  }
}
