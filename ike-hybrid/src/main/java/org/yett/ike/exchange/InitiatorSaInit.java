package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.auth.IntAuthChain;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.CompletingSaInit;
import org.yett.ike.exchange.IkeState.PreparingSaInit;
import org.yett.ike.exchange.IkeState.SaInitSent;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.negotiate.AnswerVerification;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/** IKE_SA_INIT as initiator (RFC 7296 1.2). */
final class InitiatorSaInit {

  /** Octets of our nonces: as many as half of the longest PRF key here (RFC 7296 2.10). */
  @Clause("rfc7296:2.10/1")
  @Clause("rfc7296:2.10/x1")
  static final int NONCE_LENGTH = 32;

  /** COOKIE has 1 to 64 octets (RFC 7296 2.6). */
  static final int LONGEST_COOKIE = 64;

  private final IkeSa sa;

  InitiatorSaInit(IkeSa sa) {
    this.sa = sa;
  }

  IkeState begin(InitiatorPlan plan) {
    SaOffer offer = offer(plan);
    KeyExchangeMethod method = offer.preferredKeyExchange().orElseThrow();
    Octets nonce = Octets.wrap(sa.draws().nonce(NONCE_LENGTH));
    return makeShare(
        plan,
        new SaInitAttempt(method, nonce, Optional.empty(), Optional.empty(), 0, Optional.empty()));
  }

  private static SaOffer offer(InitiatorPlan plan) {
    return new SaOffer(Negotiation.IKE_SA_INIT, plan.connection().proposals(), Octets.EMPTY);
  }

  private IkeState makeShare(InitiatorPlan plan, SaInitAttempt attempt) {
    Optional<KeyExchange> method = sa.context().keyExchanges.find(attempt.method());
    if (method.isEmpty()) {
      return fail(
          plan,
          FailureReason.NO_PROPOSAL_CHOSEN,
          attempt.method() + " cannot be computed here, and is the key exchange to begin with");
    }
    Secret random = sa.draws().keyExchange(method.get().initiatorRandom());
    int job = sa.ask(new Job.MakeShare(method.get(), random));
    return new PreparingSaInit(plan, attempt, job);
  }

  /** While the state is not yet one that knows the plan, commands are finished here. */
  private IkeState fail(InitiatorPlan plan, FailureReason reason, String detail) {
    boolean known = sa.state() instanceof IkeState.Initiating;
    IkeState gone = sa.fail(reason, detail);
    if (!known) {
      sa.context().finish(plan.tags(), Optional.of(detail));
    }
    return gone;
  }

  IkeState preparing(PreparingSaInit state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.ShareMade made) ->
          send(state.plan(), state.attempt(), made.key());
      // Late answers to the request before this one: the responder has been heard already.
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  IkeState send(InitiatorPlan plan, SaInitAttempt attempt, InitiatorKey key) {
    ConnectionConfig connection = plan.connection();
    Channel channel = sa.channel();
    AuthOffers auth = new AuthOffers(List.of(connection));
    List<Payload> payloads = new ArrayList<>();
    // = rfc7296:2.6/4, rfc7296:2.6.1/1
    attempt.cookie().ifPresent(c -> payloads.add(NotifyPayload.of(NotifyType.COOKIE, c)));
    attempt.solution().ifPresent(payloads::add);
    SaOffer offer = offer(plan);
    // = rfc7296:1.2/5, rfc7296:3.3.6/10
    payloads.add(offer.toWire());
    payloads.add(new KePayload(attempt.method(), Octets.wrap(key.share())));
    payloads.add(new NoncePayload(attempt.nonce()));
    if (!connection.mobility().natsProhibited()) {
      payloads.addAll(
          SaInitNotifications.natDetection(
              channel.ours(),
              IkeSpi.ZERO,
              channel.route().path(),
              connection.forceUdpEncapsulation()));
    }
    // = rfc9370:2.2.1
    payloads.addAll(
        // = rfc9370:2.2.1/13
        SaInitNotifications.supported(
            connection.fragmentation().announced(),
            offer.needsIntermediateExchange() || auth.offersPpkInIntermediate()));
    payloads.addAll(auth.inSaInitRequest());
    payloads.addAll(sa.context().redirection.announcement(sa, plan));
    Message request = channel.requestInClear(ExchangeType.IKE_SA_INIT, payloads);
    return new SaInitSent(plan, attempt, key, request);
  }

