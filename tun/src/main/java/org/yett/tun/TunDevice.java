package org.yett.tun;

import java.io.IOException;
import java.util.Optional;
import org.yett.tun.sys.Descriptor;
import org.yett.tun.sys.NativeWaitable;
import org.yett.tun.sys.Sys;
import org.yett.tun.sys.TunControl;

/**
 * A Linux TUN device ({@code IFF_TUN | IFF_NO_PI}) in the network namespace of the thread that
 * opens it, whichever threads use it later. The interface goes away when its last queue is closed.
 */
public final class TunDevice extends NativeWaitable implements PacketDevice {
  private final TunOptions options;
  private final TunControl control;
  private final TrafficCounters counters = new TrafficCounters();
  private final TunQueue queue;

  private TunDevice(TunOptions options, TunControl control, Descriptor descriptor) {
    super(descriptor);
    this.options = options;
    this.control = control;
    this.queue = options.offload() ? new OffloadQueue(counters) : new PlainQueue(counters);
  }

  /**
   * Creates the interface and opens its first queue.
   *
   * @throws ErrnoException if /dev/net/tun is missing, CAP_NET_ADMIN is lacking, or the name is
   *     taken
   */
  public static TunDevice open(TunOptions options) throws IOException {
    Sys.requireSupported("a TUN device");
    TunDevice device = openQueue(options, Optional.empty());
    try {
      if (options.mtu().isPresent()) {
        device.setMtu(options.mtu().getAsInt());
      }
      device.setUp(options.up());
      return device;
    } catch (IOException | RuntimeException e) {
      device.close();
      throw e;
    }
  }

  /**
   * Opens one more queue of the same interface; the kernel spreads flows over the queues. The
   * calling thread must be in the interface's network namespace.
   *
   * @throws IllegalStateException if the device was not opened with {@link
   *     TunOptions#withMultiQueue}
   */
  public TunDevice openQueue() throws IOException {
    if (!options.multiQueue()) {
      throw new IllegalStateException(name() + " was opened with a single queue");
    }
    return openQueue(options, Optional.of(name()));
  }

  private static TunDevice openQueue(TunOptions options, Optional<String> existing)
      throws ErrnoException {
    int fd = Sys.open("/dev/net/tun", Sys.O_RDWR | Sys.O_NONBLOCK);
    TunControl control;
    try {
      control =
          TunControl.attach(
              fd, existing.orElse(options.name()), options.multiQueue(), options.offload());
    } catch (ErrnoException | RuntimeException e) {
      Sys.close(fd);
      throw e;
    }
    try {
      return new TunDevice(options, control, Descriptor.own(fd));
    } catch (ErrnoException e) {
      control.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return control.name();
  }

  /** Index of the interface. */
  public int interfaceIndex() {
    return control.index();
  }

  @Override
  public int mtu() throws ErrnoException {
    return control.mtu();
  }

  /** Sets the MTU in octets. */
  public void setMtu(int octets) throws ErrnoException {
    control.setMtu(octets);
  }

  /** Brings the interface up or down. */
  public void setUp(boolean up) throws ErrnoException {
    control.setUp(up);
  }

  @Override
  public int read(PacketBatch batch) throws ErrnoException {
    if (!descriptor().enter()) {
      return 0;
    }
    try {
      return queue.read(descriptor().fd(), batch);
    } finally {
      descriptor().leave();
    }
  }

  @Override
  public int write(PacketBatch batch) {
    if (!descriptor().enter()) {
      return 0;
    }
    try {
      return queue.write(descriptor().fd(), batch);
    } finally {
      descriptor().leave();
    }
  }

  @Override
  protected boolean hasBufferedInput() {
    return queue.hasPending();
  }

  @Override
  public DeviceCounters counters() {
    return counters.snapshot();
  }

  @Override
  protected void release() {
    queue.close();
    control.close();
  }
}
