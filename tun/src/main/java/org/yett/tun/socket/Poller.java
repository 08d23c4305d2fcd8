package org.yett.tun.socket;

import java.io.IOException;
import java.util.List;
import org.yett.tun.Readiness;
import org.yett.tun.Waitable;

/**
 * Waits on several sockets and TUN devices at once. For one thread that serves, say, a UDP socket
 * and a raw socket of each family.
 */
public final class Poller implements Waitable {
  private Poller() {}

  /**
   * Watches these; they stay the caller's to close. {@link #wakeup} on one of them is not seen
   * here: use {@link #wakeup()} of the poller.
   *
   * @param members TUN devices, UDP and raw sockets
   * @throws IllegalArgumentException if one has no file descriptor ({@code MemoryDevice})
   */
  public static Poller of(List<? extends Waitable> members) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Waits until any member has input; see {@link #isReadable}. */
  @Override
  public Readiness await(long timeoutMillis) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether the last {@link #await} found input (or an error, or closure) at member {@code index}.
   */
  public boolean isReadable(int index) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void wakeup() {
    throw new UnsupportedOperationException();
  }

  /** Closes the poller, not its members. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
