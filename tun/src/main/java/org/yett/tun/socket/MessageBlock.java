package org.yett.tun.socket;

import org.yett.tun.sys.NativeMemory;

/**
 * An array of {@code struct mmsghdr} with the name, the single iovec and the control data of each,
 * as recvmmsg and sendmmsg take it. The layout is that of 64-bit Linux, the same on x86_64 and
 * aarch64 and in glibc and musl (whose 32-bit fields are padded to the same places).
 */
final class MessageBlock implements AutoCloseable {
  /** Octets of {@code struct mmsghdr}: a {@code struct msghdr} of 56, the length, and padding. */
  static final int MMSGHDR = 64;

  private static final int NAME = 0;
  private static final int NAME_LENGTH = 8;
  private static final int IOV = 16;
  private static final int IOV_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int FLAGS = 48;
  private static final int LENGTH = 56;

  private static final int IOVEC = 16;

  /** Octets of {@code struct cmsghdr}. */
  static final int CMSGHDR = 16;

  /** Room for the control data of one message: packet info, traffic class, segment size. */
  static final int CONTROL_ROOM = 128;

  private final int count;
  private final NativeMemory memory;
  private final long iovecs;
  private final long names;
  private final long controls;

  MessageBlock(int count) {
    this.count = count;
    iovecs = (long) count * MMSGHDR;
    names = iovecs + (long) count * IOVEC;
    controls = names + (long) count * SocketAddressCodec.ROOM;
    memory = NativeMemory.allocate(controls + (long) count * CONTROL_ROOM);
    for (int i = 0; i < count; i++) {
      memory.putLong(header(i) + NAME, memory.address() + name(i));
      memory.putLong(header(i) + IOV, memory.address() + iovecs + (long) i * IOVEC);
      memory.putLong(header(i) + IOV_COUNT, 1);
      memory.putLong(header(i) + CONTROL, memory.address() + control(i));
    }
  }

  int count() {
    return count;
  }

  NativeMemory memory() {
    return memory;
  }

  /** Address of message {@code index}, for the call. */
  long addressOf(int index) {
    return memory.address() + header(index);
  }

  private static long header(int index) {
    return (long) index * MMSGHDR;
  }

  /** Where the sockaddr of message {@code index} lies in {@link #memory}. */
  long name(int index) {
    return names + (long) index * SocketAddressCodec.ROOM;
  }

  /** Where the control data of message {@code index} lies in {@link #memory}. */
  long control(int index) {
    return controls + (long) index * CONTROL_ROOM;
  }

  void data(int index, long address, long length) {
    long iovec = iovecs + (long) index * IOVEC;
    memory.putLong(iovec, address);
    memory.putLong(iovec + 8, length);
  }

  void nameLength(int index, int octets) {
    memory.putInt(header(index) + NAME_LENGTH, octets);
  }

  void controlLength(int index, long octets) {
    memory.putLong(header(index) + CONTROL_LENGTH, octets);
  }

  long controlLength(int index) {
    return memory.getLong(header(index) + CONTROL_LENGTH);
  }

  void clearFlags(int index) {
    memory.putInt(header(index) + FLAGS, 0);
  }

  int flags(int index) {
    return memory.getInt(header(index) + FLAGS);
  }

  /** Octets that recvmmsg received into message {@code index}. */
  int received(int index) {
    return memory.getInt(header(index) + LENGTH);
  }

  /**
   * Writes a control message of one type.
   *
   * @param at where the control data of the message lies, plus what has been written of it
   * @return octets that it takes up, padding included; its data begins at {@code at + CMSGHDR}
   */
  int controlMessage(long at, int level, int type, int dataLength) {
    memory.putLong(at, CMSGHDR + (long) dataLength);
    memory.putInt(at + 8, level);
    memory.putInt(at + 12, type);
    return CMSGHDR + ((dataLength + 7) & ~7);
  }

  @Override
  public void close() {
    memory.close();
  }
}
