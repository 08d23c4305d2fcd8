package org.yett.esp.packet;

import org.yett.spec.Clause;

/** Padding, Pad Length and Next Header at the end of the plaintext. */
public final class EspTrailer {
  /** What {@link #payloadLength} answers when the trailer is not well-formed. */
  public static final int MALFORMED = -1;

  private EspTrailer() {}

  /**
   * Writes padding 1, 2, 3, …, Pad Length and Next Header.
   *
   * @param offset first octet behind the payload and its TFC padding
   * @param padLength 0 to 255
   */
  @Clause("rfc4303:2.4/2")
  @Clause("rfc4303:2.4/3")
  public static void write(byte[] buffer, int offset, int padLength, int nextHeader) {
    for (int i = 0; i < padLength; i++) {
      buffer[offset + i] = (byte) (i + 1);
    }
    buffer[offset + padLength] = (byte) padLength;
    buffer[offset + padLength + 1] = (byte) nextHeader;
  }

  /**
   * Checks the padding and says how long the payload before it is, TFC padding included.
   *
   * @param offset first octet of the plaintext
   * @param length octets of plaintext, trailer included
   * @return octets of payload, or {@link #MALFORMED}
   */
  @Clause("rfc4303:2.5")
  @Clause("rfc4303:2.4/2")
  @Clause("rfc4303:2.4/4")
  @Clause("rfc4303:3.4.4.1/3")
  public static int payloadLength(byte[] buffer, int offset, int length) {
    if (length < 2) {
      return MALFORMED;
    }
    int padLength = buffer[offset + length - 2] & 0xFF;
    int payload = length - 2 - padLength;
    if (payload < 0) {
      return MALFORMED;
    }
    for (int i = 0; i < padLength; i++) {
      if (buffer[offset + payload + i] != (byte) (i + 1)) {
        return MALFORMED;
      }
    }
    return payload;
  }

  /** The Next Header of a plaintext of at least two octets. */
  @Clause("rfc4303:2.6/1")
  public static int nextHeader(byte[] buffer, int offset, int length) {
    return buffer[offset + length - 1] & 0xFF;
  }
}
