package org.yett.gateway.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads pcapng: sections, interfaces, Enhanced and Simple Packet Blocks with their comments; blocks
 * of other types are passed over. Interfaces of several sections are numbered through.
 */
final class PcapngReader extends CaptureReader {
  static final int SECTION_HEADER = 0x0a0d0d0a;

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int OPTION_END = 0;
  private static final int OPTION_COMMENT = 1;
  private static final int OPTION_IF_NAME = 2;
  private static final int OPTION_IF_DESCRIPTION = 3;
  private static final int OPTION_IF_TSRESOL = 9;
  private static final int OPTION_IF_TSOFFSET = 14;

  /** An interface and what its time stamps count. */
  private record Source(int index, long unitsPerSecond, long offsetSeconds) {}

  private record Option(int code, ByteBuffer value) {
    String text() {
      return StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }
  }

  private final List<CaptureInterface> interfaces = new ArrayList<>();
  private List<Source> section = new ArrayList<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  /** The first four octets have been read. */
  PcapngReader(InputStream in) throws IOException {
    super(in, 4);
    sectionHeader(0);
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return Collections.unmodifiableList(interfaces);
  }

  @Override
  public Optional<CapturedPacket> next() throws IOException {
    while (true) {
      long at = position();
      byte[] type = read(4);
      if (type.length < 4) {
        return Optional.empty();
      }
      if (ByteBuffer.wrap(type).getInt() == SECTION_HEADER) {
        sectionHeader(at);
        continue;
      }
      int kind = ByteBuffer.wrap(type).order(order).getInt();
      Optional<ByteBuffer> body = body(at);
      if (body.isEmpty()) {
        return Optional.empty();
      }
      switch (kind) {
        case INTERFACE -> describeInterface(body.get(), at);
        case ENHANCED_PACKET -> {
          return Optional.of(enhanced(body.get(), at));
        }
        case SIMPLE_PACKET -> {
          return Optional.of(simple(body.get(), at));
        }
        default -> {
          // Name resolution, statistics, secrets: nothing that is needed here.
        }
      }
    }
  }

  private void sectionHeader(long at) throws IOException {
    byte[] head = read(8);
    if (head.length < 8) {
      throw new CaptureException("octet %d: the file ends inside a section header".formatted(at));
    }
    int magic = ByteBuffer.wrap(head).getInt(4);
    if (magic == BYTE_ORDER_MAGIC) {
      order = ByteOrder.BIG_ENDIAN;
    } else if (magic == Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
      order = ByteOrder.LITTLE_ENDIAN;
    } else {
      throw new CaptureException("octet %d: byte-order magic %08x".formatted(at + 8, magic));
    }
    int length = ByteBuffer.wrap(head).order(order).getInt(0);
    if (length < 28 || length > LONGEST || length % 4 != 0) {
      throw new CaptureException("octet %d: a section header of %d octets".formatted(at, length));
    }
    if (read(length - 12).length < length - 12) {
      throw new CaptureException("octet %d: the file ends inside a section header".formatted(at));
    }
    section = new ArrayList<>();
  }

  /** What stands between a block's two lengths; empty if the file ends before. */
  private Optional<ByteBuffer> body(long at) throws IOException {
    byte[] head = read(4);
    if (head.length < 4) {
      return Optional.empty();
    }
    int length = ByteBuffer.wrap(head).order(order).getInt();
    if (length < 12 || length > LONGEST || length % 4 != 0) {
      throw new CaptureException(
          "octet %d: a block of %s octets".formatted(at, Integer.toUnsignedString(length)));
    }
    byte[] rest = read(length - 8);
    if (rest.length < length - 8) {
      return Optional.empty();
    }
    return Optional.of(ByteBuffer.wrap(rest, 0, length - 12).slice().order(order));
  }

