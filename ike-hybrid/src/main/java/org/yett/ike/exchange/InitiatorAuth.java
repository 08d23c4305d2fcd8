package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.AuthSent;
import org.yett.ike.exchange.IkeState.PreparingAuth;
import org.yett.ike.exchange.IkeState.RefusingPeer;
import org.yett.ike.exchange.IkeState.VerifyingPeer;
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

/** IKE_AUTH as initiator, over all its rounds (RFC 7296 1.2, 2.15, RFC 4739). */
final class InitiatorAuth {

  private final IkeSa sa;

  InitiatorAuth(IkeSa sa) {
    this.sa = sa;
  }

  IkeState begin(InitiatorPlan plan, Handshake handshake) {
    AuthProgress progress = AuthProgress.begin(sa.channel().nextMessageId());
    if (handshake.resumed().isPresent()) {
      // What proves both ends is among the keys: nothing is looked up.
      Identity peer = handshake.resumed().get().peer();
      return resume(new PreparingAuth(plan, handshake, progress, peer, Optional.empty(), 0));
    }
    ConnectionConfig connection = plan.connection();
    if (Childless.of(plan, handshake) instanceof Childless.Impossible(String reason)) {
      return sa.fail(FailureReason.REFUSED_BY_PEER, reason);
    }
    Optional<String> obstacle = obstacle(connection, handshake);
    if (obstacle.isPresent()) {
      return sa.fail(FailureReason.AUTHENTICATION_FAILED, obstacle.get());
    }
    // Whom %any will turn out to be, only the response tells: until then it goes by its address.
    Identity peer =
        connection
            .remote()
            .identity()
            .exact()
            .orElseGet(() -> Identity.ofAddress(sa.channel().route().path().remote().ip()));
    PreparingAuth state = new PreparingAuth(plan, handshake, progress, peer, Optional.empty(), 0);
    return InitiatorPpk.isAgreed(handshake)
        ? waiting(state, new InitiatorPpk(sa).lookUp(connection))
        : beginRound(state);
  }

  /** What of our configuration the peer cannot do, as it says in IKE_SA_INIT. */
  private static Optional<String> obstacle(ConnectionConfig connection, Handshake handshake) {
    boolean several = connection.localRounds().size() > 1 || connection.remoteRounds().size() > 1;
    if (several && !PeerAbilities.of(handshake, Side.INITIATOR).multipleRounds()) {
      return Optional.of("the peer does not take several rounds of authentication");
    } else if (TranscriptAuth.isMissing(connection.auth().transcript(), handshake)) {
      return Optional.of("the peer does not authenticate the whole of IKE_SA_INIT");
    }
    return InitiatorPpk.obstacle(connection, handshake)
        .or(() -> InitiatorEap.obstacle(connection, handshake));
  }

  private static PreparingAuth waiting(PreparingAuth state, int job) {
    return new PreparingAuth(
        state.plan(), state.handshake(), state.progress(), state.peer(), state.child(), job);
  }

  private OwnRound round(PreparingAuth state) {
    ConnectionConfig connection = state.plan().connection();
    return new OwnRound(
        sa,
        Side.INITIATOR,
        state.handshake(),
        state.progress(),
        connection.localRounds().get(state.progress().ours().size()),
        !InitiatorPpk.isRequired(connection));
  }

  /** Whom we take the peer to be: a key of a further round is one of the identities there. */
  private static Identity peerOf(PreparingAuth state) {
    int round = state.progress().ours().size();
    List<RemoteAuth> rounds = state.plan().connection().remoteRounds();
    return round == 0 || round >= rounds.size()
        ? state.peer()
        : rounds.get(round).identity().exact().orElse(state.peer());
  }

  private IkeState beginRound(PreparingAuth state) {
    ConnectionConfig connection = state.plan().connection();
    Optional<List<Payload>> eap = InitiatorEap.first(connection, identities(connection));
    if (eap.isPresent()) {
      return sendFirst(state, eap.get(), Optional.empty());
    }
    PeerAbilities abilities = PeerAbilities.of(state.handshake(), Side.INITIATOR);
    return proceed(state, round(state).begin(peerOf(state), abilities, Optional.empty()));
  }

  private IkeState proceed(PreparingAuth state, OwnRound.Step step) {
    return switch (step) {
      case OwnRound.Waiting(int job) -> waiting(state, job);
      case OwnRound.Proved proved -> send(state, proved);
      case OwnRound.Impossible(String reason) -> {
        state.abandon();
        yield unable(state, reason);
      }
    };
  }

  /** We cannot authenticate: before the first request nobody needs to know. */
  private IkeState unable(PreparingAuth state, String reason) {
    return state.progress().ours().isEmpty()
        ? sa.fail(FailureReason.AUTHENTICATION_FAILED, reason)
        : refuse(state.plan(), state.peer(), Optional.empty(), reason);
  }

