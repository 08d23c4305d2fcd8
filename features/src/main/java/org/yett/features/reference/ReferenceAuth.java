package org.yett.features.reference;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;

/**
 * The AUTH payload by a pre-shared key (RFC 7296 2.15), over chunks that go by the names that the
 * RFCs give them.
 */
public final class ReferenceAuth {

  private static final byte[] KEY_PAD = "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH_OF_HEADER = 24;
  private static final int NEXT_PAYLOAD_OF_HEADER = 16;
  private static final int SK = 46;
  private static final int SKF = 53;

  /** An IKE_INTERMEDIATE message as it contributes to IntAuth: the chunks A and P. */
  public record Chunks(Octets a, Octets p) {

    /**
     * Of a message as it was on the wire.
     *
     * @param first its datagram; of a fragmented message the one with Fragment Number 1
     * @param inner its inner payloads
     */
    @Clause("rfc9242:3.3.2")
    public static Chunks of(Octets first, Octets inner) {
      int announcedAt = NEXT_PAYLOAD_OF_HEADER;
      int at = IkeHeader.SIZE;
      while (first.u8(announcedAt) != SK && first.u8(announcedAt) != SKF) {
        announcedAt = at;
        at += first.u16(at + 2);
      }
      byte[] a = first.slice(0, at + Payload.HEADER_SIZE).toArray();
      a[announcedAt] = SK;
      ByteBuffer lengths = ByteBuffer.wrap(a);
      lengths.putInt(LENGTH_OF_HEADER, a.length + inner.size());
      lengths.putShort(at + 2, (short) (Payload.HEADER_SIZE + inner.size()));
      return new Chunks(Octets.wrap(a), inner);
    }
  }

  /** The IKE_INTERMEDIATE messages of one side with the keys that protected them, in order. */
  public record Authenticated(Chunks chunks, ReferenceKeys keys) {}

  private ReferenceAuth() {}

  /** IntAuth_iN or IntAuth_rN. */
  @Clause("rfc9242:3.3.2")
  public static Octets intAuth(ReferencePrf prf, Side sender, List<Authenticated> messages) {
    byte[] previous = new byte[0];
    for (Authenticated message : messages) {
      previous =
          prf.prf(
              message.keys().skP(sender).toArray(),
              previous,
              message.chunks().a().toArray(),
              message.chunks().p().toArray());
    }
    return Octets.wrap(previous);
  }

  /** MACedIDForI or MACedIDForR. */
  @Clause("rfc7296:2.15")
  public static Octets macedId(ReferencePrf prf, Octets skP, Octets restOfIdPayload) {
    return Octets.wrap(prf.prf(skP.toArray(), restOfIdPayload.toArray()));
  }

  /** AUTH = prf(prf(Shared Secret, "Key Pad for IKEv2"), SignedOctets). */
  @Clause("rfc7296:2.15")
  public static Octets auth(ReferencePrf prf, String preSharedKey, List<Octets> signedChunks) {
    byte[] key = prf.prf(preSharedKey.getBytes(StandardCharsets.UTF_8), KEY_PAD);
    List<byte[]> chunks = new ArrayList<>();
    signedChunks.forEach(chunk -> chunks.add(chunk.toArray()));
    return Octets.wrap(prf.prf(key, chunks.toArray(byte[][]::new)));
  }
}
