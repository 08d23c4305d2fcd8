package org.yett.tun.offload;

import java.util.Arrays;
import org.yett.tun.PacketBatch;

/**
 * Finds the TCP segments of a batch that can go to the kernel as one super-packet, by the rules by
 * which the kernel joins what it receives: same flow, same headers, next sequence number, equal
 * length (the last may be shorter), right checksums. For one thread.
 *
 * <p>{@link #plan} groups the packets of a batch; each group keeps the order of its packets, groups
 * keep the order of their first packets, and a packet of a flow never overtakes an earlier one.
 */
public final class SegmentJoiner {
  private static final int LARGEST_PACKET = 65535;

  /** The kernel's own limit of segments is larger than what an IP packet of usual size holds. */
  private static final int MOST_SEGMENTS = 64;

  /** In IPv4's flags and fragment offset: everything but Don't Fragment. */
  private static final int FRAGMENT_MASK = 0xBFFF;

  private static final int DONT_FRAGMENT = 0x4000;

  private int groups;
  private int[] first = new int[0];
  private int[] last = new int[0];
  private int[] count = new int[0];
  private int[] payload = new int[0];
  private int[] flow = new int[0];
  private boolean[] open = new boolean[0];
  private boolean[] verified = new boolean[0];

  /** Next packet of the same group by packet index, -1 at its end. */
  private int[] next = new int[0];

  // What examine() found.
  private int l4;
  private int headerLength;
  private int flowHash;

  private enum Kind {
    /** Not TCP: joins nothing and disturbs nothing. */
    FOREIGN,
    /** TCP, but one that must stand alone in its flow. */
    ALONE,
    /** TCP data that may be joined. */
    DATA
  }

  /** Makes a joiner; its tables grow with the batches. */
  public SegmentJoiner() {}

