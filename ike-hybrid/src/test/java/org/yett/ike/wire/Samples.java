package org.yett.ike.wire;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.PayloadType;

/** Messages for tests. */
final class Samples {
  static final IkeSpi SPI_I = new IkeSpi(0x0f1e2d3c4b5a6978L);
  static final IkeSpi SPI_R = new IkeSpi(0x8796a5b4c3d2e1f0L);
  static final MessageDecoder DECODER = new MessageDecoder(DecodeLimits.DEFAULT);

  private Samples() {}

  static IkeHeader header(ExchangeType exchange, long messageId) {
    return IkeHeader.of(SPI_I, SPI_R, exchange, Flags.request(Side.INITIATOR), messageId);
  }

  /** An INFORMATIONAL request in clear around this chain of payloads as it is. */
  static Octets around(PayloadType first, Octets chain) {
    OctetWriter out = new OctetWriter();
    header(ExchangeType.INFORMATIONAL, 7).with(first, IkeHeader.SIZE + chain.size()).write(out);
    out.octets(chain);
    return out.toOctets();
  }

  /** An INFORMATIONAL request in clear with one payload that has this body. */
  static Octets withBody(PayloadType type, Octets body) {
    return MessageEncoder.encodeClear(
            header(ExchangeType.INFORMATIONAL, 7), List.of(new UnknownPayload(type, false, body)))
        .octets();
  }

  static Message decodeClear(Octets octets) {
    return assertInstanceOf(Outer.Clear.class, DECODER.decodeOuter(octets)).message();
  }

  /** What the receiver of this message sees after a decryption that changes nothing. */
  static Decoded.Whole open(Octets datagram) {
    SealedMessage sealed =
        assertInstanceOf(Outer.Protected.class, DECODER.decodeOuter(datagram)).message();
    return DECODER.decodeInner(sealed, sealed.body());
  }

  /** The datagram of a message whose encryption changes nothing. */
  static Octets seal(Message message) {
    Octets plaintext = message.plaintext();
    return Octets.concat(Octets.wrap(Framing.whole(message, plaintext.size())), plaintext);
  }
}
