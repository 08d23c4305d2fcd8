package org.yett.ike.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * Randomness from a seed, for tests, simulation, vectors and signing jobs that carry their seed.
 *
 * <p>The octets of a draw are SHAKE256 over the domain string {@code "yett randomness 1"}, the
 * seed, the scopes from the outermost in, the purpose's label and the index: each string preceded
 * by its length as 4 octets, the index as 8 octets, all big-endian. A longer draw begins with a
 * shorter one's octets; no draw influences another.
 */
public final class DeterministicRandomness implements Randomness {

  private static final byte[] DOMAIN = "yett randomness 1".getBytes(StandardCharsets.US_ASCII);

  private final SHAKEDigest prefix;

  private DeterministicRandomness(SHAKEDigest prefix) {
    this.prefix = prefix;
  }

  /** From a seed of any length; the seed is absorbed, not kept. */
  public static DeterministicRandomness ofSeed(byte[] seed) {
    SHAKEDigest state = new SHAKEDigest(256);
    absorb(state, DOMAIN);
    absorb(state, seed);
    return new DeterministicRandomness(state);
  }

  /** From a number, as simulations use: the seed is its 8 octets, big-endian. */
  public static DeterministicRandomness ofSeed(long seed) {
    return ofSeed(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
  }

  @Override
  public Randomness scoped(String scope) {
    SHAKEDigest state = new SHAKEDigest(prefix);
    absorb(state, "scope".getBytes(StandardCharsets.US_ASCII));
    absorb(state, scope.getBytes(StandardCharsets.UTF_8));
    return new DeterministicRandomness(state);
  }

  @Override
  public void fill(Purpose purpose, long index, byte[] out) {
    SHAKEDigest state = new SHAKEDigest(prefix);
    absorb(state, "draw".getBytes(StandardCharsets.US_ASCII));
    absorb(state, purpose.label().getBytes(StandardCharsets.US_ASCII));
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(index).array();
    state.update(number, 0, number.length);
    state.doFinal(out, 0, out.length);
  }

  private static void absorb(SHAKEDigest state, byte[] octets) {
    byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array();
    state.update(length, 0, length.length);
    state.update(octets, 0, octets.length);
  }

  @Override
  public String toString() {
    return "DeterministicRandomness";
  }
}
