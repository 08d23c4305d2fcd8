package org.yett.tun.socket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.yett.tun.DatagramBatch;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.TrafficCounters;
import org.yett.tun.sys.Descriptor;
import org.yett.tun.sys.Libc;
import org.yett.tun.sys.NativeMemory;
import org.yett.tun.sys.Sys;

/**
 * Sends batches with sendmmsg from memory of its own. With UDP GSO a run of datagrams of one length
 * to one place (the last may be shorter) goes as a single message. For one thread.
 */
final class MessageSender implements AutoCloseable {
  private static final int MESSAGES = 64;
  private static final int DATA = 256 * 1024;

  /** Limits of a GSO message: the kernel's number of segments, and what an IP packet can hold. */
  private static final int SEGMENTS = 64;

  private static final int LARGEST_RUN = 65000;

  private static final int LARGEST = 65535;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final long PATIENCE_MILLIS = 50;

  private final boolean ipv6;
  private final TrafficCounters counters;
  private final MessageBlock block = new MessageBlock(MESSAGES);
  private final NativeMemory control = block.memory();
  private final NativeMemory data = NativeMemory.allocate(DATA);
  private boolean gso;

  /** Messages built and not yet sent, and where the next datagram's octets go. */
  private int messages;

  private int used;

  /** Slots of the batch, message by message; message m has those from starts[m] to starts[m+1]. */
  private final int[] slots = new int[MESSAGES * SEGMENTS];

  private final int[] starts = new int[MESSAGES + 1];
  private final int[] lengths = new int[MESSAGES];
  private final int[] segments = new int[MESSAGES];
  private boolean runEnded;

  // What the name and the control data of each message are at present.
  private final InetSocketAddress[] remotes = new InetSocketAddress[MESSAGES];
  private final InetAddress[] locals = new InetAddress[MESSAGES];
  private final int[] interfaces = new int[MESSAGES];
  private final int[] trafficClasses = new int[MESSAGES];

  private int packets;
  private long octets;

  MessageSender(boolean ipv6, boolean gso, TrafficCounters counters) {
    this.ipv6 = ipv6;
    this.gso = gso;
    this.counters = counters;
  }

  int send(Descriptor descriptor, DatagramBatch batch) throws ErrnoException {
    packets = 0;
    octets = 0;
    try {
      for (int i = 0; i < batch.size(); i++) {
        int length = batch.length(i);
        if (length == 0) {
          continue;
        }
        int refusal = refusal(batch, i);
        if (refusal != 0) {
          refuse(batch, i, refusal);
          continue;
        }
        if (used + length > DATA) {
          flush(descriptor, batch);
        }
        if (continuesRun(batch, i)) {
          extend(batch, i);
          continue;
        }
        if (messages == MESSAGES) {
          flush(descriptor, batch);
        }
        begin(batch, i);
      }
      flush(descriptor, batch);
      return packets;
    } finally {
      // After an exception nothing of this batch may go out with the next.
      messages = 0;
      used = 0;
      counters.written(packets, octets);
    }
  }

  private int refusal(DatagramBatch batch, int index) {
    InetAddress remote = batch.remote(index).getAddress();
    if (remote == null || remote.isAnyLocalAddress()) {
      return Errno.EINVAL;
    }
    InetAddress local = batch.local(index);
    int family = ipv6 ? SocketAddressCodec.AF_INET6 : SocketAddressCodec.AF_INET;
    if (SocketAddressCodec.family(remote) != family
        || (!local.isAnyLocalAddress() && SocketAddressCodec.family(local) != family)) {
      return Errno.EAFNOSUPPORT;
    }
    return batch.length(index) > LARGEST ? Errno.EMSGSIZE : 0;
  }

  private void refuse(DatagramBatch batch, int index, int errno) {
    batch.error(index, errno);
    counters.writeDropped(1);
  }

  private boolean continuesRun(DatagramBatch batch, int index) {
    if (!gso || messages == 0 || runEnded) {
      return false;
    }
    int message = messages - 1;
    int count = starts[messages] - starts[message];
    int length = batch.length(index);
    return length <= segments[message]
        && count < SEGMENTS
        && lengths[message] + length <= LARGEST_RUN
        && remotes[message].equals(batch.remote(index))
        && locals[message].equals(batch.local(index))
        && interfaces[message] == batch.interfaceIndex(index)
        && trafficClasses[message] == batch.trafficClass(index);
  }

  private void begin(DatagramBatch batch, int index) {
    int message = messages++;
    int length = batch.length(index);
    segments[message] = length;
    lengths[message] = 0;
    starts[message + 1] = starts[message];
    runEnded = false;
    InetSocketAddress remote = batch.remote(index);
    if (remotes[message] != remote) {
      remotes[message] = remote;
      block.nameLength(
          message,
          SocketAddressCodec.encode(
              control, block.name(message), remote.getAddress(), remote.getPort()));
    }
    locals[message] = batch.local(index);
    interfaces[message] = batch.interfaceIndex(index);
    trafficClasses[message] = batch.trafficClass(index);
    block.data(message, data.address() + used, 0);
    extend(batch, index);
  }

  private void extend(DatagramBatch batch, int index) {
    int message = messages - 1;
    int length = batch.length(index);
    data.put(used, batch.buffer(index), batch.offset(index), length);
    used += length;
    lengths[message] += length;
    slots[starts[messages]++] = index;
    runEnded = length < segments[message];
  }

