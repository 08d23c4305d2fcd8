package org.yett.ike.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.Creation.Offered;
import org.yett.ike.exchange.Creation.Stage;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/**
 * CREATE_CHILD_SA and IKE_FOLLOWUP_KE as initiator (RFC 7296 1.3, RFC 9370 2.2.4): an additional
 * Child SA, a Child SA or the IKE SA rekeyed.
 */
final class Creations {

  private final IkeSa sa;

  Creations(IkeSa sa) {
    this.sa = sa;
  }

  // Beginning.

  /** Wants something to be created; it begins when nothing stands in its way. */
  Established want(Established state, Aim aim, List<Long> tags) {
    return want(state, aim, tags, sa.context().now(), Creation.Attempts.NONE);
  }

  private Established want(
      Established state, Aim aim, List<Long> tags, Instant notBefore, Creation.Attempts attempts) {
    Stage idle = new Stage.Idle(notBefore);
    return state.and(
        new Creation(sa.nextCreation(), aim, idle, tags, attempts, Optional.empty(), Set.of()));
  }

  /** Whether we are about to replace that already, or are doing so. */
  static Optional<Creation> wanted(Established state, Aim aim) {
    return state.creations().stream().filter(c -> c.aim().collidesWith(aim)).findFirst();
  }

  /** Begins what may begin now. */
  IkeState beginDue(Established state) {
    IkeState next = state;
    for (Creation creation : state.creations()) {
      if (next instanceof Established standing
          && creation.stage() instanceof Stage.Idle(Instant notBefore)
          && !notBefore.isAfter(sa.context().now())
          && mayBegin(standing, creation)) {
        next = begin(standing.without(creation), creation);
      }
    }
    return next;
  }

  @Clause("rfc7296:1.3.2/2")
  private boolean mayBegin(Established state, Creation creation) {
    if (creation.aim().isIke()) {
      // A Child SA that is being created or deleted would have to follow to the new IKE SA half
      // done.
      return !isBusyWithChildSas(state) && state.peerCreations().isEmpty();
    }
    boolean rekeysIke =
        state.creations().stream().anyMatch(c -> c.aim().isIke() && (c.hasBegun() || isDue(c)))
            || state.peerCreations().stream().anyMatch(p -> p.aim().isIke());
    boolean sameIsDone =
        state.peerCreations().stream().anyMatch(p -> p.aim().collidesWith(creation.aim()));
    return !rekeysIke && !sameIsDone;
  }

  private boolean isDue(Creation creation) {
    return creation.stage() instanceof Stage.Idle(Instant notBefore)
        && !notBefore.isAfter(sa.context().now());
  }

  /** Whether Child SAs are being created, rekeyed or deleted by us. */
  static boolean isBusyWithChildSas(Established state) {
    return state.procedures().stream()
        .anyMatch(p ->
            p instanceof Procedure.DeleteChildSas
                || (p instanceof Creation c && !c.aim().isIke() && c.hasBegun()));
  }

  /** When something that waits for its time is due. */
  Optional<Instant> due(Established state) {
    return state.creations().stream()
        .flatMap(c -> c.stage() instanceof Stage.Idle(Instant at) ? Stream.of(at) : Stream.empty())
        .filter(at -> at.isAfter(sa.context().now()))
        .min(Instant::compareTo);
  }

  private IkeState begin(Established state, Creation creation) {
    return switch (creation.aim()) {
      case Aim.NewChild(var config, var packet) -> offerChild(state, creation, config, packet);
      case Aim.RekeyChild(var old, var config) -> {
        Optional<ChildSas.Child> standing =
            state.children().byId(old).filter(ChildSas.Child::isInUse);
        if (standing.isEmpty()) {
          sa.context().finish(creation.tags(), Optional.of("the Child SA is gone, or replaced"));
          yield state;
        }
        yield offerChild(state, creation, config, Optional.empty());
      }
      case Aim.RekeyIke() -> {
        // = rfc7296:1.3.2/1
        IkeSpi ours = sa.context().table.newIkeSpi();
        Octets spi = ours.octets();
        SaOffer offer =
            new SaOffer(Negotiation.REKEY_IKE, state.facts().connection().proposals(), spi);
        yield begin(state, creation, new Offered.Ike(offer, ours));
      }
    };
  }

  private IkeState offerChild(
      Established state, Creation creation, ChildConfig config, Optional<SelectorPair> packet) {
    ChildNegotiation negotiation = negotiation(state);
    ChildOffer offer =
        negotiation.offer(config, Negotiation.CREATE_CHILD, negotiation.ends(), packet);
    return begin(state, creation, new Offered.Child(offer));
  }

  private ChildNegotiation negotiation(Established state) {
    return ChildNegotiation.of(sa, state);
  }

  private IkeState begin(Established state, Creation creation, Offered offered) {
    Octets nonce = Octets.wrap(sa.draws().nonce(InitiatorSaInit.NONCE_LENGTH));
    Creation.Draft draft = new Creation.Draft(offered, nonce, List.of());
    return new CreationPpks(sa).areProposed(state)
        ? new CreationPpks(sa).lookUp(state, creation, draft)
        : makeShare(state, creation, draft);
  }

  /** Makes our share for what the draft offers first. */
  IkeState makeShare(Established state, Creation creation, Creation.Draft draft) {
    // = rfc7296:1.3/4, rfc7296:1.3/5
    Optional<KeyExchangeMethod> method = draft.offered().offer().preferredKeyExchange();
    if (method.isEmpty()) {
      return state.and(creation.at(new Stage.Ready(draft, Optional.empty())));
    }
    return makeShare(state, creation, draft, method.get());
  }

