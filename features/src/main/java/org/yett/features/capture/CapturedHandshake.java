package org.yett.features.capture;

import java.util.List;
import org.yett.features.reference.ReferenceCipher;
import org.yett.features.reference.ReferenceKeys;
import org.yett.features.reference.ReferenceSuite;
import org.yett.features.subject.HeardKeys;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;

/**
 * An IKE_SA_INIT exchange that came to keys.
 *
 * @param request the request that was answered
 * @param response the response with SA, KE and nonce
 */
public record CapturedHandshake(Message request, Message response) {

  /** The proposal that the responder selected. */
  public Proposal selected() {
    return response.first(SaPayload.class).orElseThrow().proposals().getFirst();
  }

  /** The algorithms that the responder selected. */
  public ReferenceSuite suite() {
    return ReferenceSuite.of(selected());
  }

  /** The initiator's SPI. */
  public IkeSpi initiatorSpi() {
    return response.header().initiatorSpi();
  }

  /** The responder's SPI. */
  public IkeSpi responderSpi() {
    return response.header().responderSpi();
  }

  /** The data of a side's nonce. */
  public Octets nonce(Side side) {
    Message message = side == Side.INITIATOR ? request : response;
    return message.first(NoncePayload.class).orElseThrow().data();
  }

  /** The keys of all generations, from what an end tells of its shared secrets. */
  public List<ReferenceKeys> generations(HeardKeys heard) {
    Octets ni = nonce(Side.INITIATOR);
    Octets nr = nonce(Side.RESPONDER);
    return ReferenceKeys.generations(
        new ReferenceKeys.Context(suite(), ni, nr, initiatorSpi(), responderSpi()),
        heard.sharedSecrets(ni, nr));
  }

  /** How what a side sends under these keys is protected. */
  public ReferenceCipher cipher(ReferenceKeys keys, Side sender) {
    return new ReferenceCipher(suite(), keys, sender);
  }
}
