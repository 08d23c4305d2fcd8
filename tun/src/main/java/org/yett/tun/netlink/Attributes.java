package org.yett.tun.netlink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The attributes of a netlink message by type. Of an attribute that comes twice the last counts;
 * whatever is cut off or has an impossible length ends the list.
 */
final class Attributes {
  private static final int TYPE_MASK = 0x3FFF;

  private final Map<Integer, byte[]> values = new HashMap<>();

  private Attributes() {}

  /** Reads attributes from octets. */
  static Attributes parse(byte[] octets, int offset, int length) {
    Attributes attributes = new Attributes();
    ByteBuffer buffer =
        ByteBuffer.wrap(octets, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.remaining() >= 4) {
      int at = buffer.position();
      int size = buffer.getShort(at) & 0xFFFF;
      if (size < 4 || size > buffer.remaining()) {
        break;
      }
      byte[] value = new byte[size - 4];
      buffer.get(at + 4, value);
      attributes.values.put(buffer.getShort(at + 2) & TYPE_MASK, value);
      buffer.position(Math.min(buffer.limit(), at + ((size + 3) & ~3)));
    }
    return attributes;
  }

  /** The octets of an attribute. */
  Optional<byte[]> octets(int type) {
    return Optional.ofNullable(values.get(type));
  }

  /** A number of four octets. */
  OptionalInt number(int type) {
    byte[] value = values.get(type);
    return value == null || value.length < 4
        ? OptionalInt.empty()
        : OptionalInt.of(ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt());
  }

  /** A string, without the final zero. */
  Optional<String> text(int type) {
    return octets(type)
        .map(value -> {
          int end = 0;
          while (end < value.length && value[end] != 0) {
            end++;
          }
          return new String(value, 0, end, StandardCharsets.UTF_8);
        });
  }

  /** An address of 4 or 16 octets. */
  Optional<InetAddress> address(int type) {
    return octets(type).filter(v -> v.length == 4 || v.length == 16).map(Attributes::address);
  }

  private static InetAddress address(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 octets are an address", e);
    }
  }

  /** The attributes inside an attribute; empty if it is not there. */
  Attributes nested(int type) {
    byte[] value = values.getOrDefault(type, new byte[0]);
    return parse(value, 0, value.length);
  }
}
