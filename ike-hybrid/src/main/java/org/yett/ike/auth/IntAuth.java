package org.yett.ike.auth;

import java.nio.ByteBuffer;
import org.yett.spec.Clause;

/**
 * The chunk that authenticates all IKE_INTERMEDIATE exchanges; there if and only if at least one
 * took place. An {@link IntAuthChain} makes it.
 */
@Clause("rfc9242:3.3.2")
public final class IntAuth {

  private final byte[] i;
  private final byte[] r;
  private final int ikeAuthMessageId;

  IntAuth(byte[] i, byte[] r, int ikeAuthMessageId) {
    this.i = i;
    this.r = r;
    this.ikeAuthMessageId = ikeAuthMessageId;
  }

  /** IntAuth_iN | IntAuth_rN | IKE_AUTH_MID. */
  @Clause("rfc9242:3.3.2/x3")
  @Clause("rfc9242:3.3.2/x4")
  public byte[] octets() {
    return ByteBuffer.allocate(i.length + r.length + Integer.BYTES)
        .put(i)
        .put(r)
        .putInt(ikeAuthMessageId)
        .array();
  }
}
