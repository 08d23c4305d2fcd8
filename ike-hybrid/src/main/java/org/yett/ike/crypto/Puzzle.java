package org.yett.ike.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.spec.Clause;

/**
 * The proof of work of RFC 8019: four keys of one length under each of which the PRF of a given
 * string ends in enough zero bits.
 */
@Clause("rfc8019:7.1.3")
public final class Puzzle {

  /** How many keys a solution has. */
  public static final int KEYS = 4;

  /** Octets of the keys that are tried here; enough for 2^32 trials. */
  private static final int KEY_LENGTH = 4;

  private Puzzle() {}

  /**
   * Looks for a solution, trying one key after the other.
   *
   * @param prf the PRF that the puzzle names
   * @param string the string that it gives
   * @param difficulty trailing zero bits that each result needs
   * @param trials most keys to try
   * @return the four keys, one after the other; empty if they were not found within the trials
   */
  public static Optional<byte[]> solve(Prf prf, byte[] string, int difficulty, long trials) {
    byte[] keys = new byte[KEYS * KEY_LENGTH];
    byte[] key = new byte[KEY_LENGTH];
    int found = 0;
    long most = Math.min(trials, 1L << 32);
    for (long trial = 0; trial < most; trial++) {
      ByteBuffer.wrap(key).putInt((int) trial);
      if (trailingZeroBits(prf.keyed(key).update(string).octets()) >= difficulty) {
        // = rfc8019:8.2/2
        System.arraycopy(key, 0, keys, found * KEY_LENGTH, KEY_LENGTH);
        found++;
        if (found == KEYS) {
          return Optional.of(keys);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What a solution is worth: the fewest trailing zero bits of its four results.
   *
   * @param prf the PRF that the puzzle names
   * @param string the string that it gave
   * @param keys the four keys, one after the other
   * @return empty if these are not four different keys of a length that the PRF takes
   */
  // = rfc8019:7.1.4/7
  public static OptionalInt worth(Prf prf, byte[] string, byte[] keys) {
    int length = keys.length / KEYS;
    // = rfc8019:8.2/4
    boolean sized = keys.length % KEYS == 0 && length >= 1 && length <= prf.preferredKeyLength();
    if (!sized) {
      return OptionalInt.empty();
    }
    int fewest = Integer.MAX_VALUE;
    // = rfc8019:7.1.4/6
    for (int i = 0; i < KEYS; i++) {
      byte[] key = Arrays.copyOfRange(keys, i * length, (i + 1) * length);
      for (int before = 0; before < i; before++) {
        if (Arrays.equals(keys, before * length, (before + 1) * length, key, 0, length)) {
          return OptionalInt.empty();
        }
      }
      fewest = Math.min(fewest, trailingZeroBits(prf.keyed(key).update(string).octets()));
    }
    return OptionalInt.of(fewest);
  }

  /** How many zero bits an octet string ends in. */
  static int trailingZeroBits(byte[] octets) {
    int bits = 0;
    for (int i = octets.length - 1; i >= 0; i--) {
      if (octets[i] != 0) {
        return bits + Integer.numberOfTrailingZeros(octets[i]);
      }
      bits += Byte.SIZE;
    }
    return bits;
  }
}
