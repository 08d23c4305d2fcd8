package org.yett.esp.packet;

import org.yett.spec.Clause;

/** Changes to the traffic class and hop limit of a packet, with the IPv4 checksum kept right. */
public final class TrafficClass {
  private TrafficClass() {}

  /**
   * Puts a new ECN field into the header at {@code offset}.
   *
   * @param version 4 or 6
   */
  @Clause("rfc4301:5.1.2.1")
  public static void setEcn(byte[] buffer, int offset, int version, int ecn) {
    if (version == 4) {
      int before = Octets.uint16(buffer, offset);
      int after = (before & ~Ecn.MASK) | ecn;
      if (before != after) {
        Octets.putInt16(buffer, offset, after);
        updateChecksum(buffer, offset, before, after);
      }
    } else {
      int shift = 4;
      int word = Octets.uint16(buffer, offset);
      Octets.putInt16(buffer, offset, (word & ~(Ecn.MASK << shift)) | ecn << shift);
    }
  }

  /**
   * Decrements TTL or Hop Limit, for a caller that forwards packets itself.
   *
   * @return false if it was 0 or 1: the packet may not be forwarded, and was not changed
   */
  @Clause("rfc4301:5.1.2.1")
  public static boolean decrementHopLimit(byte[] buffer, int offset, int version) {
    int at = version == 4 ? offset + 8 : offset + 7;
    int limit = buffer[at] & 0xFF;
    if (limit <= 1) {
      return false;
    }
    if (version == 4) {
      int before = Octets.uint16(buffer, at);
      buffer[at] = (byte) (limit - 1);
      updateChecksum(buffer, offset, before, Octets.uint16(buffer, at));
    } else {
      buffer[at] = (byte) (limit - 1);
    }
    return true;
  }

  private static void updateChecksum(byte[] buffer, int offset, int before, int after) {
    int checksum = Octets.uint16(buffer, offset + 10);
    Octets.putInt16(buffer, offset + 10, Checksum.update(checksum, before, after));
  }
}
