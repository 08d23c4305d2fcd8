package org.yett.ike.config;

/** Whether the whole IKE_SA_INIT transcript is authenticated, against downgrades. */
public enum TranscriptPolicy {
  /** Never announced: each side signs its own message alone, as RFC 7296 2.15 has it. */
  OFF,
  /** Announced, and done if the peer announces it too. */
  NEGOTIATED,
  /** Announced; an IKE SA with a peer that does not announce it is refused. */
  REQUIRED
}
