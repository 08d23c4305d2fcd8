package org.yett.ike.sim.scenario;

import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;

/**
 * Randomness that decides who wins a collision (RFC 7296 2.8.1): of the nonces of an IKE SA, one is
 * low and all others are high. What follows the first octet is as random as ever.
 */
final class SteeredNonces implements Randomness {

  /** The index of the nonce of the first request after an IKE SA has been set up. */
  static final long OF_REQUEST = 1;

  /** The index of the nonce of the first response after that request. */
  static final long OF_RESPONSE = 2;

  /** No nonce is low. */
  static final long NONE = -1;

  private static final int HIGH = 0x80;

  private final Randomness randomness;
  private final long low;

  SteeredNonces(Randomness randomness, long low) {
    this.randomness = randomness;
    this.low = low;
  }

  @Override
  public void fill(Purpose purpose, long index, byte[] out) {
    randomness.fill(purpose, index, out);
    if (purpose.equals(Purpose.NONCE) && out.length > 0) {
      out[0] = (byte) (index == low ? out[0] & ~HIGH : out[0] | HIGH);
    }
  }

  @Override
  public Randomness scoped(String scope) {
    return new SteeredNonces(randomness.scoped(scope), low);
  }
}
