package org.yett.gateway.datapath;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.esp.Outbound;
import org.yett.esp.OutboundBatch;
import org.yett.esp.OutboundVerdict;
import org.yett.esp.sad.OutboundSa;
import org.yett.gateway.datapath.InstalledChild.OuterRoute;
import org.yett.gateway.net.OuterSocket;
import org.yett.tun.DatagramBatch;
import org.yett.tun.PacketDevice;
import org.yett.tun.Readiness;

/** The thread of the device: takes inner packets, seals them, and sends them. */
final class OutboundWorker {
  private static final int BATCH = 64;
  private static final int LARGEST_INNER = 9216;
  private static final Logger LOG = LoggerFactory.getLogger(OutboundWorker.class);

  private final PacketDevice device;
  private final Outbound pipeline;
  private final Function<OutboundSa, OuterRoute> routes;
  private final DatagramBatch datagrams =
      new DatagramBatch(
          BATCH,
          org.yett.esp.PacketBatch.HEADROOM,
          LARGEST_INNER,
          org.yett.esp.PacketBatch.TAILROOM);
  private final OutboundBatch packets = new OutboundBatch(BATCH);
  private final OuterSocket[] socketOf = new OuterSocket[BATCH];
  private final TooBigReplies tooBig;
  private final AtomicLong sendErrors = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().name("yett-out").daemon().unstarted(this::run);

  /**
   * @param routes where packets of an SA go; null for an SA that is gone
   */
  OutboundWorker(
      PacketDevice device,
      DeviceWriter writer,
      Outbound pipeline,
      Function<OutboundSa, OuterRoute> routes) {
    this.device = device;
    this.pipeline = pipeline;
    this.routes = routes;
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
        datagrams.clear();
        if (device.read(datagrams) > 0) {
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
    packets.clear();
    for (int i = 0; i < datagrams.size(); i++) {
      packets.add(datagrams.buffer(i), datagrams.offset(i), datagrams.length(i));
    }
    pipeline.process(packets);
    int sealed = 0;
    for (int i = 0; i < packets.size(); i++) {
      socketOf[i] = null;
      switch (packets.verdict(i)) {
        case SEALED -> sealed += address(i) ? 1 : 0;
        case TOO_BIG -> {
          tooBig.reply(datagrams, i, packets.association(i).orElseThrow().innerMtu());
          datagrams.drop(i);
        }
        default -> datagrams.drop(i);
      }
    }
    if (sealed > 0) {
      send(sealed);
    }
  }

  /** Sets where a sealed packet goes; false if its SA is gone. */
  private boolean address(int i) {
    OuterRoute route = routes.apply(packets.association(i).orElseThrow());
    if (route == null) {
      datagrams.drop(i);
      return false;
    }
    datagrams.set(i, packets.offset(i), packets.length(i));
    datagrams.remote(i, route.remote());
    datagrams.local(i, route.local());
    datagrams.trafficClass(i, packets.outerTrafficClass(i));
    socketOf[i] = route.socket();
    return true;
  }

  /** Sends in the order of the slots for each socket; nearly always there is but one. */
  private void send(int sealed) throws IOException {
    int left = sealed;
    for (int i = 0; i < datagrams.size() && left > 0; i++) {
      OuterSocket socket = socketOf[i];
      if (socket == null) {
        continue;
      }
      int mine = 0;
      for (int j = i; j < datagrams.size(); j++) {
        if (socketOf[j] == socket) {
          socketOf[j] = null;
          mine++;
        } else {
          datagrams.drop(j);
        }
      }
      sendErrors.addAndGet(mine - socket.send(datagrams));
      left -= mine;
      restoreRest();
    }
  }

  /** Gives the slots that wait for another socket their lengths back. */
  private void restoreRest() {
    for (int j = 0; j < datagrams.size(); j++) {
      if (socketOf[j] == null) {
        datagrams.drop(j);
      } else {
        datagrams.set(j, packets.offset(j), packets.length(j));
      }
    }
  }
}