  IkeState sent(SaInitSent state, SaInput input) {
    return switch (input) {
      case SaInput.Response(Outstanding request, Message response) ->
          answered(state, request, response);
      case SaInput.NoAnswer none ->
          state
              .attempt()
              .refusal()
              .map(refusal -> sa.fail(refusal.reason(), refusal.detail()))
              .orElseGet(
                  () -> sa.fail(FailureReason.NO_ANSWER, "the peer does not answer IKE_SA_INIT"));
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState answered(SaInitSent state, Outstanding request, Message response) {
    Optional<NotifyPayload> cookie = response.notification(NotifyType.COOKIE);
    Optional<NotifyPayload> invalidKe = response.notification(NotifyType.INVALID_KE_PAYLOAD);
    Optional<NotifyPayload> error =
        response.all(NotifyPayload.class).stream()
            .filter(notify -> notify.notifyType().isError())
            .findFirst();
    Optional<IkeState> redirected =
        new RedirectedInitiator(sa).inSaInit(state, state.attempt().nonce(), response);
    if (redirected.isPresent()) {
      return redirected.get();
    }
    Optional<Octets> puzzle = PuzzleNotification.in(response);
    // = rfc8019:7.1.2/2
    if (puzzle.isPresent() && cookie.isEmpty() && response.first(SaPayload.class).isEmpty()) {
      sa.offence(Offence.UNUSABLE_PUZZLE, response.describe());
      return state;
    }
    // = rfc7296:2.6/x3
    if (cookie.isPresent()) {
      return demandedCookie(state, request, cookie.get().data(), puzzle);
    } else if (invalidKe.isPresent()) {
      return demandedMethod(state, request, invalidKe.get().data());
    } else if (error.isPresent()) {
      boolean proposals = error.get().notifyType().equals(NotifyType.NO_PROPOSAL_CHOSEN);
      return refused(
          state,
          request,
          proposals ? FailureReason.NO_PROPOSAL_CHOSEN : FailureReason.REFUSED_BY_PEER,
          "the peer answers " + error.get().notifyType());
    }
    return accepted(state, request, response);
  }

  @Clause("rfc7296:2.6/4")
  private IkeState demandedCookie(
      SaInitSent state, Outstanding request, Octets cookie, Optional<Octets> puzzleData) {
    // = rfc7296:2.6/3
    if (cookie.isEmpty() || cookie.size() > LONGEST_COOKIE) {
      sa.offence(Offence.COOKIE_LENGTH, "a cookie of " + cookie.size() + " octets");
      return state;
    }
    if (state.attempt().cookie().filter(cookie::equals).isPresent()) {
      // The request with this very cookie is under way: an answer to the one before came again.
      return state;
    }
    if (mayNotRestart(state)) {
      return tooManyRestarts();
    }
    Optional<PuzzleNotification> puzzle = puzzleData.flatMap(PuzzleNotification::read);
    if (puzzleData.isPresent() && puzzle.isEmpty()) {
      sa.offence(Offence.UNUSABLE_PUZZLE, "a puzzle of " + puzzleData.get().size() + " octets");
      return state;
    }
    sa.channel().settle(request);
    SaInitAttempt next = state.attempt().withCookie(cookie);
    return puzzle
        .<IkeState>flatMap(p -> new PuzzleSolving(sa).begin(state.plan(), next, state.key(), p))
        .orElseGet(() -> send(state.plan(), next, state.key()));
  }

  @Clause("rfc7296:1.2")
  private IkeState demandedMethod(SaInitSent state, Outstanding request, Octets data) {
    if (data.size() != 2) {
      sa.offence(Offence.UNUSABLE_INVALID_KE_PAYLOAD, data.size() + " octets where a method has 2");
      return state;
    }
    KeyExchangeMethod method = KeyExchangeMethod.of(data.u16(0));
    if (method.equals(state.attempt().method()) || !offer(state.plan()).offersKeyExchange(method)) {
      sa.offence(Offence.UNUSABLE_INVALID_KE_PAYLOAD, "the peer asks for " + method);
      return state;
    }
    if (mayNotRestart(state)) {
      return tooManyRestarts();
    }
    sa.channel().settle(request);
    state.key().close();
    // = rfc7296:1.2/4, rfc7296:2.6.1/1, rfc7296:3.3.6/9
    return makeShare(state.plan(), state.attempt().withMethod(method));
  }

  private boolean mayNotRestart(SaInitSent state) {
    // = rfc7296:2.6/x6
    return state.attempt().restarts() >= sa.context().config.limits().saInitRestarts();
  }

  private IkeState tooManyRestarts() {
    return sa.fail(
        FailureReason.PROTOCOL_ERROR, "the peer asks again and again to start IKE_SA_INIT over");
  }

  /**
   * An error, or an answer that breaks a rule, and nothing authenticates it: whoever forged it must
   * not end the attempt at once. It is believed when the request, sent again, meets with such a
   * thing again, or with no answer at all.
   */
  @Clause("rfc7296:2.21.1/x1")
  @Clause("rfc7296:2.21.1/x2")
  private IkeState refused(
      SaInitSent state, Outstanding request, FailureReason reason, String detail) {
    if (state.attempt().refusal().isPresent() && request.transmissions() > 1) {
      return sa.fail(reason, detail);
    }
    SaInitAttempt attempt = state.attempt().withRefusal(new SaInitAttempt.Refusal(reason, detail));
    return new SaInitSent(state.plan(), attempt, state.key(), state.request());
  }

  private IkeState accepted(SaInitSent state, Outstanding request, Message response) {
    Optional<SaPayload> answer = response.first(SaPayload.class);
    Optional<KePayload> ke = response.first(KePayload.class);
    Optional<NoncePayload> nonce = response.first(NoncePayload.class);
    IkeSpi responder = response.header().responderSpi();
    if (answer.isEmpty() || ke.isEmpty() || nonce.isEmpty() || responder.isZero()) {
      // Anybody can send such a thing: the right answer may still come.
      sa.offence(Offence.MISSING_PAYLOAD, response.describe());
      return state;
    }
    boolean intermediate =
        offer(state.plan()).needsIntermediateExchange()
            && response.notification(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED).isPresent();
    AnswerVerification.Result verified =
        AnswerVerification.verify(
            offer(state.plan()),
            answer.get(),
            intermediate,
            Suites.floor(state.plan().connection(), sa.context().keyExchanges));
    return switch (verified) {
      case AnswerVerification.Result.Agreed agreed ->
          complete(state, request, response, agreed.suite(), ke.get());
      case AnswerVerification.Result.Violation violation -> {
        // = rfc7296:2.7
        // = rfc7296:3.3.6/5, rfc9370:2.2.1/8
        sa.offence(violation.offence(), violation.text());
        yield refused(state, request, FailureReason.PROTOCOL_ERROR, violation.text());
      }
      case AnswerVerification.Result.BelowFloor below -> {
        String detail =
            below.suite() + ", which the peer chose, lacks " + below.requirement().name();
        sa.tell(
            new Event.NegotiationRefused(
                Optional.of(sa.id()), detail, sa.channel().route().path()));
        yield refused(state, request, FailureReason.NO_PROPOSAL_CHOSEN, detail);
      }
    };
  }

  private IkeState complete(
      SaInitSent state, Outstanding request, Message response, Suite suite, KePayload ke) {
    boolean rightMethod =
        suite.keyExchange().filter(ke.method()::equals).isPresent()
            && ke.method().equals(state.attempt().method());
    if (!rightMethod) {
      String detail = "KE of " + ke.method() + " in answer to " + state.attempt().method();
      sa.offence(Offence.WRONG_KE_METHOD, detail);
      return refused(state, request, FailureReason.PROTOCOL_ERROR, detail);
    }
    // The request is not settled yet: the share may turn out to be forged.
    sa.channel().hold(request);
    int job = sa.ask(new Job.CompleteExchange(state.key(), ke.data().toArray(), true));
    return new CompletingSaInit(
        state.plan(), state.attempt(), state.request(), request, response, suite, job);
  }

  IkeState completing(CompletingSaInit state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.ExchangeCompleted done) -> completed(state, done.secret());
      case SaInput.JobFinished(JobResult.ShareRefused refused) -> shareRefused(state, refused);
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  /** What came is of no use, and anybody can have sent it: the right share may still come. */
  @Clause("ikev2-mlkem-08:2.2/4")
  @Clause("rfc6989:2.5/1")
  private IkeState shareRefused(CompletingSaInit state, JobResult.ShareRefused refused) {
    String detail = refused.error().toString();
    sa.offence(Offence.REFUSED_KEY_EXCHANGE_DATA, detail);
    if (refused.key().isEmpty() || !sa.channel().hasUnanswered()) {
      refused.discard();
      return sa.fail(FailureReason.PROTOCOL_ERROR, detail);
    }
    sa.channel().release(state.sent());
    SaInitSent waiting =
        new SaInitSent(state.plan(), state.attempt(), refused.key().get(), state.request());
    IkeState next = refused(waiting, state.sent(), FailureReason.PROTOCOL_ERROR, detail);
    if (!(next instanceof SaInitSent)) {
      refused.discard();
    }
    return next;
  }

  private IkeState completed(CompletingSaInit state, Secret secret) {
    Channel channel = sa.channel();
    Message response = state.response();
    channel.settle(state.sent());
    channel.peerSpi(response.header().responderSpi());
    IkeKeyContext keyContext =
        new IkeKeyContext(
            Suites.prf(state.suite()).orElseThrow(),
            Suites.cipher(state.suite()).orElseThrow(),
            nonce(state.request()),
            nonce(response),
            new IkeSpis(channel.initiatorSpi().value(), channel.responderSpi().value()));
    try (secret) {
      IkeKeys keys = IkeKeySchedule.initial(keyContext, secret, sa.trace());
      channel.useKeys(keyContext, keys);
    }
    SaInitNotifications.learn(sa, response, channel.route().path(), state.plan().connection());
    channel.route().moveToNatTraversal(state.plan().connection().mobility().mobike());
    Handshake handshake =
        new Handshake(
            state.suite(),
            keyContext,
            state.request(),
            response,
            response.notification(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED).isPresent(),
            IntermediatePurpose.of(state.suite(), state.request(), response),
            IntAuthChain.EMPTY);
    return new InitiatorIntermediate(sa).next(state.plan(), handshake);
  }

  static byte[] nonce(Message message) {
    return message.first(NoncePayload.class).orElseThrow().data().toArray();
  }
}
