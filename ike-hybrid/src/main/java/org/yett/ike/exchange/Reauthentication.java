package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;

/**
 * An IKE SA is replaced by one that is set up from scratch, so that both ends prove their
 * identities again (RFC 7296 2.8.3): first the new one with all Child SAs, then the old one is
 * deleted.
 */
@Clause("rfc7296:2.8.3")
final class Reauthentication {

  /** The old IKE SA. */
  private final IkeSa sa;

  Reauthentication(IkeSa sa) {
    this.sa = sa;
  }

  /** Begins to set up the new IKE SA, unless that is under way. */
  void begin(Established state, List<Long> tags) {
    boolean underWay =
        sa.context().table.all().stream()
            .anyMatch(other -> other.replaces().filter(sa.id()::equals).isPresent());
    if (underWay) {
      sa.context().finish(tags, Optional.of("it is being reauthenticated already"));
      return;
    }
    ConnectionConfig connection =
        sa.context()
            .connection(state.facts().connection().name())
            .orElse(state.facts().connection());
    List<ChildConfig> children =
        new ArrayList<>(
            state.children().all().stream()
                .filter(child -> !child.deleting() && child.replaces().isEmpty())
                .map(child -> connection.child(child.sa().name()).orElse(child.config()))
                .toList());
    if (children.isEmpty()) {
      connection.children().stream().findFirst().ifPresent(children::add);
    }
    if (children.isEmpty()) {
      sa.context().finish(tags, Optional.of("the connection has no Child SA to set up"));
      return;
    }
    IkeSa fresh = new IkeSa(sa.context(), Side.INITIATOR, sa.channel().route().path());
    fresh.replace(sa.id());
    children.stream()
        .skip(1)
        .forEach(child -> fresh.further().want(child, Optional.empty(), List.of()));
    new Beginnings(fresh)
        .initiate(
            new InitiatorPlan(
                connection, Optional.of(children.getFirst()), Optional.empty(), tags));
  }

  /** The new IKE SA stands with all that it is to hold: the old one is deleted. */
  static void complete(IkeSa fresh, IkeSaId old) {
    fresh
        .context()
        .table
        .byId(old)
        .filter(IkeSa::isEstablished)
        .ifPresent(before -> before.terminate(DeleteReason.REAUTHENTICATED, List.of()));
  }
}
