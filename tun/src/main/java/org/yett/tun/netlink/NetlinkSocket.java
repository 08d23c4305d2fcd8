package org.yett.tun.netlink;

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
  private static final int SOL_NETLINK = 270;
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
