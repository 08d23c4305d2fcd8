package org.yett.gateway.datapath;

import java.time.Duration;

/** How worker threads end. */
final class Threads {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Threads() {}

  /** Waits for a thread whose input has been closed; nothing to wait for if it never started. */
  static void join(Thread thread) {
    try {
      thread.join(PATIENCE);
    } catch (IllegalThreadStateException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
