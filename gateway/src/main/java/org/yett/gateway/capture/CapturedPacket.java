package org.yett.gateway.capture;

import java.time.Instant;
import java.util.List;

/**
 * A packet of a capture.
 *
 * @param interfaceIndex which of the capture's interfaces, from 0
 * @param time when it was seen
 * @param frame its octets as captured, link-layer header included; not to be changed
 * @param originalLength its length on the wire, in octets; more than the frame's if it was cut
 * @param comments remarks on it
 */
public record CapturedPacket(
    int interfaceIndex, Instant time, byte[] frame, int originalLength, List<String> comments) {

  /** Copies the list. */
  public CapturedPacket {
    comments = List.copyOf(comments);
  }

  /** A whole packet without remarks. */
  public static CapturedPacket of(int interfaceIndex, Instant time, byte[] frame) {
    return new CapturedPacket(interfaceIndex, time, frame, frame.length, List.of());
  }

  /** The same with one remark more. */
  public CapturedPacket withComment(String comment) {
    List<String> more = new java.util.ArrayList<>(comments);
    more.add(comment);
    return new CapturedPacket(interfaceIndex, time, frame, originalLength, more);
  }

  /** Whether the end of the packet is missing. */
  public boolean isCut() {
    return originalLength > frame.length;
  }
}
