package org.yett.esp;

/** What became of an ESP packet that came in. */
public enum InboundVerdict {
  /** Not looked at yet. */
  PENDING,
  /** The slot holds the inner packet. */
  DELIVERED,
  /** Too short, or of a length that cannot be that of an ESP packet on its SA. */
  TRUNCATED,
  /** No SA has this SPI. */
  UNKNOWN_SPI,
  /** Sequence number seen before, or below the window. */
  REPLAYED,
  /** The integrity check failed. */
  BAD_ICV,
  /** Authentic, but trailer, next header or inner header are not well-formed. */
  MALFORMED,
  /** Authentic, but outside the SA's traffic selectors. */
  SELECTOR_MISMATCH,
  /** A dummy packet, dropped without prejudice (RFC 4303 2.6). */
  DUMMY,
  /**
   * Congestion was marked outside and the inner transport does not understand it (RFC 6040 4.2).
   */
  CONGESTION_DROPPED,
  /** The SA has reached a hard limit. */
  EXPIRED,
  /** The SA's keys were zeroized meanwhile. */
  SA_CLOSED
}
