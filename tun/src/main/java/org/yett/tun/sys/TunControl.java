package org.yett.tun.sys;

import java.nio.charset.StandardCharsets;
import org.yett.tun.ErrnoException;

/**
 * The interface side of a TUN device: name, MTU, flags. Keeps a socket in the namespace in which it
 * was made, so that any thread can use it.
 */
public final class TunControl implements AutoCloseable {
  /** {@code struct ifreq}: 16 octets of name, then a union of 24. */
  private static final int IFREQ = 40;

  private static final int VALUE = 16;
  private static final int NAME = 16;

  private static final long TUNSETIFF = 0x400454caL;
  private static final long SIOCGIFFLAGS = 0x8913;
  private static final long SIOCSIFFLAGS = 0x8914;
  private static final long SIOCGIFMTU = 0x8921;
  private static final long SIOCSIFMTU = 0x8922;
  private static final long SIOCGIFINDEX = 0x8933;

  private static final int IFF_TUN = 1;
  private static final int IFF_NO_PI = 0x1000;
  private static final int IFF_MULTI_QUEUE = 0x100;
  private static final int IFF_VNET_HDR = 0x4000;
  private static final long TUNSETOFFLOAD = 0x400454d0L;
  private static final int OFFLOAD_CHECKSUM = 1;
  private static final int OFFLOAD_TSO = 2 | 4;
  private static final int OFFLOAD_USO = 0x20 | 0x40;
  private static final int IFF_UP = 1;

  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;

  private final Descriptor socket;
  private final String name;
  private final int index;

  private TunControl(Descriptor socket, String name, int index) {
    this.socket = socket;
    this.name = name;
    this.index = index;
  }

  /** Makes the file of /dev/net/tun a queue of the interface of that name, new or existing. */
  public static TunControl attach(int tun, String name, boolean multiQueue, boolean offload)
      throws ErrnoException {
    try (NativeMemory request = request(name)) {
      int flags = IFF_TUN | IFF_NO_PI;
      flags |= multiQueue ? IFF_MULTI_QUEUE : 0;
      flags |= offload ? IFF_VNET_HDR : 0;
      request.putShort(VALUE, flags);
      if (Libc.ioctl(tun, TUNSETIFF, request.address()) < 0) {
        throw Sys.failure("TUNSETIFF " + name);
      }
      if (offload) {
        switchOffloadOn(tun, name);
      }
      byte[] octets = new byte[NAME];
      request.get(0, octets, 0, NAME);
      int length = 0;
      while (length < NAME && octets[length] != 0) {
        length++;
      }
      String given = new String(octets, 0, length, StandardCharsets.UTF_8);
      int fd = Sys.socket(AF_INET, SOCK_DGRAM, 0, "for the control of " + given);
      if (Libc.ioctl(fd, SIOCGIFINDEX, request.address()) < 0) {
        ErrnoException failure = Sys.failure("SIOCGIFINDEX " + given);
        Sys.close(fd);
        throw failure;
      }
      return new TunControl(Descriptor.own(fd), given, request.getInt(VALUE));
    }
  }

  private static void switchOffloadOn(int tun, String name) throws ErrnoException {
    int tcp = OFFLOAD_CHECKSUM | OFFLOAD_TSO;
    // Kernels before 6.2 do not know UDP segmentation here.
    if (Libc.ioctl(tun, TUNSETOFFLOAD, tcp | OFFLOAD_USO) < 0
        && Libc.ioctl(tun, TUNSETOFFLOAD, tcp) < 0) {
      throw Sys.failure("TUNSETOFFLOAD " + name);
    }
  }

  private static NativeMemory request(String name) {
    byte[] octets = name.getBytes(StandardCharsets.UTF_8);
    if (octets.length == 0 || octets.length >= NAME) {
      throw new IllegalArgumentException(
          "interface name '" + name + "': expected 1 to " + (NAME - 1) + " octets");
    }
    NativeMemory request = NativeMemory.temporary(IFREQ);
    request.put(0, octets, 0, octets.length);
    return request;
  }

  /** Name of the interface. */
  public String name() {
    return name;
  }

  /** Index of the interface. */
  public int index() {
    return index;
  }

  /** The MTU in octets. */
  public int mtu() throws ErrnoException {
    try (NativeMemory request = request(name)) {
      call(SIOCGIFMTU, "SIOCGIFMTU", request);
      return request.getInt(VALUE);
    }
  }

  /** Sets the MTU in octets. */
  public void setMtu(int octets) throws ErrnoException {
    try (NativeMemory request = request(name)) {
      request.putInt(VALUE, octets);
      call(SIOCSIFMTU, "SIOCSIFMTU " + octets, request);
    }
  }

  /** Brings the interface up or down. */
  public void setUp(boolean up) throws ErrnoException {
    try (NativeMemory request = request(name)) {
      call(SIOCGIFFLAGS, "SIOCGIFFLAGS", request);
      int flags = request.getShort(VALUE);
      request.putShort(VALUE, up ? flags | IFF_UP : flags & ~IFF_UP);
      call(SIOCSIFFLAGS, "SIOCSIFFLAGS", request);
    }
  }

  private void call(long code, String what, NativeMemory request) throws ErrnoException {
    if (!socket.enter()) {
      throw Sys.failure(what + " " + name + " (closed)", org.yett.tun.Errno.EBADF);
    }
    try {
      if (Libc.ioctl(socket.fd(), code, request.address()) < 0) {
        throw Sys.failure(what + " " + name);
      }
    } finally {
      socket.leave();
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
