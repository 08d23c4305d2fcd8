package org.yett.ike.exchange;

import java.util.Optional;
import org.yett.ike.config.Identity;
import org.yett.ike.wire.PlacedPayload;

/**
 * IKE_AUTH with EAP, as initiator, once the responder has begun EAP.
 *
 * @param plan what is to be set up
 * @param handshake what came before
 * @param progress how far authentication has come
 * @param peer the responder
 * @param child what has been offered
 * @param idr the responder's ID payload as it came: what AUTH after EAP covers
 * @param alone whether no signature has proved the responder (RFC 5998)
 */
record EapClientRun(
    InitiatorPlan plan,
    Handshake handshake,
    AuthProgress progress,
    Identity peer,
    Optional<ChildOffer> child,
    PlacedPayload idr,
    boolean alone) {

  EapClientRun with(AuthProgress next) {
    return new EapClientRun(plan, handshake, next, peer, child, idr, alone);
  }
}
