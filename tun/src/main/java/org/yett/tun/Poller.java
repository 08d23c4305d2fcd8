package org.yett.tun;

import java.util.List;
import org.yett.tun.sys.NativeWaitable;
import org.yett.tun.sys.PollSet;

/**
 * Waits on several sockets and TUN devices at once. For one thread that serves, say, a UDP socket
 * and a raw socket of each family.
 *
 * <p>A closed member counts as readable from then on: make a new poller without it.
 */
public final class Poller implements Waitable {
  private final PollSet set;

  private Poller(PollSet set) {
    this.set = set;
  }

  /**
   * Watches these; they stay the caller's to close. A {@link Waitable#wakeup} of one of them wakes
   * the poller too.
   *
   * @param members TUN devices, UDP and raw sockets
   * @throws IllegalArgumentException if one has no file descriptor ({@link MemoryDevice})
   */
  public static Poller of(List<? extends Waitable> members) throws ErrnoException {
    List<NativeWaitable> natives =
        members.stream()
            .map(member ->
                switch (member) {
                  case NativeWaitable one -> one;
                  default ->
                      throw new IllegalArgumentException(
                          member.getClass().getSimpleName() + " has no file descriptor");
                })
            .toList();
    return new Poller(new PollSet(natives));
  }

  /** Waits until any member has input; see {@link #isReadable}. */
  @Override
  public Readiness await(long timeoutMillis) throws ErrnoException {
    return set.await(timeoutMillis);
  }

  /** Whether the last {@link #await} found input (or an error, or closure) at a member. */
  public boolean isReadable(int index) {
    return set.isReadable(index);
  }

  @Override
  public void wakeup() {
    set.wakeup();
  }

  /** Closes the poller, not its members. */
  @Override
  public void close() {
    set.close();
  }
}
