package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.CompletingIntermediate;
import org.yett.ike.exchange.IkeState.IntermediateSent;
import org.yett.ike.exchange.IkeState.PreparingIntermediate;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;

/** IKE_INTERMEDIATE as initiator (RFC 9242), over the queue of its purposes. */
final class InitiatorIntermediate {

  private final IkeSa sa;

  InitiatorIntermediate(IkeSa sa) {
    this.sa = sa;
  }

  /** Begins the exchange for the next purpose; with none left, IKE_AUTH. */
  @Clause("rfc9242:3.2/1")
  @Clause("rfc9370:2.2.1/1")
  @Clause("rfc9370:2.2.1/2")
  @Clause("rfc9370:2.2.3/x1")
  IkeState next(InitiatorPlan plan, Handshake handshake) {
    if (handshake.toDo().isEmpty()) {
      return new PuzzleSolving(sa).beforeAuth(plan, handshake);
    }
    return switch (handshake.toDo().getFirst()) {
      case IntermediatePurpose.AdditionalKeyExchange(var method) -> {
        KeyExchange exchange = sa.context().keyExchanges.find(method).orElseThrow();
        Secret random = sa.draws().keyExchange(exchange.initiatorRandom());
        int job = sa.ask(new Job.MakeShare(exchange, random));
        yield new PreparingIntermediate(plan, handshake, job);
      }
      case IntermediatePurpose.PpkIdentity none ->
          new InitiatorIntermediatePpk(sa).begin(plan, handshake);
    };
  }

  IkeState preparing(PreparingIntermediate state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.ShareMade made) -> send(state, made.key());
      case SaInput.JobFinished(JobResult.Ppks found) ->
          new InitiatorIntermediatePpk(sa).offer(state, found);
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  @Clause("rfc9242:3.2/5")
  @Clause("rfc9370:2.2.2/1")
  @Clause("rfc9370:2.2.2/x6")
  private IkeState send(PreparingIntermediate state, InitiatorKey key) {
    KePayload ke = new KePayload(key.method(), Octets.wrap(key.share()));
    Message request = sa.channel().request(ExchangeType.IKE_INTERMEDIATE, List.of(ke));
    Handshake handshake =
        IntermediateAuth.withRequest(sa, state.handshake(), sa.channel().keys(), request);
    return new IntermediateSent(state.plan(), handshake, key);
  }

  IkeState sent(IntermediateSent state, SaInput input) {
    return switch (input) {
      case SaInput.Response(var request, Message response) -> answered(state, response);
      case SaInput.NoAnswer none ->
          sa.fail(FailureReason.NO_ANSWER, "the peer does not answer IKE_INTERMEDIATE");
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState answered(IntermediateSent state, Message response) {
    Optional<NotifyPayload> error =
        response.all(NotifyPayload.class).stream()
            .filter(notify -> notify.notifyType().isError())
            .findFirst();
    if (error.isPresent()) {
      return sa.fail(
          FailureReason.REFUSED_BY_PEER,
          "the peer answers IKE_INTERMEDIATE with " + error.get().notifyType());
    }
    Optional<KePayload> ke = response.first(KePayload.class);
    if (ke.isEmpty()) {
      sa.offence(Offence.MISSING_PAYLOAD, "no KE payload in " + response.describe());
      return sa.fail(FailureReason.PROTOCOL_ERROR, "no KE payload in IKE_INTERMEDIATE response");
    }
    // = rfc9370:2.2.2/1
    if (!ke.get().method().equals(state.key().method())) {
      String detail = "KE of " + ke.get().method() + " in answer to " + state.key().method();
      sa.offence(Offence.WRONG_KE_METHOD, detail);
      return sa.fail(FailureReason.PROTOCOL_ERROR, detail);
    }
    Handshake handshake =
        IntermediateAuth.withResponse(sa, state.handshake(), sa.channel().keys(), response);
    int job = sa.ask(new Job.CompleteExchange(state.key(), ke.get().data().toArray()));
    return new CompletingIntermediate(state.plan(), handshake, job);
  }

  IkeState completing(CompletingIntermediate state, SaInput input) {
    return switch (input) {
      case SaInput.JobFinished(JobResult.ExchangeCompleted done) -> update(state, done.secret());
      case SaInput.JobFinished(JobResult.ShareRefused refused) -> {
        // = ikev2-mlkem-08:2.2/4
        sa.offence(Offence.REFUSED_KEY_EXCHANGE_DATA, refused.error().toString());
        yield sa.fail(FailureReason.PROTOCOL_ERROR, refused.error().toString());
      }
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Response late -> state;
      case SaInput.NoAnswer none -> state;
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  @Clause("rfc9370:2.2.2/x5")
  private IkeState update(CompletingIntermediate state, Secret secret) {
    Handshake handshake = state.handshake();
    try (secret) {
      sa.channel()
          .useKeys(
              handshake.keyContext(),
              IkeKeySchedule.update(
                  handshake.keyContext(), sa.channel().keys(), secret, sa.trace()));
    }
    return next(state.plan(), handshake.withoutFirstPurpose());
  }
}
