package org.yett.gateway.datapath;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.esp.Outbound;
import org.yett.esp.OutboundBatch;
import org.yett.esp.OutboundVerdict;
import org.yett.esp.packet.InnerHeader;
import org.yett.esp.packet.Ipv4Fragments;
import org.yett.esp.sad.OutboundSa;
import org.yett.gateway.datapath.InstalledChild.OuterRoute;
import org.yett.tun.DatagramBatch;
import org.yett.tun.Errno;
import org.yett.tun.PacketDevice;
import org.yett.tun.Readiness;
import org.yett.tun.socket.PathMtuDiscovery;

/** The thread of the device: takes inner packets, seals them, and sends them. */
final class OutboundWorker {
  private static final int BATCH = 64;
  private static final int LARGEST_INNER = 9216;

  /** Fragments hold a multiple of 8 octets. */
  private static final int SHORTEST_PIECE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(OutboundWorker.class);

  private final PacketDevice device;
  private final Outbound pipeline;
  private final Function<OutboundSa, InstalledChild> children;
  private final PathMtus pathMtus;
  private final Lane whole = new Lane();
  private final Lane pieces = new Lane();
  private final InnerHeader header = new InnerHeader();
  private final TooBigReplies tooBig;
  private final AtomicLong sendErrors = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().name("yett-out").daemon().unstarted(this::run);

  /**
   * @param children the Child SA of an SA; null for one that is gone
   * @param pathMtus told when a packet proves too long for its way
   */
  OutboundWorker(
      PacketDevice device,
      DeviceWriter writer,
      Outbound pipeline,
      Function<OutboundSa, InstalledChild> children,
      PathMtus pathMtus) {
    this.device = device;
    this.pipeline = pipeline;
    this.children = children;
    this.pathMtus = pathMtus;
    this.tooBig = new TooBigReplies(writer);
  }

  void start() {
    thread.start();
  }

  /** Waits for the thread to end, once the device has been closed. */
  void join() {
    Threads.join(thread);
  }

  /** Packets with this verdict. */
  long count(OutboundVerdict verdict) {
    return pipeline.counters().get(verdict);
  }

  /** Sealed packets that the system refused to send. */
  long sendErrors() {
    return sendErrors.get();
  }

  private void run() {
    try {
      while (device.await(PacketDevice.FOREVER) != Readiness.CLOSED) {
        whole.clear();
        if (device.read(whole.datagrams) > 0) {
          processSafely();
        }
      }
    } catch (IOException e) {
      LOG.error("reading from {} ends: {}", device.name(), e.getMessage());
    }
  }

  /** A packet that we cannot cope with must not end the thread, and with it all reception. */
  private void processSafely() throws IOException {
    try {
      process();
    } catch (RuntimeException e) {
      LOG.error("a batch from {} is lost", device.name(), e);
    }
  }

  private void process() throws IOException {
    for (int i = 0; i < whole.datagrams.size(); i++) {
      whole.add(i);
    }
    pipeline.process(whole.packets);
    for (int i = 0; i < whole.packets.size(); i++) {
      switch (whole.packets.verdict(i)) {
        case SEALED -> whole.address(i);
        case TOO_BIG -> {
          tooBig.reply(whole.datagrams, i, innerMtu(i));
          whole.datagrams.drop(i);
        }
        // Once the others have gone: the pieces take their sequence numbers after theirs.
        case FRAGMENT_FIRST -> {}
        default -> whole.datagrams.drop(i);
      }
    }
    whole.send();
    for (int i = 0; i < whole.packets.size(); i++) {
      if (whole.packets.verdict(i) == OutboundVerdict.FRAGMENT_FIRST) {
        sendInPieces(i);
      }
    }
  }

  private int innerMtu(int i) {
    return whole.packets.association(i).orElseThrow().innerMtu();
  }

