package org.yett.tun.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes one netlink message: {@code struct nlmsghdr}, a fixed part, and attributes, everything
 * aligned to four octets and in the machine's byte order (little-endian on what we support).
 */
final class MessageBuilder {
  static final int HEADER = 16;
  static final int REQUEST = 1;
  static final int ACK = 4;
  static final int ROOT_AND_MATCH = 0x300;
  static final int REPLACE = 0x100;
  static final int EXCLUSIVE = 0x200;
  static final int CREATE = 0x400;

  private static final int NESTED = 0x8000;

  private ByteBuffer buffer = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);

  private MessageBuilder(int type, int flags) {
    buffer.putInt(0).putShort((short) type).putShort((short) flags).putInt(0).putInt(0);
  }

  /** A request that asks to be acknowledged. */
  static MessageBuilder request(int type, int flags) {
    return new MessageBuilder(type, REQUEST | ACK | flags);
  }

  /** A request for everything there is. */
  static MessageBuilder dump(int type) {
    return new MessageBuilder(type, REQUEST | ROOT_AND_MATCH);
  }

  private ByteBuffer room(int octets) {
    if (buffer.remaining() < octets) {
      int size = Math.max(buffer.capacity() * 2, buffer.position() + octets);
      ByteBuffer larger = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      buffer = larger.put(buffer.flip());
    }
    return buffer;
  }

  MessageBuilder octet(int value) {
    room(1).put((byte) value);
    return this;
  }

  MessageBuilder number16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  MessageBuilder number32(int value) {
    room(4).putInt(value);
    return this;
  }

  MessageBuilder attribute(int type, byte[] value) {
    int padding = -value.length & 3;
    room(4 + value.length + padding)
        .putShort((short) (4 + value.length))
        .putShort((short) type)
        .put(value)
        .put(new byte[padding]);
    return this;
  }

  MessageBuilder attribute(int type, int value) {
    room(8).putShort((short) 8).putShort((short) type).putInt(value);
    return this;
  }

  /** A string with its final zero. */
  MessageBuilder attribute(int type, String value) {
    return attribute(type, (value + '\0').getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Begins an attribute that holds others; {@link #end} closes it.
   *
   * @return a token for {@link #end}
   */
  int begin(int type) {
    int at = buffer.position();
    room(4).putShort((short) 0).putShort((short) (type | NESTED));
    return at;
  }

  MessageBuilder end(int token) {
    buffer.putShort(token, (short) (buffer.position() - token));
    return this;
  }

  /** The message with its length and sequence number. */
  byte[] finish(int sequence) {
    byte[] message = new byte[buffer.position()];
    buffer.putInt(0, message.length).putInt(8, sequence);
    buffer.get(0, message);
    return message;
  }
}
