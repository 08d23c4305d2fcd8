package org.yett.ike.exchange;

import java.util.List;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.negotiate.Selection;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NoncePayload;

/**
 * An IKE_SA_INIT request that a responder has found acceptable.
 *
 * @param message the request as it was on the wire
 * @param candidates connections for these addresses, the one whose proposals were chosen from first
 * @param chosen the algorithms
 * @param ke the initiator's share
 * @param nonce the initiator's nonce
 * @param intermediate whether IKE_INTERMEDIATE was announced
 * @param puzzleSolved whether the initiator has solved a puzzle for it
 */
record FirstRequest(
    Message message,
    List<ConnectionConfig> candidates,
    Selection.Chosen chosen,
    KePayload ke,
    NoncePayload nonce,
    boolean intermediate,
    boolean puzzleSolved) {
  FirstRequest {
    candidates = List.copyOf(candidates);
  }
}
