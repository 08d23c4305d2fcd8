package org.yett.ike.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.event.ChildPosture;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.IkeSaId;

/**
 * The Child SAs of an IKE SA, oldest first. Values are immutable.
 *
 * @param all the Child SAs
 */
record ChildSas(List<Child> all) {

  static final ChildSas NONE = new ChildSas(List.of());

  ChildSas {
    all = List.copyOf(all);
  }

  /** Where a Child SA stands. */
  enum Standing {
    /** It is used in both directions. */
    INSTALLED,
    /**
     * The peer has made it in place of another, on which we go on sending until the peer is seen to
     * be ready (RFC 7296 2.8).
     */
    INBOUND_ONLY,
    /** The peer has made another in place of it, and is to delete it. */
    REPLACED,
    /** We have begun to delete it. */
    DELETING,
    /**
     * The peer has deleted it as well, so that nothing is sent on it any more, but has not answered
     * our own Delete (RFC 7296 1.4.1).
     */
    HALF_CLOSED
  }

  /**
   * A Child SA.
   *
   * @param sa as the datapath has it
   * @param config what it was set up from
   * @param posture what protects it
   * @param installedAt since when
   * @param rekeyAt when we rekey it, if we do
   * @param expiresAt when we delete it at the latest, if ever
   * @param replaces the Child SA that it is to replace, while it is {@code INBOUND_ONLY}
   * @param standing where it stands
   * @param announced whether it has been told of as established
   */
  record Child(
      ChildSa sa,
      ChildConfig config,
      ChildPosture posture,
      Instant installedAt,
      Optional<Instant> rekeyAt,
      Optional<Instant> expiresAt,
      Optional<ChildSaId> replaces,
      Standing standing,
      boolean announced) {
    ChildSaId id() {
      return sa.id();
    }

    boolean deleting() {
      return standing == Standing.DELETING || standing == Standing.HALF_CLOSED;
    }

    /** Whether it can be rekeyed: it is used, and nothing has come in its place. */
    boolean isInUse() {
      return standing == Standing.INSTALLED;
    }

    Child with(ChildSa changed) {
      return new Child(
          changed, config, posture, installedAt, rekeyAt, expiresAt, replaces, standing, announced);
    }

    Child at(Standing next) {
      return new Child(
          sa, config, posture, installedAt, rekeyAt, expiresAt, replaces, next, announced);
    }

    Child inPlaceOf(ChildSaId old) {
      return new Child(
          sa,
          config,
          posture,
          installedAt,
          rekeyAt,
          expiresAt,
          Optional.of(old),
          Standing.INBOUND_ONLY,
          announced);
    }

    /** Our own exchange has won: this one is left for the peer to delete. */
    Child redundant() {
      return new Child(
          sa,
          config,
          posture,
          installedAt,
          Optional.empty(),
          expiresAt,
          Optional.empty(),
          Standing.INBOUND_ONLY,
          announced);
    }

    Child rekeyAt(Optional<Instant> next) {
      return new Child(
          sa, config, posture, installedAt, next, expiresAt, replaces, standing, announced);
    }

    /** Used in both directions, and told of. */
    Child activated() {
      return new Child(
          sa,
          config,
          posture,
          installedAt,
          rekeyAt,
          expiresAt,
          Optional.empty(),
          Standing.INSTALLED,
          true);
    }
  }

  ChildSas with(Child child) {
    List<Child> more = new ArrayList<>(all);
    more.add(child);
    return new ChildSas(more);
  }

  ChildSas without(ChildSaId id) {
    return new ChildSas(all.stream().filter(child -> !child.id().equals(id)).toList());
  }

  /** The same with one of them changed. */
  ChildSas change(ChildSaId id, UnaryOperator<Child> change) {
    return new ChildSas(
        all.stream().map(child -> child.id().equals(id) ? change.apply(child) : child).toList());
  }

  ChildSas markDeleting(List<ChildSaId> ids) {
    return new ChildSas(
        all.stream()
            .map(child -> ids.contains(child.id()) ? child.at(Standing.DELETING) : child)
            .toList());
  }

  /** The same, held by another IKE SA. */
  ChildSas underIkeSa(IkeSaId successor) {
    return new ChildSas(
        all.stream().map(child -> child.with(child.sa().underIkeSa(successor))).toList());
  }

  Optional<Child> find(Predicate<Child> wanted) {
    return all.stream().filter(wanted).findFirst();
  }

  Optional<Child> byId(ChildSaId id) {
    return find(child -> child.id().equals(id));
  }

  Optional<Child> byInboundSpi(int spi) {
    return find(child -> child.sa().inboundSpi() == spi);
  }

  /**
   * The Child SA that sends with this SPI; the peer may give an SPI that it has closed to another.
   */
  Optional<Child> byOutboundSpi(int spi) {
    return find(
        child -> child.sa().outboundSpi() == spi && child.standing() != Standing.HALF_CLOSED);
  }

  /** The Child SA that the peer has made in place of this one, not yet used. */
  Optional<Child> heirOf(ChildSaId old) {
    return find(child -> child.replaces().filter(old::equals).isPresent());
  }
}
