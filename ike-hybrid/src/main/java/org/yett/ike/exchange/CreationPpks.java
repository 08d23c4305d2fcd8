package org.yett.ike.exchange;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.config.PpkConfig.InCreation;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.exchange.Creation.Stage;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.Ppk;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/**
 * Post-quantum preshared keys in CREATE_CHILD_SA (RFC 9867 3.2): for an SA that is created or
 * rekeyed, in both roles.
 *
 * <p>Whoever does not know them disregards the notifications, so that nothing is announced before.
 */
@Clause("rfc9867:3.2")
final class CreationPpks {

  private static final int SHORTEST = 1 + Ppk.CONFIRMATION_LENGTH;

  private final IkeSa sa;

  CreationPpks(IkeSa sa) {
    this.sa = sa;
  }

  private static PpkConfig config(Established state) {
    return state.facts().connection().auth().ppk();
  }

  // As initiator of the exchange.

  /** Whether we propose PPKs. */
  // = rfc9867:3.2/1
  boolean areProposed(Established state) {
    PpkConfig ppk = config(state);
    return ppk.inCreation() == InCreation.REQUIRED
        || (ppk.inCreation() == InCreation.YES && !ppk.ids().isEmpty());
  }

  IkeState lookUp(Established state, Creation creation, Creation.Draft draft) {
    List<byte[]> ids = config(state).ids().stream().map(PpkConfig.PpkId::octets).toList();
    return state.and(creation.at(new Stage.FindingPpks(draft, sa.ask(new Job.LookUpPpk(ids)))));
  }

  /** They are looked up; the creation is no longer among the procedures. */
  IkeState found(Established state, Creation creation, JobResult.Ppks found) {
    if (!(creation.stage() instanceof Stage.FindingPpks finding)) {
      throw new IllegalStateException("no PPK was wanted");
    }
    if (found.found().isEmpty() && config(state).inCreation() == InCreation.REQUIRED) {
      return new CreationFailures(sa)
          .failed(
              state,
              new CreationFailures(sa).released(creation),
              "none of the configured PPKs is at hand, and one is required");
    }
    return new Creations(sa).makeShare(state, creation, finding.draft().with(found.found()));
  }

  /** What proposes them: each identifier with the confirmation of its value. */
  List<Payload> proposals(Established state, Creation.Draft draft) {
    List<Payload> payloads = new ArrayList<>();
    for (JobResult.FoundPpk ppk : draft.ppks()) {
      byte[] confirmation = confirmation(state, ppk.key(), draft.nonce());
      byte[] data = Arrays.copyOf(ppk.id(), ppk.id().length + confirmation.length);
      System.arraycopy(confirmation, 0, data, ppk.id().length, confirmation.length);
      payloads.add(NotifyPayload.of(NotifyType.PPK_IDENTITY_KEY, Octets.wrap(data)));
    }
    return payloads;
  }

  private byte[] confirmation(Established state, Secret ppk, Octets ni) {
    IkeKeyContext current = state.facts().keyContext();
    return Ppk.childConfirmation(current.prf(), ppk, ni.toArray(), current.spis(), sa.trace());
  }

  /** What the peer's answer makes of them. */
  sealed interface Outcome {

    /**
     * The PPK to be mixed in, or none.
     *
     * @param ppk a secret of its own, which the receiver closes
     */
    record Settled(Optional<Secret> ppk) implements Outcome {}

    /** The peer has made an SA without the PPK that has to be. */
    record Missing(String detail) implements Outcome {}

    /** The peer has chosen a PPK that was not proposed. */
    record Wrong(String detail) implements Outcome {}
  }

  /** The peer has agreed; the draft's PPKs are wiped. */
  Outcome answered(Established state, Creation.Draft draft, Message response) {
    try {
      Optional<NotifyPayload> chosen =
          draft.ppks().isEmpty()
              ? Optional.empty()
              : response.notification(NotifyType.PPK_IDENTITY);
      if (chosen.isEmpty()) {
        return config(state).inCreation() == InCreation.REQUIRED
            ? new Outcome.Missing("the peer has none of our PPKs, and one is required")
            : new Outcome.Settled(Optional.empty());
      }
      return draft.ppks().stream()
          .filter(ppk -> Octets.wrap(ppk.id()).equals(chosen.get().data()))
          .findFirst()
          .<Outcome>map(ppk -> new Outcome.Settled(Optional.of(ppk.key().duplicate())))
          .orElseGet(() -> new Outcome.Wrong("the peer chooses a PPK that was not proposed"));
    } finally {
      draft.wipe();
    }
  }

  // As responder of the exchange.

  /** Whether the peer's proposals of PPKs are to be looked at. */
  static boolean areHeard(Established state, Message request) {
    return config(state).inCreation() != InCreation.NO && !proposed(request).isEmpty();
  }

  /** Whether a PPK has to be and the peer proposes none. */
  // = rfc9867:3.2/2
  static boolean areMissing(Established state, Message request) {
    return isRequired(state) && proposed(request).isEmpty();
  }

  /** Whether there is no SA without a PPK. */
  static boolean isRequired(Established state) {
    return config(state).inCreation() == InCreation.REQUIRED;
  }

  private static List<Octets> proposed(Message request) {
    return request.notifications(NotifyType.PPK_IDENTITY_KEY).stream()
        .map(NotifyPayload::data)
        .filter(data -> data.size() >= SHORTEST)
        .toList();
  }

  private static byte[] id(Octets proposal) {
    return proposal.slice(0, proposal.size() - Ppk.CONFIRMATION_LENGTH).toArray();
  }

  int lookUp(Message request) {
    return sa.ask(new Job.LookUpPpk(proposed(request).stream().map(CreationPpks::id).toList()));
  }

  /**
   * The first proposed PPK of which we have the same value.
   *
   * @param ni data of the Nonce payload of the request
   * @param found stays with the caller
   */
  Optional<JobResult.FoundPpk> choose(
      Established state, Message request, Octets ni, JobResult.Ppks found) {
    for (Octets proposal : proposed(request)) {
      for (JobResult.FoundPpk ppk : found.found()) {
        byte[] claimed =
            proposal
                .slice(proposal.size() - Ppk.CONFIRMATION_LENGTH, Ppk.CONFIRMATION_LENGTH)
                .toArray();
        if (Arrays.equals(ppk.id(), id(proposal))
            && MessageDigest.isEqual(claimed, confirmation(state, ppk.key(), ni))) {
          return Optional.of(ppk);
        }
      }
    }
    return Optional.empty();
  }
}
