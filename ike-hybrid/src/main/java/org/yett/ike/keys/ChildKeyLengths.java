package org.yett.ike.keys;

/**
 * How much keying material one direction of a Child SA takes.
 *
 * @param encryption octets for the encryption algorithm, salt included; 0 for none
 * @param integrity octets for the integrity algorithm; 0 for none
 */
public record ChildKeyLengths(int encryption, int integrity) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public ChildKeyLengths {
    if (encryption < 0 || integrity < 0) {
      throw new IllegalArgumentException("negative key length");
    }
  }

  /** Octets of KEYMAT for both directions. */
  public int total() {
    return Math.multiplyExact(2, Math.addExact(encryption, integrity));
  }
}
