package org.yett.ike.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.exchange.PeerCreation.Stage;
import org.yett.ike.exchange.SaInput.Pending;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.negotiate.ProposalSelection;
import org.yett.ike.negotiate.Selection;
import org.yett.ike.negotiate.SelectionPolicy;
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

/** CREATE_CHILD_SA and IKE_FOLLOWUP_KE as responder (RFC 7296 1.3, RFC 9370 2.2.4). */
final class PeerCreations {

  /** How long the next IKE_FOLLOWUP_KE is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Most Child SAs of one IKE SA. */
  static final int MOST_CHILD_SAS = 1024;

  /** Most creations of the peer's at a time. */
  private static final int MOST_AT_A_TIME = 16;

  private static final int LINK_LENGTH = 16;

  private final IkeSa sa;

  PeerCreations(IkeSa sa) {
    this.sa = sa;
  }

  // CREATE_CHILD_SA.

  /** A request to create or rekey something. */
  @Clause("rfc7296:1.3/1")
  IkeState requested(Established state, Message message, Pending pending) {
    Optional<SaPayload> offered = message.first(SaPayload.class);
    if (offered.isEmpty() || message.first(NoncePayload.class).isEmpty()) {
      return offend(state, pending, message, Offence.MISSING_PAYLOAD, message.describe());
    }
    if (state.peerCreations().size() >= MOST_AT_A_TIME
        || state.creations().stream().anyMatch(c -> c.aim().isIke() && c.isPastCollision())) {
      return notNow(state, pending, message);
    }
    boolean ike =
        offered.get().proposals().stream().anyMatch(p -> p.protocol().equals(ProtocolId.IKE));
    Optional<NotifyPayload> rekeyed = message.notification(NotifyType.REKEY_SA);
    if (ike) {
      return rekeyIke(state, message, pending, offered.get());
    }
    if (isRekeyingIke(state)) {
      // = rfc7296:2.25.2/5
      return notNow(state, pending, message);
    }
    return rekeyed.isPresent()
        ? rekeyChild(state, message, pending, rekeyed.get())
        : newChild(state, message, pending);
  }

  private static boolean isRekeyingIke(Established state) {
    return state.creations().stream().anyMatch(c -> c.aim().isIke() && c.hasBegun())
        || state.peerCreations().stream().anyMatch(p -> p.aim().isIke());
  }

  private IkeState newChild(Established state, Message message, Pending pending) {
    if (state.children().all().size() >= MOST_CHILD_SAS) {
      // = rfc7296:1.3/2
      return refuse(state, pending, message, NotifyPayload.of(NotifyType.NO_ADDITIONAL_SAS));
    }
    return negotiate(
        state, message, pending, state.facts().connection().children(), Optional.empty());
  }

  private IkeState rekeyChild(
      Established state, Message message, Pending pending, NotifyPayload rekeyed) {
    Optional<ChildSas.Child> old =
        rekeyed.spi().size() == Integer.BYTES
            ? state.children().byOutboundSpi((int) rekeyed.spi().u32(0))
            : Optional.empty();
    if (old.isEmpty() && isYetToCome(state, rekeyed)) {
      return notNow(state, pending, message);
    }
    if (old.isEmpty()) {
      // = rfc7296:2.25/5, rfc7296:2.25.1/3
      return refuse(
          state,
          pending,
          message,
          new NotifyPayload(
              rekeyed.protocol(), rekeyed.spi(), NotifyType.CHILD_SA_NOT_FOUND, Octets.EMPTY));
    }
    Aim.RekeyChild aim = new Aim.RekeyChild(old.get().id(), old.get().config());
    if (!old.get().isInUse() || isUnderWay(state, aim)) {
      // = rfc7296:2.25.1/1, rfc9370:2.2.4/11
      return notNow(state, pending, message);
    }
    return negotiate(withoutFormer(state, aim), message, pending, List.of(old.get().config()), old);
  }

  /** Whether the peer may have made that Child SA by an answer that we have yet to hear. */
  private static boolean isYetToCome(Established state, NotifyPayload rekeyed) {
    return rekeyed.spi().size() == Integer.BYTES
        && state.creations().stream().anyMatch(c -> c.mayTellOf((int) rekeyed.spi().u32(0)));
  }

