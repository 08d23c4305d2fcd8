package org.yett.gateway.vici;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * The transport: packets over a stream, each behind its length in 4 octets. One thread may read
 * while another writes.
 */
final class ViciChannel implements AutoCloseable {

  private final SocketChannel channel;
  private final ByteBuffer lengthField = ByteBuffer.allocate(4);

  ViciChannel(SocketChannel channel) {
    this.channel = channel;
  }

  /** The next packet; empty if the other end has closed the stream between two packets. */
  Optional<ViciPacket> read() throws IOException {
    lengthField.clear();
    int first = channel.read(lengthField);
    if (first < 0) {
      return Optional.empty();
    }
    fill(lengthField);
    int length = lengthField.getInt(0);
    if (length < 1 || length > ViciCodec.MAX_SEGMENT) {
      throw new ViciFormatException(
          "a segment of "
              + Integer.toUnsignedString(length)
              + " octets, expected 1 to "
              + ViciCodec.MAX_SEGMENT);
    }
    ByteBuffer segment = ByteBuffer.allocate(length);
    fill(segment);
    return Optional.of(ViciCodec.decode(segment.array()));
  }

  /** Writes a packet whole. */
  void write(ViciPacket packet) throws IOException {
    byte[] segment = ViciCodec.encode(packet);
    ByteBuffer out = ByteBuffer.allocate(4 + segment.length).putInt(segment.length).put(segment);
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  private void fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the other end closed the connection in the middle of a packet");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
