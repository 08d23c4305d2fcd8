package org.yett.esp.transform;

/**
 * Unpredictable initialisation vectors for CBC (RFC 3602 3). Passed in, since this module draws no
 * randomness. Must be safe for use by as many threads as there are workers.
 */
@FunctionalInterface
public interface IvSource {
  /**
   * Fills {@code length} octets at {@code offset}.
   *
   * @param sequence the packet's sequence number, so that a labelled source gives the same IVs
   *     whatever the order in which workers come
   */
  void fill(long sequence, byte[] buffer, int offset, int length);

  /** For suites that need none. */
  static IvSource none() {
    return (sequence, buffer, offset, length) -> {
      throw new IllegalStateException("no source of unpredictable IVs was given");
    };
  }
}