  /**
   * Whether our own exchange for the same has come so far that the peer's must wait; or the peer's
   * is being answered.
   */
  private static boolean isUnderWay(Established state, Aim aim) {
    return Creations.wanted(state, aim).filter(Creation::isPastCollision).isPresent()
        || state.peerCreations().stream()
            .anyMatch(p -> p.aim().collidesWith(aim) && p.stage() instanceof Stage.Answering);
  }

  /** The peer begins anew: what we kept of its former attempt is of no use any more. */
  private Established withoutFormer(Established state, Aim aim) {
    Established rest = state;
    for (PeerCreation former : state.peerCreations()) {
      if (former.aim().collidesWith(aim)) {
        rest = drop(rest, former);
      }
    }
    return rest;
  }

  private IkeState negotiate(
      Established state,
      Message message,
      Pending pending,
      List<ChildConfig> candidates,
      Optional<ChildSas.Child> old) {
    ChildNegotiation negotiation = ChildNegotiation.of(sa, state);
    return switch (negotiation.respond(message, Negotiation.CREATE_CHILD, candidates)) {
      case ChildNegotiation.Response.Accepted(var agreed, var payloads) -> {
        int beforeSelectors =
            1 + payloads.stream().map(p -> p instanceof SaPayload).toList().indexOf(true);
        Aim aim =
            old.isPresent()
                ? new Aim.RekeyChild(old.get().id(), agreed.config())
                : Aim.newChild(agreed.config());
        yield accept(
            state,
            message,
            pending,
            aim,
            agreed,
            payloads.subList(0, beforeSelectors),
            payloads.subList(beforeSelectors, payloads.size()));
      }
      case ChildNegotiation.Response.OtherKeyExchange other ->
          otherMethod(state, pending, message, other.wanted());
      case ChildNegotiation.Response.Refused refused -> {
        if (old.isPresent()) {
          sa.tell(new Event.RekeyingFailed(sa.id(), Optional.of(old.get().id()), refused.reason()));
        } else {
          new Establishment(sa).childFailed(Optional.empty(), refused.reason());
        }
        // = rfc7296:1.3.1/4
        yield refuse(state, pending, message, NotifyPayload.of(refused.error()));
      }
      case ChildNegotiation.Response.NotAsked none ->
          throw new IllegalStateException("the request has an SA payload");
    };
  }

  private IkeState rekeyIke(
      Established state, Message message, Pending pending, SaPayload offered) {
    Aim aim = new Aim.RekeyIke();
    // = rfc7296:2.25.1/7
    boolean busy =
        Creations.isBusyWithChildSas(state)
            || state.peerCreations().stream().anyMatch(p -> !p.aim().isIke());
    if (busy || isUnderWay(state, aim)) {
      return notNow(state, pending, message);
    }
    Established rest = withoutFormer(state, aim);
    SelectionPolicy policy =
        new SelectionPolicy(
            state.facts().connection().proposals(),
            SelectionPolicy.Order.CONFIGURED,
            SelectionPolicy.KeyExchangeChoice.BEST,
            Suites.floor(state.facts().connection(), sa.context().keyExchanges));
    Selection selection =
        ProposalSelection.select(
            offered,
            policy,
            Negotiation.REKEY_IKE,
            true,
            message.first(KePayload.class).map(KePayload::method));
    return switch (selection) {
      case Selection.Chosen chosen -> {
        IkeSpi ours = sa.context().table.newIkeSpi();
        IkeSpi theirs = IkeSpi.of(chosen.offered().spi());
        yield accept(
            rest,
            message,
            pending,
            aim,
            new Agreement.Ike(Side.RESPONDER, chosen.suite(), ours, theirs),
            List.of(chosen.answer(ours.octets())),
            List.of());
      }
      case Selection.WrongKeyExchange wrong -> otherMethod(rest, pending, message, wrong.wanted());
      case Selection.Refused refused -> {
        sa.tell(new Event.RekeyingFailed(sa.id(), Optional.empty(), refused.refusal().text()));
        yield refuse(rest, pending, message, NotifyPayload.of(NotifyType.NO_PROPOSAL_CHOSEN));
      }
    };
  }

