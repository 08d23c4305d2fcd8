package org.yett.ike.wire;

import java.util.HexFormat;

/**
 * The SPI of one end of an IKE SA: 8 octets (RFC 7296 3.1).
 *
 * @param value the octets as the bits of a long, most significant first
 */
public record IkeSpi(long value) {

  /** Length in octets. */
  public static final int SIZE = 8;

  /** The responder's SPI while it has chosen none. */
  public static final IkeSpi ZERO = new IkeSpi(0);

  /**
   * From 8 octets.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static IkeSpi of(Octets octets) {
    if (octets.size() != SIZE) {
      throw new IllegalArgumentException("an IKE SPI has 8 octets, not " + octets.size());
    }
    return new IkeSpi(octets.u64(0));
  }

  /** Whether all octets are zero. */
  public boolean isZero() {
    return value == 0;
  }

  /** The 8 octets. */
  public Octets octets() {
    return Octets.concat(Octets.ofInt((int) (value >>> 32)), Octets.ofInt((int) value));
  }

  /** 16 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
