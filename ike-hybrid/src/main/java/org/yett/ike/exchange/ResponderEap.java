package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.eap.EapOutcome;
import org.yett.ike.eap.EapServerConfig;
import org.yett.ike.eap.EapServerSession;
import org.yett.ike.eap.EapSession;
import org.yett.ike.eap.TlsNames;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.event.Posture.Authentication;
import org.yett.ike.exchange.IkeState.AnsweringAuth;
import org.yett.ike.exchange.IkeState.AwaitingEap;
import org.yett.ike.exchange.IkeState.AwaitingEapProof;
import org.yett.ike.exchange.IkeState.EapAsking;
import org.yett.ike.exchange.IkeState.HalfOpen;
import org.yett.ike.exchange.IkeState.RefusalAnswered;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.EapPayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** IKE_AUTH as responder with an initiator that authenticates by EAP (RFC 7296 2.16, RFC 5998). */
@Clause("rfc7296:2.16/2")
final class ResponderEap {

  private final IkeSa sa;

  ResponderEap(IkeSa sa) {
    this.sa = sa;
  }

  /** The connection that a request without AUTH asks for. */
  @Clause("rfc7296:2.16/1")
  Optional<ConnectionConfig> choose(
      HalfOpen state, Message request, Identity peer, Optional<Identity> wanted) {
    boolean alone = request.notification(NotifyType.EAP_ONLY_AUTHENTICATION).isPresent();
    return state.candidates().stream()
        .filter(c -> c.remote() instanceof RemoteAuth.Eap)
        .filter(c ->
            c.local() instanceof LocalAuth.Signature
                || (alone && c.local() instanceof LocalAuth.Eap))
        .filter(c -> c.remote().identity().matches(peer))
        .filter(c -> wanted.isEmpty() || wanted.get().equals(c.local().identity()))
        .filter(c -> Suites.accepts(c, state.handshake().suite(), sa.context().keyExchanges))
        .min(
            Comparator.comparing(
                    (ConnectionConfig c) -> alone && !(c.local() instanceof LocalAuth.Eap))
                .thenComparing(c -> c.remote().identity() instanceof IdentityMatch.Any)
                .thenComparing(c -> c.remote().identity().exact().isEmpty()));
  }

  /** Whether EAP is still to come before anything else. */
  static boolean isDue(AuthRun run) {
    return run.handshake().resumed().isEmpty()
        && run.connection().remote() instanceof RemoteAuth.Eap
        && run.progress().peers().isEmpty();
  }

  /**
   * EAP begins.
   *
   * @param proof what goes along with the first request of EAP
   */
  IkeState start(AnsweringAuth state, AuthRun run, List<Payload> proof) {
    return ask(
        new EapServerRun(run, proof),
        session(run),
        Optional.empty(),
        state.request(),
        state.pending());
  }

  private EapSession session(AuthRun run) {
    RemoteAuth.Eap eap = (RemoteAuth.Eap) run.connection().remote();
    String credential =
        switch (run.connection().local()) {
          case LocalAuth.Eap local -> local.credential();
          case LocalAuth.Signature local -> local.credential();
          case LocalAuth.Psk local -> "";
          case LocalAuth.Null local -> "";
        };
    EapServerConfig config =
        new EapServerConfig(
            EapIdentity.of(run.peer()),
            eap.eapIdentity(),
            eap.methods(),
            run.connection().local() instanceof LocalAuth.Eap,
            new TlsNames(credential, run.ours(), eap.trust(), Optional.empty()));
    try (Secret seed = sa.draws().eapSeed()) {
      return new EapServerSession(config, seed.lend(DeterministicRandomness::ofSeed));
    }
  }

  private EapAsking ask(
      EapServerRun run,
      EapSession session,
      Optional<Octets> received,
      Message request,
      Pending pending) {
    int job = sa.ask(new Job.EapStep(session, received, sa.context().now()));
    return new EapAsking(run, request, pending, sa.lingerUntil(), job);
  }

