package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.auth.PresharedKeyAuth;
import org.yett.ike.auth.SignedOctets;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.eap.EapOutcome;
import org.yett.ike.eap.EapPeerConfig;
import org.yett.ike.eap.EapPeerSession;
import org.yett.ike.eap.EapSession;
import org.yett.ike.eap.TlsNames;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.event.Posture.Authentication;
import org.yett.ike.exchange.IkeState.AuthSent;
import org.yett.ike.exchange.IkeState.EapAnswering;
import org.yett.ike.exchange.IkeState.EapProofSent;
import org.yett.ike.exchange.IkeState.EapSent;
import org.yett.ike.exchange.IkeState.VerifyingPeer;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.EapPayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** IKE_AUTH as initiator that authenticates by EAP (RFC 7296 2.16, RFC 5998). */
@Clause("rfc7296:2.16/2")
final class InitiatorEap {

  private final IkeSa sa;

  InitiatorEap(IkeSa sa) {
    this.sa = sa;
  }

  /** Why the configuration cannot be followed. */
  static Optional<String> obstacle(ConnectionConfig connection, Handshake handshake) {
    boolean eap =
        connection.localRounds().stream().anyMatch(LocalAuth.Eap.class::isInstance)
            || connection.remoteRounds().stream().anyMatch(RemoteAuth.Eap.class::isInstance);
    if (!eap) {
      return Optional.empty();
    } else if (connection.localRounds().size() > 1 || connection.remoteRounds().size() > 1) {
      return Optional.of("EAP is not combined with further rounds of authentication");
    } else if (InitiatorPpk.isAgreed(handshake)) {
      return Optional.of("EAP is not combined with a PPK in IKE_AUTH (RFC 8784)");
    }
    return Optional.empty();
  }

  private static Optional<String> unproved(ConnectionConfig connection) {
    return connection.remote() instanceof RemoteAuth.Signature
            || connection.remote() instanceof RemoteAuth.Eap
        ? Optional.empty()
        : Optional.of("with EAP, the responder has to prove itself by signature or by EAP");
  }

  /** What the first request holds instead of AUTH; empty if the connection has no EAP of ours. */
  static Optional<List<Payload>> first(ConnectionConfig connection, List<Payload> identities) {
    if (!(connection.local() instanceof LocalAuth.Eap eap)) {
      return Optional.empty();
    }
    List<Payload> payloads = new ArrayList<>();
    payloads.add(AuthData.idPayload(Side.INITIATOR, eap.identity()));
    payloads.addAll(new AuthOffers(List.of(connection)).inFirstAuth());
    payloads.addAll(identities);
    if (connection.remote() instanceof RemoteAuth.Eap) {
      payloads.add(NotifyPayload.of(NotifyType.EAP_ONLY_AUTHENTICATION));
    }
    return Optional.of(payloads);
  }

  /** The first response: it proves the responder, unless EAP alone is to do so. */
  @Clause("rfc7296:2.16/1")
  @Clause("rfc5998:3/1")
  IkeState answered(AuthSent state, Message response) {
    InitiatorAuth auth = new InitiatorAuth(sa);
    Optional<PlacedPayload> id = response.identification(Side.RESPONDER);
    boolean redirect = response.notification(NotifyType.REDIRECT).isPresent();
    if (id.isEmpty() || (response.first(EapPayload.class).isEmpty() && !redirect)) {
      return auth.refused(state, response);
    }
    Identity peer = AuthData.identity(id.get());
    InitiatorPlan plan = state.plan();
    ConnectionConfig connection = plan.connection();
    Optional<String> why =
        connection.remote().identity().matches(peer)
            ? unproved(connection)
            : Optional.of("the peer is " + peer + ", not the wanted one");
    boolean proof = response.first(AuthPayload.class).isPresent();
    if (why.isEmpty() && !proof && !(connection.remote() instanceof RemoteAuth.Eap)) {
      why = Optional.of("the responder does not prove itself before EAP");
    }
    if (why.isPresent()) {
      state.abandon();
      return auth.refuse(plan, peer, Offence.UNACCEPTABLE_IDENTITY, why.get());
    }
    VerifyingPeer verifying =
        new VerifyingPeer(
            plan, state.handshake(), state.progress(), peer, state.child(), response, 0);
    return proof ? auth.beginPeerRound(verifying, state) : begin(verifying, state.progress(), true);
  }

