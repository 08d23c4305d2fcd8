package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.negotiate.SelectorPair;

/**
 * What an initiator wants to set up.
 *
 * @param connection the connection
 * @param child the Child SA to begin with; without one the IKE SA alone is set up (RFC 6023)
 * @param packet the packet that wants it, if it is one: our end is TSi
 * @param tags commands that wait for it
 * @param redirects how often we were sent elsewhere on the way
 * @param ticket by which an IKE SA that was lost is resumed
 */
record InitiatorPlan(
    ConnectionConfig connection,
    Optional<ChildConfig> child,
    Optional<SelectorPair> packet,
    List<Long> tags,
    RedirectHistory redirects,
    Optional<Resumption.ClientTicket> ticket) {
  InitiatorPlan {
    tags = List.copyOf(tags);
  }

  InitiatorPlan(
      ConnectionConfig connection,
      Optional<ChildConfig> child,
      Optional<SelectorPair> packet,
      List<Long> tags) {
    this(connection, child, packet, tags, RedirectHistory.NONE, Optional.empty());
  }

  /** The same by a ticket, if there is one. */
  InitiatorPlan withTicket(Optional<Resumption.ClientTicket> other) {
    return new InitiatorPlan(connection, child, packet, tags, redirects, other);
  }

  /** The same in the ordinary way. */
  InitiatorPlan withoutTicket() {
    return withTicket(Optional.empty());
  }

  /** The same, having been sent elsewhere. */
  InitiatorPlan redirected(RedirectHistory history) {
    return new InitiatorPlan(connection, child, packet, tags, history, ticket);
  }
}
