package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.AnsweringIntermediate;
import org.yett.ike.exchange.IkeState.HalfOpen;
import org.yett.ike.exchange.IntermediatePurpose.AdditionalKeyExchange;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** What a responder does between IKE_SA_INIT and IKE_AUTH: IKE_INTERMEDIATE (RFC 9242). */
final class ResponderHalfOpen {

  private final IkeSa sa;

  ResponderHalfOpen(IkeSa sa) {
    this.sa = sa;
  }

  IkeState halfOpen(HalfOpen state, SaInput input) {
    return switch (input) {
      case SaInput.Request(Message message, Pending pending) -> request(state, message, pending);
      case SaInput.TimeOut none -> {
        sa.context().count(Counter.HALF_OPEN_ABANDONED);
        yield sa.fail(FailureReason.ABANDONED, "the initiator did not continue in time");
      }
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
    };
  }

  private IkeState request(HalfOpen state, Message message, Pending pending) {
    ExchangeType exchange = message.header().exchangeType();
    if (exchange.equals(ExchangeType.IKE_INTERMEDIATE)) {
      return intermediate(state, message, pending);
    } else if (exchange.equals(ExchangeType.IKE_AUTH)) {
      return auth(state, message, pending);
    }
    Offence offence =
        // = rfc7296:1/1, rfc7296:1.4/1
        exchange.isKnown() ? Offence.UNEXPECTED_EXCHANGE : Offence.UNKNOWN_EXCHANGE_TYPE;
    return sa.refuseOffence(pending, message, offence, exchange + " before IKE_AUTH");
  }

  private IkeState auth(HalfOpen state, Message message, Pending pending) {
    // = rfc9242:3.2/1, rfc9370:2.2.1/2, rfc9370:2.2.3/x1
    if (state.handshake().toDo().stream()
        .anyMatch(IntermediatePurpose.AdditionalKeyExchange.class::isInstance)) {
      String left = state.handshake().toDo().size() + " exchanges are still to be done";
      return sa.refuseOffence(pending, message, Offence.KEY_EXCHANGES_INCOMPLETE, left);
    }
    return new ResponderAuth(sa).begin(state, message, pending);
  }

  private IkeState intermediate(HalfOpen state, Message message, Pending pending) {
    Handshake handshake = state.handshake();
    int limit = sa.context().config.limits().intermediateExchanges();
    if (!handshake.intermediate()) {
      return sa.refuseOffence(
          pending, message, Offence.INTERMEDIATE_NOT_NEGOTIATED, message.describe());
    }
    // = rfc9242:5/1
    if (handshake.intAuth().exchanges() >= limit) {
      // = ikev2-mlkem-08:2.2/2
      return sa.refuseOffence(
          pending, message, Offence.TOO_MANY_INTERMEDIATE_EXCHANGES, "more than " + limit);
    }
    Handshake withRequest =
        IntermediateAuth.withRequest(sa, handshake, sa.channel().keysOf(pending), message);
    Optional<KePayload> ke = message.first(KePayload.class);
    if (ke.isPresent()) {
      return keyExchange(state, withRequest, ke.get(), message, pending);
    }
    if (ResponderIntermediatePpk.isOffered(handshake, message)) {
      int job = new ResponderIntermediatePpk(sa).lookUp(message);
      return new AnsweringIntermediate(
          withRequest, state.candidates(), message, pending, state.expires(), job);
    }
    // For a purpose that is not ours: it is answered, and counts for AUTH (RFC 9242 3.2).
    Handshake answered = respond(withRequest, pending, List.of());
    return new HalfOpen(answered, state.candidates(), sa.lingerUntil());
  }

  @Clause("rfc9370:2.2.2")
  private IkeState keyExchange(
      HalfOpen state, Handshake handshake, KePayload ke, Message message, Pending pending) {
    if (handshake.toDo().isEmpty()) {
      return sa.refuseOffence(
          pending, message, Offence.SUPERFLUOUS_KEY_EXCHANGE, "KE of " + ke.method());
    }
    return switch (handshake.toDo().getFirst()) {
      case AdditionalKeyExchange(var method) -> {
        // = rfc9370:2.2.2/1
        if (!ke.method().equals(method)) {
          yield sa.refuseOffence(
              pending, message, Offence.WRONG_KE_METHOD, ke.method() + " instead of " + method);
        }
        KeyExchange exchange = sa.context().keyExchanges.find(method).orElseThrow();
        Secret random = sa.draws().keyExchange(exchange.responderRandom());
        int job = sa.ask(new Job.AnswerShare(exchange, ke.data().toArray(), random));
        yield new AnsweringIntermediate(
            handshake, state.candidates(), message, pending, state.expires(), job);
      }
      case IntermediatePurpose.PpkIdentity none ->
          sa.refuseOffence(
              pending, message, Offence.SUPERFLUOUS_KEY_EXCHANGE, "KE of " + ke.method());
    };
  }

