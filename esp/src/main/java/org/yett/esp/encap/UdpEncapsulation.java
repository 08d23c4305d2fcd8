package org.yett.esp.encap;

import org.yett.esp.packet.Octets;
import org.yett.spec.Clause;

/** What a datagram on UDP port 4500 carries (RFC 3948 2). */
public final class UdpEncapsulation {
  /** Octets of zero that precede an IKE message on port 4500. */
  public static final int NON_ESP_MARKER_LENGTH = 4;

  /** The one octet of a NAT keepalive. */
  @Clause("rfc3948:2.3/4")
  public static final byte KEEPALIVE = (byte) 0xFF;

  private UdpEncapsulation() {}

  /** Kinds of datagrams. */
  public enum Kind {
    /** IKE message, after the four octets of the non-ESP marker. */
    IKE,
    /** ESP packet. */
    ESP,
    /** NAT keepalive: to be ignored, and no sign of life (RFC 3948 4). */
    KEEPALIVE,
    /** Too short for any of them. */
    MALFORMED
  }

  /**
   * Tells what the payload of a datagram is.
   *
   * @param length octets of UDP payload
   */
  @Clause("rfc3948:2.2")
  @Clause("rfc3948:2.3/5")
  public static Kind classify(byte[] buffer, int offset, int length) {
    if (length < NON_ESP_MARKER_LENGTH) {
      return length == 1 && buffer[offset] == KEEPALIVE ? Kind.KEEPALIVE : Kind.MALFORMED;
    }
    // = rfc3948:2.1/4
    return Octets.int32(buffer, offset) == 0 ? Kind.IKE : Kind.ESP;
  }
}
