package org.yett.gateway.decrypt;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.yett.gateway.capture.UdpDatagram;
import org.yett.ike.wire.Octets;

/**
 * The IKE message, or fragment of one, in a UDP datagram.
 *
 * @param prefix octets before it: 4 of a non-ESP marker, or none
 * @param octets from the IKE header on
 */
record IkeOctets(int prefix, Octets octets) {
  private static final int IKE_HEADER = 28;
  private static final int VERSION_2 = 0x20;
  private static final int NON_ESP_MARKER = 4;

  /** IKE is told by its header, on whatever ports: version 2, and a length that is right. */
  static Optional<IkeOctets> in(UdpDatagram datagram) {
    byte[] contents = datagram.contents();
    for (int prefix : new int[] {0, NON_ESP_MARKER}) {
      int length = contents.length - prefix;
      if (length >= IKE_HEADER
          && (prefix == 0 || ByteBuffer.wrap(contents).getInt(0) == 0)
          && (contents[prefix + 17] & 0xf0) == VERSION_2
          && ByteBuffer.wrap(contents).getInt(prefix + 24) == length) {
        return Optional.of(new IkeOctets(prefix, Octets.copyOf(contents, prefix, length)));
      }
    }
    return Optional.empty();
  }
}
