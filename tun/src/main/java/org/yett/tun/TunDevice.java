package org.yett.tun;

import java.io.IOException;

/**
 * A Linux TUN device ({@code IFF_TUN | IFF_NO_PI}) in the network namespace of the thread that
 * opens it. The interface goes away when the last queue is closed.
 */
public final class TunDevice implements PacketDevice {
  private TunDevice() {}

  /**
   * Creates the interface and opens its first queue.
   *
   * @throws ErrnoException if /dev/net/tun is missing, CAP_NET_ADMIN is lacking, or the name is
   *     taken
   */
  public static TunDevice open(TunOptions options) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens one more queue of the same interface; the kernel spreads flows over the queues.
   *
   * @throws IllegalStateException if the device was not opened with {@link
   *     TunOptions#withMultiQueue}
   */
  public TunDevice openQueue() throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public String name() {
    throw new UnsupportedOperationException();
  }

  /** Index of the interface. */
  public int interfaceIndex() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int mtu() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Sets the MTU in octets. */
  public void setMtu(int octets) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Brings the interface up or down. */
  public void setUp(boolean up) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(PacketBatch batch) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(PacketBatch batch) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public Readiness await(long timeoutMillis) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void wakeup() {
    throw new UnsupportedOperationException();
  }

  @Override
  public DeviceCounters counters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
