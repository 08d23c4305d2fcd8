package org.yett.gateway.vici;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A client, of our gateway or of strongSwan. One thread at a time. */
public final class ViciClient implements AutoCloseable {

  private final ViciChannel channel;

  private ViciClient(SocketChannel socket) {
    this.channel = new ViciChannel(socket);
  }

  /**
   * Connects.
   *
   * @throws IOException if nobody serves at the path, or this user may not open it
   */
  public static ViciClient connect(Path path) throws IOException {
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      socket.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
    return new ViciClient(socket);
  }

  /**
   * Asks for something, and returns the answer.
   *
   * @throws IOException if the connection breaks, or the server does not know the command
   */
  public ViciMessage request(String command, ViciMessage message) throws IOException {
    return request(command, message, (event, content) -> {});
  }

  /**
   * The same while an event is listened to: {@code listener} is given each, before the answer is
   * returned.
   */
  public ViciMessage stream(
      String command, ViciMessage message, String event, Consumer<ViciMessage> listener)
      throws IOException {
    register(event);
    ViciMessage answer =
        request(
            command,
            message,
            (name, content) -> {
              if (name.equals(event)) {
                listener.accept(content);
              }
            });
    channel.write(new ViciPacket.EventUnregister(event));
    confirm(event);
    return answer;
  }

  /** Asks to be told of an event. */
  public void register(String event) throws IOException {
    channel.write(new ViciPacket.EventRegister(event));
    confirm(event);
  }

  /** Waits for the next event that was registered. */
  public ViciPacket.Event nextEvent() throws IOException {
    while (true) {
      if (next() instanceof ViciPacket.Event event) {
        return event;
      }
    }
  }

  private ViciMessage request(
      String command, ViciMessage message, BiConsumer<String, ViciMessage> events)
      throws IOException {
    channel.write(new ViciPacket.CommandRequest(command, message));
    while (true) {
      switch (next()) {
        case ViciPacket.CommandResponse response -> {
          return response.message();
        }
        case ViciPacket.CommandUnknown unknown ->
            throw new ViciFormatException("the server does not know the command '" + command + "'");
        case ViciPacket.Event event -> events.accept(event.event(), event.message());
        case ViciPacket other -> throw unexpected(other);
      }
    }
  }

  private void confirm(String event) throws IOException {
    while (true) {
      switch (next()) {
        case ViciPacket.EventConfirm confirmed -> {
          return;
        }
        case ViciPacket.EventUnknown unknown ->
            throw new ViciFormatException("the server does not know the event '" + event + "'");
        case ViciPacket.Event other -> {
          // One that was under way.
        }
        case ViciPacket other -> throw unexpected(other);
      }
    }
  }

  private static ViciFormatException unexpected(ViciPacket packet) {
    return new ViciFormatException("the server sent " + packet.getClass().getSimpleName());
  }

  private ViciPacket next() throws IOException {
    return channel.read().orElseThrow(() -> new EOFException("the server closed the connection"));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
