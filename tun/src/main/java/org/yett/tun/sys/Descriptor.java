package org.yett.tun.sys;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.Readiness;

/**
 * A file descriptor that several threads use and any thread may close. Users bracket their calls by
 * {@link #enter} and {@link #leave}; {@link #close} wakes a waiting thread, waits until all have
 * left, and only then lets the number go, so that it is never used after the kernel has given it to
 * another file.
 */
public final class Descriptor {
  private static final int POLLIN = 1;
  private static final int POLLOUT = 4;
  private static final int POLLFD = 8;
  private static final int CLOSED = 1 << 30;

  /** Two pollfds for waiting on input, one for output, and eight octets for the event counter. */
  private static final int OUTPUT = 2 * POLLFD;

  private static final int EVENT = 3 * POLLFD;
  private static final int ONE = EVENT + 8;

  private final int fd;
  private final int eventFd;
  private final NativeMemory memory;
  private final AtomicInteger users = new AtomicInteger();

  private Descriptor(int fd, int eventFd, NativeMemory memory) {
    this.fd = fd;
    this.eventFd = eventFd;
    this.memory = memory;
  }

  /**
   * Takes over a descriptor, which {@link #close} will close; so does a failure here.
   *
   * @param fd a descriptor that never waits, or -1 to have only the wake-up
   */
  public static Descriptor own(int fd) throws ErrnoException {
    int eventFd;
    try {
      eventFd = Sys.eventfd();
    } catch (ErrnoException e) {
      if (fd >= 0) {
        Sys.close(fd);
      }
      throw e;
    }
    NativeMemory memory = NativeMemory.allocate(ONE + 8);
    pollfd(memory, 0, fd, POLLIN);
    pollfd(memory, POLLFD, eventFd, POLLIN);
    pollfd(memory, OUTPUT, fd, POLLOUT);
    memory.putLong(ONE, 1);
    return new Descriptor(fd, eventFd, memory);
  }

  private static void pollfd(NativeMemory memory, long at, int fd, int events) {
    memory.putInt(at, fd);
    memory.putShort(at + 4, events);
  }

  /** The number; valid between {@link #enter} and {@link #leave}. */
  public int fd() {
    return fd;
  }

  /** The event counter's number, for a poll over several descriptors. */
  int eventFd() {
    return eventFd;
  }

  /**
   * Begins to use the descriptor.
   *
   * @return false if it is closed; then {@link #leave} must not be called
   */
  public boolean enter() {
    while (true) {
      int present = users.get();
      if (present >= CLOSED) {
        return false;
      }
      if (users.compareAndSet(present, present + 1)) {
        return true;
      }
    }
  }

  /** Ends a use. */
  public void leave() {
    if (users.decrementAndGet() == CLOSED) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Whether it has been closed. */
  public boolean isClosed() {
    return users.get() >= CLOSED;
  }

  /** Waits for input; see {@link org.yett.tun.Waitable#await}. For one thread at a time. */
  public Readiness awaitInput(long timeoutMillis) throws ErrnoException {
    if (!enter()) {
      return Readiness.CLOSED;
    }
    try {
      int ready = poll(memory, 0, 2, timeoutMillis);
      if (isClosed()) {
        return Readiness.CLOSED;
      }
      if (ready == 0) {
        return Readiness.TIMED_OUT;
      }
      if (memory.getShort(6) != 0) {
        return Readiness.READABLE;
      }
      drainWakeup();
      return Readiness.WOKEN;
    } finally {
      leave();
    }
  }

  /**
   * Waits until output is possible. For one thread at a time, which has entered.
   *
   * @return false if the time is over or the descriptor is being closed
   */
  public boolean awaitOutput(long timeoutMillis) throws ErrnoException {
    return poll(memory, OUTPUT, 1, timeoutMillis) > 0 && !isClosed();
  }

  /** poll(2) that is resumed when a signal interrupts it. */
  static int poll(NativeMemory pollfds, long offset, int count, long timeoutMillis)
      throws ErrnoException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(0, timeoutMillis));
    long left = timeoutMillis;
    while (true) {
      int timeout = left < 0 ? -1 : (int) Math.min(left, Integer.MAX_VALUE);
      int ready = Libc.poll(pollfds.address() + offset, count, timeout);
      if (ready >= 0) {
        return ready;
      }
      if (Sys.errno() != Errno.EINTR) {
        throw Sys.failure("poll");
      }
      if (timeoutMillis > 0) {
        left = Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
      }
    }
  }

  /** Makes the present or the next wait end. */
  public void wakeup() {
    if (enter()) {
      try {
        signal();
      } finally {
        leave();
      }
    }
  }

  private void signal() {
    // Fails only when the counter is full, and then the waiter is woken anyway.
    long ignored = Libc.write(eventFd, memory.address() + ONE, 8);
  }

  /** Takes a pending wake-up away; by the waiting thread. */
  void drainWakeup() {
    long ignored = Libc.read(eventFd, memory.address() + EVENT, 8);
  }

  /**
   * Closes: no use begins any more, and when the last has ended the descriptor is closed.
   *
   * @return true for the one call that closed it, false if it had been closed before
   */
  public boolean close() {
    while (true) {
      int present = users.get();
      if (present >= CLOSED) {
        return false;
      }
      if (users.compareAndSet(present, present + CLOSED)) {
        break;
      }
    }
    signal();
    boolean interrupted = false;
    synchronized (this) {
      while (users.get() != CLOSED) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (fd >= 0) {
      Sys.close(fd);
    }
    Sys.close(eventFd);
    memory.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }
}
