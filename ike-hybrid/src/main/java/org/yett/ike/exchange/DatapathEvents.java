package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.endpoint.Input.DatapathEvent;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.spec.Clause;

/** What the ESP datapath reports. */
final class DatapathEvents {

  private final EndpointContext context;
  private final IkeEngine engine;

  DatapathEvents(EndpointContext context, IkeEngine engine) {
    this.context = context;
    this.engine = engine;
  }

  void handle(DatapathEvent event) {
    switch (event) {
      case DatapathEvent.FirstInbound first -> heard(first.spi());
      case DatapathEvent.InboundActivity activity -> heard(activity.spi());
      case DatapathEvent.OutboundActivity activity ->
          context.table.byChildSpi(activity.spi()).ifPresent(IkeSa::sentByDatapath);
      case DatapathEvent.LimitReached limit -> {
        context.table.byChildSpi(limit.spi()).ifPresent(sa -> limitReached(sa, limit));
      }
      case DatapathEvent.Acquire acquire -> acquire(acquire);
      case DatapathEvent.PeerAddressChanged changed ->
          context.table.byChildSpi(changed.spi()).ifPresent(sa -> sa.seenAt(changed.remote()));
      case DatapathEvent.UnknownSpi unknown -> context.count(Counter.UNKNOWN_ESP_SPIS);
    }
  }

  private void heard(int spi) {
    context.table.byChildSpi(spi).ifPresent(sa -> sa.heardByDatapath(spi));
  }

  @Clause("rfc7296:2.8/1")
  private static void limitReached(IkeSa sa, DatapathEvent.LimitReached limit) {
    sa.whileEstablished(established ->
        established
            .children()
            .byInboundSpi(limit.spi())
            .<IkeState>map(child ->
                limit.hard()
                    ? new Maintenance(sa)
                        .deleteChildSas(
                            established, List.of(child.id()), DeleteReason.HARD_LIMIT, List.of())
                    : softLimit(sa, established, child))
            .orElse(established));
  }

  private static IkeState softLimit(
      IkeSa sa, IkeState.Established established, ChildSas.Child child) {
    return child.isInUse() ? new Aging(sa).rekeyChild(established, child, List.of()) : established;
  }

  /** A packet waits: the Child SA is set up, unless that is under way or done already. */
  private void acquire(DatapathEvent.Acquire acquire) {
    boolean underWay =
        context.table.all().stream()
            .anyMatch(sa -> sa.further().holdsOrSetsUp(acquire.connection(), acquire.child()));
    if (!underWay) {
      engine.initiate(
          acquire.connection(),
          Optional.of(acquire.child()),
          acquire.packet(),
          acquire.path(),
          List.of());
    }
  }
}
