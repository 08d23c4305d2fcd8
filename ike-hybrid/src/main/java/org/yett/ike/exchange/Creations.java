package org.yett.ike.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.Creation.Offered;
import org.yett.ike.exchange.Creation.Stage;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.negotiate.AnswerVerification;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
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
        yield makeShare(state, creation, new Offered.Ike(offer, ours));
      }
    };
  }

  private IkeState offerChild(
      Established state, Creation creation, ChildConfig config, Optional<SelectorPair> packet) {
    ChildNegotiation negotiation = negotiation(state);
    ChildOffer offer =
        negotiation.offer(config, Negotiation.CREATE_CHILD, negotiation.ends(), packet);
    return makeShare(state, creation, new Offered.Child(offer));
  }

  private ChildNegotiation negotiation(Established state) {
    return ChildNegotiation.of(sa, state);
  }

  private IkeState makeShare(Established state, Creation creation, Offered offered) {
    Octets nonce = Octets.wrap(sa.drawNonce(InitiatorSaInit.NONCE_LENGTH));
    Creation.Draft draft = new Creation.Draft(offered, nonce);
    // = rfc7296:1.3/4, rfc7296:1.3/5
    Optional<KeyExchangeMethod> method = offered.offer().preferredKeyExchange();
    if (method.isEmpty()) {
      return state.and(creation.at(new Stage.Ready(draft, Optional.empty())));
    }
    return makeShare(state, creation, draft, method.get());
  }

  private IkeState makeShare(
      Established state, Creation creation, Creation.Draft draft, KeyExchangeMethod method) {
    Optional<KeyExchange> exchange = sa.context().keyExchanges.find(method);
    if (exchange.isEmpty()) {
      release(draft.offered());
      return failed(state, creation, method + " cannot be computed here");
    }
    Secret random = sa.drawKeyExchange(exchange.get().initiatorRandom());
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
        yield violation(
            rest, creation, Offence.REFUSED_KEY_EXCHANGE_DATA, refused.error().toString());
      }
      case JobResult.Failed failed -> {
        creation.abandon();
        // The peer may hold what we cannot complete; before our request it holds nothing.
        yield creation.isOnItsWay()
            ? outOfStep(rest, creation, failed.detail(), DeleteReason.INTERNAL_ERROR)
            : failed(rest, released(creation), failed.detail());
      }
      case JobResult.ShareAnswered other -> throw notFor(creation, other);
      case JobResult.ForAuthentication other -> throw notFor(creation, other);
      case JobResult.PuzzleDone other -> throw notFor(creation, other);
      case JobResult.NameResolved other -> throw notFor(creation, other);
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
    return next(
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

  // Responses.

  /** The peer has answered; the creation is no longer among the procedures. */
  IkeState answered(Established state, Creation creation, Message response) {
    return switch (creation.stage()) {
      case Stage.Sent sent -> created(state, creation, sent, response);
      case Stage.FollowUpSent sent -> followedUp(state, creation, sent, response);
      default -> throw new IllegalStateException("no request was sent");
    };
  }

  private static Optional<NotifyPayload> error(Message response) {
    return response.all(NotifyPayload.class).stream()
        .filter(notify -> notify.notifyType().isError())
        .findFirst();
  }

  private IkeState created(
      Established state, Creation creation, Stage.Sent sent, Message response) {
    Optional<NotifyPayload> error = error(response);
    if (error.isPresent()) {
      return refused(state, creation, sent, error.get());
    }
    Optional<NoncePayload> nonce = response.first(NoncePayload.class);
    if (nonce.isEmpty()) {
      creation.abandon();
      return violation(state, released(creation), Offence.MISSING_PAYLOAD, "no Nonce payload");
    }
    return switch (sent.draft().offered()) {
      case Offered.Child(ChildOffer offered) ->
          switch (negotiation(state).conclude(offered, response)) {
            case ChildNegotiation.Outcome.Agreed(Agreement.Child agreed) ->
                agreed(state, creation, sent, response, agreed);
            case ChildNegotiation.Outcome.Declined declined -> {
              creation.abandon();
              yield violation(
                  state, released(creation), Offence.MISSING_PAYLOAD, declined.reason());
            }
            case ChildNegotiation.Outcome.Violation violation -> {
              creation.abandon();
              yield violation(state, released(creation), violation.offence(), violation.detail());
            }
            case ChildNegotiation.Outcome.Useless useless -> {
              creation.abandon();
              yield outOfStep(
                  state, released(creation), useless.reason(), DeleteReason.NOT_ACCEPTABLE);
            }
          };
      case Offered.Ike(SaOffer offer, IkeSpi ours) ->
          ikeAgreed(state, creation, sent, response, offer, ours);
    };
  }

  private IkeState ikeAgreed(
      Established state,
      Creation creation,
      Stage.Sent sent,
      Message response,
      SaOffer offer,
      IkeSpi ours) {
    Optional<SaPayload> answer = response.first(SaPayload.class);
    if (answer.isEmpty()) {
      creation.abandon();
      return violation(state, creation, Offence.MISSING_PAYLOAD, "no SA payload");
    }
    ConnectionConfig connection = state.facts().connection();
    AnswerVerification.Result verified =
        AnswerVerification.verify(
            offer, answer.get(), true, Suites.floor(connection, sa.context().keyExchanges));
    return switch (verified) {
      case AnswerVerification.Result.Agreed agreed ->
          agreed(
              state,
              creation,
              sent,
              response,
              new Agreement.Ike(
                  Side.INITIATOR, agreed.suite(), ours, new IkeSpi(agreed.spi().u64(0))));
      case AnswerVerification.Result.Violation violation -> {
        creation.abandon();
        yield violation(state, creation, violation.offence(), violation.text());
      }
      case AnswerVerification.Result.BelowFloor below -> {
        creation.abandon();
        yield violation(
            state,
            creation,
            Offence.SELECTED_UNOFFERED_KE,
            below.suite() + " lacks " + below.requirement().name());
      }
    };
  }

  /** All is settled but the keys. */
  private IkeState agreed(
      Established state, Creation creation, Stage.Sent sent, Message response, Agreement agreed) {
    List<KeyExchangeMethod> methods = agreed.suite().keyExchangesUsed().all();
    Octets peers = response.first(NoncePayload.class).orElseThrow().data();
    KeySeries series = new KeySeries(sent.draft().nonce(), peers, List.of(), methods);
    Optional<Octets> link = link(response);
    boolean lost = Collisions.loses(creation, series);
    if (lost && methods.size() > 1) {
      // = rfc9370:2.2.4/10
      creation.abandon();
      release(agreed);
      return new Collisions(sa).stoppedOurs(state, creation);
    }
    Established judged = new Collisions(sa).judged(state, creation, lost);
    if (methods.isEmpty()) {
      creation.abandon();
      return next(judged, creation, agreed, series, link);
    }
    return complete(judged, creation, agreed, series, sent.key(), link, response);
  }

  private static Optional<Octets> link(Message response) {
    return response
        .notification(NotifyType.ADDITIONAL_KEY_EXCHANGE)
        .map(NotifyPayload::data)
        .map(Octets::compact);
  }

  /** Computes the next secret from the peer's share. */
  private IkeState complete(
      Established state,
      Creation creation,
      Agreement agreed,
      KeySeries series,
      Optional<InitiatorKey> key,
      Optional<Octets> link,
      Message response) {
    Optional<KePayload> ke = response.first(KePayload.class);
    boolean missing = ke.isEmpty() || key.isEmpty();
    // = rfc9370:2.2.4/4
    boolean wrong =
        !missing
            && !(ke.get().method().equals(series.next())
                && key.get().method().equals(series.next()));
    if (missing || wrong) {
      series.wipe();
      key.ifPresent(InitiatorKey::close);
      release(agreed);
      return violation(
          state,
          creation,
          missing ? Offence.MISSING_PAYLOAD : Offence.WRONG_KE_METHOD,
          missing
              ? "no KE payload"
              : "KE of " + ke.get().method() + " where " + series.next() + " was agreed");
    }
    if (series.toDo().size() > 1 && link.isEmpty()) {
      series.wipe();
      key.get().close();
      release(agreed);
      return violation(
          state,
          creation,
          Offence.FOLLOWUP_LINK_MISSING,
          series.toDo().size() - 1 + " key exchanges are still to be done");
    }
    int job = sa.ask(new Job.CompleteExchange(key.get(), ke.get().data().toArray()));
    return state.and(creation.at(new Stage.Computing(agreed, series, link, job)));
  }

  /** Goes on with the next key exchange; with none left, to the keys. */
  @Clause("rfc9370:2.2.4/1")
  private IkeState next(
      Established state,
      Creation creation,
      Agreement agreed,
      KeySeries series,
      Optional<Octets> link) {
    if (series.isComplete()) {
      return finish(state, creation, agreed, series);
    }
    KeyExchange method = sa.context().keyExchanges.find(series.next()).orElseThrow();
    int job = sa.ask(new Job.MakeShare(method, sa.drawKeyExchange(method.initiatorRandom())));
    return state.and(
        creation.at(new Stage.MakingFollowUp(agreed, series, link.orElseThrow(), job)));
  }

  private IkeState followedUp(
      Established state, Creation creation, Stage.FollowUpSent sent, Message response) {
    Optional<NotifyPayload> error = error(response);
    if (error.isPresent()) {
      creation.abandon();
      release(sent.agreed());
      NotifyType type = error.get().notifyType();
      return type.equals(NotifyType.STATE_NOT_FOUND)
          ? stateLost(state, creation)
          : failed(state, creation, "the peer answers IKE_FOLLOWUP_KE with " + type);
    }
    return complete(
        state,
        creation,
        sent.agreed(),
        sent.series(),
        Optional.of(sent.key()),
        link(response),
        response);
  }

  // Ends.

  private IkeState finish(
      Established state, Creation creation, Agreement agreed, KeySeries series) {
    return switch (agreed) {
      case Agreement.Child child -> {
        try {
          yield deletedIfOvertaken(
              creation,
              child,
              childMade(
                  state,
                  creation,
                  negotiation(state).make(child, state.facts().keyContext().prf(), series),
                  Collisions.loses(creation, series)));
        } finally {
          series.wipe();
        }
      }
      case Agreement.Ike ike -> {
        try {
          yield new IkeRekeying(sa).madeByUs(state, creation, ike, series);
        } finally {
          series.wipe();
        }
      }
    };
  }

  /**
   * The peer's Delete may have come before the answer that tells of the Child SA, which had to be
   * sent again: then it takes effect now. Both ends would differ for good otherwise.
   */
  private IkeState deletedIfOvertaken(Creation creation, Agreement.Child agreed, IkeState after) {
    if (!(after instanceof Established standing)
        || !creation.overtaken().contains(agreed.outboundSpi())) {
      return after;
    }
    return standing
        .children()
        .byOutboundSpi(agreed.outboundSpi())
        .map(child -> new Establishment(sa).remove(standing, child, DeleteReason.PEER))
        .orElse(standing);
  }

  private IkeState childMade(
      Established state, Creation creation, ChildSas.Child child, boolean lost) {
    Establishment establishment = new Establishment(sa);
    establishment.installInbound(child);
    if (lost) {
      // = rfc7296:2.8.1/3
      Established with = state.with(state.children().with(child));
      Established deleting =
          new Maintenance(sa)
              .deleteChildSas(with, List.of(child.id()), DeleteReason.REDUNDANT, List.of());
      return new Collisions(sa).peerStands(deleting, creation);
    }
    // = rfc7296:2.8/10
    Established active = establishment.activate(state, child);
    sa.context().finish(creation.tags(), Optional.empty());
    Optional<ChildSas.Child> old = creation.aim().replaced().flatMap(active.children()::byId);
    if (creation.aim().replaced().isPresent()) {
      sa.context().count(Counter.CHILD_SAS_REKEYED);
      sa.tell(
          new Event.ChildSaRekeyed(
              sa.id(),
              creation.aim().replaced().get(),
              child.id(),
              child.sa().connection(),
              child.sa().name(),
              Side.INITIATOR));
    }
    // = rfc7296:2.8.1/x3
    return old.isPresent()
        ? new Maintenance(sa)
            .deleteChildSas(active, List.of(old.get().id()), DeleteReason.REKEYED, List.of())
        : active;
  }

  private Creation released(Creation creation) {
    creation.childSpi().ifPresent(sa.context().table::releaseChildSpi);
    return creation;
  }

  private void release(Offered offered) {
    if (offered instanceof Offered.Child(ChildOffer child)) {
      sa.context().table.releaseChildSpi(child.inboundSpi());
    }
  }

  private void release(Agreement agreed) {
    if (agreed instanceof Agreement.Child child) {
      sa.context().table.releaseChildSpi(child.inboundSpi());
    }
  }

  private IkeState refused(
      Established state, Creation creation, Stage.Sent sent, NotifyPayload error) {
    NotifyType type = error.notifyType();
    if (type.equals(NotifyType.INVALID_KE_PAYLOAD)) {
      return otherMethod(state, creation, sent, error.data());
    }
    creation.abandon();
    release(sent.draft().offered());
    if (type.equals(NotifyType.TEMPORARY_FAILURE)) {
      return notNow(state, creation);
    } else if (type.equals(NotifyType.CHILD_SA_NOT_FOUND)) {
      return notFound(state, creation);
    }
    // = rfc7296:1.3.1/4
    return failed(state, creation, "the peer answers " + type);
  }

  /** The peer wants another key exchange method for CREATE_CHILD_SA. */
  @Clause("rfc7296:1.3/5")
  private IkeState otherMethod(Established state, Creation creation, Stage.Sent sent, Octets data) {
    SaOffer offer = sent.draft().offered().offer();
    Optional<KeyExchangeMethod> before = Creation.method(sent.key());
    creation.abandon();
    Optional<KeyExchangeMethod> wanted =
        data.size() == 2 ? Optional.of(KeyExchangeMethod.of(data.u16(0))) : Optional.empty();
    boolean usable =
        wanted.isPresent()
            && !wanted.equals(before)
            && offer.offersKeyExchange(wanted.get())
            && creation.attempts().otherMethods() < sa.context().config.limits().saInitRestarts();
    if (!usable) {
      release(sent.draft().offered());
      sa.offence(Offence.UNUSABLE_INVALID_KE_PAYLOAD, "the peer asks for " + wanted);
      return failed(state, creation, "the peer asks for a key exchange that was not offered");
    }
    return makeShare(
        state,
        creation.with(creation.attempts().otherMethod()).withoutCollision(),
        sent.draft(),
        wanted.get());
  }

  /** The peer cannot do it now: we wait, and try again for some minutes. */
  @Clause("rfc7296:2.25/2")
  @Clause("rfc7296:2.25/3")
  private IkeState notNow(Established state, Creation creation) {
    sa.context().count(Counter.TEMPORARY_FAILURES_RECEIVED);
    if (creation.collision().isPresent()) {
      // = rfc7296:2.8.2
      return new Collisions(sa).peerStands(state, creation);
    }
    Instant now = sa.context().now();
    Creation.Attempts attempts = creation.attempts().refused(now);
    Duration tried = Duration.between(attempts.refusedSince().orElse(now), now);
    if (tried.compareTo(PATIENCE) > 0) {
      // = rfc7296:2.25/4
      return outOfStep(
          state,
          creation,
          "the peer answers TEMPORARY_FAILURE for " + tried.toSeconds() + " s",
          DeleteReason.OUT_OF_STEP);
    }
    Instant again = now.plus(sa.lifetimes().backOff(attempts.refusals() - 1));
    return state.and(creation.with(attempts).at(new Stage.Idle(again)));
  }

  /** So long a peer may answer TEMPORARY_FAILURE: several minutes. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The peer does not know the Child SA: we have it no longer, either, and create a new one. */
  @Clause("rfc7296:2.25/6")
  private IkeState notFound(Established state, Creation creation) {
    if (creation.collision().isPresent()) {
      // = rfc7296:2.8.1
      return new Collisions(sa).peerStands(state, creation);
    }
    if (!(creation.aim() instanceof Aim.RekeyChild(var id, var config))) {
      return failed(state, creation, "the peer answers CHILD_SA_NOT_FOUND");
    }
    Optional<ChildSas.Child> old = state.children().byId(id).filter(c -> !c.deleting());
    if (old.isEmpty()) {
      return failed(state, creation, "the Child SA is gone");
    }
    Established without = new Establishment(sa).remove(state, old.get(), DeleteReason.PEER);
    return want(without, Aim.newChild(config), creation.tags());
  }

  /** The peer has lost its state: the series has failed, and may be tried again. */
  @Clause("rfc9370:2.2.4/7")
  @Clause("rfc9370:2.2.4/8")
  private IkeState stateLost(Established state, Creation creation) {
    Creation.Attempts attempts = creation.attempts().stateLost();
    if (attempts.statesLost() > MOST_STATES_LOST) {
      // = rfc9370:2.2.4/9
      return outOfStep(
          state,
          creation,
          "the peer loses the state of IKE_FOLLOWUP_KE again and again",
          DeleteReason.OUT_OF_STEP);
    }
    Instant again = sa.context().now().plus(sa.lifetimes().backOff(0));
    return state.and(creation.with(attempts).withoutCollision().at(new Stage.Idle(again)));
  }

  /** So often the peer may lose its state before the IKE SA is given up. */
  private static final int MOST_STATES_LOST = 3;

  /** It has failed; what was to be replaced stands, and is tried again before it expires. */
  IkeState failed(Established state, Creation creation, String reason) {
    if (creation.collision().isPresent()) {
      return new Collisions(sa).peerStands(state, creation);
    }
    sa.context().finish(creation.tags(), Optional.of(reason));
    Instant now = sa.context().now();
    return switch (creation.aim()) {
      case Aim.NewChild(var config, var packet) -> {
        new Establishment(sa).childFailed(Optional.of(config.name()), reason);
        yield state;
      }
      case Aim.RekeyChild(var old, var config) -> {
        sa.tell(new Event.RekeyingFailed(sa.id(), Optional.of(old), reason));
        yield state.with(
            state
                .children()
                .change(
                    old,
                    child ->
                        child.rekeyAt(
                            child.expiresAt().isPresent()
                                ? Optional.of(now.plus(sa.lifetimes().backOff(2)))
                                : Optional.empty())));
      }
      case Aim.RekeyIke() -> {
        sa.tell(new Event.RekeyingFailed(sa.id(), Optional.empty(), reason));
        IkeDeadlines deadlines = state.facts().deadlines();
        yield state.with(
            state
                .facts()
                .with(
                    deadlines.rekeyAt(
                        deadlines.expiresAt().isPresent()
                            ? Optional.of(now.plus(sa.lifetimes().backOff(2)))
                            : Optional.empty())));
      }
    };
  }

  /** The peer broke a rule in its answer, and may hold an SA that we cannot have. */
  @Clause("rfc7296:2.21.3/2")
  private IkeState violation(Established state, Creation creation, Offence offence, String detail) {
    creation.childSpi().ifPresent(sa.context().table::releaseChildSpi);
    sa.offence(offence, detail);
    return outOfStep(state, creation, detail, DeleteReason.PROTOCOL_ERROR);
  }

  /** The ends do not agree on what stands: they start over. */
  private IkeState outOfStep(
      Established state, Creation creation, String detail, DeleteReason reason) {
    IkeState after = failed(state, creation, detail);
    return after instanceof Established standing
        ? new Deletion(sa).begin(standing, reason, List.of())
        : after;
  }
}
