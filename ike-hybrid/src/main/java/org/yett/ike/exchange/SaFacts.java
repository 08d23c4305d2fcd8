package org.yett.ike.exchange;

import java.time.Instant;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.event.Posture;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.negotiate.Suite;

/**
 * What is settled about an established IKE SA.
 *
 * @param connection the connection that it belongs to
 * @param ours our identity
 * @param peer the peer's identity
 * @param suite the algorithms
 * @param keyContext what its keys are computed with
 * @param posture what protects it
 * @param establishedAt since when
 * @param assigned addresses that one end has assigned to the other
 * @param deadlines what is due about it because of its age
 */
record SaFacts(
    ConnectionConfig connection,
    Identity ours,
    Identity peer,
    Suite suite,
    IkeKeyContext keyContext,
    Posture posture,
    Instant establishedAt,
    AssignedAddresses assigned,
    IkeDeadlines deadlines) {

  SaFacts with(IkeDeadlines next) {
    return new SaFacts(
        connection, ours, peer, suite, keyContext, posture, establishedAt, assigned, next);
  }
}
