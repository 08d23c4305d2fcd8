package org.yett.tun;

import java.io.IOException;
import java.util.Optional;
import org.yett.tun.sys.Descriptor;
import org.yett.tun.sys.Libc;
import org.yett.tun.sys.NativeMemory;
import org.yett.tun.sys.NativeWaitable;
import org.yett.tun.sys.Sys;
import org.yett.tun.sys.TunControl;

/**
 * A Linux TUN device ({@code IFF_TUN | IFF_NO_PI}) in the network namespace of the thread that
 * opens it, whichever threads use it later. The interface goes away when its last queue is closed.
 */
public final class TunDevice extends NativeWaitable implements PacketDevice {
  /** Largest IP packet, and so the most that one read can bring. */
  private static final int LARGEST = 65535;

  private final TunOptions options;
  private final TunControl control;
  private final NativeMemory input = NativeMemory.allocate(LARGEST);
  private final NativeMemory output = NativeMemory.allocate(LARGEST);
  private final TrafficCounters counters = new TrafficCounters();

  private TunDevice(TunOptions options, TunControl control, Descriptor descriptor) {
    super(descriptor);
    this.options = options;
    this.control = control;
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
      control = TunControl.attach(fd, existing.orElse(options.name()), options.multiQueue());
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
      int packets = 0;
      long octets = 0;
      while (!batch.isFull()) {
        long length = Libc.read(descriptor().fd(), input.address(), LARGEST);
        if (length < 0) {
          int errno = Sys.errno();
          if (errno == Errno.EAGAIN) {
            break;
          }
          if (errno == Errno.EINTR) {
            continue;
          }
          throw Sys.failure("read " + name(), errno);
        }
        if (length > batch.maxLength()) {
          counters.readDropped(1);
          continue;
        }
        int index = batch.claim();
        input.get(0, batch.buffer(index), batch.offset(index), (int) length);
        batch.set(index, batch.offset(index), (int) length);
        packets++;
        octets += length;
      }
      counters.read(packets, octets);
      return packets;
    } finally {
      descriptor().leave();
    }
  }

  @Override
  public int write(PacketBatch batch) throws ErrnoException {
    if (!descriptor().enter()) {
      return 0;
    }
    try {
      int packets = 0;
      long octets = 0;
      for (int i = 0; i < batch.size(); i++) {
        int length = batch.length(i);
        if (length == 0) {
          continue;
        }
        int errno = write(batch.buffer(i), batch.offset(i), length);
        batch.error(i, errno);
        if (errno == 0) {
          packets++;
          octets += length;
        } else {
          counters.writeDropped(1);
        }
      }
      counters.written(packets, octets);
      return packets;
    } finally {
      descriptor().leave();
    }
  }

  /** Writes one packet and returns 0 or the errno. */
  private int write(byte[] buffer, int offset, int length) {
    if (length > LARGEST) {
      return Errno.EMSGSIZE;
    }
    output.put(0, buffer, offset, length);
    while (Libc.write(descriptor().fd(), output.address(), length) < 0) {
      int errno = Sys.errno();
      if (errno != Errno.EINTR) {
        return errno;
      }
    }
    return 0;
  }

  @Override
  public DeviceCounters counters() {
    return counters.snapshot();
  }

  @Override
  protected void release() {
    input.close();
    output.close();
    control.close();
  }
}
