package org.yett.ike.crypto;

/**
 * Labelled randomness. Who draws says what for and which one of that kind it is; a deterministic
 * implementation answers from (scope, purpose, index) alone, so that draws do not depend on their
 * order.
 *
 * <p>A pair of purpose and index is drawn once in a scope. Whoever draws again (another nonce after
 * a restart) uses the next index.
 */
public interface Randomness {

  /**
   * Fills {@code out} with random octets.
   *
   * @param purpose what they are for
   * @param index which one of that purpose in this scope, from 0
   * @param out filled wholly; the caller owns it and wipes it if the purpose is secret
   */
  void fill(Purpose purpose, long index, byte[] out);

  /** The randomness of a part: an endpoint's name, the number of an SA, an epoch of keys. */
  Randomness scoped(String scope);

  /** {@link #fill} into a new array of {@code length} octets. */
  default byte[] draw(Purpose purpose, long index, int length) {
    byte[] out = new byte[length];
    fill(purpose, index, out);
    return out;
  }

  /** Draws what a key exchange asks for. */
  default byte[] draw(RandomNeed need, long index) {
    return draw(need.purpose(), index, need.length());
  }
}
