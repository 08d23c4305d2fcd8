package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.negotiate.SelectorPair;

/** Child SAs that are wanted over an IKE SA before it stands, or besides those that do. */
final class FurtherChildren {

  private final IkeSa sa;
  private final List<Wanted> wanted = new ArrayList<>();

  FurtherChildren(IkeSa sa) {
    this.sa = sa;
  }

  private record Wanted(Aim aim, List<Long> tags) {}

  /** A further Child SA is wanted; it is set up as soon as the IKE SA stands. */
  void want(ChildConfig child, Optional<SelectorPair> packet, List<Long> tags) {
    wanted.add(new Wanted(new Aim.NewChild(child, packet), tags));
    if (sa.isEstablished()) {
      sa.settle();
    }
  }

  /** Whether a further Child SA can be set up over the IKE SA: it stands, or is about to. */
  boolean takes(ChildConfig child) {
    return sa.isInCharge()
        || (sa.state() instanceof IkeState.Initiating initiating
            && initiating.plan().child().filter(c -> !c.name().equals(child.name())).isPresent());
  }

  /** The IKE SA stands: what is wanted begins. */
  IkeState.Established begin(IkeState.Established established) {
    IkeState.Established next = established;
    for (Wanted more : wanted) {
      next = new Creations(sa).want(next, more.aim(), more.tags());
    }
    wanted.clear();
    return next;
  }

  /** The IKE SA does not come about. */
  void giveUp(String detail) {
    wanted.forEach(more -> sa.context().finish(more.tags(), Optional.of(detail)));
    wanted.clear();
  }

  /** Whether the Child SA of that name stands, or is on its way. */
  boolean holdsOrSetsUp(String connectionName, String childName) {
    boolean planned =
        sa.state() instanceof IkeState.Initiating initiating
            && initiating.plan().connection().name().equals(connectionName)
            && initiating.plan().child().filter(c -> c.name().equals(childName)).isPresent();
    return planned
        || (sa.connection().filter(c -> c.name().equals(connectionName)).isPresent()
            && isAboutToCreate(childName))
        || sa.childSas()
            .find(child ->
                child.sa().connection().equals(connectionName)
                    && child.sa().name().equals(childName)
                    && !child.deleting())
            .isPresent();
  }

  private boolean isAboutToCreate(String childName) {
    Stream<Aim> begun =
        sa.state() instanceof IkeState.Established established
            ? established.creations().stream().map(Creation::aim)
            : Stream.empty();
    return Stream.concat(wanted.stream().map(Wanted::aim), begun)
        .anyMatch(aim ->
            aim instanceof Aim.NewChild(var config, var packet) && config.name().equals(childName));
  }
}
