package org.yett.ike.exchange;

import java.util.List;
import org.yett.ike.config.CrashDetectionConfig;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;

/**
 * Makes the tokens of quick crash detection (RFC 6290 5.1): the same for the same IKE SA after
 * every restart, and for no other, from a secret alone.
 */
@Clause("rfc6290:5.1")
final class CrashTokens {

  private static final Prf HASH = Prf.of(PseudorandomFunction.HMAC_SHA2_256).orElseThrow();

  private final CrashDetectionConfig config;

  CrashTokens(CrashDetectionConfig config) {
    this.config = config;
  }

  /** Whether tokens are made. */
  boolean made() {
    return config.makesTokens();
  }

  /**
   * The token that the peer of an IKE SA is told under its protection; none if none are made.
   *
   * @param side our side of the IKE SA
   */
  List<NotifyPayload> current(Side side, IkeSpi initiator, IkeSpi responder) {
    return config.secrets().stream()
        .limit(1)
        .map(secret -> notification(secret, side, initiator, responder))
        .toList();
  }

  /** What a peer whose IKE SA we do not know any more may have been told: one of these. */
  // = rfc6290:4.5/2
  List<NotifyPayload> all(Side side, IkeSpi initiator, IkeSpi responder) {
    return config.secrets().stream()
        .map(secret -> notification(secret, side, initiator, responder))
        .toList();
  }

  private static NotifyPayload notification(
      Secret secret, Side side, IkeSpi initiator, IkeSpi responder) {
    // Our side is part of it: nobody gets the token of one IKE SA by asking in the other role.
    // = rfc6290:5/4
    // = rfc6290:9.2/1
    byte[] token =
        HASH.keyed(secret)
            .update(new byte[] {(byte) (side == Side.INITIATOR ? 1 : 2)})
            .update(initiator.octets().toArray())
            .update(responder.octets().toArray())
            .octets();
    // = rfc6290:4.1/1
    // = rfc6290:4.1/2
    return new NotifyPayload(
        ProtocolId.IKE, Octets.EMPTY, NotifyType.QUICK_CRASH_DETECTION, Octets.wrap(token));
  }
}