  IkeState preparing(PreparingAuth state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.Ppks found) -> named(state, found);
      case SaInput.JobFinished(JobResult.ForAuthentication done) ->
          round(state)
              .finish(done, peerOf(state))
              .map(step -> proceed(state, step))
              .orElseThrow(() -> SaInput.notFor(state, input));
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState named(PreparingAuth state, JobResult.Ppks found) {
    Optional<AuthProgress.NamedPpk> ppk =
        new InitiatorPpk(sa).name(state.handshake().keyContext(), found);
    return ppk.map(named ->
            beginRound(
                new PreparingAuth(
                    state.plan(),
                    state.handshake(),
                    state.progress().naming(named),
                    state.peer(),
                    state.child(),
                    0)))
        .orElseGet(() ->
            sa.fail(FailureReason.AUTHENTICATION_FAILED, "none of the configured PPKs is at hand"));
  }

  private IkeState send(PreparingAuth state, OwnRound.Proved proved) {
    AuthProgress progress = state.progress().proved(proved.kind());
    PreparingAuth next =
        new PreparingAuth(
            state.plan(), state.handshake(), progress, state.peer(), state.child(), 0);
    return state.progress().ours().isEmpty()
        ? sendFirst(next, proved)
        : sendFurther(next, Optional.of(proved));
  }

  private boolean anotherFollows(PreparingAuth state) {
    return state.progress().ours().size() < state.plan().connection().localRounds().size();
  }

  // = rfc4739:3.2/1
  private List<Payload> another(PreparingAuth state) {
    return anotherFollows(state)
        ? List.of(NotifyPayload.of(NotifyType.ANOTHER_AUTH_FOLLOWS))
        : List.of();
  }

  private List<Payload> identities(ConnectionConfig connection) {
    return connection
        .remote()
        .identity()
        .exact()
        .map(peer -> List.<Payload>of(AuthData.idPayload(Side.RESPONDER, peer)))
        .orElse(List.of());
  }

  private IkeState sendFirst(PreparingAuth state, OwnRound.Proved proved) {
    ConnectionConfig connection = state.plan().connection();
    List<Payload> between = new ArrayList<>(new AuthOffers(List.of(connection)).inFirstAuth());
    between.addAll(identities(connection));
    List<Payload> payloads = new ArrayList<>(proved.payloads(between));
    payloads.addAll(another(state));
    state
        .progress()
        .ppk()
        .ifPresent(ppk -> payloads.add(NotifyPayload.of(NotifyType.PPK_IDENTITY, ppk.id())));
    return sendFirst(state, payloads, proved.key());
  }

  // = rfc5723:4.3.3/1
  private IkeState resume(PreparingAuth state) {
    ConnectionConfig connection = state.plan().connection();
    IdPayload id = AuthData.idPayload(Side.INITIATOR, connection.local().identity());
    List<Payload> payloads = new ArrayList<>();
    payloads.add(id);
    payloads.addAll(identities(connection));
    payloads.add(
        AuthData.proveResumed(
            sa, state.handshake(), Side.INITIATOR, id, state.progress().firstMessageId()));
    return sendFirst(state, payloads, Optional.empty());
  }

  @Clause("rfc7296:1.2")
  private IkeState sendFirst(PreparingAuth state, List<Payload> first, Optional<Secret> key) {
    InitiatorPlan plan = state.plan();
    ConnectionConfig connection = plan.connection();
    Identity ours = connection.local().identity();
    List<Payload> payloads = new ArrayList<>(first);
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
        Childless.of(plan, state.handshake()) instanceof Childless.WithChild(ChildConfig firstChild)
            ? Optional.of(new InitiatorEstablishment(sa).offer(plan, state.handshake(), firstChild))
            : Optional.empty();
    child.ifPresent(offer -> payloads.addAll(offer.payloads()));
    payloads.addAll(sa.mobike().offer(connection));
    payloads.addAll(new Windows(sa).announcement());
    sa.channel().request(ExchangeType.IKE_AUTH, sa.extensions().clearInAuth(), payloads);
    return new AuthSent(plan, state.handshake(), state.progress(), state.peer(), key, child);
  }