  /** EAP begins. */
  IkeState begin(VerifyingPeer state, AuthProgress progress, boolean alone) {
    // = rfc5685:6/6
    // Whoever has not proved anything does not send us anywhere.
    Optional<IkeState> elsewhere =
        new RedirectAmidAuth(sa).answered(state.plan(), state.response(), !alone);
    if (elsewhere.isPresent()) {
      return elsewhere.get();
    }
    if (state.response().first(EapPayload.class).isEmpty()) {
      return new InitiatorAuth(sa)
          .refuse(
              state.plan(),
              state.peer(),
              Offence.MISSING_PAYLOAD,
              "no EAP in " + state.response().describe());
    }
    EapClientRun run =
        new EapClientRun(
            state.plan(),
            state.handshake(),
            progress,
            state.peer(),
            state.child(),
            state.response().identification(Side.RESPONDER).orElseThrow(),
            alone);
    return answer(run, session(run), state.response());
  }

  private EapSession session(EapClientRun run) {
    LocalAuth.Eap eap = (LocalAuth.Eap) run.plan().connection().local();
    String trust =
        switch (run.plan().connection().remote()) {
          case RemoteAuth.Eap remote -> remote.trust();
          case RemoteAuth.Signature remote -> remote.trust();
          case RemoteAuth.Psk remote -> "";
          case RemoteAuth.Null remote -> "";
        };
    Optional<Identity> server =
        eap.server().isPresent() ? eap.server().get().exact() : Optional.of(run.peer());
    EapPeerConfig config =
        new EapPeerConfig(
            eap.eapIdentity(),
            eap.methods(),
            run.alone(),
            new TlsNames(eap.credential(), eap.identity(), trust, server));
    try (Secret seed = sa.draws().eapSeed()) {
      return new EapPeerSession(config, seed.lend(DeterministicRandomness::ofSeed));
    }
  }

  private EapAnswering answer(EapClientRun run, EapSession session, Message response) {
    EapPayload received = response.first(EapPayload.class).orElseThrow();
    boolean refused = received.code() == EapPayload.FAILURE;
    int job = sa.ask(new Job.EapStep(session, Optional.of(received.message()), sa.context().now()));
    return new EapAnswering(run, refused, job);
  }

  IkeState answering(EapAnswering state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.EapStepped stepped) ->
          switch (stepped.outcome()) {
            case EapOutcome.Continued(var packet) -> {
              sa.channel().request(ExchangeType.IKE_AUTH, List.of(new EapPayload(packet.encode())));
              yield new EapSent(state.run(), stepped.session());
            }
            case EapOutcome.Succeeded succeeded -> {
              stepped.session().close();
              yield prove(state.run(), succeeded.key());
            }
            case EapOutcome.Failed failed -> {
              stepped.session().close();
              yield failed(state, failed);
            }
          };
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState failed(EapAnswering state, EapOutcome.Failed failed) {
    EapClientRun run = state.run();
    String detail = "EAP fails (" + failed.reason() + "): " + failed.detail();
    if (!state.refused()) {
      // = rfc5998:3/2
      return new InitiatorAuth(sa)
          .refuse(run.plan(), run.peer(), Offence.UNACCEPTABLE_IDENTITY, detail);
    }
    sa.tell(
        new Event.AuthenticationFailed(
            sa.id(),
            true,
            Optional.of(run.plan().connection().local().identity()),
            Optional.of(run.peer()),
            detail));
    return sa.fail(FailureReason.AUTHENTICATION_FAILED, detail);
  }

