package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.AuthSent;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.exchange.IkeState.PreparingAuth;
import org.yett.ike.exchange.IkeState.RefusingPeer;
import org.yett.ike.exchange.IkeState.VerifyingPeer;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.IdPayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** IKE_AUTH as initiator (RFC 7296 1.2, 2.15). */
final class InitiatorAuth {

  private static final String NO_ADDRESS = "the peer has assigned no address to us";

  private final IkeSa sa;

  InitiatorAuth(IkeSa sa) {
    this.sa = sa;
  }

  IkeState begin(InitiatorPlan plan, Handshake handshake) {
    if (handshake.resumed().isPresent()) {
      // What proves both ends is among the keys: nothing is looked up.
      Identity peer = handshake.resumed().get().peer();
      return send(new PreparingAuth(plan, handshake, peer, 0), Secret.adopt(new byte[0]));
    }
    ConnectionConfig connection = plan.connection();
    if (Childless.of(plan, handshake) instanceof Childless.Impossible(String reason)) {
      return sa.fail(FailureReason.REFUSED_BY_PEER, reason);
    }
    // Whom %any will turn out to be, only the response tells: until then it goes by its address.
    Identity peer =
        connection
            .remote()
            .identity()
            .exact()
            .orElseGet(() -> Identity.ofAddress(sa.channel().route().path().remote().ip()));
    int job = sa.ask(new Job.LookUpPreSharedKey(connection.local().identity(), peer));
    return new PreparingAuth(plan, handshake, peer, job);
  }

  IkeState preparing(PreparingAuth state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.PreSharedKey found) ->
          found.key().isPresent()
              ? send(state, found.key().get())
              : sa.fail(FailureReason.AUTHENTICATION_FAILED, noKey(state.plan(), state.peer()));
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private static String noKey(InitiatorPlan plan, Identity peer) {
    return "no pre-shared key for " + plan.connection().local().identity() + " and " + peer;
  }

  @Clause("rfc7296:1.2")
  private IkeState send(PreparingAuth state, Secret key) {
    InitiatorPlan plan = state.plan();
    ConnectionConfig connection = plan.connection();
    Identity ours = connection.local().identity();
    Channel channel = sa.channel();
    List<Payload> payloads = new ArrayList<>();
    IdPayload id = AuthData.idPayload(Side.INITIATOR, ours);
    payloads.add(id);
    connection
        .remote()
        .identity()
        .exact()
        .ifPresent(peer -> payloads.add(AuthData.idPayload(Side.RESPONDER, peer)));
    payloads.add(
        AuthData.prove(sa, state.handshake(), Side.INITIATOR, id, key, channel.nextMessageId()));
    payloads.addAll(sa.context().crashDetection.token(sa));
    payloads.addAll(sa.context().resumption.request());
    // = rfc7296:2.4/3
    if (new Uniqueness(sa).maySayInitialContact(connection, ours, state.peer())) {
      payloads.add(NotifyPayload.of(NotifyType.INITIAL_CONTACT));
    }
    // = rfc7296:2.19/1
    // = rfc7296:2.19/2
    new ConfigurationExchange(sa.context().addresses, connection)
        .request()
        .ifPresent(payloads::add);
    Optional<ChildOffer> child =
        Childless.of(plan, state.handshake()) instanceof Childless.WithChild(ChildConfig first)
            ? Optional.of(offer(plan, state.handshake(), first))
            : Optional.empty();
    child.ifPresent(offer -> payloads.addAll(offer.payloads()));
    payloads.addAll(sa.mobike().offer(connection));
    payloads.addAll(new Windows(sa).announcement());
    channel.request(ExchangeType.IKE_AUTH, sa.extensions().clearInAuth(), payloads);
    return new AuthSent(plan, state.handshake(), state.peer(), key, child);
  }

  private ChildOffer offer(InitiatorPlan plan, Handshake handshake, ChildConfig child) {
    ConnectionConfig connection = plan.connection();
    DynamicEnds ends = DynamicEnds.asking(sa.channel().route().path(), connection.addressing());
    return negotiation(connection, handshake, AssignedAddresses.NONE)
        .offer(child, Negotiation.IKE_AUTH_CHILD, ends, plan.packet());
  }

  private ChildNegotiation negotiation(
      ConnectionConfig connection, Handshake handshake, AssignedAddresses assigned) {
    return new ChildNegotiation(sa, connection, handshake.suite(), assigned);
  }

