package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildlessPolicy;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.AnsweringAuth;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.exchange.IkeState.HalfOpen;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.IdPayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** IKE_AUTH as responder (RFC 7296 1.2, 2.15). */
final class ResponderAuth {

  private final IkeSa sa;

  ResponderAuth(IkeSa sa) {
    this.sa = sa;
  }

  IkeState begin(HalfOpen state, Message message, Pending pending) {
    Optional<PlacedPayload> id = message.identification(Side.INITIATOR);
    if (id.isEmpty()) {
      return sa.refuseOffence(pending, message, Offence.MISSING_PAYLOAD, "no IDi");
    }
    Identity peer = AuthData.identity(id.get());
    Optional<Identity> wanted = message.identification(Side.RESPONDER).map(AuthData::identity);
    if (message.first(AuthPayload.class).isEmpty()) {
      return refuse(
          pending, message, wanted, peer, Offence.UNACCEPTABLE_IDENTITY, "EAP is not accepted");
    }
    Optional<Handshake.Resumed> resumed = state.handshake().resumed();
    if (resumed.isPresent()) {
      return resume(state, resumed.get(), peer, wanted, message, pending);
    }
    Optional<ConnectionConfig> connection = choose(state, peer, wanted);
    if (connection.isEmpty()) {
      String detail =
          "no connection for "
              + sa.channel().route().path()
              + " accepts "
              + peer
              + wanted.map(w -> " for " + w).orElse("");
      return refuse(pending, message, wanted, peer, Offence.UNACCEPTABLE_IDENTITY, detail);
    }
    // = rfc6023:3/7
    if (message.first(SaPayload.class).isEmpty() && !connection.get().childless().accepted()) {
      return sa.refuseOffence(
          pending, message, Offence.CHILDLESS_NOT_SUPPORTED, "IKE_AUTH without a Child SA");
    }
    Identity ours = connection.get().local().identity();
    // = rfc7296:1.2/3
    int job = sa.ask(new Job.LookUpPreSharedKey(ours, peer));
    return new AnsweringAuth(
        state.handshake(), connection.get(), ours, peer, message, pending, state.expires(), job);
  }

  /** The identities are those of the ticket, and the keys prove them. */
  // = rfc5723:4.3.3/2, rfc5723:4.3.3/4
  private IkeState resume(
      HalfOpen state,
      Handshake.Resumed resumed,
      Identity peer,
      Optional<Identity> wanted,
      Message message,
      Pending pending) {
    if (!peer.equals(resumed.peer()) || !wanted.orElse(resumed.ours()).equals(resumed.ours())) {
      return refuse(
          pending,
          message,
          wanted,
          peer,
          Offence.UNACCEPTABLE_IDENTITY,
          "the identities are not those of the ticket");
    }
    AnsweringAuth answering =
        new AnsweringAuth(
            state.handshake(),
            state.candidates().getFirst(),
            resumed.ours(),
            peer,
            message,
            pending,
            state.expires(),
            0);
    return verify(answering, Optional.of(Secret.adopt(new byte[0])));
  }

  /**
   * The connection that the identities ask for. IKE_SA_INIT was negotiated before they were known:
   * a connection is chosen only if what was agreed there is acceptable to it, too, its floor
   * included.
   */
  private Optional<ConnectionConfig> choose(
      HalfOpen state, Identity peer, Optional<Identity> wanted) {
    return state.candidates().stream()
        .filter(c -> c.remote().identity().matches(peer))
        .filter(c -> wanted.isEmpty() || wanted.get().equals(c.local().identity()))
        .filter(c -> Suites.accepts(c, state.handshake().suite(), sa.context().keyExchanges))
        .min(Comparator.comparing(c -> c.remote().identity() instanceof IdentityMatch.Any));
  }

  @Clause("rfc7296:2.21.2")
  private IkeState refuse(
      Pending pending,
      Message request,
      Optional<Identity> ours,
      Identity peer,
      Offence offence,
      String detail) {
    sa.offence(offence, detail);
    sa.tell(new Event.AuthenticationFailed(sa.id(), false, ours, Optional.of(peer), detail));
    return sa.refuse(
        pending,
        request,
        // = rfc7296:2.21.2/1
        NotifyPayload.of(NotifyType.AUTHENTICATION_FAILED),
        FailureReason.AUTHENTICATION_FAILED,
        detail);
  }

