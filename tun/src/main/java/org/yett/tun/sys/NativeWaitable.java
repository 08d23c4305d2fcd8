package org.yett.tun.sys;

import org.yett.tun.ErrnoException;
import org.yett.tun.Readiness;
import org.yett.tun.Waitable;

/** What the devices and sockets with a file descriptor have in common. */
public abstract class NativeWaitable implements Waitable {
  private final Descriptor descriptor;

  /** Takes over the descriptor. */
  protected NativeWaitable(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /** The descriptor, for subclasses and {@link PollSet}. */
  protected final Descriptor descriptor() {
    return descriptor;
  }

  /** Whether input has been taken from the kernel already and waits here to be read. */
  protected boolean hasBufferedInput() {
    return false;
  }

  @Override
  public final Readiness await(long timeoutMillis) throws ErrnoException {
    if (hasBufferedInput() && !descriptor.isClosed()) {
      return Readiness.READABLE;
    }
    return descriptor.awaitInput(timeoutMillis);
  }

  @Override
  public final void wakeup() {
    descriptor.wakeup();
  }

  /** Frees what the subclass holds besides the descriptor; called once, when nobody uses it. */
  protected abstract void release();

  @Override
  public final void close() {
    if (descriptor.close()) {
      release();
    }
  }
}
