package org.yett.ike.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.spec.Clause;

/** What is due about an established IKE SA and its Child SAs because time has passed. */
final class Aging {

  /** So many Message IDs before the last one, the IKE SA is rekeyed (RFC 7296 2.2). */
  private static final long MESSAGE_IDS_LEFT = 1L << 16;

  private static final Duration REAUTHENTICATION_RETRY = Duration.ofMinutes(1);

  private final IkeSa sa;

  Aging(IkeSa sa) {
    this.sa = sa;
  }

  /** When {@link #onTime} has something to do next. */
  Optional<Instant> due(Established state) {
    IkeDeadlines deadlines = state.facts().deadlines();
    Stream<Optional<Instant>> own =
        Stream.of(
            new Maintenance(sa).due(state),
            new Creations(sa).due(state),
            new PeerCreations(sa).due(state),
            rekeyDue(state),
            deadlines.reauthenticateAt(),
            deadlines.expiresAt());
    Stream<Optional<Instant>> children =
        state.children().all().stream()
            .flatMap(child -> Stream.of(rekeyDue(state, child), expiry(child)));
    return Stream.concat(own, children).flatMap(Optional::stream).min(Instant::compareTo);
  }

  private static Optional<Instant> rekeyDue(Established state) {
    return Creations.wanted(state, new Aim.RekeyIke()).isPresent()
        ? Optional.empty()
        : state.facts().deadlines().rekeyAt();
  }

  private static Optional<Instant> rekeyDue(Established state, ChildSas.Child child) {
    Aim aim = new Aim.RekeyChild(child.id(), child.config());
    boolean underWay =
        Creations.wanted(state, aim).isPresent()
            || state.peerCreations().stream().anyMatch(p -> p.aim().collidesWith(aim));
    return underWay || !child.isInUse() ? Optional.empty() : child.rekeyAt();
  }

  private static Optional<Instant> expiry(ChildSas.Child child) {
    return child.deleting() ? Optional.empty() : child.expiresAt();
  }

  private static boolean isDue(Optional<Instant> at, Instant now) {
    return at.filter(instant -> !instant.isAfter(now)).isPresent();
  }

  /** Does what is due. */
  @Clause("rfc7296:2.8/1")
  IkeState onTime(Established state, Instant now) {
    IkeDeadlines deadlines = state.facts().deadlines();
    if (isDue(deadlines.expiresAt(), now)) {
      // = rfc7296:2.8/4
      return new Deletion(sa).begin(state, DeleteReason.HARD_LIMIT, List.of());
    }
    Established next = new PeerCreations(sa).expire(state, now);
    if (isDue(deadlines.reauthenticateAt(), now)) {
      next = reauthenticate(next, List.of());
    } else if (isDue(rekeyDue(next), now)) {
      next = rekeyIke(next, List.of());
    }
    for (ChildSas.Child child : next.children().all()) {
      if (isDue(expiry(child), now)) {
        next =
            new Maintenance(sa)
                .deleteChildSas(next, List.of(child.id()), DeleteReason.HARD_LIMIT, List.of());
      } else if (isDue(rekeyDue(next, child), now)) {
        next = rekeyChild(next, child, List.of());
      }
    }
    return next;
  }

  /** Rekeys a Child SA, unless that is under way. */
  Established rekeyChild(Established state, ChildSas.Child child, List<Long> tags) {
    Aim aim = new Aim.RekeyChild(child.id(), child.config());
    Optional<Creation> wanted = Creations.wanted(state, aim);
    if (wanted.isPresent()) {
      return state.without(wanted.get()).and(wanted.get().alsoFor(tags));
    }
    if (!child.isInUse()) {
      sa.context().finish(tags, Optional.of("the Child SA is being replaced or deleted"));
      return state;
    }
    return new Creations(sa).want(state, aim, tags);
  }

  /** Rekeys the IKE SA, unless that is under way. */
  Established rekeyIke(Established state, List<Long> tags) {
    Optional<Creation> wanted = Creations.wanted(state, new Aim.RekeyIke());
    return wanted.isPresent()
        ? state.without(wanted.get()).and(wanted.get().alsoFor(tags))
        : new Creations(sa).want(state, new Aim.RekeyIke(), tags);
  }

  /** Sets up a new IKE SA with the same Child SAs; when it stands, this one is deleted. */
  @Clause("rfc7296:2.8.3")
  Established reauthenticate(Established state, List<Long> tags) {
    Optional<Instant> again = Optional.of(sa.context().now().plus(REAUTHENTICATION_RETRY));
    Established next =
        state.with(
            state
                .facts()
                .with(
                    state
                        .facts()
                        .deadlines()
                        .reauthenticateAt(
                            state.facts().deadlines().reauthenticateAt().isPresent()
                                ? again
                                : Optional.empty())));
    new Reauthentication(sa).begin(next, tags);
    return next;
  }

  /** Message IDs are running out: the IKE SA is rekeyed while there are some left. */
  @Clause("rfc7296:2.2")
  Established beforeMessageIdsEnd(Established state) {
    boolean few = sa.channel().highestMessageId() >= (1L << 32) - MESSAGE_IDS_LEFT;
    return few && Creations.wanted(state, new Aim.RekeyIke()).isEmpty()
        ? rekeyIke(state, List.of())
        : state;
  }
}
