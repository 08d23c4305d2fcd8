package org.yett.bench.live;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.yett.bench.cost.NetworkPath;
import org.yett.tun.ErrnoException;
import org.yett.tun.PacketBatch;
import org.yett.tun.Poller;
import org.yett.tun.Readiness;
import org.yett.tun.TunDevice;

/**
 * A link between two TUN devices, in two namespaces as a rule: what the kernel of one side sends
 * arrives at the other when, and if, the link says so.
 */
final class LinkEmulator implements AutoCloseable {

  private static final int CAPACITY = 64;
  private static final int LARGEST = 1500;
  private static final long IDLE_MILLIS = 1000;
  private static final long NANOS = 1_000_000;

  private record Waiting(long at, long number, boolean forward, byte[] packet)
      implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /**
   * What has gone over the link, in IP packets and their octets, lost ones included.
   *
   * @param packetsOut from the first side
   * @param octetsOut from the first side
   * @param packetsBack to the first side
   * @param octetsBack to the first side
   */
  record Counts(long packetsOut, long octetsOut, long packetsBack, long octetsBack) {
    Counts minus(Counts before) {
      return new Counts(
          packetsOut - before.packetsOut,
          octetsOut - before.octetsOut,
          packetsBack - before.packetsBack,
          octetsBack - before.octetsBack);
    }
  }

  private final TunDevice first;
  private final TunDevice second;
  private final Poller poller;
  private final EmulatedLink out;
  private final EmulatedLink back;
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private final PacketBatch batch = new PacketBatch(CAPACITY, 0, LARGEST, 0);
  private final Thread thread;
  private long number;
  private volatile boolean closing;
  private volatile Counts counts = new Counts(0, 0, 0, 0);
  private volatile Optional<IOException> failure = Optional.empty();

  private LinkEmulator(TunDevice first, TunDevice second, NetworkPath path, long seed)
      throws ErrnoException {
    this.first = first;
    this.second = second;
    this.poller = Poller.of(List.of(first, second));
    this.out = new EmulatedLink(path, seed);
    this.back = new EmulatedLink(path, ~seed);
    this.thread = Thread.ofPlatform().name("link").daemon().unstarted(this::run);
  }

  /**
   * Begins to carry packets; closes the devices with itself.
   *
   * @param first the side from which {@link Counts#packetsOut} go
   * @param second the other side
   * @param path the same in both directions
   * @param seed of losses and reordering
   */
  static LinkEmulator between(TunDevice first, TunDevice second, NetworkPath path, long seed)
      throws IOException {
    LinkEmulator link = new LinkEmulator(first, second, path, seed);
    link.thread.start();
    return link;
  }

  private void run() {
    try {
      while (!closing) {
        Readiness readiness = poller.await(pause());
        if (readiness == Readiness.CLOSED) {
          return;
        }
        if (readiness == Readiness.READABLE) {
          take(0, first, out, true);
          take(1, second, back, false);
          counts = new Counts(out.packets(), out.octets(), back.packets(), back.octets());
        }
        deliver();
      }
    } catch (IOException e) {
      if (!closing) {
        failure = Optional.of(e);
      }
    }
  }

  /** Milliseconds until something is due; a packet is never early, and late by less than one. */
  private long pause() {
    if (waiting.isEmpty()) {
      return IDLE_MILLIS;
    }
    long left = waiting.peek().at() - System.nanoTime();
    return left <= 0 ? 0 : Math.min(IDLE_MILLIS, (left + NANOS - 1) / NANOS);
  }

  private void take(int index, TunDevice device, EmulatedLink link, boolean forward)
      throws IOException {
    if (!poller.isReadable(index)) {
      return;
    }
    batch.clear();
    device.read(batch);
    long now = System.nanoTime();
    for (int i = 0; i < batch.size(); i++) {
      byte[] packet = batch.copy(i);
      link.carry(packet.length, now)
          .ifPresent(at -> waiting.add(new Waiting(at, number++, forward, packet)));
    }
  }

  private void deliver() {
    while (!waiting.isEmpty() && waiting.peek().at() <= System.nanoTime()) {
      Waiting due = waiting.poll();
      batch.clear();
      batch.append(due.packet(), 0, due.packet().length);
      // A device that takes no more loses it, as a network card does.
      int unused = (due.forward() ? second : first).write(batch);
    }
  }

  /** What has gone over it so far. */
  Counts counts() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return counts;
  }

  @Override
  public void close() {
    closing = true;
    poller.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    poller.close();
    first.close();
    second.close();
  }
}
