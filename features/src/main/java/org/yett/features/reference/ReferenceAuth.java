package org.yett.features.reference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;

/**
 * The AUTH payload by a pre-shared key (RFC 7296 2.15), over chunks that go by the names that the
 * RFCs give them.
 */
public final class ReferenceAuth {

  private static final byte[] KEY_PAD = "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH_OF_HEADER = 24;
  private static final int GENERIC_HEADER = 4;

  /** An IKE_INTERMEDIATE message as it contributes to IntAuth: the chunks A and P. */
  public record Chunks(Octets a, Octets p) {

    /**
     * Of a message whose Encrypted payload is its only payload outside.
     *
     * @param header the 28 octets of its IKE header; of a fragmented message, of its first fragment
     * @param encryptedHeader the 4 octets of the generic header of its Encrypted payload; of a
     *     fragmented message, of its first Encrypted Fragment payload
     * @param inner the inner payloads
     */
    @Clause("rfc9242:3.3.2")
    public static Chunks of(Octets header, Octets encryptedHeader, Octets inner) {
      int nextPayloadSk = 46;
      int adjusted = header.size() + GENERIC_HEADER + inner.size();
      int payload = GENERIC_HEADER + inner.size();
      Octets a =
          Octets.concat(
              header.slice(0, 16),
              Octets.wrap(new byte[] {(byte) nextPayloadSk}),
              header.slice(17, LENGTH_OF_HEADER - 17),
              Octets.ofInt(adjusted),
              encryptedHeader.slice(0, 2),
              Octets.wrap(new byte[] {(byte) (payload >>> 8), (byte) payload}));
      return new Chunks(a, inner);
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
