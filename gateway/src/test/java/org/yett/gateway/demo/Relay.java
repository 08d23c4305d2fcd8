package org.yett.gateway.demo;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A man in the middle on the loopback interface: passes datagrams between an initiator and a
 * responder, remembers them, and can change them or send some of his own.
 */
final class Relay implements AutoCloseable {
  private final DatagramSocket initiatorSide = new DatagramSocket(0, loopback());
  private final DatagramSocket responderSide = new DatagramSocket(0, loopback());
  private final InetSocketAddress responder;
  private final List<byte[]> toResponder = new CopyOnWriteArrayList<>();
  private volatile SocketAddress initiator = new InetSocketAddress(loopback(), 9);
  private volatile UnaryOperator<byte[]> change = UnaryOperator.identity();

  Relay(int responderPort) throws SocketException {
    responder = new InetSocketAddress(loopback(), responderPort);
    Thread.ofPlatform().daemon().start(() -> pump(initiatorSide, true));
    Thread.ofPlatform().daemon().start(() -> pump(responderSide, false));
  }

  static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /** Where the initiator finds what it takes for the responder. */
  int port() {
    return initiatorSide.getLocalPort();
  }

  /** Changes what goes to the responder; an empty array drops it. */
  void change(UnaryOperator<byte[]> how) {
    change = how;
  }

  /** Sends the responder something that seems to come from the initiator. */
  void inject(byte[] datagram) throws IOException {
    responderSide.send(new DatagramPacket(datagram, datagram.length, responder));
  }

  /** The last ESP packet that went to the responder. */
  Optional<byte[]> lastEsp() {
    return toResponder.reversed().stream()
        .filter(d -> d.length > 4 && !Arrays.equals(d, 0, 4, new byte[4], 0, 4))
        .findFirst();
  }

  private void pump(DatagramSocket from, boolean fromInitiator) {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    try {
      while (true) {
        from.receive(packet);
        byte[] data = Arrays.copyOf(packet.getData(), packet.getLength());
        if (fromInitiator) {
          initiator = packet.getSocketAddress();
          toResponder.add(data);
          byte[] changed = change.apply(data);
          if (changed.length > 0) {
            responderSide.send(new DatagramPacket(changed, changed.length, responder));
          }
        } else {
          initiatorSide.send(new DatagramPacket(data, data.length, initiator));
        }
        packet.setLength(65_535);
      }
    } catch (IOException e) {
      // Closed: the test is over.
      return;
    }
  }

  @Override
  public void close() {
    initiatorSide.close();
    responderSide.close();
  }
}
