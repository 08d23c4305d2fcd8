package org.yett.gateway.config;

/** What is done about a Child SA that ended without our doing. */
public enum EndAction {
  /** Nothing: it stays gone. */
  NONE,
  /** It is set up again at once. */
  START
}
