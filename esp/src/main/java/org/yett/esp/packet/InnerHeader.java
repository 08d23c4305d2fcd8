package org.yett.esp.packet;

import org.yett.spec.Clause;

/**
 * What the datapath needs to know of one IPv4 or IPv6 packet. A reusable view: {@link #parse} fills
 * it without allocating, and its values hold until the next call. Not safe for use by several
 * threads.
 *
 * <p>An address is two longs, high and low; an IPv4 address is the low 32 bits of the low one.
 * Ports are unsigned. For ICMP, ICMPv6 and the Mobility Header the one selector is in {@link
 * #sourcePort()}, laid out as in IKE (type in the upper eight bits, code in the lower eight; RFC
 * 4301 4.4.1.1). A field that the packet does not show (RFC 4301: OPAQUE) is {@link #OPAQUE}.
 */
public final class InnerHeader {
  /** The field is not to be seen in this packet. */
  public static final int OPAQUE = -1;

  /** Headers walked at most before the next layer protocol counts as hidden. */
  static final int MAX_EXTENSION_HEADERS = 16;

  private int version;
  private int headerLength;
  private int totalLength;
  private int protocol;
  private int protocolOffset;
  private int sourcePort;
  private int destinationPort;
  private int trafficClass;
  private int hopLimit;
  private boolean dontFragment;
  private boolean nonInitialFragment;
  private boolean fragment;
  private boolean overlapsTcpHeader;
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;

  /**
   * Reads the headers of the packet at {@code offset}.
   *
   * @param buffer holds the packet; only read
   * @param offset first octet of the IP header
   * @param length octets available from there; more than the packet's own length is tolerated (TFC
   *     padding, RFC 4303 2.7)
   * @return whether this is a well-formed IPv4 or IPv6 packet; if not, the values are undefined
   */
  @Clause("rfc4301:4.4.1.1/1")
  @Clause("rfc4301:4.4.1.1/3")
  public boolean parse(byte[] buffer, int offset, int length) {
    return read(buffer, offset, length, false);
  }

  /** As {@link #parse}, for a packet that is cut off, as ICMP errors quote it. */
  boolean parseQuoted(byte[] buffer, int offset, int length) {
    return read(buffer, offset, length, true);
  }

  private boolean read(byte[] buffer, int offset, int length, boolean quoted) {
    if (length < 20) {
      return false;
    }
    return switch ((buffer[offset] >>> 4) & 0xF) {
      case 4 -> parseIpv4(buffer, offset, length, quoted);
      case 6 -> parseIpv6(buffer, offset, length, quoted);
      default -> false;
    };
  }

  private boolean parseIpv4(byte[] b, int offset, int length, boolean quoted) {
    int ihl = (b[offset] & 0xF) << 2;
    int stated = Octets.uint16(b, offset + 2);
    int total = quoted ? Math.min(stated, length) : stated;
    if (ihl < 20 || total < ihl || total > length) {
      return false;
    }
    version = 4;
    headerLength = ihl;
    totalLength = total;
    trafficClass = b[offset + 1] & 0xFF;
    hopLimit = b[offset + 8] & 0xFF;
    int flags = Octets.uint16(b, offset + 6);
    dontFragment = (flags & 0x4000) != 0;
    nonInitialFragment = (flags & 0x1FFF) != 0;
    fragment = (flags & 0x3FFF) != 0;
    sourceHigh = 0;
    sourceLow = Octets.uint32(b, offset + 12);
    destinationHigh = 0;
    destinationLow = Octets.uint32(b, offset + 16);
    protocol = b[offset + 9] & 0xFF;
    protocolOffset = ihl;
    overlapsTcpHeader = (flags & 0x1FFF) == 1 && protocol == NextHeader.TCP;
    readPorts(b, offset, total);
    return true;
  }

  private boolean parseIpv6(byte[] b, int offset, int length, boolean quoted) {
    if (length < 40) {
      return false;
    }
    int stated = 40 + Octets.uint16(b, offset + 4);
    if (stated == 40 && b[offset + 6] == NextHeader.HOP_BY_HOP) {
      // A jumbogram (RFC 2675), whose length this header does not tell.
      return false;
    }
    int total = quoted ? Math.min(stated, length) : stated;
    if (total > length) {
      return false;
    }
    version = 6;
    totalLength = total;
    trafficClass = (Octets.uint16(b, offset) >>> 4) & 0xFF;
    hopLimit = b[offset + 7] & 0xFF;
    dontFragment = true;
    nonInitialFragment = false;
    fragment = false;
    overlapsTcpHeader = false;
    sourceHigh = Octets.int64(b, offset + 8);
    sourceLow = Octets.int64(b, offset + 16);
    destinationHigh = Octets.int64(b, offset + 24);
    destinationLow = Octets.int64(b, offset + 32);
    headerLength = 40;
    protocol = b[offset + 6] & 0xFF;
    protocolOffset = 40;
    skipExtensionHeaders(b, offset, total);
    readPorts(b, offset, total);
    return true;
  }

