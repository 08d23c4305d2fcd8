package org.yett.ike.exchange;

import java.util.List;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ConnectionConfig;

/**
 * What an initiator wants to set up.
 *
 * @param connection the connection
 * @param child the Child SA of IKE_AUTH
 * @param tags commands that wait for it
 */
record InitiatorPlan(ConnectionConfig connection, ChildConfig child, List<Long> tags) {
  InitiatorPlan {
    tags = List.copyOf(tags);
  }
}
