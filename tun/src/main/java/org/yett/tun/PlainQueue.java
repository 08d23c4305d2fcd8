package org.yett.tun;

import org.yett.tun.sys.NativeMemory;

/** One packet a call, without offload. */
final class PlainQueue implements TunQueue {
  private final NativeMemory input = NativeMemory.allocate(LARGEST);
  private final NativeMemory output = NativeMemory.allocate(LARGEST);
  private final TrafficCounters counters;

  PlainQueue(TrafficCounters counters) {
    this.counters = counters;
  }

  @Override
  public int read(int fd, PacketBatch batch) throws ErrnoException {
    int packets = 0;
    long octets = 0;
    while (!batch.isFull()) {
      int length = TunCalls.read(fd, input);
      if (length < 0) {
        break;
      }
      if (length > batch.maxLength()) {
        counters.readDropped(1);
        continue;
      }
      int index = batch.claim();
      input.get(0, batch.buffer(index), batch.offset(index), length);
      batch.set(index, batch.offset(index), length);
      packets++;
      octets += length;
    }
    counters.read(packets, octets);
    return packets;
  }

  @Override
  public int write(int fd, PacketBatch batch) {
    int packets = 0;
    long octets = 0;
    for (int i = 0; i < batch.size(); i++) {
      int length = batch.length(i);
      if (length == 0) {
        continue;
      }
      int errno = Errno.EMSGSIZE;
      if (length <= LARGEST) {
        output.put(0, batch.buffer(i), batch.offset(i), length);
        errno = TunCalls.write(fd, output, length);
      }
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
  }

  @Override
  public boolean hasPending() {
    return false;
  }

  @Override
  public void close() {
    input.close();
    output.close();
  }
}