  IkeState answeringIntermediate(AnsweringIntermediate state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.ShareAnswered done) -> answer(state, done);
      case SaInput.JobFinished(JobResult.Ppks found) -> agreeOnPpk(state, found);
      case SaInput.JobFinished(JobResult.ShareRefused refused) ->
          // = ikev2-mlkem-08:2.2
          sa.refuseOffence(
              state.pending(),
              state.request(),
              Offence.REFUSED_KEY_EXCHANGE_DATA,
              refused.error().toString());
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.TimeOut none ->
          sa.fail(FailureReason.ABANDONED, "an additional key exchange took too long");
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
    };
  }

  /** Answers which of the offered PPKs is used, if any is. */
  @Clause("rfc9867:3.1")
  private IkeState agreeOnPpk(AnsweringIntermediate state, JobResult.Ppks found) {
    Optional<JobResult.FoundPpk> chosen =
        new ResponderIntermediatePpk(sa).choose(state.handshake(), state.request(), found);
    // = rfc9867:3.1/8, rfc9867:3.1/10
    if (chosen.isEmpty() && ResponderIntermediatePpk.isRequired(state.candidates())) {
      found.discard();
      String detail = "none of the PPKs that the peer offers is ours, and one is required";
      sa.offence(Offence.WRONG_PPK, detail);
      return sa.refuse(
          state.pending(),
          state.request(),
          NotifyPayload.of(NotifyType.AUTHENTICATION_FAILED),
          FailureReason.AUTHENTICATION_FAILED,
          detail);
    }
    List<Payload> answer =
        chosen
            .map(ppk ->
                List.<Payload>of(NotifyPayload.of(NotifyType.PPK_IDENTITY, Octets.wrap(ppk.id()))))
            .orElse(List.of());
    Handshake handshake = respond(state.handshake(), state.pending(), answer).withoutFirstPurpose();
    chosen.ifPresent(ppk -> InitiatorIntermediatePpk.mix(sa, handshake, ppk.key()));
    found.discard();
    return new HalfOpen(
        chosen.isPresent() ? handshake.withPpk() : handshake, state.candidates(), sa.lingerUntil());
  }

  /** The response goes under the old keys; the new ones are for what comes next. */
  @Clause("rfc9370:2.2.2/x5")
  @Clause("rfc9370:2.2.2/x7")
  private IkeState answer(AnsweringIntermediate state, JobResult.ShareAnswered done) {
    AdditionalKeyExchange purpose = (AdditionalKeyExchange) state.handshake().toDo().getFirst();
    KePayload ke = new KePayload(purpose.method(), Octets.wrap(done.share()));
    Handshake handshake = respond(state.handshake(), state.pending(), List.of(ke));
    try (Secret secret = done.secret()) {
      IkeKeys current = sa.channel().keys();
      IkeKeys next = IkeKeySchedule.update(handshake.keyContext(), current, secret, sa.trace());
      sa.channel().useKeys(handshake.keyContext(), next);
    }
    // An initiator that continues gets time again; how often it may is bounded.
    return new HalfOpen(handshake.withoutFirstPurpose(), state.candidates(), sa.lingerUntil());
  }

  private Handshake respond(Handshake handshake, Pending pending, List<Payload> payloads) {
    IkeKeys keys = sa.channel().keysOf(pending);
    Message response = sa.channel().respond(pending, ExchangeType.IKE_INTERMEDIATE, payloads);
    return IntermediateAuth.withResponse(sa, handshake, keys, response);
  }

  IkeState refused(IkeState.RefusalAnswered state, SaInput input) {
    return switch (input) {
      case SaInput.TimeOut none -> new IkeState.Gone();
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.Response response -> throw SaInput.notFor(state, response);
      case SaInput.NoAnswer none -> throw SaInput.notFor(state, none);
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
    };
  }
}
