package org.yett.gateway.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.esp.packet.Octets;
import org.yett.gateway.demo.IpPackets.Parsed;
import org.yett.tun.PacketBatch;
import org.yett.tun.PacketDevice;
import org.yett.tun.Readiness;

/**
 * A host in memory behind an embedded gateway: it answers pings, sends some, and carries one TCP
 * transfer at a time, so that the demo needs neither privileges nor an operating system's network.
 */
final class MemoryHost implements AutoCloseable {
  private static final int BATCH = 64;
  private static final int LARGEST = 2048;
  private static final int ICMP_HEADER = 8;
  private static final Logger LOG = LoggerFactory.getLogger(MemoryHost.class);

  private final PacketDevice device;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PacketBatch output = new PacketBatch(1, 0, LARGEST, 0);
  private final Map<Integer, Boolean> echoes = new HashMap<>();
  private final MemoryTcp.Receiver receiver = new MemoryTcp.Receiver(this::send);
  private final Thread thread;
  private MemoryTcp.Sender sender;
  private int identifier;

  /**
   * @param device this host's end of a pair of devices; its own from now on
   */
  MemoryHost(String name, PacketDevice device) {
    this.device = device;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** How many of {@code count} pings were answered with their own octets. */
  int ping(InetAddress source, InetAddress destination, int count, int payload, Duration patience)
      throws InterruptedException {
    lock.lock();
    try {
      echoes.clear();
      identifier = (identifier + 1) & 0xFFFF;
      for (int sequence = 0; sequence < count; sequence++) {
        send(echo(source, destination, true, identifier, sequence, pattern(payload)));
      }
      long left = patience.toNanos();
      while (echoes.size() < count && left > 0) {
        left = changed.awaitNanos(left);
      }
      return echoes.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends octets over TCP to the host at that address and waits until it has acknowledged all.
   *
   * @return how long it took; negative if it was not done in time
   */
  Duration transfer(InetAddress source, InetAddress destination, long octets, Duration patience)
      throws InterruptedException {
    long start = System.nanoTime();
    lock.lock();
    try {
      sender = new MemoryTcp.Sender(this::send, source, destination, octets);
      sender.open(start);
      while (!sender.done()) {
        long now = System.nanoTime();
        if (now - start > patience.toNanos()) {
          return Duration.ofNanos(-1);
        }
        sender.tick(now);
        boolean signalled = changed.await(10, TimeUnit.MILLISECONDS);
        LOG.trace("transfer goes on, signalled {}", signalled);
      }
      return Duration.ofNanos(System.nanoTime() - start);
    } finally {
      sender = null;
      lock.unlock();
    }
  }

  /** Octets that arrived in order over TCP since the start. */
  long received() {
    lock.lock();
    try {
      return receiver.received();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    device.close();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    PacketBatch input = new PacketBatch(BATCH, 0, LARGEST, 0);
    try {
      while (device.await(PacketDevice.FOREVER) != Readiness.CLOSED) {
        input.clear();
        device.read(input);
        lock.lock();
        try {
          for (int i = 0; i < input.size(); i++) {
            Parsed packet = IpPackets.parse(input.buffer(i), input.offset(i), input.length(i));
            if (packet != null) {
              take(packet);
            }
          }
          receiver.acknowledge();
          if (sender != null) {
            sender.pump(System.nanoTime());
          }
          changed.signalAll();
        } finally {
          lock.unlock();
        }
      }
    } catch (IOException e) {
      LOG.error("{} ends: {}", thread.getName(), e.getMessage());
    }
  }

  private void take(Parsed packet) {
    switch (packet.protocol()) {
      case IpPackets.ICMP -> takeEcho(packet, 8, 0);
      case IpPackets.ICMPV6 -> takeEcho(packet, 128, 129);
      case IpPackets.TCP -> {
        if (sender != null && sender.owns(packet)) {
          sender.take(packet);
        } else {
          receiver.take(packet);
        }
      }
      default -> LOG.debug("protocol {} is not spoken here", packet.protocol());
    }
  }

  private void takeEcho(Parsed packet, int request, int reply) {
    if (packet.length() < ICMP_HEADER) {
      return;
    }
    int type = packet.buffer()[packet.offset()] & 0xFF;
    int id = Octets.uint16(packet.buffer(), packet.offset() + 4);
    int sequence = Octets.uint16(packet.buffer(), packet.offset() + 6);
    byte[] data = new byte[packet.length() - ICMP_HEADER];
    System.arraycopy(packet.buffer(), packet.offset() + ICMP_HEADER, data, 0, data.length);
    if (type == request) {
      send(echo(packet.destination(), packet.source(), false, id, sequence, data));
    } else if (type == reply
        && id == identifier
        && java.util.Arrays.equals(data, pattern(data.length))) {
      echoes.put(sequence, true);
    }
  }

  private static byte[] echo(
      InetAddress source,
      InetAddress destination,
      boolean request,
      int id,
      int sequence,
      byte[] data) {
    int header = IpPackets.headerLength(destination);
    boolean ipv4 = header == 20;
    byte[] packet = new byte[header + ICMP_HEADER + data.length];
    packet[header] = (byte) (ipv4 ? (request ? 8 : 0) : (request ? 128 : 129));
    Octets.putInt16(packet, header + 4, id);
    Octets.putInt16(packet, header + 6, sequence);
    System.arraycopy(data, 0, packet, header + ICMP_HEADER, data.length);
    IpPackets.finish(
        packet, packet.length, source, destination, ipv4 ? IpPackets.ICMP : IpPackets.ICMPV6, 2);
    return packet;
  }

  private static byte[] pattern(int length) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) i;
    }
    return data;
  }

  /** With the lock held. */
  private void send(byte[] packet) {
    output.clear();
    output.append(packet, 0, packet.length);
    try {
      device.write(output);
    } catch (IOException e) {
      LOG.warn("packet lost: {}", e.getMessage());
    }
  }
}
