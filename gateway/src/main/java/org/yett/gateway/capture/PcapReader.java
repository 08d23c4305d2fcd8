package org.yett.gateway.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the older format. */
final class PcapReader extends CaptureReader {
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int REST_OF_HEADER = 20;
  private static final int LINK_TYPE = 16;
  private static final int RECORD_HEADER = 16;

  private final ByteOrder order;
  private final int nanosPerUnit;
  private final CaptureInterface source;

  private PcapReader(InputStream in, ByteOrder order, int nanosPerUnit, LinkType linkType) {
    super(in, 4 + REST_OF_HEADER);
    this.order = order;
    this.nanosPerUnit = nanosPerUnit;
    this.source = new CaptureInterface("", linkType, "");
  }

  /** A reader of what follows the first four octets, if these are the format's. */
  static Optional<CaptureReader> of(int magic, InputStream in) throws IOException {
    boolean swapped =
        magic == Integer.reverseBytes(MICROSECONDS) || magic == Integer.reverseBytes(NANOSECONDS);
    int number = swapped ? Integer.reverseBytes(magic) : magic;
    if (number != MICROSECONDS && number != NANOSECONDS) {
      return Optional.empty();
    }
    byte[] rest = in.readNBytes(REST_OF_HEADER);
    if (rest.length < REST_OF_HEADER) {
      throw new CaptureException("the pcap file ends inside its header");
    }
    ByteOrder order = swapped ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    // The upper bits tell of a frame check sequence, which is nothing to us.
    int linkType = ByteBuffer.wrap(rest).order(order).getInt(LINK_TYPE) & 0xffff;
    return Optional.of(
        new PcapReader(in, order, number == NANOSECONDS ? 1 : 1000, new LinkType(linkType)));
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return List.of(source);
  }

  @Override
  public Optional<CapturedPacket> next() throws IOException {
    long at = position();
    byte[] header = read(RECORD_HEADER);
    if (header.length < RECORD_HEADER) {
      return Optional.empty();
    }
    ByteBuffer fields = ByteBuffer.wrap(header).order(order);
    int length = fields.getInt(8);
    if (length < 0 || length > LONGEST) {
      throw new CaptureException(
          "octet %d: a packet of %s octets".formatted(at, Integer.toUnsignedString(length)));
    }
    byte[] frame = read(length);
    if (frame.length < length) {
      return Optional.empty();
    }
    Instant time =
        Instant.ofEpochSecond(
            Integer.toUnsignedLong(fields.getInt(0)),
            Integer.toUnsignedLong(fields.getInt(4)) * nanosPerUnit);
    return Optional.of(
        new CapturedPacket(0, time, frame, Math.max(length, fields.getInt(12)), List.of()));
  }
}
