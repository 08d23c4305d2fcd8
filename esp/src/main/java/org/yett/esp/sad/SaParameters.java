package org.yett.esp.sad;

import org.yett.esp.encap.Encapsulation;
import org.yett.esp.packet.OuterHeaderPolicy;
import org.yett.esp.selector.SelectorSet;
import org.yett.esp.transform.EspSuite;

/**
 * What both kinds of SA have in common (RFC 4301 4.4.2.1).
 *
 * @param spi never 0 (RFC 4303 2.1); the receiver's
 * @param esn whether extended sequence numbers were negotiated
 * @param selectors as negotiated for the Child SA
 * @param tag the caller's own number, by which it finds its Child SA again
 */
public record SaParameters(
    int spi,
    EspSuite suite,
    boolean esn,
    Encapsulation encapsulation,
    SelectorSet selectors,
    OuterHeaderPolicy outerHeader,
    Limits limits,
    long tag) {

  /**
   * @throws IllegalArgumentException if the SPI is 0
   */
  public SaParameters {
    // = rfc4303:2.1/6, rfc3948:1/3, rfc3948:2.1/4
    if (spi == 0) {
      throw new IllegalArgumentException("SPI 0 is no SPI");
    }
  }

  /** Without limits, and with the default outer header. */
  public static SaParameters of(
      int spi,
      EspSuite suite,
      boolean esn,
      Encapsulation encapsulation,
      SelectorSet selectors,
      long tag) {
    return new SaParameters(
        spi, suite, esn, encapsulation, selectors, OuterHeaderPolicy.DEFAULT, Limits.NONE, tag);
  }
}
