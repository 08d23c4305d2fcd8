package org.yett.tun.netns;

/** The checksum of IP, ICMP, UDP and TCP (RFC 1071). */
final class InternetChecksum {
  private InternetChecksum() {}

  /** Checksum of octets in which the checksum field is zero. */
  static int of(byte[] octets, int offset, int length) {
    long sum = 0;
    int end = offset + length;
    int at = offset;
    for (; at + 1 < end; at += 2) {
      sum += ((octets[at] & 0xFF) << 8) | (octets[at + 1] & 0xFF);
    }
    if (at < end) {
      sum += (octets[at] & 0xFF) << 8;
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xFFFF) + (sum >> 16);
    }
    return (int) ~sum & 0xFFFF;
  }
}
