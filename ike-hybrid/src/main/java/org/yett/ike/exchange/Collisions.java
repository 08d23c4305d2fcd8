package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.exchange.Creation.Collision;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.spec.Clause;

/** Both ends replace the same SA at once (RFC 7296 2.8.1, 2.8.2, RFC 9370 2.2.4). */
final class Collisions {

  private final IkeSa sa;

  Collisions(IkeSa sa) {
    this.sa = sa;
  }

  /** Whether the lowest of the four nonces is one of our exchange, whose SA is then redundant. */
  @Clause("rfc7296:2.8.1/x2")
  static boolean loses(Creation ours, KeySeries series) {
    return ours.collision()
        .filter(peers -> series.lowerNonce().compareUnsigned(peers.lowerNonce()) < 0)
        .isPresent();
  }

  /**
   * The peer has begun to replace what we have begun to replace: ours goes on if the peer may have
   * heard of it, and gives way if not.
   *
   * @return the tags of what has given way
   */
  Noted note(Established state, Aim aim, int answering, KeySeries series) {
    Optional<Creation> ours = Creations.wanted(state, aim);
    if (ours.isEmpty()) {
      return new Noted(state, List.of());
    }
    Established rest = state.without(ours.get());
    if (ours.get().awaitsFirstAnswer()) {
      // = rfc7296:2.25.1/2, rfc7296:2.25.2/1
      sa.context().count(Counter.REKEYINGS_COLLIDED);
      Collision collision = new Collision(series.lowerNonce(), answering);
      return new Noted(rest.and(ours.get().with(collision)), List.of());
    }
    ours.get().abandon();
    ours.get().childSpi().ifPresent(sa.context().table::releaseChildSpi);
    return new Noted(rest, ours.get().tags());
  }

  /** What has come of the note that the peer replaces the same. */
  record Noted(Established state, List<Long> tags) {}

  /** The peer has answered our exchange: it is decided whose SA stays. */
  Established judged(Established state, Creation ours, boolean lost) {
    if (ours.collision().isEmpty() || lost) {
      return state;
    }
    int answered = ours.collision().get().answered();
    Optional<PeerCreation> open = peers(state, answered);
    if (open.isPresent()) {
      return new PeerCreations(sa).lost(state, open.get());
    }
    sa.succession().heir().ifPresent(heir -> heir.succession().supersede());
    sa.succession().noHeir();
    return ours.aim()
        .replaced()
        .flatMap(state.children()::heirOf)
        .map(heir -> state.with(state.children().change(heir.id(), ChildSas.Child::redundant)))
        .orElse(state);
  }

  private static Optional<PeerCreation> peers(Established state, int number) {
    return state.peerCreations().stream().filter(p -> p.number() == number).findFirst();
  }

  /** Ours was the one with the lowest nonce, and has not made an SA: it just stops. */
  @Clause("rfc9370:2.2.4/10")
  IkeState stoppedOurs(Established state, Creation ours) {
    return peerStands(state, ours);
  }

  /** Ours is over: what the peer has made, or is making, takes the place of the old SA. */
  @Clause("rfc7296:2.8.2/1")
  IkeState peerStands(Established state, Creation ours) {
    boolean open = peers(state, ours.collision().orElseThrow().answered()).isPresent();
    if (ours.aim().isIke()) {
      Optional<IkeSa> heir = sa.succession().heir();
      if (heir.isPresent()) {
        sa.succession().noHeir();
        sa.context().finish(ours.tags(), Optional.empty());
        return new IkeRekeying(sa).inherit(state, heir.get());
      }
    } else {
      Optional<ChildSas.Child> old = ours.aim().replaced().flatMap(state.children()::byId);
      boolean replaced = old.flatMap(c -> state.children().heirOf(c.id())).isPresent();
      if (old.isEmpty() || replaced) {
        sa.context().finish(ours.tags(), Optional.empty());
        return old.isEmpty() || old.get().deleting()
            ? state
            : state.with(
                state.children().change(old.get().id(), c -> c.at(ChildSas.Standing.REPLACED)));
      }
    }
    if (open) {
      sa.context().finish(ours.tags(), Optional.empty());
      return state;
    }
    // The peer's exchange has come to nothing meanwhile: ours is tried again.
    return state.and(
        ours.withoutCollision()
            .at(new Creation.Stage.Idle(sa.context().now().plus(sa.lifetimes().backOff(0)))));
  }
}
