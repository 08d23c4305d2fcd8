package org.yett.tun.offload;

/** Fields of IPv4, IPv6, TCP and UDP headers in an array, and the sum of a pseudo-header. */
final class Headers {
  static final int IPV4 = 20;
  static final int IPV6 = 40;
  static final int TCP = 20;
  static final int UDP = 8;
  static final int PROTOCOL_TCP = 6;
  static final int PROTOCOL_UDP = 17;

  static final int TCP_CHECKSUM = 16;
  static final int UDP_CHECKSUM = 6;
  static final int TCP_FLAGS = 13;
  static final int FIN = 0x01;
  static final int PSH = 0x08;
  static final int ACK = 0x10;
  static final int CWR = 0x80;

  private Headers() {}

  static int get16(byte[] octets, int at) {
    return ((octets[at] & 0xFF) << 8) | (octets[at + 1] & 0xFF);
  }

  static void put16(byte[] octets, int at, int value) {
    octets[at] = (byte) (value >>> 8);
    octets[at + 1] = (byte) value;
  }

  static int get32(byte[] octets, int at) {
    return (get16(octets, at) << 16) | get16(octets, at + 2);
  }

  static void put32(byte[] octets, int at, int value) {
    put16(octets, at, value >>> 16);
    put16(octets, at + 2, value);
  }

  static boolean isIpv4(byte[] octets, int at) {
    return (octets[at] & 0xF0) == 0x40;
  }

  /**
   * Sum of the pseudo-header of TCP or UDP (RFC 9293 3.1, RFC 8200 8.1).
   *
   * @param ip where the IP header starts
   * @param length octets of the TCP or UDP header and its data
   */
  static long pseudo(byte[] octets, int ip, int protocol, int length) {
    long addresses =
        isIpv4(octets, ip)
            ? InternetChecksum.sum(octets, ip + 12, 8)
            : InternetChecksum.sum(octets, ip + 8, 32);
    return addresses + protocol + length;
  }

  /** Writes the length of a packet into its IP header, and for IPv4 the header's checksum. */
  static void setIpLength(byte[] octets, int ip, int packetLength) {
    if (!isIpv4(octets, ip)) {
      put16(octets, ip + 4, packetLength - IPV6);
      return;
    }
    put16(octets, ip + 2, packetLength);
    int headerLength = (octets[ip] & 0xF) * 4;
    put16(octets, ip + 10, 0);
    put16(octets, ip + 10, InternetChecksum.of(octets, ip, headerLength));
  }
}
