package org.yett.tun;

import java.io.IOException;

/** Something that one thread waits on for input and that other threads can wake or close. */
public interface Waitable extends AutoCloseable {
  /** Waits without limit. */
  long FOREVER = -1;

  /**
   * Waits until there is input, or the time is over, or {@link #wakeup} or {@link #close} is
   * called.
   *
   * @param timeoutMillis milliseconds, 0 to look only, {@link #FOREVER}
   */
  Readiness await(long timeoutMillis) throws IOException;

  /**
   * Makes the present {@link #await}, or if there is none the next one, return {@link
   * Readiness#WOKEN} (unless there is input). Callable from any thread.
   */
  void wakeup();

  /**
   * Releases everything. Callable from any thread, and more than once: a waiting thread returns
   * with {@link Readiness#CLOSED}, and close returns when no other thread is inside any more.
   */
  @Override
  void close();
}