  private IkeState accept(
      Established state,
      Message message,
      Pending pending,
      Aim aim,
      Agreement agreed,
      List<Payload> first,
      List<Payload> last) {
    Octets ni = message.first(NoncePayload.class).orElseThrow().data().compact();
    Octets nr = Octets.wrap(sa.draws().nonce(InitiatorSaInit.NONCE_LENGTH));
    List<KeyExchangeMethod> methods = agreed.suite().keyExchangesUsed().all();
    KeySeries series = new KeySeries(ni, nr, List.of(), methods);
    if (CreationPpks.areMissing(state, message)) {
      // = rfc9867:3.2/2
      if (agreed instanceof Agreement.Child child) {
        sa.context().table.releaseChildSpi(child.inboundSpi());
      }
      tellWithoutPpk(aim);
      return refuse(state, pending, message, NotifyPayload.of(NotifyType.NO_PROPOSAL_CHOSEN));
    }
    int number = sa.nextCreation();
    Collisions.Noted noted = new Collisions(sa).note(state, aim, number, series);
    List<Payload> before = new ArrayList<>(first);
    before.add(new NoncePayload(nr));
    Stage.Answering stage =
        new Stage.Answering(pending, ExchangeType.CREATE_CHILD_SA, before, last, 0);
    PeerCreation creation =
        new PeerCreation(number, aim, agreed, series, stage, false, noted.tags());
    if (CreationPpks.areHeard(state, message)) {
      int lookUp = new CreationPpks(sa).lookUp(message);
      return noted.state().and(creation.at(stage.finding(message, lookUp)));
    }
    return exchange(noted.state(), creation, stage, message);
  }

  /** Goes on with the key exchange of CREATE_CHILD_SA, if there is one. */
  private IkeState exchange(
      Established state, PeerCreation creation, Stage.Answering stage, Message request) {
    if (creation.series().isComplete()) {
      return answer(state, creation, stage, Optional.empty());
    }
    Octets share = request.first(KePayload.class).orElseThrow().data();
    int job = askForAnswer(creation.series().next(), share);
    return state.and(creation.at(stage.with(stage.before(), job)));
  }

  /** The PPKs that the peer proposes have been looked up. */
  private IkeState ppksFound(
      Established state, PeerCreation creation, Stage.Answering stage, JobResult.Ppks found) {
    Message request = stage.finding().orElseThrow();
    Octets ni = creation.series().ni();
    try {
      Optional<JobResult.FoundPpk> chosen = new CreationPpks(sa).choose(state, request, ni, found);
      if (chosen.isEmpty()) {
        return CreationPpks.isRequired(state)
            ? withoutPpk(state, creation, stage)
            : exchange(state, creation, stage, request);
      }
      List<Payload> before = new ArrayList<>(stage.before());
      before.add(NotifyPayload.of(NotifyType.PPK_IDENTITY, Octets.wrap(chosen.get().id())));
      return exchange(
          state,
          creation.with(creation.series().withPpk(chosen.get().key().duplicate())),
          stage.with(before, 0),
          request);
    } finally {
      found.discard();
    }
  }

  /** None of the PPKs that the peer proposes is one that we have, and one has to be. */
  // = rfc9867:3.2/2
  private IkeState withoutPpk(Established state, PeerCreation creation, Stage.Answering stage) {
    release(creation);
    tellWithoutPpk(creation.aim());
    respond(stage, List.of(NotifyPayload.of(NotifyType.NO_PROPOSAL_CHOSEN)));
    return state;
  }

  private void tellWithoutPpk(Aim aim) {
    String reason = "no PPK in common for CREATE_CHILD_SA, and one is required";
    if (aim instanceof Aim.NewChild) {
      new Establishment(sa).childFailed(Optional.empty(), reason);
    } else {
      sa.tell(new Event.RekeyingFailed(sa.id(), aim.replaced(), reason));
    }
  }

  private int askForAnswer(KeyExchangeMethod method, Octets share) {
    KeyExchange exchange = sa.context().keyExchanges.find(method).orElseThrow();
    Secret random = sa.draws().keyExchange(exchange.responderRandom());
    return sa.ask(new Job.AnswerShare(exchange, share.toArray(), random));
  }

  // IKE_FOLLOWUP_KE.

