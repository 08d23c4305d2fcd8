package org.yett.ike.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.event.ChildPosture;
import org.yett.ike.event.ChildSaId;

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

  /**
   * A Child SA.
   *
   * @param sa as the datapath has it
   * @param config what it was set up from
   * @param posture what protects it
   * @param installedAt since when
   * @param deleting whether we have begun to delete it
   */
  record Child(
      ChildSa sa, ChildConfig config, ChildPosture posture, Instant installedAt, boolean deleting) {
    ChildSaId id() {
      return sa.id();
    }

    Child with(ChildSa changed) {
      return new Child(changed, config, posture, installedAt, deleting);
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

  ChildSas markDeleting(List<ChildSaId> ids) {
    return new ChildSas(
        all.stream()
            .map(child ->
                ids.contains(child.id())
                    ? new Child(
                        child.sa(), child.config(), child.posture(), child.installedAt(), true)
                    : child)
            .toList());
  }

  Optional<Child> find(Predicate<Child> wanted) {
    return all.stream().filter(wanted).findFirst();
  }

  Optional<Child> byId(ChildSaId id) {
    return find(child -> child.id().equals(id));
  }

  Optional<Child> byOutboundSpi(int spi) {
    return find(child -> child.sa().outboundSpi() == spi);
  }
}
