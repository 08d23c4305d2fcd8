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
 */
record InitiatorPlan(
    ConnectionConfig connection,
    Optional<ChildConfig> child,
    Optional<SelectorPair> packet,
    List<Long> tags) {
  InitiatorPlan {
    tags = List.copyOf(tags);
  }
}
