package org.yett.esp.transform;

/** Verifies and decrypts the packets of one SA on one worker. Not safe for several threads. */
public interface Opener {
  /** The ICV is wrong. */
  int REJECTED = -1;

  /** The keys have been zeroized: the packet was not opened. */
  int CLOSED = -2;

  /** The length cannot be that of a packet of this suite. */
  int BAD_LENGTH = -3;

  /**
   * Opens in place. On return the plaintext (payload, padding, Pad Length, Next Header) stands at
   * {@code offset + suite.payloadOffset()}; if the packet is refused, those octets are undefined.
   *
   * @param length octets of the ESP packet, from SPI to ICV
   * @param sequence the whole 64-bit number that the receiver has inferred; its lower half is that
   *     of the packet
   * @return octets of plaintext, or {@link #REJECTED}, {@link #CLOSED} or {@link #BAD_LENGTH}
   */
  int open(byte[] buffer, int offset, int length, long sequence);
}
