package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.event.Posture;
import org.yett.ike.exchange.IkeState.AnsweringAuth;
import org.yett.ike.exchange.IkeState.AwaitingAuth;
import org.yett.ike.exchange.IkeState.HalfOpen;
import org.yett.ike.exchange.IkeState.ProvingAuth;
import org.yett.ike.exchange.SaInput.Pending;
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

/** IKE_AUTH as responder, over all its rounds (RFC 7296 1.2, 2.15, RFC 4739). */
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
    Optional<AuthPayload> auth = message.first(AuthPayload.class);
    Optional<Handshake.Resumed> resumed = state.handshake().resumed();
    if (resumed.isPresent()) {
      if (auth.isEmpty()) {
        return sa.refuseOffence(pending, message, Offence.MISSING_PAYLOAD, "no AUTH");
      }
      return resume(state, resumed.get(), peer, wanted, message, pending);
    }
    Optional<ConnectionConfig> chosen =
        auth.isPresent()
            ? choose(state, peer, wanted, auth.get())
            : new ResponderEap(sa).choose(state, message, peer, wanted);
    if (chosen.isEmpty()) {
      String detail =
          "no connection for "
              + sa.channel().route().path()
              + " accepts "
              + peer
              + (auth.isPresent() ? "" : " by EAP")
              + wanted.map(w -> " for " + w).orElse("");
      return refuse(pending, message, wanted, peer, Offence.UNACCEPTABLE_IDENTITY, detail);
    }
    ConnectionConfig connection = chosen.get();
    // = rfc6023:3/7
    if (message.first(SaPayload.class).isEmpty() && !connection.childless().accepted()) {
      return sa.refuseOffence(
          pending, message, Offence.CHILDLESS_NOT_SUPPORTED, "IKE_AUTH without a Child SA");
    }
    AuthRun run =
        new AuthRun(
            state.handshake(),
            connection,
            connection.local().identity(),
            peer,
            AuthProgress.begin(message.header().messageId()),
            message,
            AuthRun.PpkUse.NONE);
    AnsweringAuth answering = new AnsweringAuth(run, message, pending, state.expires(), 0);
    Optional<String> obstacle = obstacle(run);
    if (obstacle.isPresent()) {
      return refuse(answering, Offence.UNACCEPTABLE_IDENTITY, obstacle.get());
    }
    return switch (new ResponderPpk(sa).begin(run)) {
      case ResponderPpk.LookingUp(int job) -> waiting(answering, job);
      case ResponderPpk.Refused(String detail) -> refuse(answering, Offence.WRONG_PPK, detail);
      case ResponderPpk.Settled(AuthRun settled) ->
          auth.isPresent()
              ? verify(with(answering, settled))
              : prove(with(answering, settled), Optional.empty());
    };
  }

  /** What our configuration asks for and IKE_SA_INIT lacks. */
  private Optional<String> obstacle(AuthRun run) {
    ConnectionConfig connection = run.connection();
    boolean several = connection.localRounds().size() > 1 || connection.remoteRounds().size() > 1;
    boolean able = PeerAbilities.of(run.handshake(), Side.RESPONDER, run.first()).multipleRounds();
    if (several && !able) {
      return Optional.of("the peer does not take several rounds of authentication");
    } else if (TranscriptAuth.isMissing(connection.auth().transcript(), run.handshake())) {
      return Optional.of("the peer does not authenticate the whole of IKE_SA_INIT");
    }
    return InitiatorEap.obstacle(connection, run.handshake());
  }

  private static AnsweringAuth waiting(AnsweringAuth state, int job) {
    return new AnsweringAuth(state.run(), state.request(), state.pending(), state.expires(), job);
  }

  private static AnsweringAuth with(AnsweringAuth state, AuthRun run) {
    return new AnsweringAuth(run, state.request(), state.pending(), state.expires(), state.job());
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
    long messageId = message.header().messageId();
    AuthRun run =
        new AuthRun(
            state.handshake(),
            state.candidates().getFirst(),
            resumed.ours(),
            peer,
            AuthProgress.begin(messageId),
            message,
            AuthRun.PpkUse.NONE);
    AnsweringAuth answering = new AnsweringAuth(run, message, pending, state.expires(), 0);
    boolean proved =
        AuthData.provesResumed(
            sa,
            state.handshake(),
            Side.INITIATOR,
            message.identification(Side.INITIATOR).orElseThrow(),
            message.first(AuthPayload.class).orElseThrow(),
            messageId);
    if (!proved) {
      return refuse(answering, Offence.WRONG_AUTH_DATA, "AUTH of " + peer + " does not verify");
    }
    return accept(answering)
        .orElseGet(() -> {
          IdPayload id = AuthData.idPayload(Side.RESPONDER, resumed.ours());
          AuthPayload auth =
              AuthData.proveResumed(sa, state.handshake(), Side.RESPONDER, id, messageId);
          return new ResponderEstablishment(sa).answer(run, List.of(id, auth), pending);
        });
  }

  /**
   * The connection that the identities ask for. IKE_SA_INIT was negotiated before they were known:
   * a connection is chosen only if what was agreed there is acceptable to it, too, its floor
   * included.
   */
  private Optional<ConnectionConfig> choose(
      HalfOpen state, Identity peer, Optional<Identity> wanted, AuthPayload auth) {
    return state.candidates().stream()
        .filter(c -> c.remote().identity().matches(peer))
        .filter(c -> wanted.isEmpty() || wanted.get().equals(c.local().identity()))
        .filter(c -> Suites.accepts(c, state.handshake().suite(), sa.context().keyExchanges))
        .min(
            Comparator.comparing((ConnectionConfig c) -> !PeerRound.isExpected(c.remote(), auth))
                .thenComparing(c -> c.remote().identity() instanceof IdentityMatch.Any)
                .thenComparing(c -> c.remote().identity().exact().isEmpty()));
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

  IkeState refuse(AnsweringAuth state, Offence offence, String detail) {
    AuthRun run = state.run();
    return refuse(
        state.pending(), state.request(), Optional.of(run.ours()), run.peer(), offence, detail);
  }

  // The initiator's round.

  IkeState answering(AnsweringAuth state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.Ppks found) ->
          switch (new ResponderPpk(sa).found(state.run(), found)) {
            case ResponderPpk.Refused(String detail) -> refuse(state, Offence.WRONG_PPK, detail);
            case ResponderPpk.Settled(AuthRun settled) -> verify(with(state, settled));
            case ResponderPpk.LookingUp again -> throw SaInput.notFor(state, input);
          };
      case SaInput.JobFinished(JobResult.ForAuthentication done) ->
          peerRound(state)
              .finish(done)
              .map(step -> proceed(state, step))
              .orElseThrow(() -> SaInput.notFor(state, input));
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.TimeOut none ->
          sa.fail(FailureReason.ABANDONED, "verifying the initiator took too long");
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
    };
  }

  private PeerRound peerRound(AnsweringAuth state) {
    AuthRun run = state.run();
    return new PeerRound(
        sa,
        Side.INITIATOR,
        run.handshake(),
        run.progress(),
        run.nextOfPeer().orElseThrow(),
        run.oursAgainst(run.progress().peers().size()),
        state.request(),
        run.ppk() == AuthRun.PpkUse.UNKNOWN);
  }

  private IkeState verify(AnsweringAuth state) {
    // = rfc7296:1.2/3
    return proceed(state, peerRound(state).begin(Optional.empty()));
  }

  private IkeState proceed(AnsweringAuth state, PeerRound.Step step) {
    return switch (step) {
      case PeerRound.Waiting(int job) -> waiting(state, job);
      // = rfc7296:1.2/2, rfc9242:3.2/2
      case PeerRound.Refused(Offence offence, String detail) -> refuse(state, offence, detail);
      case PeerRound.Proved proved -> proved(state, proved);
    };
  }

  @Clause("rfc4739:2.1")
  private IkeState proved(AnsweringAuth state, PeerRound.Proved proved) {
    AuthRun run = state.run().with(state.run().progress().peerProved(proved.kind()));
    boolean follows = state.request().notification(NotifyType.ANOTHER_AUTH_FOLLOWS).isPresent();
    if (follows != run.nextOfPeer().isPresent()) {
      proved.key().ifPresent(Secret::close);
      return refuse(
          state,
          Offence.WRONG_AUTHENTICATION_ROUNDS,
          follows
              ? "the peer wants a further round of authentication, which is not configured"
              : "the peer does not go on to its next round of authentication");
    }
    AnsweringAuth next = with(state, run);
    Optional<IkeState> refused = run.nextOfPeer().isEmpty() ? accept(next) : Optional.empty();
    if (refused.isPresent()) {
      proved.key().ifPresent(Secret::close);
      return refused.get();
    }
    return prove(next, proved.key());
  }

  /** All rounds of the peer are proved: what is decided then; a state if it is refused. */
  Optional<IkeState> accept(AnsweringAuth state) {
    AuthRun run = state.run();
    sa.extensions().resumedBy().ifPresent(ticket -> sa.context().resumption.resumed(sa, ticket));
    Uniqueness uniqueness = new Uniqueness(sa);
    // = rfc7619:2.2/3, rfc7619:2.3/1
    boolean anonymous =
        run.handshake().resumed().isEmpty()
            && AuthProgress.together(run.progress().peers()) == Posture.Authentication.NONE;
    UniquePolicy policy = anonymous ? UniquePolicy.NEVER : run.connection().unique();
    boolean initialContact = run.first().notification(NotifyType.INITIAL_CONTACT).isPresent();
    // = rfc7296:2.4/1
    uniqueness.heardInitialContact(policy, initialContact, run.ours(), run.peer());
    if (policy == UniquePolicy.KEEP && uniqueness.hasOther(run.ours(), run.peer())) {
      return Optional.of(
          refuse(
              state,
              Offence.UNACCEPTABLE_IDENTITY,
              run.peer() + " has an IKE SA already, which unique = keep keeps"));
    }
    // = rfc4555:3.9/2
    if (run.connection().mobility().mobike()
        && AddressNotifications.isTranslated(run.first(), state.pending().replyTo())) {
      sa.context().count(Counter.UNEXPECTED_NATS);
      return Optional.of(
          sa.refuse(
              state.pending(),
              state.request(),
              NotifyPayload.of(NotifyType.UNEXPECTED_NAT_DETECTED),
              FailureReason.PROTOCOL_ERROR,
              "a NAT on the way, which the peer prohibits"));
    }
    // Before it is answered, so that the peer gets the address that it had.
    if (policy == UniquePolicy.REPLACE) {
      uniqueness.replaceOthers(run.ours(), run.peer());
    }
    sa.channel().fragmentation().mode(run.connection().fragmentation());
    return Optional.empty();
  }

  // Our round.

  private OwnRound ownRound(AuthRun run) {
    return new OwnRound(
        sa, Side.RESPONDER, run.handshake(), run.progress(), run.nextOfOurs().orElseThrow(), false);
  }

  private IkeState prove(AnsweringAuth state, Optional<Secret> known) {
    AuthRun run = state.run();
    boolean keyed =
        run.nextOfOurs().filter(LocalAuth.Psk.class::isInstance).isPresent()
            && run.nextOfOurs().get().identity().equals(run.ours());
    if (!keyed) {
      known.ifPresent(Secret::close);
    }
    if (run.nextOfOurs().isEmpty()) {
      return respond(state, run, List.of());
    }
    if (run.nextOfOurs().get() instanceof LocalAuth.Eap) {
      return respond(state, run, List.of(AuthData.idPayload(Side.RESPONDER, run.ours())));
    }
    PeerAbilities abilities = PeerAbilities.of(run.handshake(), Side.RESPONDER, run.first());
    return proceed(
        state,
        ownRound(run)
            .begin(run.peerIn(state.request()), abilities, keyed ? known : Optional.empty()));
  }

  private IkeState proceed(AnsweringAuth state, OwnRound.Step step) {
    return switch (step) {
      case OwnRound.Waiting(int job) ->
          new ProvingAuth(state.run(), state.request(), state.pending(), state.expires(), job);
      case OwnRound.Impossible(String reason) ->
          refuse(state, Offence.UNACCEPTABLE_IDENTITY, reason);
      case OwnRound.Proved proved -> {
        proved.key().ifPresent(Secret::close);
        AuthRun run = state.run().with(state.run().progress().proved(proved.kind()));
        List<Payload> payloads = new ArrayList<>(proved.payloads(List.of()));
        // = rfc4739:3.2/1
        if (run.nextOfOurs().isPresent()) {
          payloads.add(NotifyPayload.of(NotifyType.ANOTHER_AUTH_FOLLOWS));
        }
        yield respond(state, run, payloads);
      }
    };
  }

  IkeState proving(ProvingAuth state, SaInput input) {
    AnsweringAuth answering =
        new AnsweringAuth(state.run(), state.request(), state.pending(), state.expires(), 0);
    return switch (input) {
      case SaInput.JobFinished(JobResult.ForAuthentication done) ->
          ownRound(state.run())
              .finish(done, state.run().peerIn(state.request()))
              .map(step -> proceed(answering, step))
              .orElseThrow(() -> SaInput.notFor(state, input));
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.TimeOut none ->
          sa.fail(FailureReason.ABANDONED, "authenticating to the initiator took too long");
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
    };
  }

  /** Answers with what proves us: the last answer sets everything up. */
  private IkeState respond(AnsweringAuth state, AuthRun run, List<Payload> proof) {
    if (ResponderEap.isDue(run)) {
      return new ResponderEap(sa).start(state, run, proof);
    }
    List<Payload> payloads = new ArrayList<>(proof);
    // = rfc8784:3/9
    if (run.ppk() == AuthRun.PpkUse.USED && run.first() == state.request()) {
      payloads.add(NotifyPayload.of(NotifyType.PPK_IDENTITY));
    }
    if (run.isComplete()) {
      return new ResponderEstablishment(sa).answer(run, payloads, state.pending());
    }
    sa.channel().respond(state.pending(), ExchangeType.IKE_AUTH, payloads);
    return new AwaitingAuth(run, sa.lingerUntil());
  }

  // Between rounds.

  IkeState awaiting(AwaitingAuth state, SaInput input) {
    return switch (input) {
      case SaInput.Request(Message message, Pending pending) -> further(state, message, pending);
      case SaInput.TimeOut none ->
          sa.fail(FailureReason.ABANDONED, "the initiator did not continue in time");
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
    };
  }

  private IkeState further(AwaitingAuth state, Message message, Pending pending) {
    AuthRun run = state.run();
    ExchangeType exchange = message.header().exchangeType();
    if (!exchange.equals(ExchangeType.IKE_AUTH)) {
      return sa.refuseOffence(
          pending, message, Offence.UNEXPECTED_EXCHANGE, exchange + " amid IKE_AUTH");
    }
    AnsweringAuth answering = new AnsweringAuth(run, message, pending, state.expires(), 0);
    Optional<PlacedPayload> id = message.identification(Side.INITIATOR);
    boolean proof = message.first(AuthPayload.class).isPresent();
    if (run.nextOfPeer().isEmpty()) {
      return proof
          ? refuse(
              answering,
              Offence.WRONG_AUTHENTICATION_ROUNDS,
              "the peer authenticates once more, which is not configured")
          : prove(answering, Optional.empty());
    }
    if (id.isEmpty() || !proof) {
      return sa.refuseOffence(
          pending, message, Offence.MISSING_PAYLOAD, "no IDi or AUTH in a further round");
    }
    Identity peer = AuthData.identity(id.get());
    if (!run.nextOfPeer().get().identity().matches(peer)) {
      return refuse(
          answering,
          Offence.UNACCEPTABLE_IDENTITY,
          peer + " is not accepted in this round of authentication");
    }
    return verify(answering);
  }
}
