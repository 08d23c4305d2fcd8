package org.yett.gateway.datapath;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.yett.tun.PacketBatch;
import org.yett.tun.PacketDevice;

/** Writes to a device from several threads, a batch at a time. */
final class DeviceWriter {
  private final PacketDevice device;
  private final ReentrantLock writing = new ReentrantLock();

  DeviceWriter(PacketDevice device) {
    this.device = device;
  }

  void write(PacketBatch batch) throws IOException {
    writing.lock();
    try {
      device.write(batch);
    } finally {
      writing.unlock();
    }
  }
}
