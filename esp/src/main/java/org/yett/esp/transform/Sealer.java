package org.yett.esp.transform;

/** Encrypts and authenticates the packets of one SA on one worker. Not safe for several threads. */
public interface Sealer {
  /** The keys have been zeroized: the packet was not sealed. */
  int CLOSED = -1;

  /**
   * Seals in place. On entry the plaintext (payload, padding, Pad Length, Next Header) stands at
   * {@code offset + suite.payloadOffset()}; on return the ESP packet, SPI to ICV, stands at {@code
   * offset}.
   *
   * @param buffer has room for the whole ESP packet from {@code offset}
   * @param plaintextLength a multiple of the suite's alignment
   * @param sequence the whole 64-bit number, never used before with these keys; without ESN the
   *     upper half is zero
   * @return octets of the ESP packet, or {@link #CLOSED}
   * @throws IllegalArgumentException if the length is not aligned or a number comes twice
   */
  int seal(byte[] buffer, int offset, int plaintextLength, int spi, long sequence);
}
