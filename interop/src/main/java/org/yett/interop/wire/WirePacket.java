package org.yett.interop.wire;

import java.time.Instant;
import java.util.Optional;
import org.yett.interop.peer.Exchange;

/** A packet seen on the link. Addresses are literals as {@code InetAddress} prints them. */
public sealed interface WirePacket {
  /** The sender's outer address. */
  String source();

  /** The receiver's outer address. */
  String destination();

  /**
   * A UDP datagram with an IKE message or a fragment of one.
   *
   * @param source the sender's outer address
   * @param destination the receiver's outer address
   * @param sourcePort the sender's UDP port
   * @param destinationPort the receiver's UDP port
   * @param initiatorSpi sixteen hexadecimal digits
   * @param responderSpi sixteen hexadecimal digits
   * @param exchangeType the Exchange Type field
   * @param response the Response flag
   * @param messageId the Message ID field
   * @param octets the length of the IKE message from its header on, without non-ESP marker
   * @param packetOctets the length of the whole IP packet
   * @param firstPayload the Next Payload field of the header
   * @param fragment the fragment's number, if this is one (RFC 7383)
   * @param digest equal for equal messages: the first half of their SHA-256, in hexadecimal
   * @param seen when it crossed the link
   */
  record Ike(
      String source,
      String destination,
      int sourcePort,
      int destinationPort,
      String initiatorSpi,
      String responderSpi,
      int exchangeType,
      boolean response,
      long messageId,
      int octets,
      int packetOctets,
      int firstPayload,
      Optional<Fragment> fragment,
      String digest,
      Instant seen)
      implements WirePacket {

    /** The same at another time. */
    public Ike seenAt(Instant time) {
      return new Ike(
          source,
          destination,
          sourcePort,
          destinationPort,
          initiatorSpi,
          responderSpi,
          exchangeType,
          response,
          messageId,
          octets,
          packetOctets,
          firstPayload,
          fragment,
          digest,
          time);
    }

    /** The exchange, if it is a known one. */
    public Optional<Exchange> exchange() {
      return Exchange.ofNumber(exchangeType);
    }

    /** Whether it belongs to an exchange. */
    public boolean is(Exchange wanted) {
      return exchangeType == wanted.number();
    }
  }

  /**
   * Place of a fragment in its message (RFC 7383 2.5).
   *
   * @param number from 1
   * @param total how many there are
   */
  record Fragment(int number, int total) {}

  /**
   * An ESP packet.
   *
   * @param source the sender's outer address
   * @param destination the receiver's outer address
   * @param udp whether it travels in UDP (RFC 3948) or as protocol 50
   * @param spi eight hexadecimal digits
   * @param sequence the Sequence Number field
   * @param octets its length from the SPI on
   */
  record Esp(String source, String destination, boolean udp, String spi, long sequence, int octets)
      implements WirePacket {}

  /**
   * A NAT keepalive (RFC 3948 2.3).
   *
   * @param source the sender's outer address
   * @param destination the receiver's outer address
   */
  record Keepalive(String source, String destination) implements WirePacket {}

  /**
   * A piece of an IP packet other than its first; its content is not looked into.
   *
   * @param source the sender's outer address
   * @param destination the receiver's outer address
   */
  record IpFragment(String source, String destination) implements WirePacket {}

  /**
   * Something else.
   *
   * @param source the sender's address
   * @param destination the receiver's address
   * @param protocol the IP protocol number
   */
  record Other(String source, String destination, int protocol) implements WirePacket {}
}