  /** Makes our share of this method for what the draft offers. */
  IkeState makeShare(
      Established state, Creation creation, Creation.Draft draft, KeyExchangeMethod method) {
    Optional<KeyExchange> exchange = sa.context().keyExchanges.find(method);
    if (exchange.isEmpty()) {
      draft.wipe();
      new CreationFailures(sa).release(draft.offered());
      return new CreationFailures(sa).failed(state, creation, method + " cannot be computed here");
    }
    Secret random = sa.draws().keyExchange(exchange.get().initiatorRandom());
    int job = sa.ask(new Job.MakeShare(exchange.get(), random));
    return state.and(creation.at(new Stage.MakingShare(draft, job)));
  }

  // Jobs.

  /** The job that a creation waits for is done. */
  IkeState jobDone(Established state, Creation creation, JobResult result) {
    Established rest = state.without(creation);
    return switch (result) {
      case JobResult.ShareMade made -> shareMade(rest, creation, made.key());
      case JobResult.ExchangeCompleted done -> exchanged(rest, creation, done.secret());
      case JobResult.ShareRefused refused -> {
        // = ikev2-mlkem-08:2.2
        creation.abandon();
        yield new CreationFailures(sa)
            .violation(
                rest, creation, Offence.REFUSED_KEY_EXCHANGE_DATA, refused.error().toString());
      }
      case JobResult.Failed failed -> {
        creation.abandon();
        // The peer may hold what we cannot complete; before our request it holds nothing.
        yield creation.isOnItsWay()
            ? new CreationFailures(sa)
                .outOfStep(rest, creation, failed.detail(), DeleteReason.INTERNAL_ERROR)
            : new CreationFailures(sa)
                .failed(rest, new CreationFailures(sa).released(creation), failed.detail());
      }
      case JobResult.ShareAnswered other -> throw notFor(creation, other);
      case JobResult.Ppks found -> new CreationPpks(sa).found(rest, creation, found);
      case JobResult.ForAuthentication other -> throw notFor(creation, other);
      case JobResult.PuzzleDone other -> throw notFor(creation, other);
      case JobResult.NameResolved other -> throw notFor(creation, other);
      case JobResult.EapStepped other -> throw notFor(creation, other);
    };
  }

  private static IllegalStateException notFor(Creation creation, JobResult result) {
    return new IllegalStateException(
        creation.stage().getClass().getSimpleName()
            + " cannot take "
            + result.getClass().getSimpleName());
  }

  private IkeState shareMade(Established state, Creation creation, InitiatorKey key) {
    return switch (creation.stage()) {
      case Stage.MakingShare making ->
          state.and(creation.at(new Stage.Ready(making.draft(), Optional.of(key))));
      case Stage.MakingFollowUp making ->
          state.and(
              creation.at(
                  new Stage.FollowUpReady(making.agreed(), making.series(), making.link(), key)));
      default -> throw new IllegalStateException("no share was wanted");
    };
  }

  private IkeState exchanged(Established state, Creation creation, Secret secret) {
    if (!(creation.stage() instanceof Stage.Computing computing)) {
      throw new IllegalStateException("no secret was wanted");
    }
    return new CreationAnswers(sa)
        .next(
            state, creation, computing.agreed(), computing.series().with(secret), computing.link());
  }

  // Requests.

  /** The exchange of the request that waits. */
  static ExchangeType exchange(Creation creation) {
    return creation.stage() instanceof Stage.FollowUpReady
        ? ExchangeType.IKE_FOLLOWUP_KE
        : ExchangeType.CREATE_CHILD_SA;
  }

  /** The payloads of the request that waits. */
  List<Payload> payloads(Established state, Creation creation) {
    return switch (creation.stage()) {
      case Stage.Ready ready -> create(state, creation.aim(), ready);
      case Stage.FollowUpReady ready -> followUp(ready);
      default -> throw new IllegalStateException("no request waits");
    };
  }

  private List<Payload> create(Established state, Aim aim, Stage.Ready ready) {
    List<Payload> payloads = new ArrayList<>();
    if (aim instanceof Aim.RekeyChild(var old, var config)) {
      // = rfc7296:1.3.3/1
      int spi = state.children().byId(old).orElseThrow().sa().inboundSpi();
      payloads.add(NotifyPayload.ofChildSa(NotifyType.REKEY_SA, ProtocolId.ESP, spi, Octets.EMPTY));
    }
    if (ready.draft().offered() instanceof Offered.Child(ChildOffer child)) {
      payloads.addAll(child.notifications());
    }
    payloads.add(ready.draft().offered().offer().toWire());
    payloads.add(new NoncePayload(ready.draft().nonce()));
    // = rfc7296:1.3/3
    ready.key().ifPresent(key -> payloads.add(share(key)));
    payloads.addAll(new CreationPpks(sa).proposals(state, ready.draft()));
    if (ready.draft().offered() instanceof Offered.Child(ChildOffer child)) {
      payloads.addAll(child.selectorPayloads());
    }
    return payloads;
  }

  private static KePayload share(InitiatorKey key) {
    return new KePayload(key.method(), Octets.wrap(key.share()));
  }

  private static List<Payload> followUp(Stage.FollowUpReady ready) {
    // = rfc9370:2.2.4/3
    return List.of(
        share(ready.key()), NotifyPayload.of(NotifyType.ADDITIONAL_KEY_EXCHANGE, ready.link()));
  }

  /** The peer has deleted a Child SA that is unknown, unless an answer yet to come tells of it. */
  static Established overtakenBy(Established state, int spi) {
    return state.with(
        state.procedures().stream()
            .map(p -> p instanceof Creation creation ? creation.overtakenBy(spi) : p)
            .toList());
  }
}
