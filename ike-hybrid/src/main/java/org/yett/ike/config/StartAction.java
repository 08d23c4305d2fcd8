package org.yett.ike.config;

/** When a Child SA is set up: swanctl's {@code start_action}. The embedder acts on it. */
public enum StartAction {
  /** On command, or when the peer asks for it. */
  NONE,
  /** When traffic for it is seen. */
  TRAP,
  /** When the configuration is loaded. */
  START
}
