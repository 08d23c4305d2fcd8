package org.yett.gateway.config;

/** {@code start_action}: when a Child SA is set up. */
public enum StartAction {
  /** On command, or when the peer asks for it. */
  NONE,
  /** As soon as the configuration is loaded. */
  START
}
