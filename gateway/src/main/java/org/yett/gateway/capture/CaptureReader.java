package org.yett.gateway.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a capture file, pcapng (draft-ietf-opsawg-pcapng) or pcap (draft-ietf-opsawg-pcap), packet
 * by packet. No octets make it take more memory than a packet's bounded length.
 */
public abstract sealed class CaptureReader implements AutoCloseable
    permits PcapReader, PcapngReader {
  /** What no packet or block is longer than. */
  static final int LONGEST = 16 << 20;

  private final InputStream in;
  private long position;

  CaptureReader(InputStream in, long position) {
    this.in = in;
    this.position = position;
  }

  /**
   * Opens a file.
   *
   * @throws CaptureException if it is neither pcapng nor pcap
   */
  public static CaptureReader open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      return of(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Reads from a stream, which is the reader's from now on. */
  public static CaptureReader of(InputStream in) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4) {
      throw new CaptureException("not a capture file: " + magic.length + " octets long");
    }
    int number = ByteBuffer.wrap(magic).getInt();
    if (number == PcapngReader.SECTION_HEADER) {
      return new PcapngReader(in);
    }
    return PcapReader.of(number, in)
        .orElseThrow(() ->
            new CaptureException(
                "not a capture file: it begins with %08x, neither pcapng nor pcap"
                    .formatted(number)));
  }

  /** The interfaces told of so far. */
  public abstract List<CaptureInterface> interfaces();

  /** The next packet; empty at the end. A file that ends inside a packet ends before it. */
  public abstract Optional<CapturedPacket> next() throws IOException;

  /** Octets read so far. */
  final long position() {
    return position;
  }

  /** So many octets, or fewer at the end of the file. */
  final byte[] read(int length) throws IOException {
    byte[] octets = in.readNBytes(length);
    position += octets.length;
    return octets;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
