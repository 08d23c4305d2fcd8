package org.yett.esp.encap;

import org.yett.esp.transform.EspSuite;

/**
 * What surrounds the ESP packet outside, and the MTU arithmetic that follows (RFC 4301 8.2.1).
 *
 * @param outerVersion 4 or 6
 * @param udp whether a UDP header stands before the ESP header (RFC 3948 2.1)
 */
public record Encapsulation(int outerVersion, boolean udp) {
  /** Octets of a UDP header. */
  public static final int UDP_HEADER_LENGTH = 8;

  public Encapsulation {
    if (outerVersion != 4 && outerVersion != 6) {
      throw new IllegalArgumentException("outer IP version " + outerVersion);
    }
  }

  /** Octets in front of the ESP header: IP header without options, UDP header if any. */
  public int overhead() {
    return (outerVersion == 4 ? 20 : 40) + (udp ? UDP_HEADER_LENGTH : 0);
  }

  /** Octets of the outer packet around an inner packet of this length, in tunnel mode. */
  public int outerLength(EspSuite suite, int innerLength) {
    return overhead() + suite.sealedLength(innerLength);
  }

  /**
   * The longest inner packet that travels in one outer packet of {@code pathMtu} octets, in tunnel
   * mode.
   *
   * @return 0 if none does
   */
  public int innerMtu(EspSuite suite, int pathMtu) {
    return Math.max(0, suite.maxPayload(pathMtu - overhead()));
  }
}
