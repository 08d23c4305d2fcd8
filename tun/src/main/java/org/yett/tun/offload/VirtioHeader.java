package org.yett.tun.offload;

import org.yett.tun.sys.NativeMemory;

/**
 * {@code struct virtio_net_hdr}, which stands before each packet of a TUN device with {@code
 * IFF_VNET_HDR}: ten octets in the machine's byte order.
 */
public final class VirtioHeader {
  /** Its length in octets. */
  public static final int LENGTH = 10;

  static final int GSO_NONE = 0;
  static final int GSO_TCPV4 = 1;
  static final int GSO_TCPV6 = 4;
  static final int GSO_UDP_L4 = 5;

  private static final int NEEDS_CHECKSUM = 1;
  private static final int GSO_ECN = 0x80;

  private static final int FLAGS = 0;
  private static final int GSO_TYPE = 1;
  private static final int HEADER_LENGTH = 2;
  private static final int GSO_SIZE = 4;
  private static final int CHECKSUM_START = 6;
  private static final int CHECKSUM_OFFSET = 8;

  private VirtioHeader() {}

  static boolean needsChecksum(NativeMemory memory) {
    return (memory.getByte(FLAGS) & NEEDS_CHECKSUM) != 0;
  }

  static int gsoType(NativeMemory memory) {
    return memory.getByte(GSO_TYPE) & ~GSO_ECN;
  }

  static int gsoSize(NativeMemory memory) {
    return memory.getShort(GSO_SIZE);
  }

  static int checksumStart(NativeMemory memory) {
    return memory.getShort(CHECKSUM_START);
  }

  static int checksumOffset(NativeMemory memory) {
    return memory.getShort(CHECKSUM_OFFSET);
  }

  /** A header that says: an ordinary packet, complete. */
  static void writePlain(NativeMemory memory) {
    memory.clear(0, LENGTH);
  }

  /** A header that says: TCP segments joined, their checksum to be completed. */
  static void writeTcp(
      NativeMemory memory, boolean ipv4, int headerLength, int gsoSize, int tcpStart) {
    memory.putByte(FLAGS, NEEDS_CHECKSUM);
    memory.putByte(GSO_TYPE, ipv4 ? GSO_TCPV4 : GSO_TCPV6);
    memory.putShort(HEADER_LENGTH, headerLength);
    memory.putShort(GSO_SIZE, gsoSize);
    memory.putShort(CHECKSUM_START, tcpStart);
    memory.putShort(CHECKSUM_OFFSET, Headers.TCP_CHECKSUM);
  }
}
