package org.yett.esp;

/** What became of a packet on its way out. */
public enum OutboundVerdict {
  /** Not looked at yet. */
  PENDING,
  /** Has its SA and sequence number, and waits to be sealed. */
  ASSIGNED,
  /** The slot holds the ESP packet. */
  SEALED,
  /** To be sent as it is, without protection. */
  BYPASSED,
  /** Policy forbids it, or no policy matches. */
  DISCARDED,
  /** Policy asks for protection, but no SA can carry it yet. */
  NO_SA,
  /** Longer than the path's MTU allows, and may not be fragmented: tell the sender. */
  TOO_BIG,
  /** Longer than the path's MTU allows; to be fragmented, and the fragments to be sent through. */
  FRAGMENT_FIRST,
  /** No well-formed IPv4 or IPv6 packet. */
  MALFORMED,
  /** The SA's sequence numbers have run out. */
  SEQUENCE_EXHAUSTED,
  /** The SA has reached a hard limit. */
  EXPIRED,
  /** The SA's keys were zeroized meanwhile. */
  SA_CLOSED,
  /** The buffer has not enough room around the packet. */
  NO_ROOM
}
