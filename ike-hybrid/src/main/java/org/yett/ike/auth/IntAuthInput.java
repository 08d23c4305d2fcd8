package org.yett.ike.auth;

import java.nio.ByteBuffer;
import org.yett.spec.Clause;
import org.yett.spec.iana.PayloadType;

/**
 * What one IKE_INTERMEDIATE message contributes to IntAuth: the chunks A and P. A runs from the
 * first octet of the IKE header to the last of the Encrypted payload's generic header, clear
 * payloads included, with both lengths adjusted; P is the inner payloads in plain, and absent if
 * there are none. It is the same however the message was encrypted and fragmented.
 */
@Clause("rfc9242:3.3.2")
public final class IntAuthInput {

  private static final int IKE_HEADER = 28;
  private static final int GENERIC_HEADER = 4;
  private static final int NEXT_PAYLOAD_OF_HEADER = 16;
  private static final int LENGTH_OF_HEADER = 24;

  private final byte[] a;
  private final byte[] p;

  private IntAuthInput(byte[] a, byte[] p) {
    this.a = a;
    this.p = p;
  }

  /**
   * Of a message that was sent or received whole.
   *
   * @param message the message, or at least its part up to the end of the SK generic header,
   *     without a non-ESP marker; copied
   * @param skOffset where the SK generic header begins
   * @param inner the inner payloads in plain, without padding; copied
   * @throws IllegalArgumentException if the offset does not leave room for both headers, or the
   *     whole exceeds what an Encrypted payload can hold
   */
  public static IntAuthInput ofWhole(byte[] message, int skOffset, byte[] inner) {
    return of(part(message, skOffset), skOffset, inner);
  }

  /**
   * Of a message that was sent or received in fragments: as if it had been whole. The generic
   * header of its first SKF payload stands for that of the SK payload, with Next Payload and
   * RESERVED as they are; what pointed to SKF points to SK.
   *
   * @param firstFragment the message with Fragment Number 1, without a non-ESP marker; copied
   * @param skfOffset where the SKF generic header begins
   * @param inner the inner payloads of all fragments in plain; copied
   * @throws IllegalArgumentException if the payload chain does not lead to an SKF payload at the
   *     offset, or as for {@link #ofWhole}
   */
  @Clause("rfc7383:2.5")
  public static IntAuthInput ofFirstFragment(byte[] firstFragment, int skfOffset, byte[] inner) {
    byte[] a = part(firstFragment, skfOffset);
    int pointer = pointerTo(a, skfOffset);
    if ((a[pointer] & 0xff) != PayloadType.SKF.value()) {
      throw new IllegalArgumentException("no SKF payload at offset " + skfOffset);
    }
    a[pointer] = (byte) PayloadType.SK.value();
    return of(a, skfOffset, inner);
  }

  @Clause("rfc9242:3.3.2/x7")
  private static byte[] part(byte[] message, int skOffset) {
    if (skOffset < IKE_HEADER || skOffset > message.length - GENERIC_HEADER) {
      throw new IllegalArgumentException(
          "no Encrypted payload at offset %d of %d".formatted(skOffset, message.length));
    }
    return java.util.Arrays.copyOf(message, skOffset + GENERIC_HEADER);
  }

  private static IntAuthInput of(byte[] a, int skOffset, byte[] inner) {
    int payloadLength = GENERIC_HEADER + inner.length;
    if (payloadLength > 0xffff) {
      throw new IllegalArgumentException(
          "%d octets of inner payloads do not fit an Encrypted payload".formatted(inner.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(a);
    // = rfc9242:3.3.2/x10
    buffer.putInt(LENGTH_OF_HEADER, a.length + inner.length);
    buffer.putShort(skOffset + 2, (short) payloadLength);
    // = rfc9242:3.3.2/x8, rfc9242:3.3.2/x9
    return new IntAuthInput(a, inner.clone());
  }

  /** The offset of the Next Payload field that announces the payload at {@code offset}. */
  private static int pointerTo(byte[] message, int offset) {
    int pointer = NEXT_PAYLOAD_OF_HEADER;
    int at = IKE_HEADER;
    while (at < offset) {
      int length = (message[at + 2] & 0xff) << 8 | (message[at + 3] & 0xff);
      if (length < GENERIC_HEADER) {
        break;
      }
      pointer = at;
      at += length;
    }
    if (at != offset) {
      throw new IllegalArgumentException("no payload begins at offset " + offset);
    }
    return pointer;
  }

  /** A copy of chunk A. */
  public byte[] a() {
    return a.clone();
  }

  /** A copy of chunk P; empty if the chunk is absent. */
  public byte[] p() {
    return p.clone();
  }
}