  /** Cuts a packet before it is sealed, and sends the pieces (RFC 4301 8.2.1). */
  private void sendInPieces(int i) throws IOException {
    byte[] buffer = whole.packets.buffer(i);
    int offset = whole.packets.offset(i);
    int mtu = innerMtu(i);
    if (!header.parse(buffer, offset, whole.packets.length(i))
        || header.version() != 4
        || mtu < header.headerLength() + SHORTEST_PIECE) {
      return;
    }
    int count = Ipv4Fragments.count(header, mtu);
    for (int from = 0; from < count; from += BATCH) {
      pieces.clear();
      for (int piece = from; piece < Math.min(count, from + BATCH); piece++) {
        int slot = pieces.datagrams.claim();
        int at = pieces.datagrams.offset(slot);
        int length =
            Ipv4Fragments.write(
                buffer, offset, header, mtu, piece, pieces.datagrams.buffer(slot), at);
        pieces.datagrams.set(slot, at, length);
        pieces.add(slot);
      }
      pipeline.process(pieces.packets);
      for (int piece = 0; piece < pieces.packets.size(); piece++) {
        if (pieces.packets.verdict(piece) == OutboundVerdict.SEALED) {
          pieces.address(piece);
        } else {
          pieces.datagrams.drop(piece);
        }
      }
      pieces.send();
    }
  }

  /** Packets that travel together, from the inner packet to the datagram. */
  private final class Lane {
    final DatagramBatch datagrams =
        new DatagramBatch(
            BATCH,
            org.yett.esp.PacketBatch.HEADROOM,
            LARGEST_INNER,
            org.yett.esp.PacketBatch.TAILROOM);
    final OutboundBatch packets = new OutboundBatch(BATCH);
    private final InstalledChild[] childOf = new InstalledChild[BATCH];
    private final OuterRoute[] routeOf = new OuterRoute[BATCH];

    void clear() {
      datagrams.clear();
      packets.clear();
    }

    void add(int i) {
      int slot = packets.add(datagrams.buffer(i), datagrams.offset(i), datagrams.length(i));
      childOf[slot] = null;
    }

    /** Sets where a sealed packet goes; nowhere if its SA is gone. */
    void address(int i) {
      InstalledChild child = children.apply(packets.association(i).orElseThrow());
      if (child == null) {
        datagrams.drop(i);
        return;
      }
      OuterRoute route = child.route;
      datagrams.set(i, packets.offset(i), packets.length(i));
      datagrams.remote(i, route.remote());
      datagrams.local(i, route.local());
      datagrams.trafficClass(i, packets.outerTrafficClass(i));
      childOf[i] = child;
      routeOf[i] = route;
    }

    /**
     * Sends in the order of the slots, as many at once as one system call can take: those that
     * leave by one socket under one rule for fragments. Nearly always that is all of them.
     */
    void send() throws IOException {
      int size = packets.size();
      int from = 0;
      while (from < size) {
        if (childOf[from] == null) {
          from++;
          continue;
        }
        int to = from + 1;
        while (to < size && (childOf[to] == null || together(from, to))) {
          to++;
        }
        sendRun(from, to);
        from = to;
      }
    }

    private boolean together(int i, int j) {
      return routeOf[i].socket() == routeOf[j].socket()
          && packets.outerDontFragment(i) == packets.outerDontFragment(j);
    }

    private void sendRun(int from, int to) throws IOException {
      int mine = 0;
      for (int j = 0; j < packets.size(); j++) {
        if (j < from || j >= to || childOf[j] == null) {
          datagrams.drop(j);
        } else {
          datagrams.set(j, packets.offset(j), packets.length(j));
          mine++;
        }
      }
      PathMtuDiscovery rule =
          packets.outerDontFragment(from) ? PathMtuDiscovery.DO : PathMtuDiscovery.DONT;
      int refused = mine - routeOf[from].socket().send(datagrams, rule);
      if (refused > 0) {
        sendErrors.addAndGet(refused);
        noteTooLong(from, to);
      }
    }

    /** Looks again how much fits where the kernel found that a packet does not. */
    private void noteTooLong(int from, int to) {
      InstalledChild told = null;
      for (int j = from; j < to; j++) {
        if (childOf[j] != null && childOf[j] != told && datagrams.error(j) == Errno.EMSGSIZE) {
          told = childOf[j];
          pathMtus.refused(told);
        }
      }
    }
  }
}
