package org.yett.gateway.capture;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes pcapng (draft-ietf-opsawg-pcapng) with time stamps in nanoseconds and comments on packets.
 * Not thread-safe.
 */
public final class PcapngWriter implements AutoCloseable {
  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int OPTION_COMMENT = 1;
  private static final int OPTION_IF_NAME = 2;
  private static final int OPTION_IF_DESCRIPTION = 3;
  private static final int OPTION_SHB_USERAPPL = 4;
  private static final int OPTION_IF_TSRESOL = 9;
  private static final byte NANOSECONDS = 9;
  private static final int LONGEST_OPTION = 0xffff;

  private record Option(int code, byte[] value) {
    static Option text(int code, String text) {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      return new Option(
          code,
          octets.length <= LONGEST_OPTION
              ? octets
              : java.util.Arrays.copyOf(octets, LONGEST_OPTION));
    }

    int padded() {
      return 4 + (value.length + 3 & ~3);
    }
  }

  private final OutputStream out;
  private int interfaces;

  /** Begins a section on a stream, which is the writer's from now on. */
  public PcapngWriter(OutputStream out, String application) throws IOException {
    this.out = out;
    ByteBuffer fixed = body(16);
    fixed.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
    block(SECTION_HEADER, fixed, List.of(Option.text(OPTION_SHB_USERAPPL, application)));
  }

  /**
   * Begins a file, over a former one.
   *
   * @param application what wrote it, for a reader
   */
  public static PcapngWriter create(Path file, String application) throws IOException {
    return new PcapngWriter(
        new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), application);
  }

  /** Tells of an interface; returns its index. */
  public int add(CaptureInterface source) throws IOException {
    List<Option> options = new ArrayList<>();
    if (!source.name().isEmpty()) {
      options.add(Option.text(OPTION_IF_NAME, source.name()));
    }
    if (!source.description().isEmpty()) {
      options.add(Option.text(OPTION_IF_DESCRIPTION, source.description()));
    }
    options.add(new Option(OPTION_IF_TSRESOL, new byte[] {NANOSECONDS}));
    // A snapshot length of 0 is no limit.
    ByteBuffer fixed = body(8).putShort((short) source.linkType().value()).putShort((short) 0);
    block(INTERFACE, fixed.putInt(0), options);
    return interfaces++;
  }

  /**
   * Writes a packet.
   *
   * @throws IllegalArgumentException if nothing was told of its interface
   */
  public void write(CapturedPacket packet) throws IOException {
    if (packet.interfaceIndex() < 0 || packet.interfaceIndex() >= interfaces) {
      throw new IllegalArgumentException("no interface " + packet.interfaceIndex());
    }
    int length = packet.frame().length;
    long nanos = nanos(packet.time());
    ByteBuffer fixed = body(20 + (length + 3 & ~3));
    fixed.putInt(packet.interfaceIndex()).putInt((int) (nanos >>> 32)).putInt((int) nanos);
    fixed.putInt(length).putInt(packet.originalLength()).put(packet.frame());
    fixed.position(fixed.limit());
    block(
        ENHANCED_PACKET,
        fixed,
        packet.comments().stream().map(text -> Option.text(OPTION_COMMENT, text)).toList());
  }

  /** Makes what was written readable by others. */
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  private static ByteBuffer body(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void block(int type, ByteBuffer fixed, List<Option> options) throws IOException {
    int optionOctets = options.isEmpty() ? 0 : 4;
    for (Option option : options) {
      optionOctets += option.padded();
    }
    int length = 12 + fixed.limit() + optionOctets;
    ByteBuffer block = body(length).putInt(type).putInt(length).put(fixed.array());
    for (Option option : options) {
      int end = block.position() + option.padded();
      block.putShort((short) option.code()).putShort((short) option.value().length);
      block.put(option.value()).position(end);
    }
    block.putInt(length - 4, length);
    out.write(block.array());
  }
}
