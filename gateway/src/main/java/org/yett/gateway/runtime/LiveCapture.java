package org.yett.gateway.runtime;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.tun.netlink.Link;
import org.yett.tun.socket.BatchSocket;
import org.yett.tun.socket.PacketFilter;
import org.yett.tun.socket.PacketSocket;

/** Sees packets on several interfaces, with a thread for each; packets are told one at a time. */
public final class LiveCapture implements AutoCloseable {
  /**
   * Where to look.
   *
   * @param link the interface
   * @param outer whether IKE and ESP alone are wanted, or everything
   */
  public record Source(Link link, boolean outer) {}

  /** Is told every packet. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a packet.
     *
     * @param source index of where it was seen
     * @param time when
     * @param packet from its IP header on
     */
    void take(int source, Instant time, byte[] packet) throws IOException;
  }

  private final List<PacketSocket> sockets;
  private final List<Thread> threads = new ArrayList<>();
  private Optional<IOException> failure = Optional.empty();
  private long lost;
  private boolean closed;

  private LiveCapture(List<PacketSocket> sockets) {
    this.sockets = List.copyOf(sockets);
  }

  /**
   * Opens sockets: packets are kept from now on.
   *
   * @throws IOException if privileges are lacking or an interface is gone
   */
  public static LiveCapture open(List<Source> sources, int ikePort, int natTraversalPort)
      throws IOException {
    List<PacketSocket> opened = new ArrayList<>();
    try {
      for (Source source : sources) {
        opened.add(
            PacketSocket.open(
                source.link(),
                source.outer()
                    ? Optional.of(PacketFilter.ipsec(ikePort, natTraversalPort))
                    : Optional.empty()));
      }
      return new LiveCapture(opened);
    } catch (IOException | RuntimeException e) {
      opened.forEach(PacketSocket::close);
      throw e;
    }
  }

  /** Begins to tell packets. */
  public void start(Sink sink) {
    for (int i = 0; i < sockets.size(); i++) {
      int source = i;
      threads.add(
          Thread.ofPlatform()
              .name("yett-capture-" + sockets.get(i).link().name())
              .daemon()
              .start(() -> run(source, sink)));
    }
  }

  private void run(int source, Sink sink) {
    PacketSocket socket = sockets.get(source);
    try {
      boolean open = true;
      while (open) {
        open =
            switch (socket.await(BatchSocket.FOREVER)) {
              case READABLE, TIMED_OUT -> true;
              case WOKEN, CLOSED -> false;
            };
        // What came before the end belongs to the capture.
        drain(source, socket, sink);
      }
      synchronized (this) {
        lost += socket.lost();
      }
    } catch (IOException e) {
      synchronized (this) {
        failure = Optional.of(e);
      }
    }
  }

  private void drain(int source, PacketSocket socket, Sink sink) throws IOException {
    for (Optional<byte[]> packet = socket.receive();
        packet.isPresent();
        packet = socket.receive()) {
      synchronized (this) {
        sink.take(source, Instant.now(), packet.get());
      }
    }
  }

  /** Packets that could not be kept; known once it is closed. */
  public synchronized long lost() {
    return lost;
  }

  /** Why it ended by itself, if it did. */
  public synchronized Optional<IOException> failure() {
    return failure;
  }

  /** Ends; everything seen before has been told when this returns. */
  public void stop() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    sockets.forEach(PacketSocket::wakeup);
    try {
      for (Thread thread : threads) {
        thread.join(5000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sockets.forEach(PacketSocket::close);
  }

  @Override
  public void close() {
    stop();
  }
}