  /** A further round of ours; without one, room for a further round of the peer. */
  @Clause("rfc4739:2.1")
  private IkeState sendFurther(PreparingAuth state, Optional<OwnRound.Proved> proved) {
    List<Payload> payloads = new ArrayList<>();
    proved.ifPresent(round -> payloads.addAll(round.payloads(List.of())));
    payloads.addAll(another(state));
    sa.channel().request(ExchangeType.IKE_AUTH, payloads);
    return new AuthSent(
        state.plan(),
        state.handshake(),
        state.progress(),
        state.peer(),
        proved.flatMap(OwnRound.Proved::key),
        state.child());
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
    boolean eap = state.plan().connection().local() instanceof LocalAuth.Eap;
    if (eap && state.handshake().resumed().isEmpty()) {
      return new InitiatorEap(sa).answered(state, response);
    }
    List<RemoteAuth> rounds = state.plan().connection().remoteRounds();
    int done = state.progress().peers().size();
    if (state.handshake().resumed().isEmpty() && done >= rounds.size()) {
      return furtherAccepted(state, response);
    }
    Optional<PlacedPayload> id = response.identification(Side.RESPONDER);
    if (id.isEmpty() || response.first(AuthPayload.class).isEmpty()) {
      return refused(state, response);
    }
    Identity peer = AuthData.identity(id.get());
    InitiatorPlan plan = state.plan();
    if (!rounds.get(done).identity().matches(peer)) {
      state.abandon();
      return refuse(
          plan,
          peer,
          Offence.UNACCEPTABLE_IDENTITY,
          "the peer is " + peer + ", not the wanted one");
    }
    if (state.handshake().resumed().isPresent()) {
      return verifyResumed(state, peer, response);
    }
    return switch (new InitiatorPpk(sa).answered(plan.connection(), state.progress(), response)) {
      case InitiatorPpk.Refused(String detail) -> {
        state.abandon();
        yield refuse(plan, peer, Offence.WRONG_PPK, detail);
      }
      case InitiatorPpk.Settled(AuthProgress progress) ->
          beginPeerRound(
              new VerifyingPeer(
                  plan, state.handshake(), progress, peer, state.child(), response, 0),
              state);
    };
  }

  IkeState beginPeerRound(VerifyingPeer verifying, AuthSent state) {
    // A key is for two identities: it is looked up again if the peer is another than thought.
    boolean same =
        verifying.peer().equals(state.peer())
            && verifying.plan().connection().localRounds().size() == 1;
    Optional<Secret> known = same ? state.key() : Optional.empty();
    if (!same || !(expected(verifying) instanceof RemoteAuth.Psk)) {
      state.key().ifPresent(Secret::close);
      known = Optional.empty();
    }
    return proceed(verifying, peerRound(verifying).begin(known));
  }

  private static RemoteAuth expected(VerifyingPeer state) {
    RemoteAuth round =
        state.plan().connection().remoteRounds().get(state.progress().peers().size());
    return round instanceof RemoteAuth.Eap eap ? eap.asSignature() : round;
  }

  private PeerRound peerRound(VerifyingPeer state) {
    return new PeerRound(
        sa,
        Side.RESPONDER,
        state.handshake(),
        state.progress(),
        expected(state),
        ours(state),
        state.response(),
        false);
  }

  private static Identity ours(VerifyingPeer state) {
    List<LocalAuth> rounds = state.plan().connection().localRounds();
    return rounds.get(Math.max(0, state.progress().ours().size() - 1)).identity();
  }

  private IkeState proceed(VerifyingPeer state, PeerRound.Step step) {
    return switch (step) {
      case PeerRound.Waiting(int job) ->
          new VerifyingPeer(
              state.plan(),
              state.handshake(),
              state.progress(),
              state.peer(),
              state.child(),
              state.response(),
              job);
      case PeerRound.Proved proved -> {
        proved.key().ifPresent(Secret::close);
        yield proved(state, state.progress().peerProved(proved.kind()));
      }
      // = rfc7296:1.2/2, rfc9242:3.2/2
      case PeerRound.Refused(Offence offence, String detail) ->
          refuse(state.plan(), state.peer(), offence, detail);
    };
  }

  IkeState verifying(VerifyingPeer state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.ForAuthentication done) ->
          peerRound(state)
              .finish(done)
              .map(step -> proceed(state, step))
              .orElseThrow(() -> SaInput.notFor(state, input));
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  /** A round of the peer is proved. */
  @Clause("rfc4739:2.1")
  private IkeState proved(VerifyingPeer state, AuthProgress progress) {
    ConnectionConfig connection = state.plan().connection();
    if (connection.local() instanceof LocalAuth.Eap) {
      return new InitiatorEap(sa).begin(state, progress, false);
    }
    boolean follows = state.response().notification(NotifyType.ANOTHER_AUTH_FOLLOWS).isPresent();
    boolean wanted = progress.peers().size() < connection.remoteRounds().size();
    if (follows != wanted) {
      return refuse(
          state.plan(),
          state.peer(),
          Offence.WRONG_AUTHENTICATION_ROUNDS,
          follows
              ? "the peer wants a further round of authentication, which is not configured"
              : "the peer does not go on to its next round of authentication");
    }
    PreparingAuth next =
        new PreparingAuth(
            state.plan(), state.handshake(), progress, state.peer(), state.child(), 0);
    if (anotherFollows(next) || wanted) {
      boolean first = state.response().header().messageId() == progress.firstMessageId();
      return new RedirectAmidAuth(sa)
          .answered(state.plan(), state.response(), first)
          .orElseGet(
              () -> anotherFollows(next) ? beginRound(next) : sendFurther(next, Optional.empty()));
    }
    return new InitiatorEstablishment(sa)
        .establish(
            state.plan(),
            state.handshake(),
            progress,
            state.peer(),
            state.child(),
            state.response());
  }