  IkeState sent(EapSent state, SaInput input) {
    return switch (input) {
      case SaInput.Response(var request, Message response) -> {
        new RedirectAmidAuth(sa).ignore(response);
        if (response.first(EapPayload.class).isPresent()) {
          yield answer(state.run(), state.session(), response);
        }
        yield unanswered(state.run(), response, "no EAP in " + response.describe());
      }
      case SaInput.NoAnswer none ->
          sa.fail(FailureReason.NO_ANSWER, "the peer does not answer IKE_AUTH");
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState unanswered(EapClientRun run, Message response, String missing) {
    return new InitiatorAuth(sa).refused(run.plan(), run.peer(), response, missing);
  }

  // AUTH after EAP.

  /** What proves a side: the key of EAP, and where there is none, that of the IKE SA. */
  // = rfc5998:3/4
  @Clause("rfc7296:2.16/3")
  @Clause("rfc7296:2.16/6")
  static byte[] proof(
      IkeSa sa, Handshake handshake, Side side, Optional<Secret> key, SignedOctets signed) {
    return PresharedKeyAuth.compute(
        handshake.keyContext().prf(),
        key.orElseGet(() -> AuthData.skP(sa.channel().keys(), side)),
        signed,
        sa.trace());
  }

  @Clause("rfc7296:2.16/10")
  private IkeState prove(EapClientRun run, Optional<Secret> key) {
    byte[] data =
        proof(
            sa,
            run.handshake(),
            Side.INITIATOR,
            key,
            AuthData.signed(
                sa,
                run.handshake(),
                sa.channel().keys(),
                AuthData.idPayload(Side.INITIATOR, run.plan().connection().local().identity()),
                run.progress()));
    sa.channel()
        .request(
            ExchangeType.IKE_AUTH,
            List.of(new AuthPayload(AuthMethod.SHARED_KEY, Octets.wrap(data))));
    return new EapProofSent(run, key);
  }

  IkeState proofSent(EapProofSent state, SaInput input) {
    return switch (input) {
      case SaInput.Response(var request, Message response) -> verify(state, response);
      case SaInput.NoAnswer none ->
          sa.fail(FailureReason.NO_ANSWER, "the peer does not answer IKE_AUTH");
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState verify(EapProofSent state, Message response) {
    EapClientRun run = state.run();
    Optional<AuthPayload> auth = response.first(AuthPayload.class);
    if (auth.isEmpty()) {
      return unanswered(run, response, "no AUTH after EAP in " + response.describe());
    }
    boolean proved =
        verifies(
            sa,
            run.handshake(),
            Side.RESPONDER,
            state.key(),
            AuthData.signed(sa, run.handshake(), Side.RESPONDER, run.idr(), run.progress()),
            auth.get());
    // = rfc7296:2.16/4
    state.key().ifPresent(Secret::close);
    if (!proved) {
      return new InitiatorAuth(sa)
          .refuse(
              run.plan(),
              run.peer(),
              Offence.WRONG_AUTH_DATA,
              "AUTH of " + run.peer() + " after EAP does not verify");
    }
    AuthProgress progress = run.progress().proved(Authentication.EAP);
    return new InitiatorEstablishment(sa)
        .establish(
            run.plan(),
            run.handshake(),
            run.alone() ? progress.peerProved(Authentication.EAP) : progress,
            run.peer(),
            run.child(),
            response);
  }

  /** Whether AUTH after EAP proves a side. */
  static boolean verifies(
      IkeSa sa,
      Handshake handshake,
      Side side,
      Optional<Secret> key,
      SignedOctets signed,
      AuthPayload auth) {
    return auth.method().equals(AuthMethod.SHARED_KEY)
        && PresharedKeyAuth.verify(
            handshake.keyContext().prf(),
            key.orElseGet(() -> AuthData.skP(sa.channel().keys(), side)),
            signed,
            auth.data().toArray(),
            sa.trace());
  }
}