  IkeState asking(EapAsking state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.EapStepped stepped) -> stepped(state, stepped);
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.TimeOut none -> sa.fail(FailureReason.ABANDONED, "a step of EAP took too long");
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
    };
  }

  private IkeState stepped(EapAsking state, JobResult.EapStepped stepped) {
    EapServerRun run = state.run();
    return switch (stepped.outcome()) {
      case EapOutcome.Continued(var packet) -> {
        respond(state, packet.encode());
        yield new AwaitingEap(run.proofSent(), stepped.session(), sa.lingerUntil());
      }
      case EapOutcome.Succeeded succeeded -> {
        stepped.session().close();
        respond(state, succeeded.packet().orElseThrow().encode());
        yield new AwaitingEapProof(
            run.proofSent().with(proved(run.auth(), succeeded.who())),
            succeeded.key(),
            sa.lingerUntil());
      }
      case EapOutcome.Failed failed -> {
        stepped.session().close();
        yield failed(state, failed);
      }
    };
  }

  private void respond(EapAsking state, Octets packet) {
    List<Payload> payloads = new ArrayList<>(state.run().proof());
    payloads.add(new EapPayload(packet));
    sa.channel().respond(state.pending(), ExchangeType.IKE_AUTH, payloads);
  }

  /** Where anybody may come, IDi proves nothing: the client is who EAP says. */
  private AuthRun proved(AuthRun run, EapIdentity who) {
    RemoteAuth.Eap eap = (RemoteAuth.Eap) run.connection().remote();
    if (!(eap.eapIdentity() instanceof EapIdentityPolicy.Ask)) {
      return run;
    }
    if (!who.identity().equals(run.peer())) {
      sa.extensions().knownByAnotherName();
    }
    return new AuthRun(
        run.handshake(),
        run.connection(),
        run.ours(),
        who.identity(),
        run.progress(),
        run.first(),
        run.ppk());
  }

  @Clause("rfc7296:2.16/8")
  private IkeState failed(EapAsking state, EapOutcome.Failed failed) {
    String detail = "EAP fails (" + failed.reason() + "): " + failed.detail();
    sa.offence(Offence.UNACCEPTABLE_IDENTITY, detail);
    tellFailed(state.run().auth(), false, detail);
    respond(state, failed.packet().orElseThrow().encode());
    return over(detail);
  }

  private IkeState over(String detail) {
    sa.fail(FailureReason.AUTHENTICATION_FAILED, detail);
    return new RefusalAnswered(sa.lingerUntil());
  }

  private void tellFailed(AuthRun run, boolean byPeer, String detail) {
    sa.tell(
        new Event.AuthenticationFailed(
            sa.id(), byPeer, Optional.of(run.ours()), Optional.of(run.peer()), detail));
  }

  IkeState awaiting(AwaitingEap state, SaInput input) {
    return switch (input) {
      case SaInput.Request(Message message, Pending pending) -> {
        Optional<IkeState> other = notAuth(state, state.run().auth(), message, pending);
        Optional<EapPayload> eap = message.first(EapPayload.class);
        if (other.isPresent()) {
          yield other.get();
        } else if (eap.isEmpty()) {
          state.abandon();
          yield sa.refuseOffence(pending, message, Offence.MISSING_PAYLOAD, "no EAP amid EAP");
        }
        yield ask(state.run(), state.session(), Optional.of(eap.get().message()), message, pending);
      }
      case SaInput.TimeOut none ->
          sa.fail(FailureReason.ABANDONED, "the initiator did not continue in time");
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
    };
  }

  /** Another exchange amid EAP: the initiator says that it gives up, or breaks the protocol. */
  private Optional<IkeState> notAuth(
      IkeState state, AuthRun run, Message message, Pending pending) {
    ExchangeType exchange = message.header().exchangeType();
    if (exchange.equals(ExchangeType.IKE_AUTH)) {
      return Optional.empty();
    }
    if (exchange.equals(ExchangeType.INFORMATIONAL)
        && message.notification(NotifyType.AUTHENTICATION_FAILED).isPresent()) {
      String detail = "the initiator gives up with AUTHENTICATION_FAILED amid EAP";
      tellFailed(run, true, detail);
      sa.channel().respond(pending, ExchangeType.INFORMATIONAL, List.of());
      return Optional.of(over(detail));
    }
    state.abandon();
    return Optional.of(
        sa.refuseOffence(
            pending, message, Offence.UNEXPECTED_EXCHANGE, exchange + " amid IKE_AUTH"));
  }

  IkeState awaitingProof(AwaitingEapProof state, SaInput input) {
    return switch (input) {
      case SaInput.Request(Message message, Pending pending) ->
          notAuth(state, state.run().auth(), message, pending)
              .orElseGet(() -> verify(state, message, pending));
      case SaInput.TimeOut none ->
          sa.fail(FailureReason.ABANDONED, "the initiator did not continue in time");
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
    };
  }

  @Clause("rfc7296:2.16/10")
  private IkeState verify(AwaitingEapProof state, Message message, Pending pending) {
    AuthRun run = state.run().auth();
    Optional<AuthPayload> auth = message.first(AuthPayload.class);
    if (auth.isEmpty()) {
      state.abandon();
      return sa.refuseOffence(pending, message, Offence.MISSING_PAYLOAD, "no AUTH after EAP");
    }
    AnsweringAuth answering = new AnsweringAuth(run, message, pending, state.expires(), 0);
    ResponderAuth responder = new ResponderAuth(sa);
    boolean proved =
        InitiatorEap.verifies(
            sa,
            run.handshake(),
            Side.INITIATOR,
            state.key(),
            AuthData.signed(
                sa,
                run.handshake(),
                Side.INITIATOR,
                run.first().identification(Side.INITIATOR).orElseThrow(),
                run.progress()),
            auth.get());
    if (!proved) {
      state.abandon();
      return responder.refuse(
          answering, Offence.WRONG_AUTH_DATA, "AUTH of " + run.peer() + " does not verify");
    }
    AuthProgress progress = run.progress().peerProved(Authentication.EAP);
    AuthRun done =
        run.with(run.nextOfOurs().isPresent() ? progress.proved(Authentication.EAP) : progress);
    Optional<IkeState> refused =
        responder.accept(new AnsweringAuth(done, message, pending, state.expires(), 0));
    if (refused.isPresent()) {
      state.abandon();
      return refused.get();
    }
    byte[] data =
        InitiatorEap.proof(
            sa,
            run.handshake(),
            Side.RESPONDER,
            state.key(),
            AuthData.signed(
                sa,
                run.handshake(),
                sa.channel().keys(),
                AuthData.idPayload(Side.RESPONDER, run.ours()),
                run.progress()));
    // = rfc7296:2.16/4
    state.abandon();
    return new ResponderEstablishment(sa)
        .answer(done, List.of(new AuthPayload(AuthMethod.SHARED_KEY, Octets.wrap(data))), pending);
  }
}
