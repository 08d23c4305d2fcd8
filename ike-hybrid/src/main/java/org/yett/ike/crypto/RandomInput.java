package org.yett.ike.crypto;

/** Checks what callers pass as randomness. */
final class RandomInput {

  private RandomInput() {}

  static void requireLength(RandomNeed need, byte[] random) {
    if (random.length != need.length()) {
      throw new IllegalArgumentException(
          "%s takes %d random octets, not %d"
              .formatted(need.purpose(), need.length(), random.length));
    }
  }
}
