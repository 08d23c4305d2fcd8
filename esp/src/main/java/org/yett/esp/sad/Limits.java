package org.yett.esp.sad;

import org.yett.spec.Clause;

/**
 * Lifetime of an SA by volume (RFC 4301 4.4.2.1). Octets are those of the ESP packet from SPI to
 * ICV. A soft limit asks for a replacement, a hard one ends the SA; {@link #NEVER} is none.
 * Lifetime by time is the caller's, who has the clock.
 */
@Clause("rfc4301:4.4.2.1/6")
public record Limits(long softOctets, long hardOctets, long softPackets, long hardPackets) {
  /** No limit. */
  public static final long NEVER = Long.MAX_VALUE;

  /** No limits at all. */
  public static final Limits NONE = new Limits(NEVER, NEVER, NEVER, NEVER);

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public Limits {
    if (softOctets <= 0 || hardOctets <= 0 || softPackets <= 0 || hardPackets <= 0) {
      throw new IllegalArgumentException("a limit must be positive");
    }
  }
}
