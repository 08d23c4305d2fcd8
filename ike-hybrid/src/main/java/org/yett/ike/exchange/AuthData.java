package org.yett.ike.exchange;

import java.util.List;
import org.yett.ike.auth.ResumptionAuth;
import org.yett.ike.auth.SignedOctets;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IdPayload;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.ExchangeType;

/** AUTH payloads of both sides by a pre-shared key, and what they cover (RFC 7296 2.15). */
final class AuthData {

  private AuthData() {}

  static IdPayload idPayload(Side side, Identity identity) {
    return new IdPayload(side, identity.type(), Octets.wrap(identity.data()));
  }

  static Identity identity(PlacedPayload placed) {
    IdPayload id = (IdPayload) placed.payload();
    return Identity.of(id.idType(), id.data().toArray());
  }

  /** The body of an ID payload of ours, as it will be on the wire. */
  private static Octets body(IdPayload id) {
    IkeHeader header =
        IkeHeader.of(IkeSpi.ZERO, IkeSpi.ZERO, ExchangeType.IKE_AUTH, Flags.request(id.side()), 1);
    Message alone = MessageEncoder.encodeClear(header, List.of(id));
    return alone.identification(id.side()).orElseThrow().body();
  }

  /** Our AUTH payload in a resumed IKE SA. */
  static AuthPayload proveResumed(
      IkeSa sa, Handshake handshake, Side side, IdPayload id, long messageId) {
    IkeKeys keys = sa.channel().keys();
    SignedOctets signed = signed(sa, handshake, keys, side, body(id), messageId);
    byte[] data =
        ResumptionAuth.compute(handshake.keyContext().prf(), skP(keys, side), signed, sa.trace());
    return new AuthPayload(AuthMethod.SHARED_KEY, Octets.wrap(data));
  }

  /** Whether the peer's AUTH payload proves its identity in a resumed IKE SA. */
  static boolean provesResumed(
      IkeSa sa,
      Handshake handshake,
      Side side,
      PlacedPayload id,
      AuthPayload auth,
      long messageId) {
    IkeKeys keys = sa.channel().keys();
    return auth.method().equals(AuthMethod.SHARED_KEY)
        && ResumptionAuth.verify(
            handshake.keyContext().prf(),
            skP(keys, side),
            signed(sa, handshake, keys, side, id.body(), messageId),
            auth.data().toArray(),
            sa.trace());
  }

  /** What proves a side of a resumed IKE SA. */
  static Secret skP(IkeKeys keys, Side side) {
    return side == Side.INITIATOR ? keys.skPi() : keys.skPr();
  }

  /** The octets that one of our ID payloads and everything before it gives to prove. */
  static SignedOctets signed(
      IkeSa sa, Handshake handshake, IkeKeys keys, IdPayload id, AuthProgress progress) {
    return signed(sa, handshake, keys, id.side(), body(id), progress.firstMessageId());
  }

  /** The octets that the peer's ID payload, as it came, and everything before it give to prove. */
  static SignedOctets signed(
      IkeSa sa, Handshake handshake, Side side, PlacedPayload id, AuthProgress progress) {
    return signed(sa, handshake, sa.channel().keys(), side, id.body(), progress.firstMessageId());
  }

  @Clause("rfc9242:3.3.2")
  @Clause("rfc7296:2.15/x2")
  @Clause("rfc9370:2.2.3/x2")
  private static SignedOctets signed(
      IkeSa sa, Handshake handshake, IkeKeys keys, Side side, Octets idBody, long messageId) {
    IkeKeyContext context = handshake.keyContext();
    var intAuth = handshake.intAuth().finish((int) messageId);
    return side == Side.INITIATOR
        ? SignedOctets.ofInitiator(
            context.prf(),
            TranscriptAuth.realMessage1(handshake),
            context.nr(),
            keys.skPi(),
            idBody.toArray(),
            intAuth,
            sa.trace())
        : SignedOctets.ofResponder(
            context.prf(),
            TranscriptAuth.realMessage2(handshake),
            context.ni(),
            keys.skPr(),
            idBody.toArray(),
            intAuth,
            sa.trace());
  }
}
