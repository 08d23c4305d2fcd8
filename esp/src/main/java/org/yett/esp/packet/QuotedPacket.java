package org.yett.esp.packet;

import org.yett.spec.Clause;

/** The packet that an ICMP error message quotes (RFC 4301 6.2). */
public final class QuotedPacket {
  /** Octets of ICMP header before the quoted packet. */
  private static final int ICMP_HEADER_LENGTH = 8;

  private QuotedPacket() {}

  /**
   * Reads the headers of the packet that an ICMP or ICMPv6 error message quotes.
   *
   * @param outer the parsed headers of the message itself, which starts at {@code offset}
   * @param quoted filled in; undefined if the answer is no
   * @return whether the message is an ICMP error with a readable quotation
   */
  @Clause("rfc4301:6.2")
  public static boolean parse(InnerHeader outer, byte[] buffer, int offset, InnerHeader quoted) {
    if (!isError(outer)) {
      return false;
    }
    int start = outer.protocolOffset() + ICMP_HEADER_LENGTH;
    return start < outer.totalLength()
        && quoted.parseQuoted(buffer, offset + start, outer.totalLength() - start)
        && quoted.version() == outer.version();
  }

  /** Whether the packet is an ICMP or ICMPv6 error message, as far as its first octets show. */
  public static boolean isError(InnerHeader packet) {
    if (packet.sourcePort() == InnerHeader.OPAQUE) {
      return false;
    }
    int type = packet.sourcePort() >>> 8;
    return switch (packet.protocol()) {
      // Destination unreachable, source quench, redirect, time exceeded, parameter problem.
      case NextHeader.ICMP -> type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
      // RFC 4443 2.1: error messages have types below 128.
      case NextHeader.ICMPV6 -> type < 128;
      default -> false;
    };
  }
}
