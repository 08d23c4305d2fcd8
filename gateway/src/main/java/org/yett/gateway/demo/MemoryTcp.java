package org.yett.gateway.demo;

import java.net.InetAddress;
import java.util.function.Consumer;
import org.yett.esp.packet.Octets;
import org.yett.gateway.demo.IpPackets.Parsed;

/**
 * As much TCP (RFC 9293) as one transfer between two hosts in memory takes: connection set-up, data
 * one way with cumulative acknowledgments, go-back-N retransmission, and close. Congestion control
 * is a fixed window that halves on loss, since the only queues are those of the demo itself.
 */
final class MemoryTcp {
  private static final int HEADER = 20;
  private static final int PORT = 5201;
  private static final int SEGMENT = 1300;
  private static final int WINDOW = 0xFFFF;
  private static final long RETRANSMIT_NANOS = 60_000_000L;

  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int ACK = 16;

  private MemoryTcp() {}

  private static byte[] segment(
      InetAddress source,
      int sourcePort,
      InetAddress destination,
      int destinationPort,
      long sequence,
      long acknowledgment,
      int flags,
      int data) {
    int header = IpPackets.headerLength(destination);
    byte[] packet = new byte[header + HEADER + data];
    Octets.putInt16(packet, header, sourcePort);
    Octets.putInt16(packet, header + 2, destinationPort);
    Octets.putInt32(packet, header + 4, (int) sequence);
    Octets.putInt32(packet, header + 8, (int) acknowledgment);
    packet[header + 12] = (byte) (HEADER / 4 << 4);
    packet[header + 13] = (byte) flags;
    Octets.putInt16(packet, header + 14, WINDOW);
    for (int i = 0; i < data; i++) {
      packet[header + HEADER + i] = (byte) (sequence + i);
    }
    IpPackets.finish(packet, packet.length, source, destination, IpPackets.TCP, 16);
    return packet;
  }

  private static int flags(Parsed packet) {
    return packet.buffer()[packet.offset() + 13] & 0x3F;
  }

  private static int dataOffset(Parsed packet) {
    return (packet.buffer()[packet.offset() + 12] & 0xF0) >>> 2;
  }

  /** The sending end of a transfer. */
  static final class Sender {
    private static int nextPort = 40_000;

    private final Consumer<byte[]> output;
    private final InetAddress source;
    private final InetAddress destination;
    private final int port = nextPort++;
    private final long octets;
    private boolean connected;
    private long unacknowledged;
    private long next;
    private int window = WINDOW / SEGMENT;
    private long lastProgress;

    Sender(Consumer<byte[]> output, InetAddress source, InetAddress destination, long octets) {
      this.output = output;
      this.source = source;
      this.destination = destination;
      this.octets = octets;
    }

    /** Asks for the connection. */
    void open(long now) {
      lastProgress = now;
      output.accept(segment(source, port, destination, PORT, 0, 0, SYN, 0));
    }

    /** Whether all octets and the end have been acknowledged. */
    boolean done() {
      return unacknowledged == octets + 2;
    }

    boolean owns(Parsed packet) {
      return packet.length() >= HEADER
          && Octets.uint16(packet.buffer(), packet.offset() + 2) == port;
    }

    void take(Parsed packet) {
      if ((flags(packet) & ACK) == 0) {
        return;
      }
      if ((flags(packet) & SYN) != 0 && !connected) {
        connected = true;
        unacknowledged = 1;
        next = 1;
      }
      // Sequence numbers wrap; the distance to the last one known does not.
      int advance = Octets.int32(packet.buffer(), packet.offset() + 8) - (int) unacknowledged;
      if (connected && advance > 0 && unacknowledged + advance <= octets + 2) {
        unacknowledged += advance;
        next = Math.max(next, unacknowledged);
        lastProgress = System.nanoTime();
        window = Math.min(window + 1, WINDOW / SEGMENT);
      }
    }

    /** Sends what the window allows. */
    void pump(long now) {
      while (connected && next <= octets && next - unacknowledged < (long) window * SEGMENT) {
        int data = (int) Math.min(SEGMENT, octets + 1 - next);
        output.accept(segment(source, port, destination, PORT, next, 1, ACK, data));
        next += data;
      }
      if (connected && next == octets + 1 && next - unacknowledged < (long) window * SEGMENT) {
        output.accept(segment(source, port, destination, PORT, next, 1, ACK | FIN, 0));
        next++;
      }
    }

    /** Sends again what has been lost. */
    void tick(long now) {
      if (now - lastProgress > RETRANSMIT_NANOS && !done()) {
        if (connected) {
          next = unacknowledged;
          window = Math.max(1, window / 2);
          lastProgress = now;
        } else {
          open(now);
        }
      }
      pump(now);
    }
  }

  /** The receiving end: takes connections at the transfer port, one at a time. */
  static final class Receiver {
    private final Consumer<byte[]> output;
    private Parsed peer;
    private int peerPort;
    private long expected;
    private long received;
    private boolean owesAcknowledgment;

    Receiver(Consumer<byte[]> output) {
      this.output = output;
    }

    /** Octets that arrived in order, of all transfers. */
    long received() {
      return received;
    }

    void take(Parsed packet) {
      if (packet.length() < HEADER || Octets.uint16(packet.buffer(), packet.offset() + 2) != PORT) {
        return;
      }
      int from = Octets.uint16(packet.buffer(), packet.offset());
      if ((flags(packet) & SYN) != 0) {
        peer = packet;
        peerPort = from;
        expected = 1;
        output.accept(
            segment(packet.destination(), PORT, packet.source(), from, 0, 1, SYN | ACK, 0));
        return;
      }
      if (peer == null || from != peerPort) {
        return;
      }
      owesAcknowledgment = true;
      int data = packet.length() - dataOffset(packet);
      if (Octets.int32(packet.buffer(), packet.offset() + 4) != (int) expected
          || !intact(packet, data)) {
        return;
      }
      expected += data;
      received += data;
      if ((flags(packet) & FIN) != 0) {
        expected++;
      }
    }

    /** Acknowledges what has come, once for a batch. */
    void acknowledge() {
      if (owesAcknowledgment) {
        owesAcknowledgment = false;
        output.accept(
            segment(peer.destination(), PORT, peer.source(), peerPort, 1, expected, ACK, 0));
      }
    }

    /** Whether the octets are those that the sender makes for their place in the stream. */
    private boolean intact(Parsed packet, int data) {
      int at = packet.offset() + dataOffset(packet);
      for (int i = 0; i < data; i++) {
        if (packet.buffer()[at + i] != (byte) (expected + i)) {
          return false;
        }
      }
      return true;
    }
  }
}
