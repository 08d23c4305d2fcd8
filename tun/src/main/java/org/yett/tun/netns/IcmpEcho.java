package org.yett.tun.netns;

import java.nio.ByteBuffer;
import org.yett.tun.offload.InternetChecksum;

/** Makes echo requests and recognises what answers them (RFC 792, RFC 4443). */
final class IcmpEcho {
  private static final int HEADER = 8;
  private static final int REQUEST_V4 = 8;
  private static final int REPLY_V4 = 0;
  private static final int REQUEST_V6 = 128;
  private static final int REPLY_V6 = 129;
  private static final int HEADER_V6 = 40;

  /** What a received message is to us. */
  sealed interface Message {}

  /**
   * A reply that equals its request.
   *
   * @param sequence number of the request
   */
  record Reply(int sequence) implements Message {}

  /**
   * An error about a request.
   *
   * @param sequence number of the request
   * @param text what went wrong
   */
  record Failure(int sequence, String text) implements Message {}

  /** None of our business, or damaged. */
  record Other() implements Message {}

  private final boolean ipv4;
  private final int identifier;
  private final int payload;

  IcmpEcho(boolean ipv4, int identifier, int payload) {
    this.ipv4 = ipv4;
    this.identifier = identifier;
    this.payload = payload;
  }

  /** The request of that number; for ICMPv6 the kernel adds the checksum. */
  byte[] request(int sequence) {
    return message(ipv4 ? REQUEST_V4 : REQUEST_V6, sequence);
  }

  private byte[] message(int type, int sequence) {
    ByteBuffer message = ByteBuffer.allocate(HEADER + payload);
    message.put((byte) type).put((byte) 0).putShort((short) 0);
    message.putShort((short) identifier).putShort((short) sequence);
    for (int i = 0; i < payload; i++) {
      message.put((byte) (i * 31 + sequence));
    }
    if (ipv4) {
      message.putShort(2, (short) InternetChecksum.of(message.array(), 0, message.capacity()));
    }
    return message.array();
  }

  /** What a received message (without IP header) is. */
  Message classify(byte[] octets) {
    if (octets.length < HEADER) {
      return new Other();
    }
    ByteBuffer message = ByteBuffer.wrap(octets);
    int type = octets[0] & 0xFF;
    if (type == (ipv4 ? REPLY_V4 : REPLY_V6)) {
      return reply(octets, message.getShort(6) & 0xFFFF, type);
    }
    String error = ipv4 ? errorV4(type) : errorV6(type);
    return error.isEmpty() ? new Other() : failure(message, error + ", code " + octets[1]);
  }

  private Message reply(byte[] octets, int sequence, int type) {
    byte[] expected = message(type, sequence);
    if (!ipv4) {
      // The kernel has verified the checksum; ours was never computed.
      expected[2] = octets[2];
      expected[3] = octets[3];
    }
    return java.util.Arrays.equals(octets, expected) ? new Reply(sequence) : new Other();
  }

  private Message failure(ByteBuffer message, String text) {
    // After eight octets comes the packet in question, from its IP header on.
    int inner = HEADER;
    if (message.capacity() <= inner) {
      return new Other();
    }
    inner += ipv4 ? (message.get(inner) & 0xF) * 4 : HEADER_V6;
    int request = ipv4 ? REQUEST_V4 : REQUEST_V6;
    return message.capacity() >= inner + HEADER
            && (message.get(inner) & 0xFF) == request
            && (message.getShort(inner + 4) & 0xFFFF) == identifier
        ? new Failure(message.getShort(inner + 6) & 0xFFFF, text)
        : new Other();
  }

  private static String errorV4(int type) {
    return switch (type) {
      case 3 -> "destination unreachable";
      case 11 -> "time exceeded";
      case 12 -> "parameter problem";
      default -> "";
    };
  }

  private static String errorV6(int type) {
    return switch (type) {
      case 1 -> "destination unreachable";
      case 2 -> "packet too big";
      case 3 -> "time exceeded";
      case 4 -> "parameter problem";
      default -> "";
    };
  }
}
