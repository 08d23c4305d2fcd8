package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildlessPolicy;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/**
 * What a responder does when both ends are authenticated: the Child SA, and all that goes with it.
 */
final class ResponderEstablishment {

  private final IkeSa sa;

  ResponderEstablishment(IkeSa sa) {
    this.sa = sa;
  }

  /**
   * Sets up what the first request asks for, and answers the last one.
   *
   * @param proof payloads of our last round, if there is one in this answer
   * @param pending the last request
   */
  Established answer(AuthRun run, List<Payload> proof, Pending pending) {
    Message request = run.first();
    Handshake handshake = run.handshake();
    Establishment establishment = new Establishment(sa);
    ConnectionConfig connection = run.connection();
    Optional<NotifyPayload> redirect =
        sa.context().redirection.inAuth(sa, connection.name(), run.peer());
    if (redirect.isPresent()) {
      return redirect(run, proof, pending, redirect.get());
    }
    ConfigurationExchange.Answer configured =
        new ConfigurationExchange(sa.context().addresses, connection).answer(run.peer(), request);
    AssignedAddresses assigned =
        configured instanceof ConfigurationExchange.Answer.Replied replied
            ? replied.assigned()
            : AssignedAddresses.NONE;
    Established established =
        establishment.establish(
            connection, handshake, run.progress(), run.ours(), run.peer(), assigned);
    List<Payload> payloads = new ArrayList<>(proof);
    payloads.addAll(sa.context().crashDetection.token(sa));
    // = rfc7296:2.19/2
    if (configured instanceof ConfigurationExchange.Answer.Replied replied) {
      payloads.add(replied.reply());
    }
    payloads.addAll(sa.context().resumption.grant(sa, established.facts(), request));
    ChildNegotiation.Response child =
        switch (configured) {
          // = rfc7296:2.19/7
          case ConfigurationExchange.Answer.Failed failed ->
              new ChildNegotiation.Response.Refused(failed.error(), failed.reason());
          case ConfigurationExchange.Answer.NotAsked none ->
              respond(connection, handshake, assigned, request);
          case ConfigurationExchange.Answer.Replied replied ->
              respond(connection, handshake, assigned, request);
        };
    Optional<ChildSas.Child> made = Optional.empty();
    switch (child) {
      case ChildNegotiation.Response.Accepted accepted -> {
        payloads.addAll(accepted.payloads());
        // The peer may send as soon as it has our response.
        made =
            Optional.of(
                new ChildNegotiation(sa, connection, handshake.suite(), assigned)
                    .make(accepted.agreed(), handshake.keyContext().prf(), handshake.series()));
        establishment.installInbound(made.get());
      }
      case ChildNegotiation.Response.Refused refused -> {
        // = rfc7296:2.21.2
        // = rfc7296:1.2/x1, rfc7296:1.3.1/4
        payloads.add(NotifyPayload.of(refused.error()));
        establishment.childFailed(Optional.empty(), refused.reason());
      }
      case ChildNegotiation.Response.OtherKeyExchange other ->
          throw new IllegalStateException("IKE_AUTH has no key exchange: " + other);
      case ChildNegotiation.Response.NotAsked none -> {}
    }
    payloads.addAll(sa.mobike().accept(connection, request));
    payloads.addAll(new Windows(sa).announcement());
    new Windows(sa).learn(request);
    sa.channel().respond(pending, ExchangeType.IKE_AUTH, payloads);
    return made.isPresent() ? establishment.activate(established, made.get()) : established;
  }

  /** No Child SA and no address: the client deletes the IKE SA, and goes elsewhere. */
  @Clause("rfc5685:6")
  private Established redirect(
      AuthRun run, List<Payload> proof, Pending pending, NotifyPayload redirect) {
    Established established =
        new Establishment(sa)
            .establish(
                run.connection(),
                run.handshake(),
                run.progress(),
                run.ours(),
                run.peer(),
                AssignedAddresses.NONE);
    List<Payload> payloads = new ArrayList<>(proof);
    payloads.add(redirect);
    sa.channel().respond(pending, ExchangeType.IKE_AUTH, payloads);
    return established;
  }

  private ChildNegotiation.Response respond(
      ConnectionConfig connection,
      Handshake handshake,
      AssignedAddresses assigned,
      Message request) {
    if (request.first(SaPayload.class).isPresent()
        && connection.childless() == ChildlessPolicy.FORCE) {
      return new ChildNegotiation.Response.Refused(
          NotifyType.NO_PROPOSAL_CHOSEN, "IKE_AUTH with a Child SA, and childless = force");
    }
    return new ChildNegotiation(sa, connection, handshake.suite(), assigned)
        .respond(request, Negotiation.IKE_AUTH_CHILD, connection.children());
  }
}
