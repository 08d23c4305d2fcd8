package org.yett.ike.exchange;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * An SA that we create or rekey over an established IKE SA: CREATE_CHILD_SA, and IKE_FOLLOWUP_KE
 * where additional key exchanges are agreed.
 *
 * @param number no other creation of this IKE SA has it
 * @param aim what it is for
 * @param stage how far it has come
 * @param tags commands that wait for it
 * @param attempts what came of earlier attempts
 * @param collision the peer's exchange that replaces the same SA, if there is one
 * @param overtaken SPIs of unknown Child SAs that the peer has deleted while it was on its way: one
 *     may be that of the Child SA that the answer, overtaken by its Delete, will tell of
 */
record Creation(
    int number,
    Aim aim,
    Stage stage,
    List<Long> tags,
    Attempts attempts,
    Optional<Collision> collision,
    Set<Integer> overtaken)
    implements Procedure {

  /** Most SPIs that are remembered. */
  private static final int MOST_OVERTAKEN = PeerCreations.MOST_CHILD_SAS;

  Creation {
    tags = List.copyOf(tags);
    overtaken = Set.copyOf(overtaken);
  }

  /**
   * What came of earlier attempts.
   *
   * @param otherMethods how often the peer asked for another key exchange method
   * @param statesLost how often the peer had lost its state
   * @param refusals how often the peer was not able to at that time
   * @param refusedSince when it was not able to for the first time
   */
  record Attempts(int otherMethods, int statesLost, int refusals, Optional<Instant> refusedSince) {
    static final Attempts NONE = new Attempts(0, 0, 0, Optional.empty());

    Attempts otherMethod() {
      return new Attempts(otherMethods + 1, statesLost, refusals, refusedSince);
    }

    Attempts stateLost() {
      return new Attempts(otherMethods, statesLost + 1, refusals, refusedSince);
    }

    Attempts refused(Instant now) {
      return new Attempts(
          otherMethods, statesLost, refusals + 1, Optional.of(refusedSince.orElse(now)));
    }
  }

  /**
   * An exchange of the peer's that replaces the same SA as ours (RFC 7296 2.8.1, 2.8.2).
   *
   * @param lowerNonce the lower nonce of that exchange
   * @param answered the number of our {@link PeerCreation}
   */
  record Collision(Octets lowerNonce, int answered) {}

  /** What we offer. */
  sealed interface Offered {
    SaOffer offer();

    /** A Child SA. */
    record Child(ChildOffer child) implements Offered {
      @Override
      public SaOffer offer() {
        return child.offer();
      }
    }

    /** An IKE SA, with our SPI of it. */
    record Ike(SaOffer offer, IkeSpi ours) implements Offered {}
  }

  /**
   * What our CREATE_CHILD_SA request says, all but our share.
   *
   * @param offered what we offer
   * @param nonce data of our Nonce payload
   * @param ppks the post-quantum preshared keys that it proposes (RFC 9867 3.2)
   */
  record Draft(Offered offered, Octets nonce, List<JobResult.FoundPpk> ppks) {
    Draft {
      ppks = List.copyOf(ppks);
    }

    Draft with(List<JobResult.FoundPpk> proposed) {
      return new Draft(offered, nonce, proposed);
    }

    void wipe() {
      ppks.forEach(ppk -> ppk.key().close());
    }
  }

  /** How far it has come. */
  sealed interface Stage {

    /** It has not begun, and does not before that instant. */
    record Idle(Instant notBefore) implements Stage {}

    /** The post-quantum preshared keys to propose are being looked up. */
    record FindingPpks(Draft draft, int job) implements Stage {}

    /** Our share for CREATE_CHILD_SA is being made. */
    record MakingShare(Draft draft, int job) implements Stage {}

    /** CREATE_CHILD_SA waits for room in the window. */
    record Ready(Draft draft, Optional<InitiatorKey> key) implements Stage {}

    /** CREATE_CHILD_SA has been requested. */
    record Sent(Draft draft, Optional<InitiatorKey> key, long messageId) implements Stage {}

    /** The peer's share has come; the secret is being computed. */
    record Computing(Agreement agreed, KeySeries series, Optional<Octets> link, int job)
        implements Stage {}

    /** Our share for the next IKE_FOLLOWUP_KE is being made. */
    record MakingFollowUp(Agreement agreed, KeySeries series, Octets link, int job)
        implements Stage {}

    /** IKE_FOLLOWUP_KE waits for room in the window. */
    record FollowUpReady(Agreement agreed, KeySeries series, Octets link, InitiatorKey key)
        implements Stage {}

    /** IKE_FOLLOWUP_KE has been requested. */
    record FollowUpSent(Agreement agreed, KeySeries series, InitiatorKey key, long messageId)
        implements Stage {}
  }

  @Override
  public Progress progress() {
    return switch (stage) {
      case Stage.Ready ready -> WAITING;
      case Stage.FollowUpReady ready -> WAITING;
      case Stage.Sent sent -> new Progress.Sent(sent.messageId());
      case Stage.FollowUpSent sent -> new Progress.Sent(sent.messageId());
      case Stage.Idle idle -> BUSY;
      case Stage.FindingPpks finding -> BUSY;
      case Stage.MakingShare making -> BUSY;
      case Stage.Computing computing -> BUSY;
      case Stage.MakingFollowUp making -> BUSY;
    };
  }

  @Override
  public Creation sent(long messageId) {
    return switch (stage) {
      case Stage.Ready ready -> at(new Stage.Sent(ready.draft(), ready.key(), messageId));
      case Stage.FollowUpReady ready ->
          at(new Stage.FollowUpSent(ready.agreed(), ready.series(), ready.key(), messageId));
      case Stage.Idle other -> throw new IllegalStateException("not ready: " + number);
      case Stage.FindingPpks other -> throw new IllegalStateException("not ready: " + number);
      case Stage.MakingShare other -> throw new IllegalStateException("not ready: " + number);
      case Stage.Sent other -> throw new IllegalStateException("sent: " + number);
      case Stage.Computing other -> throw new IllegalStateException("not ready: " + number);
      case Stage.MakingFollowUp other -> throw new IllegalStateException("not ready: " + number);
      case Stage.FollowUpSent other -> throw new IllegalStateException("sent: " + number);
    };
  }

  @Override
  public OptionalInt awaitedJob() {
    return switch (stage) {
      case Stage.FindingPpks finding -> OptionalInt.of(finding.job());
      case Stage.MakingShare making -> OptionalInt.of(making.job());
      case Stage.Computing computing -> OptionalInt.of(computing.job());
      case Stage.MakingFollowUp making -> OptionalInt.of(making.job());
      case Stage.Idle other -> OptionalInt.empty();
      case Stage.Ready other -> OptionalInt.empty();
      case Stage.Sent other -> OptionalInt.empty();
      case Stage.FollowUpReady other -> OptionalInt.empty();
      case Stage.FollowUpSent other -> OptionalInt.empty();
    };
  }

  @Override
  public void abandon() {
    switch (stage) {
      case Stage.Ready ready -> {
        ready.key().ifPresent(InitiatorKey::close);
        ready.draft().wipe();
      }
      case Stage.Sent sent -> {
        sent.key().ifPresent(InitiatorKey::close);
        sent.draft().wipe();
      }
      case Stage.Computing computing -> computing.series().wipe();
      case Stage.MakingFollowUp making -> making.series().wipe();
      case Stage.FollowUpReady ready -> {
        ready.series().wipe();
        ready.key().close();
      }
      case Stage.FollowUpSent sent -> {
        sent.series().wipe();
        sent.key().close();
      }
      case Stage.MakingShare making -> making.draft().wipe();
      case Stage.Idle other -> {}
      case Stage.FindingPpks other -> {}
    }
  }

  /** Whether it has begun at all. */
  boolean hasBegun() {
    return !(stage instanceof Stage.Idle);
  }

  /** Whether the peer may have heard of it. */
  boolean isOnItsWay() {
    return switch (stage) {
      case Stage.Idle other -> false;
      case Stage.FindingPpks other -> false;
      case Stage.MakingShare other -> false;
      case Stage.Ready other -> false;
      case Stage.Sent other -> true;
      case Stage.Computing other -> true;
      case Stage.MakingFollowUp other -> true;
      case Stage.FollowUpReady other -> true;
      case Stage.FollowUpSent other -> true;
    };
  }

  /**
   * Whether CREATE_CHILD_SA has been answered: the peer knows of it, and has to wait for its end.
   */
  boolean isPastCollision() {
    return isOnItsWay() && !awaitsFirstAnswer();
  }

  /** Whether CREATE_CHILD_SA has been requested and not been answered. */
  boolean awaitsFirstAnswer() {
    return stage instanceof Stage.Sent;
  }

  /** Our SPI of the Child SA that is being created, if one has been reserved. */
  OptionalInt childSpi() {
    return switch (stage) {
      case Stage.FindingPpks finding -> childSpi(finding.draft());
      case Stage.MakingShare making -> childSpi(making.draft());
      case Stage.Ready ready -> childSpi(ready.draft());
      case Stage.Sent sent -> childSpi(sent.draft());
      case Stage.Computing computing -> childSpi(computing.agreed());
      case Stage.MakingFollowUp making -> childSpi(making.agreed());
      case Stage.FollowUpReady ready -> childSpi(ready.agreed());
      case Stage.FollowUpSent sent -> childSpi(sent.agreed());
      case Stage.Idle idle -> OptionalInt.empty();
    };
  }

  /** Whether an answer yet to come may tell of a Child SA with this SPI of the peer's. */
  boolean mayTellOf(int spi) {
    return switch (stage) {
      case Stage.Sent sent -> sent.draft().offered() instanceof Offered.Child;
      case Stage.Computing computing -> isOf(computing.agreed(), spi);
      case Stage.MakingFollowUp making -> isOf(making.agreed(), spi);
      case Stage.FollowUpReady ready -> isOf(ready.agreed(), spi);
      case Stage.FollowUpSent sent -> isOf(sent.agreed(), spi);
      case Stage.Idle idle -> false;
      case Stage.FindingPpks finding -> false;
      case Stage.MakingShare making -> false;
      case Stage.Ready ready -> false;
    };
  }

  private static boolean isOf(Agreement agreed, int spi) {
    return agreed instanceof Agreement.Child child && child.outboundSpi() == spi;
  }

  private static OptionalInt childSpi(Draft draft) {
    return draft.offered() instanceof Offered.Child(ChildOffer child)
        ? OptionalInt.of(child.inboundSpi())
        : OptionalInt.empty();
  }

  private static OptionalInt childSpi(Agreement agreed) {
    return agreed instanceof Agreement.Child child
        ? OptionalInt.of(child.inboundSpi())
        : OptionalInt.empty();
  }

  /** The method of the share that has been made or is being made for CREATE_CHILD_SA. */
  static Optional<KeyExchangeMethod> method(Optional<InitiatorKey> key) {
    return key.map(InitiatorKey::method);
  }

  Creation alsoFor(List<Long> more) {
    return new Creation(
        number,
        aim,
        stage,
        Stream.concat(tags.stream(), more.stream()).toList(),
        attempts,
        collision,
        overtaken);
  }

  Creation at(Stage next) {
    return new Creation(number, aim, next, tags, attempts, collision, overtaken);
  }

  /** The peer has deleted a Child SA that is unknown. */
  Creation overtakenBy(int spi) {
    if (!mayTellOf(spi) || overtaken.size() >= MOST_OVERTAKEN) {
      return this;
    }
    Set<Integer> more = new HashSet<>(overtaken);
    more.add(spi);
    return new Creation(number, aim, stage, tags, attempts, collision, more);
  }

  Creation with(Attempts next) {
    return new Creation(number, aim, stage, tags, next, collision, overtaken);
  }

  Creation with(Collision next) {
    return new Creation(number, aim, stage, tags, attempts, Optional.of(next), overtaken);
  }

  Creation withoutCollision() {
    return new Creation(number, aim, stage, tags, attempts, Optional.empty(), overtaken);
  }
}
