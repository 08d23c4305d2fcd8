package org.yett.ike.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.Creation.Offered;
import org.yett.ike.exchange.Creation.Stage;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/**
 * What comes of SAs that we wanted to create or rekey, and could not: most is tried again after a
 * pause; where the ends may differ, the IKE SA is given up.
 */
final class CreationFailures {

  private final IkeSa sa;

  CreationFailures(IkeSa sa) {
    this.sa = sa;
  }

  /** Its SPI is free again. */
  Creation released(Creation creation) {
    creation.childSpi().ifPresent(sa.context().table::releaseChildSpi);
    return creation;
  }

  void release(Offered offered) {
    if (offered instanceof Offered.Child(ChildOffer child)) {
      sa.context().table.releaseChildSpi(child.inboundSpi());
    }
  }

  void release(Agreement agreed) {
    if (agreed instanceof Agreement.Child child) {
      sa.context().table.releaseChildSpi(child.inboundSpi());
    }
  }

  /** The peer has answered CREATE_CHILD_SA by an error. */
  IkeState refused(Established state, Creation creation, Stage.Sent sent, NotifyPayload error) {
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
    if (type.equals(NotifyType.SINGLE_PAIR_REQUIRED)
        && creation.aim() instanceof Aim.NewChild(var config, var packet)) {
      Optional<ChildConfig> single =
          SinglePair.of(config, packet, ChildNegotiation.of(sa, state).ends());
      if (single.isPresent()) {
        return new Creations(sa).want(state, Aim.newChild(single.get()), creation.tags());
      }
    }
    // = rfc7296:1.3.1/4
    return failed(state, creation, "the peer answers " + type);
  }

  /** The peer wants another key exchange method for CREATE_CHILD_SA. */
  @Clause("rfc7296:1.3/5")
  private IkeState otherMethod(Established state, Creation creation, Stage.Sent sent, Octets data) {
    SaOffer offer = sent.draft().offered().offer();
    Optional<KeyExchangeMethod> before = Creation.method(sent.key());
    sent.key().ifPresent(InitiatorKey::close);
    Optional<KeyExchangeMethod> wanted =
        data.size() == 2 ? Optional.of(KeyExchangeMethod.of(data.u16(0))) : Optional.empty();
    boolean usable =
        wanted.isPresent()
            && !wanted.equals(before)
            && offer.offersKeyExchange(wanted.get())
            && creation.attempts().otherMethods() < sa.context().config.limits().saInitRestarts();
    if (!usable) {
      sent.draft().wipe();
      release(sent.draft().offered());
      sa.offence(Offence.UNUSABLE_INVALID_KE_PAYLOAD, "the peer asks for " + wanted);
      return failed(state, creation, "the peer asks for a key exchange that was not offered");
    }
    return new Creations(sa)
        .makeShare(
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
    return new Creations(sa).want(without, Aim.newChild(config), creation.tags());
  }

  /** The peer has lost its state: the series has failed, and may be tried again. */
  @Clause("rfc9370:2.2.4/7")
  @Clause("rfc9370:2.2.4/8")
  IkeState stateLost(Established state, Creation creation) {
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
  IkeState violation(Established state, Creation creation, Offence offence, String detail) {
    creation.childSpi().ifPresent(sa.context().table::releaseChildSpi);
    sa.offence(offence, detail);
    return outOfStep(state, creation, detail, DeleteReason.PROTOCOL_ERROR);
  }

  /** The ends do not agree on what stands: they start over. */
  IkeState outOfStep(Established state, Creation creation, String detail, DeleteReason reason) {
    IkeState after = failed(state, creation, detail);
    return after instanceof Established standing
        ? new Deletion(sa).begin(standing, reason, List.of())
        : after;
  }
}
