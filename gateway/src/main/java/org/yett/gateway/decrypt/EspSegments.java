package org.yett.gateway.decrypt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ESP packets in a UDP datagram. It is one, unless the sender had the kernel cut a large one:
 * such a datagram is captured before it is cut, and holds packets of one length, the last of which
 * may be shorter, with one SPI and consecutive sequence numbers.
 */
final class EspSegments {
  private static final int HEADER = 8;

  /** SPI, sequence number, the least of a payload, and ICV. */
  private static final int SHORTEST = 20;

  private EspSegments() {}

  static List<byte[]> of(byte[] contents) {
    ByteBuffer octets = ByteBuffer.wrap(contents);
    for (int size = SHORTEST; size <= contents.length - HEADER; size++) {
      if (follow(octets, size)) {
        List<byte[]> segments = new ArrayList<>();
        for (int at = 0; at < contents.length; at += size) {
          segments.add(Arrays.copyOfRange(contents, at, Math.min(at + size, contents.length)));
        }
        return segments;
      }
    }
    return List.of(contents);
  }

  private static boolean follow(ByteBuffer octets, int size) {
    int number = 0;
    for (int at = size; at < octets.limit(); at += size) {
      number++;
      if (octets.limit() - at < HEADER
          || octets.getInt(at) != octets.getInt(0)
          || octets.getInt(at + 4) != octets.getInt(4) + number) {
        return false;
      }
    }
    return true;
  }
}
