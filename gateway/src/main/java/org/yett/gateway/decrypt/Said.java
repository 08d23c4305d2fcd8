package org.yett.gateway.decrypt;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;

/** A message or packet of a {@link Conversation}. */
public sealed interface Said {
  /** Number of the frame that completed it, from 1. */
  int frame();

  /** When that frame was captured. */
  Instant time();

  /** The sender's outer address. */
  InetAddress source();

  /** The receiver's outer address. */
  InetAddress destination();

  /**
   * An IKE message that is whole, or a datagram with IKE that no key opens.
   *
   * @param frame number of the frame that completed it, from 1
   * @param time when that frame was captured
   * @param source the sender's outer address
   * @param destination the receiver's outer address
   * @param sourcePort the sender's UDP port
   * @param destinationPort the receiver's UDP port
   * @param header its header
   * @param message its payloads; empty if no key opens it or they cannot be decoded
   * @param generation the generation of keys that opened it: 0 for those of IKE_SA_INIT or of a
   *     rekey; empty if it is in clear or sealed
   * @param fragments in how many datagrams it came (RFC 7383)
   * @param again whether the same octets have been seen before
   * @param text what it is, in one line with clauses
   */
  record Ike(
      int frame,
      Instant time,
      InetAddress source,
      InetAddress destination,
      int sourcePort,
      int destinationPort,
      IkeHeader header,
      Optional<Message> message,
      OptionalInt generation,
      int fragments,
      boolean again,
      String text)
      implements Said {}

  /**
   * An ESP packet.
   *
   * @param frame number of the frame that completed it, from 1
   * @param time when that frame was captured
   * @param source the sender's outer address
   * @param destination the receiver's outer address
   * @param udp whether it travelled in UDP (RFC 3948)
   * @param spi its SPI
   * @param sequence its sequence number, the lower 32 bits
   * @param nextHeader the protocol of what was inside; empty if no key opens it
   * @param innerLength octets of what was inside, without padding; 0 if no key opens it
   */
  record Esp(
      int frame,
      Instant time,
      InetAddress source,
      InetAddress destination,
      boolean udp,
      int spi,
      long sequence,
      OptionalInt nextHeader,
      int innerLength)
      implements Said {}
}