  /** The peer goes on with the next key exchange. */
  IkeState followUp(Established state, Message message, Pending pending) {
    Optional<Octets> link =
        message.notification(NotifyType.ADDITIONAL_KEY_EXCHANGE).map(NotifyPayload::data);
    Optional<PeerCreation> awaited =
        state.peerCreations().stream()
            .filter(p ->
                p.stage() instanceof Stage.Awaiting awaiting
                    && link.filter(awaiting.link()::equals).isPresent())
            .findFirst();
    if (awaited.isEmpty()) {
      // = rfc9370:2.2.4/6
      sa.context().count(Counter.STATES_NOT_FOUND);
      return refuse(state, pending, message, NotifyPayload.of(NotifyType.STATE_NOT_FOUND));
    }
    PeerCreation creation = awaited.get();
    Optional<KePayload> ke = message.first(KePayload.class);
    KeyExchangeMethod method = creation.series().next();
    // = rfc9370:2.2.4/4
    if (ke.isEmpty() || !ke.get().method().equals(method)) {
      Offence offence = ke.isEmpty() ? Offence.MISSING_PAYLOAD : Offence.WRONG_KE_METHOD;
      return offend(drop(state, creation), pending, message, offence, "instead of " + method);
    }
    int job = askForAnswer(method, ke.get().data());
    Stage stage =
        new Stage.Answering(pending, ExchangeType.IKE_FOLLOWUP_KE, List.of(), List.of(), job);
    return state.without(creation).and(creation.at(stage));
  }

  // Answers.

  /** The job that a creation waits for is done. */
  IkeState jobDone(Established state, PeerCreation creation, JobResult result) {
    Established rest = state.without(creation);
    Stage.Answering stage = (Stage.Answering) creation.stage();
    return switch (result) {
      case JobResult.ShareAnswered done ->
          answer(
              rest,
              creation.with(creation.series().with(done.secret())),
              stage,
              Optional.of(new KePayload(creation.series().next(), Octets.wrap(done.share()))));
      case JobResult.ShareRefused refused -> {
        // = ikev2-mlkem-08:2.2
        release(creation);
        sa.offence(Offence.REFUSED_KEY_EXCHANGE_DATA, refused.error().toString());
        respond(stage, List.of(NotifyPayload.of(refused.error().notifyType())));
        yield new Deletion(sa).leave(rest, DeleteReason.PROTOCOL_ERROR);
      }
      case JobResult.Failed failed -> {
        release(creation);
        respond(stage, List.of(NotifyPayload.of(NotifyType.TEMPORARY_FAILURE)));
        yield rest;
      }
      case JobResult.ShareMade other -> throw new IllegalStateException("no share was wanted");
      case JobResult.ExchangeCompleted other ->
          throw new IllegalStateException("no exchange was to be completed");
      case JobResult.Ppks found -> ppksFound(rest, creation, stage, found);
      case JobResult.ForAuthentication other ->
          throw new IllegalStateException("no key was wanted");
      case JobResult.PuzzleDone other -> throw new IllegalStateException("there was no puzzle");
      case JobResult.NameResolved other -> throw new IllegalStateException("there was no name");
      case JobResult.EapStepped other -> throw new IllegalStateException("there was no EAP");
    };
  }

  private void respond(Stage.Answering stage, List<Payload> payloads) {
    sa.channel().respond(stage.pending(), stage.exchange(), payloads);
  }

  private IkeState answer(
      Established state, PeerCreation creation, Stage.Answering stage, Optional<KePayload> ke) {
    List<Payload> payloads = new ArrayList<>(stage.before());
    ke.ifPresent(payloads::add);
    payloads.addAll(stage.after());
    if (creation.series().isComplete()) {
      return finish(state, creation, stage, payloads);
    }
    // = rfc9370:2.2.4/2
    Octets link = sa.draws().link(LINK_LENGTH);
    payloads.add(NotifyPayload.of(NotifyType.ADDITIONAL_KEY_EXCHANGE, link));
    respond(stage, payloads);
    if (creation.redundant()) {
      // The peer sees it, too, and does not go on.
      return dropped(state, creation);
    }
    Instant expires = sa.context().now().plus(PATIENCE);
    return state.and(creation.at(new Stage.Awaiting(link, expires)));
  }

  private IkeState finish(
      Established state, PeerCreation creation, Stage.Answering stage, List<Payload> payloads) {
    try {
      return switch (creation.agreed()) {
        case Agreement.Child child -> {
          ChildSas.Child made =
              ChildNegotiation.of(sa, state)
                  .make(child, state.facts().keyContext().prf(), creation.series());
          // = rfc7296:2.8/9
          new Establishment(sa).installInbound(made);
          respond(stage, payloads);
          sa.context().finish(creation.tags(), Optional.empty());
          yield childMade(state, creation, made);
        }
        case Agreement.Ike ike -> {
          IkeSa successor = new IkeRekeying(sa).successor(state, ike, creation.series());
          respond(stage, payloads);
          sa.context().finish(creation.tags(), Optional.empty());
          yield new IkeRekeying(sa).madeByPeer(state, creation, successor);
        }
      };
    } finally {
      creation.series().wipe();
    }
  }