  IkeState answering(AnsweringAuth state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.PreSharedKey found) -> verify(state, found.key());
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.TimeOut none ->
          sa.fail(FailureReason.ABANDONED, "looking up the key took too long");
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
    };
  }

  private IkeState verify(AnsweringAuth state, Optional<Secret> found) {
    Message request = state.request();
    if (found.isEmpty()) {
      return refuse(
          state,
          Offence.UNACCEPTABLE_IDENTITY,
          "no pre-shared key for " + state.ours() + " and " + state.peer());
    }
    try (Secret key = found.get()) {
      boolean proved =
          AuthData.proves(
              sa,
              state.handshake(),
              Side.INITIATOR,
              request.identification(Side.INITIATOR).orElseThrow(),
              request.first(AuthPayload.class).orElseThrow(),
              key,
              request.header().messageId());
      // = rfc7296:1.2/2, rfc9242:3.2/2
      if (!proved) {
        return refuse(
            state, Offence.WRONG_AUTH_DATA, "AUTH of " + state.peer() + " does not verify");
      }
      sa.extensions().resumedBy().ifPresent(ticket -> sa.context().resumption.resumed(sa, ticket));
      Uniqueness uniqueness = new Uniqueness(sa);
      UniquePolicy policy = state.connection().unique();
      boolean initialContact = request.notification(NotifyType.INITIAL_CONTACT).isPresent();
      // = rfc7296:2.4/1
      uniqueness.heardInitialContact(policy, initialContact, state.ours(), state.peer());
      if (policy == UniquePolicy.KEEP && uniqueness.hasOther(state.ours(), state.peer())) {
        return refuse(
            state,
            Offence.UNACCEPTABLE_IDENTITY,
            state.peer() + " has an IKE SA already, which unique = keep keeps");
      }
      // = rfc4555:3.9/2
      if (state.connection().mobility().mobike()
          && AddressNotifications.isTranslated(request, state.pending().replyTo())) {
        sa.context().count(Counter.UNEXPECTED_NATS);
        return sa.refuse(
            state.pending(),
            request,
            NotifyPayload.of(NotifyType.UNEXPECTED_NAT_DETECTED),
            FailureReason.PROTOCOL_ERROR,
            "a NAT on the way, which the peer prohibits");
      }
      // Before it is answered, so that the peer gets the address that it had.
      if (policy == UniquePolicy.REPLACE) {
        uniqueness.replaceOthers(state.ours(), state.peer());
      }
      return answer(state, key);
    }
  }

  private IkeState refuse(AnsweringAuth state, Offence offence, String detail) {
    return refuse(
        state.pending(), state.request(), Optional.of(state.ours()), state.peer(), offence, detail);
  }

  private Established answer(AnsweringAuth state, Secret key) {
    Message request = state.request();
    Handshake handshake = state.handshake();
    Establishment establishment = new Establishment(sa);
    sa.channel().fragmentation().mode(state.connection().fragmentation());
    ConnectionConfig connection = state.connection();
    Optional<NotifyPayload> redirect =
        sa.context().redirection.inAuth(sa, connection.name(), state.peer());
    if (redirect.isPresent()) {
      return redirect(state, key, redirect.get());
    }
    ConfigurationExchange.Answer configured =
        new ConfigurationExchange(sa.context().addresses, connection).answer(state.peer(), request);
    AssignedAddresses assigned =
        configured instanceof ConfigurationExchange.Answer.Replied replied
            ? replied.assigned()
            : AssignedAddresses.NONE;
    Established established =
        establishment.establish(connection, handshake, state.ours(), state.peer(), assigned);
    List<Payload> payloads = new ArrayList<>();
    IdPayload id = AuthData.idPayload(Side.RESPONDER, state.ours());
    payloads.add(id);
    payloads.add(
        AuthData.prove(sa, handshake, Side.RESPONDER, id, key, request.header().messageId()));
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
    payloads.addAll(sa.mobike().accept(state.connection(), request));
    payloads.addAll(new Windows(sa).announcement());
    new Windows(sa).learn(request);
    sa.channel().respond(state.pending(), ExchangeType.IKE_AUTH, payloads);
    return made.isPresent() ? establishment.activate(established, made.get()) : established;
  }

  /** No Child SA and no address: the client deletes the IKE SA, and goes elsewhere. */
  @Clause("rfc5685:6")
  private Established redirect(AnsweringAuth state, Secret key, NotifyPayload redirect) {
    Handshake handshake = state.handshake();
    Established established =
        new Establishment(sa)
            .establish(
                state.connection(), handshake, state.ours(), state.peer(), AssignedAddresses.NONE);
    IdPayload id = AuthData.idPayload(Side.RESPONDER, state.ours());
    AuthPayload auth =
        AuthData.prove(
            sa, handshake, Side.RESPONDER, id, key, state.request().header().messageId());
    sa.channel().respond(state.pending(), ExchangeType.IKE_AUTH, List.of(id, auth, redirect));
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
