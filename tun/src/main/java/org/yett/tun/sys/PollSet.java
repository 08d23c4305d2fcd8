package org.yett.tun.sys;

import java.util.Arrays;
import java.util.List;
import org.yett.tun.ErrnoException;
import org.yett.tun.Readiness;

/** One poll over several descriptors, their wake-ups included. For one waiting thread. */
public final class PollSet implements AutoCloseable {
  private static final int POLLFD = 8;
  private static final int POLLIN = 1;

  private final List<NativeWaitable> members;
  private final boolean[] entered;
  private final boolean[] readable;
  private final Descriptor own;
  private final NativeMemory memory;

  /** Watches members that stay the caller's. */
  public PollSet(List<NativeWaitable> members) throws ErrnoException {
    this.members = List.copyOf(members);
    this.entered = new boolean[members.size()];
    this.readable = new boolean[members.size()];
    this.own = Descriptor.own(-1);
    this.memory = NativeMemory.allocate((1 + 2L * members.size()) * POLLFD);
  }

  /** Whether the last wait found input, an error or closure at a member. */
  public boolean isReadable(int index) {
    return readable[index];
  }

  /** Waits for any member. */
  public Readiness await(long timeoutMillis) throws ErrnoException {
    Arrays.fill(readable, false);
    if (!own.enter()) {
      return Readiness.CLOSED;
    }
    try {
      boolean waitable = enterAll();
      Descriptor.poll(memory, 0, 1 + 2 * readable.length, waitable ? timeoutMillis : 0);
      return outcome();
    } finally {
      leaveAll();
      own.leave();
    }
  }

  /**
   * Begins to use the members and writes the pollfds.
   *
   * @return false if a member has something to tell without waiting
   */
  private boolean enterAll() {
    boolean waitable = true;
    pollfd(0, own.eventFd());
    for (int i = 0; i < readable.length; i++) {
      Descriptor descriptor = members.get(i).descriptor();
      entered[i] = descriptor.enter();
      // The kernel skips a negative number: that of a closed member.
      pollfd(1 + 2 * i, entered[i] ? descriptor.fd() : -1);
      pollfd(2 + 2 * i, entered[i] ? descriptor.eventFd() : -1);
      if (!entered[i] || members.get(i).hasBufferedInput()) {
        readable[i] = true;
        waitable = false;
      }
    }
    return waitable;
  }

  private Readiness outcome() {
    if (own.isClosed()) {
      return Readiness.CLOSED;
    }
    boolean any = false;
    boolean woken = false;
    for (int i = 0; i < readable.length; i++) {
      Descriptor descriptor = members.get(i).descriptor();
      if (entered[i] && (happened(1 + 2 * i) || descriptor.isClosed())) {
        readable[i] = true;
      }
      any |= readable[i];
      if (entered[i] && !descriptor.isClosed() && happened(2 + 2 * i)) {
        descriptor.drainWakeup();
        woken = true;
      }
    }
    if (happened(0)) {
      own.drainWakeup();
      woken = true;
    }
    if (any) {
      return Readiness.READABLE;
    }
    return woken ? Readiness.WOKEN : Readiness.TIMED_OUT;
  }

  private void leaveAll() {
    for (int i = 0; i < entered.length; i++) {
      if (entered[i]) {
        entered[i] = false;
        members.get(i).descriptor().leave();
      }
    }
  }

  private void pollfd(int index, int fd) {
    memory.putInt((long) index * POLLFD, fd);
    memory.putInt((long) index * POLLFD + 4, POLLIN);
  }

  private boolean happened(int index) {
    return memory.getShort((long) index * POLLFD + 6) != 0;
  }

  /** Makes the present or the next wait end. */
  public void wakeup() {
    own.wakeup();
  }

  /** Closes the set, not its members. */
  @Override
  public void close() {
    if (own.close()) {
      memory.close();
    }
  }
}
