package org.yett.tun;

import org.yett.tun.offload.SegmentJoiner;
import org.yett.tun.offload.SegmentSplitter;
import org.yett.tun.offload.SuperPacket;
import org.yett.tun.offload.VirtioHeader;
import org.yett.tun.sys.NativeMemory;

/**
 * With offload: one call carries up to 64 KiB of TCP or UDP segments, which are cut here when
 * reading and joined here when writing.
 */
final class OffloadQueue implements TunQueue {
  private final NativeMemory input = NativeMemory.allocate(VirtioHeader.LENGTH + LARGEST);
  private final NativeMemory output = NativeMemory.allocate(VirtioHeader.LENGTH + LARGEST);
  private final SegmentSplitter splitter;
  private final SegmentJoiner joiner = new SegmentJoiner();
  private final SuperPacket superPacket = new SuperPacket(output);
  private final TrafficCounters counters;

  OffloadQueue(TrafficCounters counters) {
    this.counters = counters;
    this.splitter = new SegmentSplitter(input, counters);
  }

  @Override
  public int read(int fd, PacketBatch batch) throws ErrnoException {
    int before = batch.size();
    while (!batch.isFull()) {
      if (!splitter.hasPending()) {
        int length = TunCalls.read(fd, input);
        if (length < 0) {
          break;
        }
        splitter.begin(length);
      }
      if (splitter.hasPending()) {
        splitter.deliver(batch);
      }
    }
    return batch.size() - before;
  }

  @Override
  public int write(int fd, PacketBatch batch) {
    int accepted = 0;
    int groups = joiner.plan(batch);
    for (int group = 0; group < groups; group++) {
      if (joiner.count(group) > 1) {
        int length = superPacket.joined(batch, joiner, group);
        if (TunCalls.write(fd, output, length) == 0) {
          accepted += markAccepted(batch, group);
          continue;
        }
      }
      // Alone, or refused as a whole: each packet then gets its own verdict.
      for (int i = joiner.first(group); i >= 0; i = joiner.next(i)) {
        accepted += writeOne(fd, batch, i);
      }
    }
    return accepted;
  }

  private int markAccepted(PacketBatch batch, int group) {
    for (int i = joiner.first(group); i >= 0; i = joiner.next(i)) {
      batch.error(i, 0);
      counters.written(1, batch.length(i));
    }
    return joiner.count(group);
  }

  private int writeOne(int fd, PacketBatch batch, int index) {
    int errno = Errno.EMSGSIZE;
    if (batch.length(index) <= LARGEST) {
      int length = superPacket.plain(batch, index);
      errno = TunCalls.write(fd, output, length);
    }
    batch.error(index, errno);
    if (errno != 0) {
      counters.writeDropped(1);
      return 0;
    }
    counters.written(1, batch.length(index));
    return 1;
  }

  @Override
  public boolean hasPending() {
    return splitter.hasPending();
  }

  @Override
  public void close() {
    input.close();
    output.close();
  }
}
