package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.exchange.IkeState.PpkSent;
import org.yett.ike.exchange.IkeState.PreparingIntermediate;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.keys.Ppk;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/**
 * A post-quantum preshared key in IKE_INTERMEDIATE, as initiator (RFC 9867 3.1): in an exchange of
 * its own, the last one before IKE_AUTH.
 */
@Clause("rfc9867:3.1")
final class InitiatorIntermediatePpk {

  private final IkeSa sa;

  InitiatorIntermediatePpk(IkeSa sa) {
    this.sa = sa;
  }

  /** Looks the PPKs up that are to be offered. */
  PreparingIntermediate begin(InitiatorPlan plan, Handshake handshake) {
    List<byte[]> ids =
        plan.connection().auth().ppk().ids().stream().map(PpkConfig.PpkId::octets).toList();
    return new PreparingIntermediate(plan, handshake, sa.ask(new Job.LookUpPpk(ids)));
  }

  /** Offers them, each with the confirmation of its value. */
  @Clause("rfc9867:3.1/5")
  IkeState offer(PreparingIntermediate state, JobResult.Ppks found) {
    if (found.found().isEmpty()) {
      return without(state.plan(), state.handshake(), "none of the configured PPKs is at hand");
    }
    List<Payload> payloads = new ArrayList<>();
    for (JobResult.FoundPpk ppk : found.found()) {
      byte[] confirmation = Ppk.confirmation(state.handshake().keyContext(), ppk.key(), sa.trace());
      byte[] data = Arrays.copyOf(ppk.id(), ppk.id().length + confirmation.length);
      System.arraycopy(confirmation, 0, data, ppk.id().length, confirmation.length);
      payloads.add(NotifyPayload.of(NotifyType.PPK_IDENTITY_KEY, Octets.wrap(data)));
    }
    Message request = sa.channel().request(ExchangeType.IKE_INTERMEDIATE, payloads);
    Handshake handshake =
        IntermediateAuth.withRequest(sa, state.handshake(), sa.channel().keys(), request);
    return new PpkSent(state.plan(), handshake, found.found());
  }

  IkeState sent(PpkSent state, SaInput input) {
    return switch (input) {
      case SaInput.Response(var request, Message response) -> answered(state, response);
      case SaInput.NoAnswer none ->
          sa.fail(FailureReason.NO_ANSWER, "the peer does not answer IKE_INTERMEDIATE");
      case SaInput.JobFinished other -> throw SaInput.notFor(state, other);
      case SaInput.Request request -> throw SaInput.notFor(state, request);
      case SaInput.TimeOut none -> state;
    };
  }

  private IkeState answered(PpkSent state, Message response) {
    Optional<NotifyType> error =
        response.all(NotifyPayload.class).stream()
            .map(NotifyPayload::notifyType)
            .filter(NotifyType::isError)
            .findFirst();
    if (error.isPresent()) {
      boolean authentication = error.get().equals(NotifyType.AUTHENTICATION_FAILED);
      return sa.fail(
          authentication ? FailureReason.AUTHENTICATION_FAILED : FailureReason.REFUSED_BY_PEER,
          "the peer answers IKE_INTERMEDIATE with " + error.get());
    }
    Handshake handshake =
        IntermediateAuth.withResponse(sa, state.handshake(), sa.channel().keys(), response);
    Optional<NotifyPayload> chosen = response.notification(NotifyType.PPK_IDENTITY);
    if (chosen.isEmpty()) {
      state.abandon();
      return without(state.plan(), handshake, "the peer has none of our PPKs");
    }
    Optional<Secret> key =
        state.ppks().stream()
            .filter(ppk -> Octets.wrap(ppk.id()).equals(chosen.get().data()))
            .map(JobResult.FoundPpk::key)
            .findFirst();
    // = rfc9867:3.1/7
    if (key.isEmpty()) {
      String detail = "the peer chooses a PPK that was not offered";
      sa.offence(Offence.WRONG_PPK, detail);
      return sa.fail(FailureReason.AUTHENTICATION_FAILED, detail);
    }
    mix(sa, handshake, key.get());
    state.abandon();
    return new InitiatorIntermediate(sa)
        .next(state.plan(), handshake.withoutFirstPurpose().withPpk());
  }

  /** The last update of the keys. */
  // = rfc9867:3.1.1/1
  static void mix(IkeSa sa, Handshake handshake, Secret ppk) {
    sa.channel()
        .useKeys(
            handshake.keyContext(),
            IkeKeySchedule.updateWithPpk(
                handshake.keyContext(), sa.channel().keys(), ppk, sa.trace()));
  }

  /** Goes on without a PPK, unless it has to be. */
  // = rfc9867:3.1/9
  private IkeState without(InitiatorPlan plan, Handshake handshake, String reason) {
    return plan.connection().auth().ppk().required()
        ? sa.fail(FailureReason.AUTHENTICATION_FAILED, reason + ", and one is required")
        : new InitiatorIntermediate(sa).next(plan, handshake.withoutFirstPurpose());
  }
}
