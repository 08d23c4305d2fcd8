package org.yett.tun;

/** How waiting for input ended. */
public enum Readiness {
  /** There is something to read (or an error to fetch by reading). */
  READABLE,
  /** Nothing came in time. */
  TIMED_OUT,
  /** Somebody called {@code wakeup}. One wake-up ends one wait. */
  WOKEN,
  /** The device has been closed; no further input will come. */
  CLOSED
}
