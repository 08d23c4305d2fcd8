package org.yett.gateway.datapath;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.esp.Inbound;
import org.yett.esp.InboundBatch;
import org.yett.esp.InboundVerdict;
import org.yett.esp.encap.UdpEncapsulation;
import org.yett.gateway.net.OuterNetwork;
import org.yett.gateway.net.OuterSocket;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;
import org.yett.tun.DatagramBatch;
import org.yett.tun.Readiness;

/**
 * The thread of one outer socket: tells IKE from ESP, hands IKE on, opens ESP and writes what was
 * inside to the device.
 */
final class InboundWorker {
  private static final int BATCH = 64;

  /** Above jumbo frames, and enough for any IKE message that is worth sending in one piece. */
  private static final int LARGEST = 65_535;

  private static final Logger LOG = LoggerFactory.getLogger(InboundWorker.class);

  private final OuterSocket socket;
  private final Inbound pipeline;
  private final DeviceWriter device;
  private final IkeReceiver ike;
  private final DatagramBatch datagrams = new DatagramBatch(BATCH, 0, LARGEST, 0);
  private final InboundBatch packets = new InboundBatch(BATCH);
  private final int[] slotOf = new int[BATCH];
  private final AtomicLong malformed = new AtomicLong();
  private final Thread thread;

  InboundWorker(OuterSocket socket, Inbound pipeline, DeviceWriter device, IkeReceiver ike) {
    this.socket = socket;
    this.pipeline = pipeline;
    this.device = device;
    this.ike = ike;
    this.thread = Thread.ofPlatform().name("yett-in " + socket).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Waits for the thread to end, once its socket has been closed. */
  void join() {
    Threads.join(thread);
  }

  /** Packets with this verdict. */
  long count(InboundVerdict verdict) {
    return pipeline.counters().get(verdict);
  }

  /** Datagrams on a NAT traversal port that are neither IKE nor ESP nor a keepalive. */
  long malformedDatagrams() {
    return malformed.get();
  }

  private void run() {
    try {
      while (socket.await() != Readiness.CLOSED) {
        datagrams.clear();
        if (socket.receive(datagrams) > 0) {
          processSafely();
        }
      }
    } catch (IOException e) {
      LOG.error("receiving on {} ends: {}", socket, e.getMessage());
    }
  }

  /** A packet that we cannot cope with must not end the thread, and with it all reception. */
  private void processSafely() throws IOException {
    try {
      process();
    } catch (RuntimeException e) {
      LOG.error("a batch from {} is lost", socket, e);
    }
  }

  private void process() throws IOException {
    packets.clear();
    for (int i = 0; i < datagrams.size(); i++) {
      switch (socket.kind()) {
        case IKE -> handToIke(i, 0, Encapsulation.UDP);
        case ESP -> addPacket(i);
        case NAT_TRAVERSAL -> {
          switch (UdpEncapsulation.classify(
              datagrams.buffer(i), datagrams.offset(i), datagrams.length(i))) {
            case IKE ->
                handToIke(
                    i, UdpEncapsulation.NON_ESP_MARKER_LENGTH, Encapsulation.UDP_NON_ESP_MARKER);
            case ESP -> addPacket(i);
            case KEEPALIVE -> datagrams.drop(i);
            case MALFORMED -> {
              malformed.incrementAndGet();
              datagrams.drop(i);
            }
          }
        }
      }
    }
    if (packets.size() > 0) {
      deliver();
    }
  }

  private void addPacket(int i) {
    int slot =
        packets.add(
            datagrams.buffer(i),
            datagrams.offset(i),
            datagrams.length(i),
            datagrams.remote(i),
            Math.max(0, datagrams.trafficClass(i)));
    slotOf[slot] = i;
  }

  private void deliver() throws IOException {
    pipeline.process(packets);
    boolean any = false;
    for (int slot = 0; slot < packets.size(); slot++) {
      int i = slotOf[slot];
      if (packets.verdict(slot) == InboundVerdict.DELIVERED) {
        datagrams.set(i, packets.offset(slot), packets.length(slot));
        any = true;
      } else {
        datagrams.drop(i);
      }
    }
    if (any) {
      device.write(datagrams);
    }
  }

  private void handToIke(int i, int skip, Encapsulation encapsulation) {
    Path path =
        new Path(
            new TransportAddress(datagrams.local(i), socket.port()),
            OuterNetwork.transportAddress(datagrams.remote(i)),
            encapsulation);
    Octets message =
        Octets.copyOf(datagrams.buffer(i), datagrams.offset(i) + skip, datagrams.length(i) - skip);
    datagrams.drop(i);
    ike.receive(path, message);
  }
}