  private void flush(Descriptor descriptor, DatagramBatch batch) throws ErrnoException {
    long start = 0;
    for (int m = 0; m < messages; m++) {
      block.data(m, data.address() + start, lengths[m]);
      start += lengths[m];
      writeControl(m, starts[m + 1] - starts[m] > 1 ? segments[m] : 0);
    }
    int sent = 0;
    while (sent < messages) {
      int count =
          Libc.sendmmsg(
              descriptor.fd(), block.addressOf(sent), messages - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (count > 0) {
        for (int m = sent; m < sent + count; m++) {
          accept(batch, m);
        }
        sent += count;
        continue;
      }
      int errno = Sys.errno();
      if (errno == Errno.EINTR
          || (errno == Errno.EAGAIN && descriptor.awaitOutput(PATIENCE_MILLIS))) {
        continue;
      }
      if (errno == Errno.EBADF) {
        throw Sys.failure("sendmmsg", errno);
      }
      if (starts[sent + 1] - starts[sent] > 1 && errno != Errno.EAGAIN) {
        sendApart(descriptor, batch, sent, errno);
      } else {
        refuseAll(batch, sent, errno);
      }
      sent++;
    }
    messages = 0;
    used = 0;
  }

  private void accept(DatagramBatch batch, int message) {
    for (int s = starts[message]; s < starts[message + 1]; s++) {
      batch.error(slots[s], 0);
    }
    packets += starts[message + 1] - starts[message];
    octets += lengths[message];
  }

  private void refuseAll(DatagramBatch batch, int message, int errno) {
    for (int s = starts[message]; s < starts[message + 1]; s++) {
      refuse(batch, slots[s], errno);
    }
  }

  /**
   * Sends the datagrams of a refused run one by one: the device may be unable to segment, or one
   * segment exceeds the MTU, which then shows for each.
   */
  private void sendApart(Descriptor descriptor, DatagramBatch batch, int message, int errno)
      throws ErrnoException {
    if (errno != Errno.EMSGSIZE && errno != Errno.EINVAL && errno != Errno.EIO) {
      refuseAll(batch, message, errno);
      return;
    }
    if (errno == Errno.EIO) {
      // The route's device has no checksum offload, without which the kernel refuses GSO.
      gso = false;
    }
    writeControl(message, 0);
    long start = 0;
    for (int m = 0; m < message; m++) {
      start += lengths[m];
    }
    for (int s = starts[message]; s < starts[message + 1]; s++) {
      int length = batch.length(slots[s]);
      block.data(message, data.address() + start, length);
      start += length;
      int failure = sendOne(descriptor, message);
      if (failure == 0) {
        batch.error(slots[s], 0);
        packets++;
        octets += length;
      } else {
        refuse(batch, slots[s], failure);
      }
    }
  }

  private int sendOne(Descriptor descriptor, int message) throws ErrnoException {
    while (true) {
      int count =
          Libc.sendmmsg(descriptor.fd(), block.addressOf(message), 1, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (count > 0) {
        return 0;
      }
      int errno = Sys.errno();
      if (errno != Errno.EINTR
          && !(errno == Errno.EAGAIN && descriptor.awaitOutput(PATIENCE_MILLIS))) {
        return errno;
      }
    }
  }

  private void writeControl(int message, int segment) {
    long begin = block.control(message);
    long at = begin;
    InetAddress local = locals[message];
    if (interfaces[message] != 0 || !local.isAnyLocalAddress()) {
      at += packetInfo(at, local, interfaces[message]);
    }
    if (trafficClasses[message] != DatagramBatch.NO_TRAFFIC_CLASS) {
      control.putInt(at + MessageBlock.CMSGHDR, trafficClasses[message]);
      at +=
          ipv6
              ? block.controlMessage(at, InetOptions.IPPROTO_IPV6, InetOptions.IPV6_TCLASS, 4)
              : block.controlMessage(at, InetOptions.IPPROTO_IP, InetOptions.IP_TOS, 4);
    }
    if (segment > 0) {
      control.putShort(at + MessageBlock.CMSGHDR, segment);
      at += block.controlMessage(at, InetOptions.SOL_UDP, InetOptions.UDP_SEGMENT, 2);
    }
    block.controlLength(message, at - begin);
  }

  private int packetInfo(long at, InetAddress local, int interfaceIndex) {
    long value = at + MessageBlock.CMSGHDR;
    if (ipv6) {
      control.clear(value, 24);
      if (!local.isAnyLocalAddress()) {
        control.put(value, local.getAddress(), 0, 16);
      }
      control.putInt(value + 16, interfaceIndex);
      return block.controlMessage(at, InetOptions.IPPROTO_IPV6, InetOptions.IPV6_PKTINFO, 20);
    }
    control.clear(value, 16);
    control.putInt(value, interfaceIndex);
    if (!local.isAnyLocalAddress()) {
      control.put(value + 4, local.getAddress(), 0, 4);
    }
    return block.controlMessage(at, InetOptions.IPPROTO_IP, InetOptions.IP_PKTINFO, 12);
  }

  @Override
  public void close() {
    block.close();
    data.close();
  }
}
