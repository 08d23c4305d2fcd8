package org.yett.tun.offload;

import org.yett.tun.PacketBatch;
import org.yett.tun.sys.NativeMemory;

/** Writes packets behind a virtio header into the memory that goes to a TUN device. */
public final class SuperPacket {
  private static final int LARGEST_HEADER = Headers.IPV6 + 60;

  private final NativeMemory output;
  private final byte[] header = new byte[LARGEST_HEADER];

  /** Works on memory that stays the caller's. */
  public SuperPacket(NativeMemory output) {
    this.output = output;
  }

  /**
   * Writes one packet as it is.
   *
   * @return octets to hand to the device
   */
  public int plain(PacketBatch batch, int index) {
    VirtioHeader.writePlain(output);
    int length = batch.length(index);
    output.put(VirtioHeader.LENGTH, batch.buffer(index), batch.offset(index), length);
    return VirtioHeader.LENGTH + length;
  }

  /**
   * Writes a group of TCP segments as one packet that the kernel cuts again where it must.
   *
   * @return octets to hand to the device
   */
  public int joined(PacketBatch batch, SegmentJoiner plan, int group) {
    int head = plan.first(group);
    byte[] octets = batch.buffer(head);
    int at = batch.offset(head);
    boolean ipv4 = Headers.isIpv4(octets, at);
    int l4 = ipv4 ? Headers.IPV4 : Headers.IPV6;
    int headerLength = l4 + ((octets[at + l4 + 12] & 0xF0) >>> 2);
    System.arraycopy(octets, at, header, 0, headerLength);
    int end = VirtioHeader.LENGTH + headerLength;
    for (int i = head; i >= 0; i = plan.next(i)) {
      int piece = batch.length(i) - headerLength;
      output.put(end, batch.buffer(i), batch.offset(i) + headerLength, piece);
      end += piece;
      header[l4 + Headers.TCP_FLAGS] |= batch.buffer(i)[batch.offset(i) + l4 + Headers.TCP_FLAGS];
    }
    int total = end - VirtioHeader.LENGTH;
    Headers.setIpLength(header, 0, total);
    // The kernel completes the checksum: the field holds the sum of the pseudo-header.
    Headers.put16(
        header,
        l4 + Headers.TCP_CHECKSUM,
        InternetChecksum.fold(Headers.pseudo(header, 0, Headers.PROTOCOL_TCP, total - l4)));
    output.put(VirtioHeader.LENGTH, header, 0, headerLength);
    int segment = batch.length(head) - headerLength;
    VirtioHeader.writeTcp(output, ipv4, headerLength, segment, l4);
    return end;
  }
}