  private void describeInterface(ByteBuffer body, long at) throws CaptureException {
    require(body, 8, "an interface description", at);
    int linkType = body.getShort(0) & 0xffff;
    String name = "";
    String description = "";
    long units = 1_000_000;
    long offset = 0;
    for (Option option : options(body, 8)) {
      switch (option.code()) {
        case OPTION_IF_NAME -> name = option.text();
        case OPTION_IF_DESCRIPTION -> description = option.text();
        case OPTION_IF_TSRESOL -> units = resolution(option.value(), at);
        case OPTION_IF_TSOFFSET -> {
          if (option.value().remaining() == 8) {
            offset = option.value().getLong(option.value().position());
          }
        }
        default -> {
          // Addresses, speeds, filters.
        }
      }
    }
    section.add(new Source(interfaces.size(), units, offset));
    interfaces.add(new CaptureInterface(name, new LinkType(linkType), description));
  }

  private static long resolution(ByteBuffer value, long at) throws CaptureException {
    int exponent = value.remaining() == 1 ? value.get(value.position()) & 0xff : 0xff;
    boolean binary = (exponent & 0x80) != 0;
    int power = exponent & 0x7f;
    if (value.remaining() != 1 || power > (binary ? 32 : 9)) {
      throw new CaptureException("octet %d: time stamps of unknown resolution".formatted(at));
    }
    return binary ? 1L << power : (long) Math.pow(10, power);
  }

  private CapturedPacket enhanced(ByteBuffer body, long at) throws CaptureException {
    require(body, 20, "a packet", at);
    Source source = source(body.getInt(0), at);
    long units = Integer.toUnsignedLong(body.getInt(4)) << 32 | (body.getInt(8) & 0xffff_ffffL);
    int length = body.getInt(12);
    if (length < 0 || length > body.limit() - 20) {
      throw new CaptureException(
          "octet %d: %s octets of packet in a block of %d"
              .formatted(at, Integer.toUnsignedString(length), body.limit()));
    }
    byte[] frame = new byte[length];
    body.get(20, frame);
    List<String> comments =
        options(body, 20 + padded(length)).stream()
            .filter(option -> option.code() == OPTION_COMMENT)
            .map(Option::text)
            .toList();
    return new CapturedPacket(
        source.index(), time(units, source), frame, Math.max(length, body.getInt(16)), comments);
  }

  private CapturedPacket simple(ByteBuffer body, long at) throws CaptureException {
    require(body, 4, "a packet", at);
    int length = Math.min(body.getInt(0), body.limit() - 4);
    if (length < 0) {
      throw new CaptureException("octet %d: a packet of negative length".formatted(at));
    }
    byte[] frame = new byte[length];
    body.get(4, frame);
    return new CapturedPacket(
        source(0, at).index(), Instant.EPOCH, frame, Math.max(length, body.getInt(0)), List.of());
  }

  private Source source(int number, long at) throws CaptureException {
    if (number < 0 || number >= section.size()) {
      throw new CaptureException(
          "octet %d: a packet of interface %s, of which nothing was told"
              .formatted(at, Integer.toUnsignedString(number)));
    }
    return section.get(number);
  }

  private static Instant time(long units, Source source) {
    long seconds = Long.divideUnsigned(units, source.unitsPerSecond());
    long rest = Long.remainderUnsigned(units, source.unitsPerSecond());
    long nanos = Math.round(rest * (1e9 / source.unitsPerSecond()));
    return Instant.EPOCH
        .plusSeconds(Math.min(seconds, Instant.MAX.getEpochSecond() / 2))
        .plusSeconds(Math.clamp(source.offsetSeconds(), -(1L << 40), 1L << 40))
        .plusNanos(nanos);
  }

  private static List<Option> options(ByteBuffer body, int from) {
    List<Option> options = new ArrayList<>();
    int at = from;
    while (body.limit() - at >= 4) {
      int code = body.getShort(at) & 0xffff;
      int length = body.getShort(at + 2) & 0xffff;
      if (code == OPTION_END || length > body.limit() - at - 4) {
        break;
      }
      options.add(new Option(code, body.slice(at + 4, length).order(body.order())));
      at += 4 + padded(length);
    }
    return options;
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }

  private static void require(ByteBuffer body, int least, String what, long at)
      throws CaptureException {
    if (body.limit() < least) {
      throw new CaptureException(
          "octet %d: %s in a block of %d octets".formatted(at, what, body.limit()));
    }
  }
}
