package org.yett.tun;

import java.io.IOException;

/** A system call that failed. The message has the call, the cause in words, and a hint if known. */
public class ErrnoException extends IOException {
  private final String call;
  private final int errno;

  /**
   * Describes a failed call.
   *
   * @param call what was called and on what, for example {@code open /dev/net/tun}
   * @param errno the error number
   * @param text its meaning, and a hint where there is one
   */
  public ErrnoException(String call, int errno, String text) {
    super(call + ": " + text);
    this.call = call;
    this.errno = errno;
  }

  /** What was called and on what. */
  public String call() {
    return call;
  }

  /** The error number; compare it with the constants of {@link Errno}. */
  public int errno() {
    return errno;
  }
}
