package org.yett.ike.crypto;

/**
 * How many random octets an operation takes, and what for.
 *
 * @param purpose the label to draw under
 * @param length octets; 0 if none are needed
 */
public record RandomNeed(Purpose purpose, int length) {

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public RandomNeed {
    if (length < 0) {
      throw new IllegalArgumentException("negative length " + length);
    }
  }
}