  IkeState sent(AuthSent state, SaInput input) {
    return switch (input) {
      case SaInput.Response(var request, Message response) -> answered(state, response);
      case SaInput.NoAnswer none ->
          sa.fail(FailureReason.NO_ANSWER, "the peer does not answer IKE_AUTH");
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState answered(AuthSent state, Message response) {
    Optional<PlacedPayload> id = response.identification(Side.RESPONDER);
    if (id.isEmpty() || response.first(AuthPayload.class).isEmpty()) {
      return refused(state, response);
    }
    Identity peer = AuthData.identity(id.get());
    InitiatorPlan plan = state.plan();
    if (!plan.connection().remote().identity().matches(peer)) {
      state.key().close();
      return refuse(
          plan,
          peer,
          Offence.UNACCEPTABLE_IDENTITY,
          "the peer is " + peer + ", not the wanted one");
    }
    // = rfc5723:4.3.3/4
    if (state.handshake().resumed().isPresent() && !peer.equals(state.peer())) {
      state.key().close();
      return refuse(
          plan,
          peer,
          Offence.UNACCEPTABLE_IDENTITY,
          "the peer is " + peer + ", not that of the ticket");
    }
    if (peer.equals(state.peer())) {
      return verify(plan, state.handshake(), peer, state.child(), response, state.key());
    }
    state.key().close();
    // = rfc7296:1.2/3
    int job = sa.ask(new Job.LookUpPreSharedKey(plan.connection().local().identity(), peer));
    return new VerifyingPeer(plan, state.handshake(), peer, state.child(), response, job);
  }

  private IkeState refused(AuthSent state, Message response) {
    Optional<NotifyType> error =
        response.all(NotifyPayload.class).stream()
            .map(NotifyPayload::notifyType)
            .filter(NotifyType::isError)
            .findFirst();
    if (error.isEmpty()) {
      sa.offence(Offence.MISSING_PAYLOAD, "no IDr or AUTH in " + response.describe());
      return sa.fail(FailureReason.PROTOCOL_ERROR, "the peer does not authenticate itself");
    }
    String detail = "the peer answers IKE_AUTH with " + error.get();
    boolean authentication = error.get().equals(NotifyType.AUTHENTICATION_FAILED);
    if (authentication) {
      sa.tell(
          new Event.AuthenticationFailed(
              sa.id(),
              true,
              Optional.of(state.plan().connection().local().identity()),
              Optional.of(state.peer()),
              detail));
    }
    return sa.fail(
        authentication ? FailureReason.AUTHENTICATION_FAILED : FailureReason.REFUSED_BY_PEER,
        detail);
  }

  IkeState verifying(VerifyingPeer state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.PreSharedKey found) ->
          found.key().isPresent()
              ? verify(
                  state.plan(),
                  state.handshake(),
                  state.peer(),
                  state.child(),
                  state.response(),
                  found.key().get())
              : refuse(
                  state.plan(),
                  state.peer(),
                  Offence.UNACCEPTABLE_IDENTITY,
                  noKey(state.plan(), state.peer()));
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState verify(
      InitiatorPlan plan,
      Handshake handshake,
      Identity peer,
      Optional<ChildOffer> child,
      Message response,
      Secret key) {
    try (key) {
      boolean proved =
          AuthData.proves(
              sa,
              handshake,
              Side.RESPONDER,
              response.identification(Side.RESPONDER).orElseThrow(),
              response.first(AuthPayload.class).orElseThrow(),
              key,
              response.header().messageId());
      // = rfc7296:1.2/2, rfc9242:3.2/2
      if (!proved) {
        return refuse(plan, peer, Offence.WRONG_AUTH_DATA, "AUTH of " + peer + " does not verify");
      }
    }
    return establish(plan, handshake, peer, child, response);
  }

  /** The peer believes that the IKE SA stands: it is told that it does not. */
  @Clause("rfc7296:2.21.2/2")
  @Clause("rfc7296:3.1/11")
  private IkeState refuse(InitiatorPlan plan, Identity peer, Offence offence, String detail) {
    sa.offence(offence, detail);
    sa.tell(
        new Event.AuthenticationFailed(
            sa.id(),
            false,
            Optional.of(plan.connection().local().identity()),
            Optional.of(peer),
            detail));
    sa.fail(FailureReason.AUTHENTICATION_FAILED, detail);
    sa.channel()
        .request(
            ExchangeType.INFORMATIONAL,
            List.of(NotifyPayload.of(NotifyType.AUTHENTICATION_FAILED)));
    return new RefusingPeer();
  }

  IkeState refusing(RefusingPeer state, SaInput input) {
    return switch (input) {
      case SaInput.Response done -> new IkeState.Gone();
      case SaInput.NoAnswer none -> new IkeState.Gone();
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.TimeOut none -> state;
    };
  }

  /** The gateway is authentic, and has sent us elsewhere: its IKE SA is deleted. */
  // = rfc5685:6/2
  private IkeState leaveFor(Established established, InitiatorPlan plan, GatewayIdentity to) {
    switch (sa.context().redirection.follow(sa, plan, to)) {
      case Redirection.Outcome.Followed followed -> {}
      case Redirection.Outcome.Refused refused ->
          sa.context()
              .finish(
                  plan.tags(),
                  Optional.of("the gateway sends us to " + to + ": " + refused.detail()));
    }
    return new Deletion(sa).begin(established, DeleteReason.REDIRECTED, List.of());
  }

  private IkeState establish(
      InitiatorPlan plan,
      Handshake handshake,
      Identity peer,
      Optional<ChildOffer> offered,
      Message response) {
    ConnectionConfig connection = plan.connection();
    Identity ours = connection.local().identity();
    boolean initialContact = response.notification(NotifyType.INITIAL_CONTACT).isPresent();
    new Uniqueness(sa).heardInitialContact(connection.unique(), initialContact, ours, peer);
    AssignedAddresses assigned =
        new ConfigurationExchange(sa.context().addresses, connection).read(response);
    Established established =
        new Establishment(sa).establish(connection, handshake, ours, peer, assigned);
    sa.mobike().agree(connection, handshake, response);
    new Windows(sa).learn(response);
    // = rfc5685:6/1
    Optional<GatewayIdentity> elsewhere = new RedirectedInitiator(sa).protectedRedirect(response);
    if (elsewhere.isPresent()) {
      offered.ifPresent(negotiation(connection, handshake, assigned)::withdraw);
      return leaveFor(established, plan, elsewhere.get());
    }
    sa.context().resumption.take(sa, established.facts(), response);
    // = rfc7296:3.15.4/1
    boolean addressMissing =
        !connection.addressing().virtualIps().isEmpty() && assigned.local().isEmpty();
    if (offered.isEmpty()) {
      return addressMissing
          ? useless(plan, established, NO_ADDRESS)
          : Childless.continueWith(sa, plan, established);
    }
    ChildNegotiation negotiation = negotiation(connection, handshake, assigned);
    ChildNegotiation.Outcome outcome = negotiation.conclude(offered.get(), response);
    boolean standsAtThePeer =
        outcome instanceof ChildNegotiation.Outcome.Agreed
            || outcome instanceof ChildNegotiation.Outcome.Useless;
    if (addressMissing && standsAtThePeer) {
      outcome = new ChildNegotiation.Outcome.Useless(NO_ADDRESS);
    }
    if (!(outcome instanceof ChildNegotiation.Outcome.Agreed)) {
      negotiation.withdraw(offered.get());
    }
    return concluded(plan, handshake, negotiation, established, outcome);
  }

  private IkeState concluded(
      InitiatorPlan plan,
      Handshake handshake,
      ChildNegotiation negotiation,
      Established established,
      ChildNegotiation.Outcome outcome) {
    Establishment establishment = new Establishment(sa);
    return switch (outcome) {
      case ChildNegotiation.Outcome.Agreed agreed -> {
        ChildSas.Child child =
            negotiation.make(agreed.agreed(), handshake.keyContext().prf(), handshake.series());
        establishment.installInbound(child);
        Established complete = establishment.activate(established, child);
        sa.context().finish(plan.tags(), Optional.empty());
        yield complete;
      }
      case ChildNegotiation.Outcome.Declined declined -> {
        // = rfc7296:1.3.1/4, rfc7296:2.21.2/4
        childFailed(plan, declined.reason());
        yield established;
      }
      case ChildNegotiation.Outcome.Violation violation -> {
        sa.offence(violation.offence(), violation.detail());
        childFailed(plan, violation.detail());
        // The peer holds a Child SA that we cannot have: the ends differ, and start over.
        yield new Deletion(sa).begin(established, DeleteReason.PROTOCOL_ERROR, List.of());
      }
      case ChildNegotiation.Outcome.Useless useless -> useless(plan, established, useless.reason());
    };
  }

  /** What the peer has set up is of no use to us, and it cannot know. */
  private IkeState useless(InitiatorPlan plan, Established established, String reason) {
    childFailed(plan, reason);
    return new Deletion(sa).begin(established, DeleteReason.NOT_ACCEPTABLE, List.of());
  }

  private void childFailed(InitiatorPlan plan, String reason) {
    new Establishment(sa).childFailed(plan.child().map(ChildConfig::name), reason);
    sa.context().finish(plan.tags(), Optional.of(reason));
  }
}
