package org.yett.gateway.runtime;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yett.gateway.config.ChildSettings;
import org.yett.gateway.config.EndAction;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.Event;
import org.yett.ike.event.IkeSaId;

/**
 * Knows which Child SAs stand, and says which are to be set up again because the peer deleted them
 * ({@code close_action}) or no longer answers ({@code dpd_action}). For one thread.
 */
final class Revival {

  /**
   * A child to set up again.
   *
   * @param connection its connection
   * @param child its name
   */
  record Wanted(String connection, String child) {}

  private final Function<Wanted, Optional<ChildSettings>> settings;
  private final Map<IkeSaId, Map<ChildSaId, Wanted>> standing = new HashMap<>();

  /**
   * @param settings of a child as it is loaded now; empty if it is not
   */
  Revival(Function<Wanted, Optional<ChildSettings>> settings) {
    this.settings = settings;
  }

  /** Takes note of an event; returns what is to be set up again for it. */
  List<Wanted> after(Event event) {
    return switch (event) {
      case Event.ChildSaEstablished up -> {
        standing
            .computeIfAbsent(up.ikeSa(), id -> new LinkedHashMap<>())
            .put(up.childSa(), new Wanted(up.connection(), up.name()));
        yield List.of();
      }
      case Event.IkeSaRekeyed rekeyed -> {
        Map<ChildSaId, Wanted> inherited = standing.remove(rekeyed.ikeSa());
        if (inherited != null) {
          standing
              .computeIfAbsent(rekeyed.successor(), id -> new LinkedHashMap<>())
              .putAll(inherited);
        }
        yield List.of();
      }
      case Event.ChildSaDeleted gone -> afterChild(gone);
      case Event.IkeSaDeleted gone -> afterIkeSa(gone);
      default -> List.of();
    };
  }

  private List<Wanted> afterChild(Event.ChildSaDeleted gone) {
    return switch (gone.reason()) {
      // What becomes of it depends on why the IKE SA went, which is told next.
      case IKE_SA_GONE, PEER_DEAD, PEER_CRASHED -> List.of();
      default -> {
        Map<ChildSaId, Wanted> children = standing.getOrDefault(gone.ikeSa(), new HashMap<>());
        Optional<Wanted> child = Optional.ofNullable(children.remove(gone.childSa()));
        boolean byPeer = gone.reason() == Event.DeleteReason.PEER;
        yield child
            .filter(wanted -> byPeer && !children.containsValue(wanted))
            .filter(wanted -> asks(wanted, ChildSettings::closeAction))
            .stream()
            .toList();
      }
    };
  }

  private List<Wanted> afterIkeSa(Event.IkeSaDeleted gone) {
    Map<ChildSaId, Wanted> children = standing.remove(gone.ikeSa());
    if (children == null) {
      return List.of();
    }
    Optional<Function<ChildSettings, EndAction>> action =
        switch (gone.reason()) {
          case PEER -> Optional.of(ChildSettings::closeAction);
          case PEER_DEAD, PEER_CRASHED -> Optional.of(ChildSettings::dpdAction);
          default -> Optional.empty();
        };
    return action.isEmpty()
        ? List.of()
        : children.values().stream()
            .distinct()
            .filter(wanted -> asks(wanted, action.get()))
            .toList();
  }

  private boolean asks(Wanted wanted, Function<ChildSettings, EndAction> action) {
    return settings.apply(wanted).map(action).filter(a -> a == EndAction.START).isPresent();
  }
}