  /**
   * Groups the packets of a batch that have a length above 0.
   *
   * @return number of groups
   */
  public int plan(PacketBatch batch) {
    if (next.length < batch.capacity()) {
      grow(batch.capacity());
    }
    groups = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (batch.length(i) > 0) {
        place(batch, i);
      }
    }
    return groups;
  }

  private void grow(int size) {
    first = new int[size];
    last = new int[size];
    count = new int[size];
    payload = new int[size];
    flow = new int[size];
    open = new boolean[size];
    verified = new boolean[size];
    next = new int[size];
  }

  /** First packet of a group. */
  public int first(int group) {
    return first[group];
  }

  /** Number of packets of a group. */
  public int count(int group) {
    return count[group];
  }

  /** The packet after this one in its group, -1 if it is the last. */
  public int next(int index) {
    return next[index];
  }

  private void place(PacketBatch batch, int index) {
    Kind kind = examine(batch.buffer(index), batch.offset(index), batch.length(index));
    next[index] = -1;
    if (kind != Kind.FOREIGN) {
      int group = openGroup();
      if (group >= 0) {
        if (kind == Kind.DATA && joins(batch, group, index)) {
          append(batch, group, index);
          return;
        }
        // Later packets of the flow must not overtake this one.
        open[group] = false;
      }
    }
    int group = groups++;
    first[group] = index;
    last[group] = index;
    count[group] = 1;
    flow[group] = flowHash;
    payload[group] = batch.length(index) - headerLength;
    verified[group] = false;
    open[group] = kind == Kind.DATA && !pushes(batch, index);
  }

  /** The open group of the flow, -1 if there is none; a false match is only a lost opportunity. */
  private int openGroup() {
    for (int group = groups - 1; group >= 0; group--) {
      if (open[group] && flow[group] == flowHash) {
        return group;
      }
    }
    return -1;
  }

  private boolean pushes(PacketBatch batch, int index) {
    return (batch.buffer(index)[batch.offset(index) + l4 + Headers.TCP_FLAGS] & Headers.PSH) != 0;
  }

  private Kind examine(byte[] octets, int at, int length) {
    headerLength = 0;
    flowHash = 0;
    if (length < Headers.IPV4 + Headers.TCP) {
      return Kind.FOREIGN;
    }
    boolean ipv4 = Headers.isIpv4(octets, at);
    if (!ipv4 && (octets[at] & 0xF0) != 0x60) {
      return Kind.FOREIGN;
    }
    l4 = ipv4 ? Headers.IPV4 : Headers.IPV6;
    int protocol = octets[at + (ipv4 ? 9 : 6)];
    if (protocol != Headers.PROTOCOL_TCP || length < l4 + Headers.TCP) {
      return Kind.FOREIGN;
    }
    if (ipv4 && (octets[at] != 0x45 || (Headers.get16(octets, at + 6) & FRAGMENT_MASK) != 0)) {
      return Kind.FOREIGN;
    }
    int stated = ipv4 ? Headers.get16(octets, at + 2) : Headers.get16(octets, at + 4) + l4;
    headerLength = l4 + ((octets[at + l4 + 12] & 0xF0) >>> 2);
    if (stated != length || headerLength < l4 + Headers.TCP || headerLength > length) {
      return Kind.FOREIGN;
    }
    flowHash = 1;
    int addresses = at + (ipv4 ? 12 : 8);
    for (int word = addresses; word < at + l4 + 4; word += 4) {
      flowHash = flowHash * 31 + Headers.get32(octets, word);
    }
    int flags = octets[at + l4 + Headers.TCP_FLAGS] & ~Headers.PSH;
    return flags == Headers.ACK && length > headerLength ? Kind.DATA : Kind.ALONE;
  }

  private boolean joins(PacketBatch batch, int group, int index) {
    int head = first[group];
    byte[] a = batch.buffer(head);
    int ao = batch.offset(head);
    byte[] b = batch.buffer(index);
    int bo = batch.offset(index);
    int segment = batch.length(head) - headerLength;
    int mine = batch.length(index) - headerLength;
    if (mine > segment
        || count[group] == MOST_SEGMENTS
        || headerLength + payload[group] + mine > LARGEST_PACKET
        || Headers.isIpv4(a, ao) != Headers.isIpv4(b, bo)
        || !sameIpHeader(a, ao, b, bo, count[group])
        || !sameTcpHeader(a, ao + l4, b, bo + l4)
        || Headers.get32(a, ao + l4 + 4) + payload[group] != Headers.get32(b, bo + l4 + 4)) {
      return false;
    }
    if (!verified[group]) {
      verified[group] = checksumsRight(a, ao, batch.length(head));
    }
    return verified[group] && checksumsRight(b, bo, batch.length(index));
  }

  private static boolean sameIpHeader(byte[] a, int ao, byte[] b, int bo, int distance) {
    if (Headers.isIpv4(a, ao)) {
      int fragment = Headers.get16(a, ao + 6);
      boolean inOrder =
          (fragment & DONT_FRAGMENT) != 0
              || ((Headers.get16(a, ao + 4) + distance) & 0xFFFF) == Headers.get16(b, bo + 4);
      return inOrder
          && a[ao + 1] == b[bo + 1]
          && fragment == Headers.get16(b, bo + 6)
          && a[ao + 8] == b[bo + 8]
          && Arrays.equals(a, ao + 12, ao + 20, b, bo + 12, bo + 20);
    }
    return Headers.get32(a, ao) == Headers.get32(b, bo)
        && a[ao + 7] == b[bo + 7]
        && Arrays.equals(a, ao + 8, ao + 40, b, bo + 8, bo + 40);
  }

  /** Ports, acknowledgement number, header length, window, urgent pointer and options. */
  private boolean sameTcpHeader(byte[] a, int ao, byte[] b, int bo) {
    int options = headerLength - l4;
    return Headers.get32(a, ao) == Headers.get32(b, bo)
        && Headers.get32(a, ao + 8) == Headers.get32(b, bo + 8)
        && a[ao + 12] == b[bo + 12]
        && Headers.get16(a, ao + 14) == Headers.get16(b, bo + 14)
        && Headers.get16(a, ao + 18) == Headers.get16(b, bo + 18)
        && Arrays.equals(a, ao + Headers.TCP, ao + options, b, bo + Headers.TCP, bo + options);
  }

  /** A joined packet's checksum is made anew: damage must have been seen before. */
  private boolean checksumsRight(byte[] octets, int at, int length) {
    if (Headers.isIpv4(octets, at)
        && InternetChecksum.fold(InternetChecksum.sum(octets, at, Headers.IPV4)) != 0xFFFF) {
      return false;
    }
    int l4Length = length - l4;
    long sum =
        Headers.pseudo(octets, at, Headers.PROTOCOL_TCP, l4Length)
            + InternetChecksum.sum(octets, at + l4, l4Length);
    return InternetChecksum.fold(sum) == 0xFFFF;
  }

  private void append(PacketBatch batch, int group, int index) {
    next[last[group]] = index;
    last[group] = index;
    count[group]++;
    int mine = batch.length(index) - headerLength;
    payload[group] += mine;
    int segment = batch.length(first[group]) - headerLength;
    open[group] = mine == segment && !pushes(batch, index);
  }
}