  /** Skips the four kinds that RFC 4301 4.4.1.1 names; AH and ESP count as next layer protocols. */
  private void skipExtensionHeaders(byte[] b, int offset, int total) {
    for (int i = 0; i < MAX_EXTENSION_HEADERS; i++) {
      switch (protocol) {
        case NextHeader.HOP_BY_HOP, NextHeader.ROUTING, NextHeader.DESTINATION_OPTIONS -> {
          if (protocolOffset + 8 > total) {
            hideProtocol();
            return;
          }
          int at = offset + protocolOffset;
          int extension = 8 + ((b[at + 1] & 0xFF) << 3);
          if (protocolOffset + extension > total) {
            // The rest of the chain lies beyond this packet, as it may in an initial fragment.
            hideProtocol();
            return;
          }
          protocol = b[at] & 0xFF;
          protocolOffset += extension;
        }
        case NextHeader.FRAGMENT -> {
          if (protocolOffset + 8 > total) {
            hideProtocol();
            return;
          }
          int at = offset + protocolOffset;
          int fragmentOffset = Octets.uint16(b, at + 2);
          fragment |= (fragmentOffset & 0xFFF9) != 0;
          protocol = b[at] & 0xFF;
          protocolOffset += 8;
          if ((fragmentOffset & 0xFFF8) != 0) {
            nonInitialFragment = true;
            if (isExtension(protocol)) {
              // What follows is the middle of something: its first octets are no header.
              hideProtocol();
            }
            return;
          }
        }
        default -> {
          return;
        }
      }
    }
    if (isExtension(protocol)) {
      hideProtocol();
    }
  }

  private static boolean isExtension(int protocol) {
    return switch (protocol) {
      case NextHeader.HOP_BY_HOP,
          NextHeader.ROUTING,
          NextHeader.FRAGMENT,
          NextHeader.DESTINATION_OPTIONS ->
          true;
      default -> false;
    };
  }

  private void hideProtocol() {
    protocol = OPAQUE;
  }

  private void readPorts(byte[] b, int offset, int total) {
    sourcePort = OPAQUE;
    destinationPort = OPAQUE;
    if (nonInitialFragment) {
      return;
    }
    int at = offset + protocolOffset;
    switch (protocol) {
      case NextHeader.TCP,
          NextHeader.UDP,
          NextHeader.UDP_LITE,
          NextHeader.SCTP,
          NextHeader.DCCP -> {
        if (protocolOffset + 4 <= total) {
          sourcePort = Octets.uint16(b, at);
          destinationPort = Octets.uint16(b, at + 2);
        }
      }
      case NextHeader.ICMP, NextHeader.ICMPV6 -> {
        if (protocolOffset + 2 <= total) {
          sourcePort = Octets.uint16(b, at);
        }
      }
      case NextHeader.MOBILITY -> {
        if (protocolOffset + 3 <= total) {
          sourcePort = (b[at + 2] & 0xFF) << 8;
        }
      }
      default -> {}
    }
  }

  /**
   * Exchanges source and destination, as the check of a returned ICMP error needs (RFC 4301 6.2).
   */
  public void reverse() {
    long high = sourceHigh;
    long low = sourceLow;
    sourceHigh = destinationHigh;
    sourceLow = destinationLow;
    destinationHigh = high;
    destinationLow = low;
    if (!hasTypeSelector()) {
      int port = sourcePort;
      sourcePort = destinationPort;
      destinationPort = port;
    }
  }

  /** 4 or 6. */
  public int version() {
    return version;
  }

  /** Octets of the IPv4 header with options, or 40. */
  public int headerLength() {
    return headerLength;
  }

  /**
   * Octets of the whole packet as its header states them; of a quoted one, those that are there.
   */
  public int totalLength() {
    return totalLength;
  }

  /** The next layer protocol, or {@link #OPAQUE}. */
  public int protocol() {
    return protocol;
  }

  /**
   * Octets from the start of the IP header to the next layer header (in fragments: to the data).
   */
  public int protocolOffset() {
    return protocolOffset;
  }

  /** Source port, or type and code of ICMP and Mobility Header, or {@link #OPAQUE}. */
  public int sourcePort() {
    return sourcePort;
  }

  /** Destination port, or {@link #OPAQUE}. */
  public int destinationPort() {
    return destinationPort;
  }

  /** DSCP (upper six bits) and ECN (lower two). */
  public int trafficClass() {
    return trafficClass;
  }

  /** TTL or Hop Limit. */
  public int hopLimit() {
    return hopLimit;
  }

  /** The DF bit; always true for IPv6, which no router fragments. */
  public boolean dontFragment() {
    return dontFragment;
  }

  /** Whether this is a fragment with an offset above zero. */
  public boolean nonInitialFragment() {
    return nonInitialFragment;
  }

  /** Whether this is a fragment at all. */
  public boolean fragment() {
    return fragment;
  }

  /**
   * Whether this is an IPv4 fragment at so small an offset that it would write over the header by
   * which the first fragment was judged (RFC 4301 7.2, RFC 3128).
   */
  @Clause("rfc4301:7.2")
  public boolean overlapsTcpHeader() {
    return overlapsTcpHeader;
  }

  /** Whether the protocol has one message type (and code) in place of two ports. */
  public boolean hasTypeSelector() {
    return protocol == NextHeader.ICMP
        || protocol == NextHeader.ICMPV6
        || protocol == NextHeader.MOBILITY;
  }

  public long sourceHigh() {
    return sourceHigh;
  }

  public long sourceLow() {
    return sourceLow;
  }

  public long destinationHigh() {
    return destinationHigh;
  }

  public long destinationLow() {
    return destinationLow;
  }
}