  /** The peer has authenticated before, and now has accepted a further round of ours. */
  private IkeState furtherAccepted(AuthSent state, Message response) {
    boolean refused =
        response.all(NotifyPayload.class).stream()
            .map(NotifyPayload::notifyType)
            .anyMatch(InitiatorAuth::endsTheIkeSa);
    if (refused) {
      return refused(state, response);
    }
    state.key().ifPresent(Secret::close);
    PreparingAuth next =
        new PreparingAuth(
            state.plan(), state.handshake(), state.progress(), state.peer(), state.child(), 0);
    if (response.first(AuthPayload.class).isPresent()) {
      return refuse(
          state.plan(),
          state.peer(),
          Offence.WRONG_AUTHENTICATION_ROUNDS,
          "the peer authenticates once more, which is not configured");
    }
    if (anotherFollows(next)) {
      return new RedirectAmidAuth(sa)
          .answered(state.plan(), response, false)
          .orElseGet(() -> beginRound(next));
    }
    return new InitiatorEstablishment(sa)
        .establish(
            state.plan(),
            state.handshake(),
            state.progress(),
            state.peer(),
            state.child(),
            response);
  }

  private static boolean endsTheIkeSa(NotifyType type) {
    return type.equals(NotifyType.AUTHENTICATION_FAILED)
        || type.equals(NotifyType.INVALID_SYNTAX)
        || type.equals(NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD);
  }

  private IkeState verifyResumed(AuthSent state, Identity peer, Message response) {
    InitiatorPlan plan = state.plan();
    // = rfc5723:4.3.3/4
    if (!peer.equals(state.peer())) {
      return refuse(
          plan,
          peer,
          Offence.UNACCEPTABLE_IDENTITY,
          "the peer is " + peer + ", not that of the ticket");
    }
    boolean proved =
        AuthData.provesResumed(
            sa,
            state.handshake(),
            Side.RESPONDER,
            response.identification(Side.RESPONDER).orElseThrow(),
            response.first(AuthPayload.class).orElseThrow(),
            response.header().messageId());
    return proved
        ? new InitiatorEstablishment(sa)
            .establish(plan, state.handshake(), state.progress(), peer, state.child(), response)
        : refuse(plan, peer, Offence.WRONG_AUTH_DATA, "AUTH of " + peer + " does not verify");
  }

  IkeState refused(AuthSent state, Message response) {
    return refused(
        state.plan(), state.peer(), response, "no IDr or AUTH in " + response.describe());
  }

  IkeState refused(InitiatorPlan plan, Identity peer, Message response, String missing) {
    Optional<NotifyType> error =
        response.all(NotifyPayload.class).stream()
            .map(NotifyPayload::notifyType)
            .filter(NotifyType::isError)
            .findFirst();
    if (error.isEmpty()) {
      sa.offence(Offence.MISSING_PAYLOAD, missing);
      return sa.fail(FailureReason.PROTOCOL_ERROR, "the peer does not authenticate itself");
    }
    String detail = "the peer answers IKE_AUTH with " + error.get();
    boolean authentication = error.get().equals(NotifyType.AUTHENTICATION_FAILED);
    if (authentication) {
      sa.tell(
          new Event.AuthenticationFailed(
              sa.id(),
              true,
              Optional.of(plan.connection().local().identity()),
              Optional.of(peer),
              detail));
    }
    return sa.fail(
        authentication ? FailureReason.AUTHENTICATION_FAILED : FailureReason.REFUSED_BY_PEER,
        detail);
  }

  /** The peer believes that the IKE SA stands: it is told that it does not. */
  @Clause("rfc7296:2.21.2/2")
  @Clause("rfc7296:3.1/11")
  IkeState refuse(InitiatorPlan plan, Identity peer, Offence offence, String detail) {
    return refuse(plan, peer, Optional.of(offence), detail);
  }

  private IkeState refuse(
      InitiatorPlan plan, Identity peer, Optional<Offence> offence, String detail) {
    offence.ifPresent(o -> sa.offence(o, detail));
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
}
