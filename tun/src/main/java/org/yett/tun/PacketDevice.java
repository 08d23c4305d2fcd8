package org.yett.tun;

import java.io.IOException;

/**
 * A device that IP packets are read from and written to, in batches: a TUN device, or memory.
 *
 * <p>One thread may read while another writes; two threads must not read (or write) at once.
 * Neither operation waits for input: {@link #await} does.
 */
public interface PacketDevice extends Waitable {
  /** Name of the device, as the system knows it. */
  String name();

  /** Largest packet in octets that the device carries. */
  int mtu() throws IOException;

  /**
   * Appends the packets that are waiting to the batch, as many as there are free slots. A packet
   * longer than the batch's {@link PacketBatch#maxLength} is dropped and counted.
   *
   * @return number of packets appended; 0 if none was waiting, or if the device is closed
   */
  int read(PacketBatch batch) throws IOException;

  /**
   * Writes every packet of the batch that has a length above 0, in order. The batch stays as it is,
   * except that {@link PacketBatch#error(int)} tells which packets the device refused.
   *
   * @return number of packets accepted; 0 if the device is closed
   */
  int write(PacketBatch batch) throws IOException;

  /** What has passed so far. */
  DeviceCounters counters();
}
