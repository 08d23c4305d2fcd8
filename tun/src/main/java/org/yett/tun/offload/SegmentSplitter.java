package org.yett.tun.offload;

import org.yett.tun.PacketBatch;
import org.yett.tun.TrafficCounters;
import org.yett.tun.sys.NativeMemory;

/**
 * Makes ordinary packets of what a TUN device with offload gives: completes checksums that the
 * kernel left open, and cuts TCP and UDP super-packets into segments. What does not fit into a
 * batch stays here for the next. For one thread.
 */
public final class SegmentSplitter {
  /** IPv6 with extension headers, and the longest TCP header: more is not taken apart. */
  private static final int LARGEST_HEADER = 512;

  private final NativeMemory input;
  private final TrafficCounters counters;
  private final byte[] header = new byte[LARGEST_HEADER];

  /** Length of the present packet; 0 if there is none. */
  private int length;

  private boolean segmented;
  private boolean tcp;
  private int l4;
  private int headerLength;
  private int segmentSize;

  /** Octets of payload, and number of segments, that have been delivered. */
  private int position;

  private int delivered;

  /**
   * Works on memory that packets are read into, each behind its virtio header.
   *
   * @param input memory that stays the caller's
   */
  public SegmentSplitter(NativeMemory input, TrafficCounters counters) {
    this.input = input;
    this.counters = counters;
  }

  /** Whether a packet has been begun and not delivered wholly. */
  public boolean hasPending() {
    return length > 0;
  }

  /**
   * Begins with the packet that has been read into the memory; a malformed one is dropped and
   * counted.
   *
   * @param octets what the read returned: virtio header and packet
   */
  public void begin(int octets) {
    length = octets - VirtioHeader.LENGTH;
    position = 0;
    delivered = 0;
    segmented = false;
    if (length <= 0 || !understand()) {
      length = 0;
      counters.readDropped(1);
    }
  }

  private boolean understand() {
    int type = VirtioHeader.gsoType(input);
    if (type == VirtioHeader.GSO_NONE) {
      return true;
    }
    segmented = true;
    tcp = type == VirtioHeader.GSO_TCPV4 || type == VirtioHeader.GSO_TCPV6;
    if (!tcp && type != VirtioHeader.GSO_UDP_L4) {
      return false;
    }
    l4 = VirtioHeader.checksumStart(input);
    segmentSize = VirtioHeader.gsoSize(input);
    int smallest = l4 + (tcp ? Headers.TCP : Headers.UDP);
    if (segmentSize == 0 || smallest > length || smallest > LARGEST_HEADER || l4 < Headers.IPV4) {
      return false;
    }
    input.get(VirtioHeader.LENGTH, header, 0, Math.min(length, LARGEST_HEADER));
    boolean ipv4 = Headers.isIpv4(header, 0);
    if (ipv4 ? (header[0] & 0xF) * 4 != l4 : l4 < Headers.IPV6) {
      return false;
    }
    headerLength = tcp ? l4 + ((header[l4 + 12] & 0xF0) >>> 2) : smallest;
    return headerLength >= smallest && headerLength < length && headerLength <= LARGEST_HEADER;
  }

  /** Appends packets to the batch until it is full or this packet is done. */
  public void deliver(PacketBatch batch) {
    if (!segmented) {
      whole(batch);
      length = 0;
      return;
    }
    int payload = length - headerLength;
    while (position < payload && !batch.isFull()) {
      int piece = Math.min(segmentSize, payload - position);
      segment(batch, piece, position + piece == payload);
      position += piece;
      delivered++;
    }
    if (position == payload) {
      length = 0;
    }
  }

  private void whole(PacketBatch batch) {
    int start = VirtioHeader.checksumStart(input);
    int field = start + VirtioHeader.checksumOffset(input);
    boolean open = VirtioHeader.needsChecksum(input);
    if (length > batch.maxLength() || (open && field + 2 > length)) {
      counters.readDropped(1);
      return;
    }
    int index = batch.claim();
    byte[] buffer = batch.buffer(index);
    int offset = batch.offset(index);
    input.get(VirtioHeader.LENGTH, buffer, offset, length);
    batch.set(index, offset, length);
    if (open) {
      // The field holds the sum of the pseudo-header, so that it counts like any other octets.
      int checksum = InternetChecksum.of(buffer, offset + start, length - start);
      boolean udp = field - start == Headers.UDP_CHECKSUM;
      Headers.put16(buffer, offset + field, udp && checksum == 0 ? 0xFFFF : checksum);
    }
    counters.read(1, length);
  }

  private void segment(PacketBatch batch, int piece, boolean last) {
    int total = headerLength + piece;
    if (total > batch.maxLength()) {
      counters.readDropped(1);
      return;
    }
    int index = batch.claim();
    byte[] buffer = batch.buffer(index);
    int at = batch.offset(index);
    System.arraycopy(header, 0, buffer, at, headerLength);
    input.get(
        VirtioHeader.LENGTH + (long) headerLength + position, buffer, at + headerLength, piece);
    batch.set(index, at, total);
    if (Headers.isIpv4(buffer, at)) {
      Headers.put16(buffer, at + 4, Headers.get16(header, 4) + delivered);
    }
    Headers.setIpLength(buffer, at, total);
    int l4Length = total - l4;
    int checksumField = at + l4 + (tcp ? Headers.TCP_CHECKSUM : Headers.UDP_CHECKSUM);
    if (tcp) {
      Headers.put32(buffer, at + l4 + 4, Headers.get32(header, l4 + 4) + position);
      int flags = header[l4 + Headers.TCP_FLAGS] & 0xFF;
      // The end of the data and the push belong to the last segment, CWR to the first.
      flags &= last ? 0xFF : ~(Headers.FIN | Headers.PSH);
      flags &= delivered == 0 ? 0xFF : ~Headers.CWR;
      buffer[at + l4 + Headers.TCP_FLAGS] = (byte) flags;
    } else {
      Headers.put16(buffer, at + l4 + 4, l4Length);
    }
    Headers.put16(buffer, checksumField, 0);
    int protocol = tcp ? Headers.PROTOCOL_TCP : Headers.PROTOCOL_UDP;
    long sum =
        Headers.pseudo(buffer, at, protocol, l4Length)
            + InternetChecksum.sum(buffer, at + l4, l4Length);
    int checksum = InternetChecksum.of(sum);
    Headers.put16(buffer, checksumField, !tcp && checksum == 0 ? 0xFFFF : checksum);
    counters.read(1, total);
  }
}
