package org.yett.interop.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does. */
public final class Waiting {
  private static final long PAUSE = Duration.ofMillis(20).toNanos();

  private Waiting() {}

  /** A condition whose test may fail. */
  @FunctionalInterface
  public interface Condition {
    /** Whether it holds now. */
    boolean holds() throws LaboratoryException;
  }

  /**
   * Waits until a condition holds, testing it every 20 ms.
   *
   * @return false if the limit came first
   * @throws LaboratoryException what the test threw, or if the thread is interrupted
   */
  public static boolean until(Duration limit, Condition condition) throws LaboratoryException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new LaboratoryException("interrupted");
      }
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE);
    }
    return true;
  }
}
