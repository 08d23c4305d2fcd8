/**
 * Packets in and out of the Linux kernel: TUN devices, raw and UDP sockets in batches, netlink, and
 * network namespaces. Knows nothing of IPsec.
 *
 * <p>{@link org.yett.tun.PacketBatch}, {@link org.yett.tun.PacketDevice} and {@link
 * org.yett.tun.MemoryDevice} work on every system; the rest needs 64-bit Linux.
 */
module org.yett.tun {
  requires com.sun.jna;
  requires jdk.net;

  exports org.yett.tun;
  exports org.yett.tun.netlink;
  exports org.yett.tun.netns;
  exports org.yett.tun.socket;
}
