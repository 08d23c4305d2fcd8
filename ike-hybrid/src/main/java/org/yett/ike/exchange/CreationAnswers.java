package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Job;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.Creation.Offered;
import org.yett.ike.exchange.Creation.Stage;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.negotiate.AnswerVerification;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/**
 * The answers to our CREATE_CHILD_SA and IKE_FOLLOWUP_KE requests (RFC 7296 1.3, RFC 9370 2.2.4),
 * up to the new SA.
 */
final class CreationAnswers {

  private final IkeSa sa;

  CreationAnswers(IkeSa sa) {
    this.sa = sa;
  }

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
      return new CreationFailures(sa).refused(state, creation, sent, error.get());
    }
    Optional<NoncePayload> nonce = response.first(NoncePayload.class);
    if (nonce.isEmpty()) {
      creation.abandon();
      return new CreationFailures(sa)
          .violation(
              state,
              new CreationFailures(sa).released(creation),
              Offence.MISSING_PAYLOAD,
              "no Nonce payload");
    }
    return switch (sent.draft().offered()) {
      case Offered.Child(ChildOffer offered) ->
          switch (ChildNegotiation.of(sa, state).conclude(offered, response)) {
            case ChildNegotiation.Outcome.Agreed(Agreement.Child agreed) ->
                agreed(state, creation, sent, response, agreed);
            case ChildNegotiation.Outcome.Declined declined -> {
              creation.abandon();
              yield new CreationFailures(sa)
                  .violation(
                      state,
                      new CreationFailures(sa).released(creation),
                      Offence.MISSING_PAYLOAD,
                      declined.reason());
            }
            case ChildNegotiation.Outcome.Violation violation -> {
              creation.abandon();
              yield new CreationFailures(sa)
                  .violation(
                      state,
                      new CreationFailures(sa).released(creation),
                      violation.offence(),
                      violation.detail());
            }
            case ChildNegotiation.Outcome.Useless useless -> {
              creation.abandon();
              yield new CreationFailures(sa)
                  .outOfStep(
                      state,
                      new CreationFailures(sa).released(creation),
                      useless.reason(),
                      DeleteReason.NOT_ACCEPTABLE);
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
      return new CreationFailures(sa)
          .violation(state, creation, Offence.MISSING_PAYLOAD, "no SA payload");
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
        yield new CreationFailures(sa)
            .violation(state, creation, violation.offence(), violation.text());
      }
      case AnswerVerification.Result.BelowFloor below -> {
        creation.abandon();
        yield new CreationFailures(sa)
            .violation(
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
      new CreationFailures(sa).release(agreed);
      return new Collisions(sa).stoppedOurs(state, creation);
    }
    return switch (new CreationPpks(sa).answered(state, sent.draft(), response)) {
      case CreationPpks.Outcome.Settled(Optional<Secret> ppk) -> {
        KeySeries mixed = ppk.map(series::withPpk).orElse(series);
        Established judged = new Collisions(sa).judged(state, creation, lost);
        if (methods.isEmpty()) {
          creation.abandon();
          yield next(judged, creation, agreed, mixed, link);
        }
        yield complete(judged, creation, agreed, mixed, sent.key(), link, response);
      }
      case CreationPpks.Outcome.Missing(String detail) -> {
        creation.abandon();
        new CreationFailures(sa).release(agreed);
        yield new CreationFailures(sa)
            .outOfStep(state, creation, detail, DeleteReason.NOT_ACCEPTABLE);
      }
      case CreationPpks.Outcome.Wrong(String detail) -> {
        creation.abandon();
        new CreationFailures(sa).release(agreed);
        yield new CreationFailures(sa).violation(state, creation, Offence.WRONG_PPK, detail);
      }
    };
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
      new CreationFailures(sa).release(agreed);
      return new CreationFailures(sa)
          .violation(
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
      new CreationFailures(sa).release(agreed);
      return new CreationFailures(sa)
          .violation(
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
  IkeState next(
      Established state,
      Creation creation,
      Agreement agreed,
      KeySeries series,
      Optional<Octets> link) {
    if (series.isComplete()) {
      return finish(state, creation, agreed, series);
    }
    KeyExchange method = sa.context().keyExchanges.find(series.next()).orElseThrow();
    int job = sa.ask(new Job.MakeShare(method, sa.draws().keyExchange(method.initiatorRandom())));
    return state.and(
        creation.at(new Stage.MakingFollowUp(agreed, series, link.orElseThrow(), job)));
  }

  private IkeState followedUp(
      Established state, Creation creation, Stage.FollowUpSent sent, Message response) {
    Optional<NotifyPayload> error = error(response);
    if (error.isPresent()) {
      creation.abandon();
      new CreationFailures(sa).release(sent.agreed());
      NotifyType type = error.get().notifyType();
      return type.equals(NotifyType.STATE_NOT_FOUND)
          ? new CreationFailures(sa).stateLost(state, creation)
          : new CreationFailures(sa)
              .failed(state, creation, "the peer answers IKE_FOLLOWUP_KE with " + type);
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
                  ChildNegotiation.of(sa, state)
                      .make(child, state.facts().keyContext().prf(), series),
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
}
