package org.yett.ike.keys;

import org.yett.ike.crypto.CipherKeys;
import org.yett.ike.crypto.Secret;
import org.yett.spec.Clause;

/**
 * One generation of an IKE SA's keys (RFC 7296 2.14). Whoever holds the record closes it once the
 * next generation has taken over and no message of this one can arrive any more.
 *
 * @param generation 0 for the keys of IKE_SA_INIT or of a rekey, and one more for each time that
 *     they were updated
 * @param skD SK_d
 * @param skAi SK_ai; empty under an AEAD cipher
 * @param skAr SK_ar; empty under an AEAD cipher
 * @param skEi SK_ei: key, and salt if any
 * @param skEr SK_er: key, and salt if any
 * @param skPi SK_pi
 * @param skPr SK_pr
 */
public record IkeKeys(
    int generation,
    Secret skD,
    Secret skAi,
    Secret skAr,
    Secret skEi,
    Secret skEr,
    Secret skPi,
    Secret skPr)
    implements AutoCloseable {

  /** What protects messages of the SA's initiator; lent, not copied. */
  @Clause("rfc7296:2.14/x4")
  public CipherKeys initiatorKeys() {
    return new CipherKeys(skEi, skAi);
  }

  /** What protects messages of the SA's responder; lent, not copied. */
  public CipherKeys responderKeys() {
    return new CipherKeys(skEr, skAr);
  }

  /** Wipes all keys. */
  @Override
  @Clause("rfc7296:2.12/1")
  public void close() {
    skD.close();
    skAi.close();
    skAr.close();
    skEi.close();
    skEr.close();
    skPi.close();
    skPr.close();
  }
}
