package org.yett.ike.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.auth.IntAuthChain;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.AnsweringSaInit;
import org.yett.ike.exchange.IkeState.HalfOpen;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.path.Path;
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

/** IKE_SA_INIT as responder, once the request has been found acceptable (RFC 7296 1.2). */
final class ResponderSaInit {

  private final IkeSa sa;

  ResponderSaInit(IkeSa sa) {
    this.sa = sa;
  }

  IkeState begin(FirstRequest first, Pending pending) {
    KeyExchangeMethod method = first.chosen().suite().keyExchange().orElseThrow();
    KeyExchange exchange = sa.context().keyExchanges.find(method).orElseThrow();
    Secret random = sa.draws().keyExchange(exchange.responderRandom());
    Instant expires = sa.context().now().plus(sa.context().config.limits().halfOpenLifetime());
    int job = sa.ask(new Job.AnswerShare(exchange, first.ke().data().toArray(), random));
    return new AnsweringSaInit(first, pending, expires, job);
  }

  IkeState answering(AnsweringSaInit state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.ShareAnswered done) -> answer(state, done);
      case SaInput.JobFinished(JobResult.ShareRefused refused) -> {
        // = ikev2-mlkem-08:2.2/2, rfc6989:2.5/1, rfc6989:2.5/2
        sa.offence(Offence.REFUSED_KEY_EXCHANGE_DATA, refused.error().toString());
        sa.channel()
            .respondInClear(
                state.pending(),
                ExchangeType.IKE_SA_INIT,
                List.of(NotifyPayload.of(refused.error().notifyType())));
        sa.fail(FailureReason.PROTOCOL_ERROR, refused.error().toString());
        yield new IkeState.RefusalAnswered(sa.lingerUntil());
      }
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.TimeOut none ->
          sa.fail(FailureReason.ABANDONED, "the first key exchange took too long");
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
    };
  }

  private IkeState answer(AnsweringSaInit state, JobResult.ShareAnswered done) {
    FirstRequest first = state.first();
    Suite suite = first.chosen().suite();
    Channel channel = sa.channel();
    Octets nonce = Octets.wrap(sa.draws().nonce(InitiatorSaInit.NONCE_LENGTH));
    IkeKeyContext keyContext =
        new IkeKeyContext(
            Suites.prf(suite).orElseThrow(),
            Suites.cipher(suite).orElseThrow(),
            first.nonce().data().toArray(),
            nonce.toArray(),
            new IkeSpis(channel.initiatorSpi().value(), channel.responderSpi().value()));
    Message response =
        channel.respondInClear(
            state.pending(),
            ExchangeType.IKE_SA_INIT,
            payloads(first, Octets.wrap(done.share()), nonce, state.pending().replyTo()));
    try (Secret secret = done.secret()) {
      IkeKeys keys = IkeKeySchedule.initial(keyContext, secret, sa.trace());
      channel.useKeys(keyContext, keys);
    }
    SaInitNotifications.learn(
        sa, first.message(), state.pending().replyTo(), first.candidates().getFirst());
    Handshake handshake =
        new Handshake(
            suite,
            keyContext,
            first.message(),
            response,
            first.intermediate(),
            IntermediatePurpose.of(suite, first.message(), response),
            IntAuthChain.EMPTY);
    return new HalfOpen(handshake, first.candidates(), state.expires());
  }

  /** Asks for a puzzle in IKE_AUTH, of an initiator that has solved one already. */
  @Clause("rfc8019:7.2.1")
  private Optional<PuzzleNotification> authPuzzle(FirstRequest first, Octets nonce) {
    int difficulty = sa.context().config.extensions().puzzles().authDifficulty();
    // = rfc8019:7.2.1/1
    // = rfc8019:7.2.1.1/1
    if (difficulty == 0 || !first.puzzleSolved()) {
      return Optional.empty();
    }
    Optional<PuzzleNotification> puzzle =
        first
            .message()
            .first(SaPayload.class)
            .flatMap(PuzzleNotification::prfFor)
            .map(prf -> new PuzzleNotification(prf, difficulty));
    Octets string = AuthPuzzle.string(nonce, sa.channel().ours().octets());
    puzzle.ifPresent(p -> sa.extensions().demandInAuth(new AuthPuzzle(p, string)));
    return puzzle;
  }

  @Clause("rfc7296:1.2")
  private List<Payload> payloads(FirstRequest first, Octets share, Octets nonce, Path path) {
    ConnectionConfig connection = first.candidates().getFirst();
    Channel channel = sa.channel();
    List<Payload> payloads = new ArrayList<>();
    payloads.add(first.chosen().answer(Octets.EMPTY));
    payloads.add(new KePayload(first.ke().method(), share));
    payloads.add(new NoncePayload(nonce));
    if (!connection.mobility().natsProhibited()) {
      payloads.addAll(
          SaInitNotifications.natDetection(
              channel.initiatorSpi(),
              channel.responderSpi(),
              path,
              connection.forceUdpEncapsulation()));
    }
    // = rfc7383:2.3
    // = rfc9370:2.2.1
    payloads.addAll(
        // = rfc9370:2.2.1/14
        SaInitNotifications.supported(
            SaInitNotifications.agreesOnFragmentation(first.message(), connection),
            first.intermediate()));
    // = rfc6023:3/1
    if (connection.childless().accepted()) {
      payloads.add(Childless.notification());
    }
    payloads.addAll(new AuthOffers(first.candidates()).inSaInitResponse(first.message()));
    authPuzzle(first, nonce).ifPresent(puzzle -> payloads.add(puzzle.toWire()));
    return payloads;
  }
}
