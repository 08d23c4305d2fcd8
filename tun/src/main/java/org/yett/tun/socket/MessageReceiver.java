package org.yett.tun.socket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.yett.tun.DatagramBatch;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.TrafficCounters;
import org.yett.tun.sys.Libc;
import org.yett.tun.sys.NativeMemory;
import org.yett.tun.sys.Sys;

/**
 * Receives with recvmmsg into memory of its own and copies into batches. With UDP GRO one message
 * brings many datagrams; what does not fit into the batch waits here for the next. For one thread.
 */
final class MessageReceiver implements AutoCloseable {
  private static final int MESSAGES = 64;
  private static final int MESSAGES_WITH_GRO = 16;

  /** Largest message: GRO joins no more than an IP packet can hold. */
  private static final int LARGEST = 65536;

  private static final int LARGEST_IPV4_HEADER = 60;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_TRUNC = 0x20;

  private final boolean ipv6;
  private final boolean stripHeader;
  private final boolean gro;
  private final String name;
  private final TrafficCounters counters;
  private final AddressCache addresses;
  private final MessageBlock block;
  private final NativeMemory control;
  private NativeMemory data;
  private int slot;

  /** Messages {@code next .. filled-1} have been received and not yet been delivered wholly. */
  private int next;

  private int filled;

  /** Octets of message {@code next} that have been delivered. */
  private int delivered;

  // What the control data of the present message said.
  private InetAddress local = DatagramBatch.NO_LOCAL;
  private int interfaceIndex;
  private int trafficClass;
  private int segment;

  MessageReceiver(
      String name, boolean ipv6, boolean stripHeader, boolean gro, TrafficCounters counters) {
    this.name = name;
    this.ipv6 = ipv6;
    this.stripHeader = stripHeader;
    this.gro = gro;
    this.counters = counters;
    this.addresses = new AddressCache(ipv6);
    this.block = new MessageBlock(gro ? MESSAGES_WITH_GRO : MESSAGES);
    this.control = block.memory();
    this.slot = gro ? LARGEST : 2048;
    this.data = NativeMemory.allocate((long) block.count() * slot);
    pointToData();
  }

  private void pointToData() {
    for (int i = 0; i < block.count(); i++) {
      block.data(i, data.address() + (long) i * slot, slot);
    }
  }

  /** Whether datagrams wait here. */
  boolean hasPending() {
    return next < filled;
  }

  int receive(int fd, DatagramBatch batch) throws ErrnoException {
    int before = batch.size();
    while (!batch.isFull()) {
      if (!hasPending()) {
        int wanted = Math.min(block.count(), batch.capacity() - batch.size());
        if (!fill(fd, wanted, batch.maxLength())) {
          break;
        }
      }
      deliver(batch);
    }
    return batch.size() - before;
  }

  /** Asks the kernel; false if nothing is there. */
  private boolean fill(int fd, int wanted, int maxLength) throws ErrnoException {
    int needed = maxLength + (stripHeader ? LARGEST_IPV4_HEADER : 0);
    if (needed > slot) {
      data.close();
      slot = (needed + 63) & ~63;
      data = NativeMemory.allocate((long) block.count() * slot);
      pointToData();
    }
    for (int i = 0; i < wanted; i++) {
      block.nameLength(i, SocketAddressCodec.ROOM);
      block.controlLength(i, MessageBlock.CONTROL_ROOM);
      block.clearFlags(i);
    }
    next = 0;
    filled = 0;
    // Each soft error is taken from the socket by being reported, so that this ends.
    for (int attempt = 0; ; attempt++) {
      int count = Libc.recvmmsg(fd, block.addressOf(0), wanted, MSG_DONTWAIT, 0);
      if (count >= 0) {
        filled = count;
        return count > 0;
      }
      int errno = Sys.errno();
      if (errno == Errno.EAGAIN) {
        return false;
      }
      if (errno != Errno.EINTR && (attempt > MESSAGES || !concernsOneDatagram(errno))) {
        throw Sys.failure("recvmmsg " + name, errno);
      }
    }
  }

  /** Whether an error tells of the fate of a datagram that was sent earlier, not of the socket. */
  private static boolean concernsOneDatagram(int errno) {
    return switch (errno) {
      case Errno.ECONNREFUSED,
          Errno.EHOSTUNREACH,
          Errno.ENETUNREACH,
          Errno.ENETDOWN,
          Errno.EMSGSIZE,
          Errno.EACCES ->
          true;
      default -> false;
    };
  }

  private void deliver(DatagramBatch batch) {
    while (next < filled && !batch.isFull()) {
      int message = next;
      int length = block.received(message);
      long from = (long) message * slot;
      int header = stripHeader ? (data.getByte(from) & 0xF) * 4 : 0;
      if ((block.flags(message) & MSG_TRUNC) != 0 || length <= header) {
        counters.readDropped(1);
        skip();
        continue;
      }
      readControl(message);
      InetSocketAddress remote = addresses.remote(control, block.name(message));
      int position = Math.max(delivered, header);
      int step = segment > 0 ? segment : length;
      int packets = 0;
      int octets = 0;
      while (position < length && !batch.isFull()) {
        int piece = Math.min(step, length - position);
        if (piece > batch.maxLength()) {
          counters.readDropped(1);
        } else {
          int index = batch.claim();
          data.get(from + position, batch.buffer(index), batch.offset(index), piece);
          batch.set(index, batch.offset(index), piece);
          batch.remote(index, remote);
          batch.local(index, local);
          batch.interfaceIndex(index, interfaceIndex);
          batch.trafficClass(index, trafficClass);
          packets++;
          octets += piece;
        }
        position += piece;
      }
      counters.read(packets, octets);
      if (position < length) {
        delivered = position;
      } else {
        skip();
      }
    }
  }

  private void skip() {
    next++;
    delivered = 0;
  }

  private void readControl(int message) {
    local = DatagramBatch.NO_LOCAL;
    interfaceIndex = 0;
    trafficClass = DatagramBatch.NO_TRAFFIC_CLASS;
    segment = 0;
    long at = block.control(message);
    long end = at + block.controlLength(message);
    while (at + MessageBlock.CMSGHDR <= end) {
      long length = control.getLong(at);
      if (length < MessageBlock.CMSGHDR || length > end - at) {
        return;
      }
      item(control.getInt(at + 8), control.getInt(at + 12), at + MessageBlock.CMSGHDR);
      at += (length + 7) & ~7L;
    }
  }

  private void item(int level, int type, long value) {
    if (level == InetOptions.IPPROTO_IP && type == InetOptions.IP_PKTINFO) {
      // struct in_pktinfo: interface index, local address to answer from, destination in the
      // header.
      interfaceIndex = control.getInt(value);
      local = addresses.local(control, value + 4);
    } else if (level == InetOptions.IPPROTO_IP && type == InetOptions.IP_TOS) {
      trafficClass = control.getByte(value);
    } else if (level == InetOptions.IPPROTO_IPV6 && type == InetOptions.IPV6_PKTINFO) {
      // struct in6_pktinfo: destination address, interface index.
      local = addresses.local(control, value);
      interfaceIndex = control.getInt(value + 16);
    } else if (level == InetOptions.IPPROTO_IPV6 && type == InetOptions.IPV6_TCLASS) {
      trafficClass = control.getInt(value) & 0xFF;
    } else if (level == InetOptions.SOL_UDP && type == InetOptions.UDP_GRO) {
      segment = control.getInt(value);
    }
  }

  boolean ipv6() {
    return ipv6;
  }

  boolean gro() {
    return gro;
  }

  @Override
  public void close() {
    block.close();
    data.close();
  }
}
