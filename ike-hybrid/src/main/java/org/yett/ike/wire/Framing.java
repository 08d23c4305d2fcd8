package org.yett.ike.wire;

import org.yett.spec.Clause;
import org.yett.spec.iana.PayloadType;

/**
 * Makes datagrams of a protected message: everything that comes before the encrypted body, with the
 * lengths that the body will bring. A body is initialization vector, ciphertext with padding and
 * Pad Length, and integrity checksum; the octets before it are the associated data of AEAD
 * algorithms (RFC 5282 5.1). The arrays are the caller's.
 */
public final class Framing {

  /** Octets before the body of a fragment other than the first (RFC 7383 2.5). */
  public static final int LATER_FRAGMENT_OVERHEAD =
      IkeHeader.SIZE + Payload.HEADER_SIZE + EncryptedPayload.Skf.NUMBERS_SIZE;

  private static final int MAX_MESSAGE_SIZE = 0xffff;

  private Framing() {}

  /** Octets before the body if the message is sent in one piece. */
  public static int wholeOverhead(Message message) {
    return message.preamble().size();
  }

  /** Octets before the body of the first fragment, which carries the payloads in clear. */
  public static int firstFragmentOverhead(Message message) {
    return message.preamble().size() + EncryptedPayload.Skf.NUMBERS_SIZE;
  }

  /**
   * What comes before the body if the message is sent in one piece.
   *
   * @param message a protected message
   * @param bodySize octets of the body, with {@link Message#plaintext()} as contents
   * @throws IllegalArgumentException if the message became longer than 65535 octets
   */
  @Clause("rfc7296:3.14")
  public static byte[] whole(Message message, int bodySize) {
    Octets preamble = message.preamble();
    OctetWriter out = new OctetWriter();
    out.octets(preamble);
    return finish(out, preamble.size() - Payload.HEADER_SIZE, bodySize);
  }

  /**
   * What comes before the body of one fragment.
   *
   * @param message a protected message
   * @param number Fragment Number, 1 to {@code total}
   * @param total Total Fragments, 1 to 65535
   * @param bodySize octets of the body, with a part of {@link Message#plaintext()} as contents
   * @throws IllegalArgumentException if the numbers are out of range or the fragment became longer
   *     than 65535 octets
   */
  @Clause("rfc7383:2.5/1")
  @Clause("rfc7383:2.5/4")
  @Clause("rfc7383:2.5/5")
  @Clause("rfc7383:2.5/6")
  @Clause("rfc7383:2.5/7")
  public static byte[] fragment(Message message, int number, int total, int bodySize) {
    if (number < 1 || number > total || total > 0xffff) {
      throw new IllegalArgumentException("there is no fragment " + number + " of " + total);
    }
    Octets preamble = message.preamble();
    OctetWriter out = new OctetWriter();
    if (number == 1) {
      // = rfc7383:2.5.3
      // The payloads in clear go with the first fragment.
      // = rfc7383:2.5.3/1
      out.octets(preamble);
      int announcedAt =
          message.clear().isEmpty()
              ? IkeHeader.NEXT_PAYLOAD_OFFSET
              : message.clear().getLast().offset();
      // = rfc7383:2.5/2
      out.patchU8(announcedAt, PayloadType.SKF.value());
    } else {
      out.octets(preamble.slice(0, IkeHeader.SIZE));
      // = rfc7383:2.5/7
      out.patchU8(IkeHeader.NEXT_PAYLOAD_OFFSET, PayloadType.SKF.value());
      // = rfc7383:2.5/3
      out.u8(PayloadType.NO_NEXT_PAYLOAD.value());
      out.u8(0);
      out.u16(0);
    }
    int skfAt = out.size() - Payload.HEADER_SIZE;
    out.u16(number);
    out.u16(total);
    return finish(out, skfAt, bodySize);
  }

  private static byte[] finish(OctetWriter out, int encryptedAt, int bodySize) {
    int size = out.size() + bodySize;
    if (bodySize < 0 || size > MAX_MESSAGE_SIZE) {
      throw new IllegalArgumentException("a datagram of " + size + " octets");
    }
    out.patchU16(encryptedAt + 2, size - encryptedAt);
    out.patchU32(IkeHeader.LENGTH_OFFSET, size);
    return out.toArray();
  }
}
