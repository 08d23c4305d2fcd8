package org.yett.tun;

/** How packets pass the file descriptor of a TUN device. For one reader and one writer. */
interface TunQueue extends AutoCloseable {
  /** Largest IP packet, and so the most that one read or write can carry. */
  int LARGEST = 65535;

  /** Appends waiting packets; see {@link PacketDevice#read}. */
  int read(int fd, PacketBatch batch) throws ErrnoException;

  /** Writes packets; see {@link PacketDevice#write}. */
  int write(int fd, PacketBatch batch);

  /** Whether packets wait here, taken from the kernel already. */
  boolean hasPending();

  @Override
  void close();
}
