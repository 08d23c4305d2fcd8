package org.yett.tun.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.sys.Libc;
import org.yett.tun.sys.NativeMemory;
import org.yett.tun.sys.Sys;

/**
 * A netlink socket of one protocol (0 is routing, 6 is XFRM) in the namespace of the opening
 * thread. Not thread-safe.
 */
final class NetlinkSocket implements AutoCloseable {
  static final int ROUTE = 0;

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOL_SOCKET = 1;
  private static final int RECEIVE_TIMEOUT = 20;
  private static final int SOL_NETLINK = 270;
  private static final int ADD_MEMBERSHIP = 1;

  /** Octets of a sockaddr_nl. */
  private static final int ADDRESS = 12;

  private static final int CAP_ACK = 10;
  private static final int EXT_ACK = 11;
  private static final int STRICT_CHECK = 12;

  /** The kernel sends at most 32 KiB at once unless a single object is larger. */
  private static final int RECEIVE = 128 * 1024;

  private static final int MSG_TRUNC = 0x20;
  private static final int DUMP_ATTEMPTS = 10;

  private final int fd;
  private final NativeMemory memory = NativeMemory.allocate(RECEIVE);
  private int sequence;
  private boolean closed;

  private NetlinkSocket(int fd) {
    this.fd = fd;
  }

  static NetlinkSocket open(int protocol) throws ErrnoException {
    int fd = Sys.socket(AF_NETLINK, SOCK_RAW, protocol, "netlink protocol " + protocol);
    try {
      Sys.setOption(fd, SOL_NETLINK, EXT_ACK, 1, "NETLINK_EXT_ACK");
      Sys.setOption(fd, SOL_NETLINK, CAP_ACK, 1, "NETLINK_CAP_ACK");
      Sys.setOption(fd, SOL_NETLINK, STRICT_CHECK, 1, "NETLINK_GET_STRICT_CHK");
      return new NetlinkSocket(fd);
    } catch (ErrnoException e) {
      Sys.close(fd);
      throw e;
    }
  }

  /** Opens a socket that hears what the kernel tells these groups. */
  static NetlinkSocket listen(int protocol, int... groups) throws ErrnoException {
    NetlinkSocket socket = open(protocol);
    try (NativeMemory address = NativeMemory.temporary(ADDRESS)) {
      byte[] any = new byte[ADDRESS];
      any[0] = AF_NETLINK;
      address.put(0, any, 0, ADDRESS);
      // The kernel tells nothing of its own to a socket that has no address.
      Sys.bind(socket.fd, address, ADDRESS, "netlink protocol " + protocol);
      for (int group : groups) {
        Sys.setOption(socket.fd, SOL_NETLINK, ADD_MEMBERSHIP, group, "NETLINK_ADD_MEMBERSHIP");
      }
      return socket;
    } catch (ErrnoException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Waits for anything that the kernel tells; true also if so much came that some was lost. */
  boolean awaitNews(Duration patience) throws ErrnoException {
    byte[] time =
        ByteBuffer.allocate(16)
            .order(ByteOrder.nativeOrder())
            .putLong(patience.toSeconds())
            .putLong(patience.toNanosPart() / 1000)
            .array();
    Sys.setOption(fd, SOL_SOCKET, RECEIVE_TIMEOUT, time, "SO_RCVTIMEO");
    if (Libc.recv(fd, memory.address(), RECEIVE, MSG_TRUNC) >= 0) {
      return true;
    }
    int errno = Sys.errno();
    if (errno == Errno.ENOBUFS) {
      return true;
    }
    if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
      return false;
    }
    throw Sys.failure("await news of addresses", errno);
  }

  /**
   * Sends a request that asks for acknowledgement.
   *
   * @param what for the error message, for example {@code add route 10.0.0.0/8}
   * @return the objects that came before the acknowledgement
   */
  List<Reply.Item> request(String what, MessageBuilder request) throws ErrnoException {
    Answer answer = exchange(what, request);
    if (answer.end().errno() != 0) {
      throw failure(what, answer.end());
    }
    return answer.items();
  }

  /** Asks for a list, again if it changed while the kernel made it. */
  List<Reply.Item> dump(String what, MessageBuilder request) throws ErrnoException {
    for (int attempt = 1; ; attempt++) {
      Answer answer = exchange(what, request);
      if (answer.end().errno() != 0) {
        throw failure(what, answer.end());
      }
      boolean changed =
          answer.end().interrupted() || answer.items().stream().anyMatch(Reply.Item::interrupted);
      if (!changed || attempt == DUMP_ATTEMPTS) {
        return answer.items();
      }
    }
  }

  private static ErrnoException failure(String what, Reply.End end) {
    ErrnoException plain = Sys.failure(what, end.errno());
    return end.message().isEmpty()
        ? plain
        : new ErrnoException(
            what, end.errno(), Sys.text(end.errno()) + ": kernel says: " + end.message());
  }

  private record Answer(List<Reply.Item> items, Reply.End end) {}

  private Answer exchange(String what, MessageBuilder request) throws ErrnoException {
    if (closed) {
      throw Sys.failure(what + " (netlink socket closed)", Errno.EBADF);
    }
    int number = ++sequence;
    byte[] octets = request.finish(number);
    memory.put(0, octets, 0, octets.length);
    if (Libc.send(fd, memory.address(), octets.length, 0) < 0) {
      throw Sys.failure(what);
    }
    List<Reply.Item> items = new ArrayList<>();
    while (true) {
      for (Reply reply : Reply.parse(receive(what))) {
        if (reply.sequence() != number) {
          continue;
        }
        switch (reply) {
          case Reply.Item item -> items.add(item);
          case Reply.End end -> {
            return new Answer(items, end);
          }
          case Reply.Nothing nothing -> {}
        }
      }
    }
  }

  private byte[] receive(String what) throws ErrnoException {
    while (true) {
      long length = Libc.recv(fd, memory.address(), RECEIVE, MSG_TRUNC);
      if (length > RECEIVE) {
        throw new ErrnoException(
            what, Errno.EMSGSIZE, "an answer of " + length + " octets exceeds our buffer");
      }
      if (length >= 0) {
        byte[] octets = new byte[(int) length];
        memory.get(0, octets, 0, octets.length);
        return octets;
      }
      int errno = Sys.errno();
      if (errno != Errno.EINTR) {
        throw Sys.failure(what, errno);
      }
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Sys.close(fd);
      memory.close();
    }
  }
}