  private IkeState childMade(Established state, PeerCreation creation, ChildSas.Child made) {
    Establishment establishment = new Establishment(sa);
    Optional<ChildSas.Child> old = creation.aim().replaced().flatMap(state.children()::byId);
    if (creation.redundant()) {
      return state.with(state.children().with(made.redundant()));
    } else if (old.isEmpty()) {
      // = rfc7296:2.8/11
      return establishment.activate(state, made);
    }
    // = rfc7296:2.8/x2
    Established with = state.with(state.children().with(made.inPlaceOf(old.get().id())));
    boolean undecided = Creations.wanted(state, creation.aim()).isPresent();
    return undecided || old.get().deleting()
        ? with
        : with.with(with.children().change(old.get().id(), c -> c.at(ChildSas.Standing.REPLACED)));
  }

  // Refusals and ends.

  private IkeState refuse(
      Established state, Pending pending, Message message, NotifyPayload error) {
    sa.channel().respond(pending, message.header().exchangeType(), List.of(error));
    return state;
  }

  @Clause("rfc7296:2.25/1")
  private IkeState notNow(Established state, Pending pending, Message message) {
    sa.context().count(Counter.TEMPORARY_FAILURES_ANSWERED);
    return refuse(state, pending, message, NotifyPayload.of(NotifyType.TEMPORARY_FAILURE));
  }

  @Clause("rfc7296:1.3/6")
  private IkeState otherMethod(
      Established state, Pending pending, Message message, KeyExchangeMethod wanted) {
    sa.context().count(Counter.INVALID_KE_ANSWERED);
    int method = wanted.value();
    Octets data = Octets.wrap(new byte[] {(byte) (method >>> 8), (byte) method});
    return refuse(state, pending, message, NotifyPayload.of(NotifyType.INVALID_KE_PAYLOAD, data));
  }

  @Clause("rfc7296:2.21.3/1")
  private IkeState offend(
      Established state, Pending pending, Message message, Offence offence, String detail) {
    sa.offence(offence, detail);
    refuse(state, pending, message, NotifyPayload.of(NotifyType.INVALID_SYNTAX));
    return new Deletion(sa).leave(state, DeleteReason.PROTOCOL_ERROR);
  }

  private void release(PeerCreation creation) {
    creation.abandon();
    if (creation.agreed() instanceof Agreement.Child child) {
      sa.context().table.releaseChildSpi(child.inboundSpi());
    }
    sa.context().finish(creation.tags(), Optional.of("the peer did not complete it"));
  }

  private Established dropped(Established state, PeerCreation creation) {
    release(creation);
    return state;
  }

  /** Forgets a creation that the peer does not go on with. */
  Established drop(Established state, PeerCreation creation) {
    return dropped(state.without(creation), creation);
  }

  /** Our own exchange for the same has won: the peer does not go on. */
  Established lost(Established state, PeerCreation creation) {
    return creation.stage() instanceof Stage.Awaiting
        ? drop(state, creation)
        : state.without(creation).and(creation.lost());
  }

  /** When the next creation of the peer's is no longer waited for. */
  Optional<Instant> due(Established state) {
    return state.peerCreations().stream()
        .filter(p -> p.stage() instanceof Stage.Awaiting)
        .map(p -> ((Stage.Awaiting) p.stage()).expires())
        .min(Instant::compareTo);
  }

  /** Forgets what the peer has not continued in time. */
  @Clause("rfc9370:2.2.4/5")
  Established expire(Established state, Instant now) {
    Established rest = state;
    for (PeerCreation creation : state.peerCreations()) {
      if (creation.stage() instanceof Stage.Awaiting awaiting && !awaiting.expires().isAfter(now)) {
        sa.context().count(Counter.FOLLOW_UPS_ABANDONED);
        sa.tell(
            new Event.RekeyingFailed(
                sa.id(),
                creation.aim().replaced(),
                "the peer did not go on with its key exchange"));
        rest = drop(rest, creation);
      }
    }
    return rest;
  }
}
