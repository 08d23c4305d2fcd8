package org.yett.ike.wire;

import org.yett.spec.Clause;
import org.yett.spec.iana.PayloadType;

/**
 * The octets of a decrypted message, as if it had been sent in plain in one Encrypted payload (RFC
 * 9242 3.3.2).
 */
final class Unfragmented {

  private Unfragmented() {}

  /**
   * From the received message, or its first fragment, and the plaintext. Of a fragment, the payload
   * type that announced it is replaced by that of the Encrypted payload; its Next Payload field and
   * its reserved octet stay, since those of the first fragment stand for the whole.
   */
  @Clause("rfc9242:3.3.2/2")
  @Clause("rfc9242:3.3.2/3")
  static Octets of(SealedMessage sealed, Octets plaintext) {
    int skOffset = sealed.encrypted().offset();
    int preambleSize = skOffset + Payload.HEADER_SIZE;
    OctetWriter out = new OctetWriter();
    out.octets(sealed.octets().slice(0, preambleSize));
    out.octets(plaintext);
    int announcedAt =
        sealed.clear().isEmpty()
            ? IkeHeader.NEXT_PAYLOAD_OFFSET
            : sealed.clear().getLast().offset();
    out.patchU8(announcedAt, PayloadType.SK.value());
    out.patchU16(skOffset + 2, Payload.HEADER_SIZE + plaintext.size());
    out.patchU32(IkeHeader.LENGTH_OFFSET, preambleSize + plaintext.size());
    return out.toOctets();
  }
}
