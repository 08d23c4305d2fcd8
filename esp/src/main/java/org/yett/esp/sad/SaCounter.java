package org.yett.esp.sad;

/** What is counted per SA. */
public enum SaCounter {
  /** Packets sealed, or opened and delivered. */
  PACKETS,
  /** Octets of inner packets sealed, or opened and delivered. */
  OCTETS,
  /** Integrity check failed. */
  BAD_ICV,
  /** Sequence number seen before, or below the window. */
  REPLAYED,
  /** Authentic, but not a packet that this SA can carry (trailer, next header, inner header). */
  MALFORMED,
  /** Authentic, but outside the SA's traffic selectors. */
  SELECTOR_MISMATCH,
  /** Dummy packets of traffic flow confidentiality. */
  DUMMY,
  /** Dropped because congestion was marked on a packet whose transport does not understand it. */
  CONGESTION_DROPPED,
  /** ECN fields inside and outside that no tunnel ingress makes (RFC 6040 4.2). */
  SUSPICIOUS_ECN
}
