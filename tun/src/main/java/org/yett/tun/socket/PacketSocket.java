package org.yett.tun.socket;

import java.io.IOException;
import java.util.Optional;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.netlink.Link;
import org.yett.tun.sys.Descriptor;
import org.yett.tun.sys.Libc;
import org.yett.tun.sys.NativeMemory;
import org.yett.tun.sys.NativeWaitable;
import org.yett.tun.sys.Sys;

/**
 * Sees the IP packets that an interface sends and receives, without their link-layer headers
 * (packet(7), SOCK_DGRAM). Needs CAP_NET_RAW. For capturing, not for a datapath: one packet a call.
 * One thread receives.
 */
public final class PacketSocket extends NativeWaitable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_DGRAM = 2;
  private static final int SOL_SOCKET = 1;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_STATISTICS = 6;
  private static final int PACKET_IGNORE_OUTGOING = 23;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int ETH_P_ALL = 0x0003;
  private static final int SOCKADDR_LL = 20;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int BUFFER = 16 << 20;
  private static final String LOOPBACK = "lo";

  /** The longest packet, one joined from segments by the kernel included. */
  private static final int LONGEST = 256 << 10;

  private final Link link;
  private final NativeMemory memory = NativeMemory.allocate(LONGEST);

  private PacketSocket(Descriptor descriptor, Link link) {
    super(descriptor);
    this.link = link;
  }

  /**
   * Opens a socket on an interface of the calling thread's network namespace.
   *
   * @param filter which packets it sees; without one, all
   */
  public static PacketSocket open(Link link, Optional<PacketFilter> filter) throws IOException {
    Sys.requireSupported("capturing packets");
    String what = "packet socket on " + link.name();
    int fd = Sys.socket(AF_PACKET, SOCK_DGRAM | Sys.SOCK_NONBLOCK, 0, what);
    try (NativeMemory address = NativeMemory.temporary(SOCKADDR_LL)) {
      Sys.setOption(fd, SOL_SOCKET, SO_RCVBUFFORCE, BUFFER, "SO_RCVBUFFORCE");
      if (filter.isPresent()) {
        attach(fd, filter.get());
      }
      if (link.name().equals(LOOPBACK)) {
        // What goes out there comes in at once, and would be seen twice.
        Sys.setOption(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, 1, "PACKET_IGNORE_OUTGOING");
      }
      address.clear(0, SOCKADDR_LL);
      address.putShort(0, AF_PACKET);
      address.putShortBe(2, ETH_P_ALL);
      address.putInt(4, link.index());
      Sys.bind(fd, address, SOCKADDR_LL, what);
    } catch (ErrnoException | RuntimeException e) {
      Sys.close(fd);
      throw e;
    }
    return new PacketSocket(Descriptor.own(fd), link);
  }

  private static void attach(int fd, PacketFilter filter) throws ErrnoException {
    byte[] program = filter.program();
    try (NativeMemory code = NativeMemory.temporary(program.length)) {
      code.put(0, program, 0, program.length);
      byte[] structure = new byte[16];
      structure[0] = (byte) (program.length / PacketFilter.INSTRUCTION);
      long pointer = code.address();
      for (int i = 0; i < Long.BYTES; i++) {
        structure[8 + i] = (byte) (pointer >>> (8 * i));
      }
      Sys.setOption(fd, SOL_SOCKET, SO_ATTACH_FILTER, structure, "SO_ATTACH_FILTER");
    }
  }

  /** The interface. */
  public Link link() {
    return link;
  }

  /**
   * The next packet, from its IP header on.
   *
   * @return empty if none is waiting, or the socket is closed
   */
  public Optional<byte[]> receive() throws ErrnoException {
    if (!descriptor().enter()) {
      return Optional.empty();
    }
    try {
      long length = Libc.recv(descriptor().fd(), memory.address(), LONGEST, MSG_DONTWAIT);
      if (length < 0) {
        int errno = Sys.errno();
        if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
          return Optional.empty();
        }
        throw Sys.failure("recv on " + link.name(), errno);
      }
      byte[] packet = new byte[(int) length];
      memory.get(0, packet, 0, packet.length);
      return Optional.of(packet);
    } finally {
      descriptor().leave();
    }
  }

  /** How many packets were lost for want of room since the last call. */
  public int lost() throws ErrnoException {
    if (!descriptor().enter()) {
      return 0;
    }
    try {
      // All packets, and those for which there was no room.
      return Sys.options(descriptor().fd(), SOL_PACKET, PACKET_STATISTICS, 2, "PACKET_STATISTICS")[
          1];
    } finally {
      descriptor().leave();
    }
  }

  @Override
  protected void release() {
    memory.close();
  }

  @Override
  public String toString() {
    return "packets of " + link.name();
  }
}
