package org.yett.gateway.datapath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yett.gateway.net.OuterNetwork;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.TrafficLimits;
import org.yett.ike.path.Path;
import org.yett.tun.MemoryDevice;
import org.yett.tun.PacketBatch;

@Timeout(20)
class PacketDatapathTest {

  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
  private MemoryDevice.Pair cable;
  private PacketDatapath datapath;
  private Path path;

  @BeforeEach
  void start() throws IOException {
    OuterNetwork network = OuterNetwork.openUnprivileged(loopback, 0, 0);
    cable = MemoryDevice.pair("host", "gateway", 1400, 64);
    datapath =
        new PacketDatapath(
            "memory",
            network,
            cable.right(),
            Routing.NONE,
            childSa -> ChildPolicy.of(32),
            (from, message) -> {},
            inputs::add);
    datapath.start();
    int port = network.sockets().getLast().port();
    path = ChildSas.path(loopback, port, loopback, port);
  }

  @AfterEach
  void stop() {
    datapath.close();
    cable.left().close();
  }

  @Test
  void aChildSaThatCannotBeInstalledLeavesNoKeysBehind() {
    // There is no socket for ESP in IP without privileges.
    ChildSa bare = ChildSas.of(0x1000, 0x2000, 1, 2, path, false);
    assertThrows(IllegalStateException.class, () -> datapath.installInbound(bare));
    for (ChildSa.Keys keys : new ChildSa.Keys[] {bare.inbound(), bare.outbound()}) {
      assertTrue(keys.encryption().isClosed());
      assertTrue(keys.integrity().isClosed());
    }
    assertEquals(Optional.empty(), datapath.traffic(0x1000));
  }

  @Test
  void aSecondChildSaWithTheSameInboundSpiIsRefusedAndItsKeysAreWiped() {
    datapath.installInbound(ChildSas.of(0x1000, 0x2000, 1, 2, path, true));
    ChildSa second = ChildSas.of(0x1000, 0x2001, 3, 4, path, true);
    assertThrows(IllegalStateException.class, () -> datapath.installInbound(second));
    assertTrue(second.inbound().encryption().isClosed());
    assertTrue(second.outbound().encryption().isClosed());
    assertTrue(datapath.traffic(0x1000).isPresent());
  }

  /** Sends what goes out on one Child SA in on another: our own port is our peer. */
  private ChildSa loop(int spi) {
    return ChildSas.of(spi, spi, 1, 1, path, true);
  }

  /** An inner packet whose source and destination both lie in both selectors. */
  private void send(int identification) throws IOException {
    byte[] packet = new byte[40];
    packet[0] = 0x45;
    packet[3] = 40;
    packet[5] = (byte) identification;
    packet[8] = 64;
    packet[9] = 17;
    System.arraycopy(new byte[] {10, 1, 0, 1, 10, 2, 0, 1}, 0, packet, 12, 8);
    PacketBatch batch = new PacketBatch(1, 0, 100, 0);
    batch.append(packet, 0, packet.length);
    assertEquals(1, cable.left().write(batch));
  }

  private long sent(int spi) {
    return datapath.traffic(spi).map(SaTraffic::outboundPackets).orElse(-1L);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(2);
    }
    assertTrue(condition.getAsBoolean());
  }

  private void awaitSent(int spi, long packets) throws InterruptedException {
    for (int i = 0; i < 2000 && sent(spi) != packets; i++) {
      Thread.sleep(2);
    }
    assertEquals(packets, sent(spi));
  }

  private Input awaitInput(Class<?> kind) throws InterruptedException {
    while (true) {
      Input input = inputs.poll(5, TimeUnit.SECONDS);
      assertTrue(input != null, () -> "no " + kind.getSimpleName());
      if (kind.isInstance(input)) {
        return input;
      }
    }
  }

  @Test
  void theOldChildSaIsSentOnUntilTheNewOneIsActivated() throws Exception {
    ChildSa old = loop(0x1000);
    ChildSa successor = loop(0x1001);
    datapath.installInbound(old);
    datapath.activateOutbound(old);
    send(1);
    awaitSent(0x1000, 1);
    datapath.installInbound(successor);
    send(2);
    awaitSent(0x1000, 2);
    datapath.activateOutbound(successor);
    send(3);
    awaitSent(0x1001, 1);
    datapath.remove(0x1000);
    send(4);
    awaitSent(0x1001, 2);
    assertEquals(Optional.empty(), datapath.traffic(0x1000));
  }

  @Test
  @Tag("rfc7296:1.4.1/4")
  void aHalfClosedChildSaIsReceivedOnAndNotSentOn() throws Exception {
    ChildSa childSa = loop(0x1000);
    datapath.installInbound(childSa);
    datapath.activateOutbound(childSa);
    send(1);
    awaitSent(0x1000, 1);
    datapath.removeOutbound(0x1000);
    send(2);
    await(() -> datapath.counters().noOutboundSa() == 1);
    assertEquals(1, sent(0x1000));
    // Our own outbound half of another Child SA plays the peer, who has sent one packet already.
    ChildSa peers = ChildSas.of(0x1002, 0x1000, 3, 1, path, true);
    datapath.installInbound(peers);
    datapath.activateOutbound(peers);
    send(3);
    send(4);
    await(() -> datapath.traffic(0x1000).orElseThrow().inboundPackets() == 2);
    datapath.remove(0x1002);
    datapath.remove(0x1000);
    assertEquals(Optional.empty(), datapath.traffic(0x1000));
  }

  @Test
  void ofTwoNewChildSasTheOneThatIsActivatedLastIsSentOn() throws Exception {
    ChildSa first = loop(0x1000);
    ChildSa second = loop(0x1001);
    datapath.installInbound(first);
    datapath.installInbound(second);
    datapath.activateOutbound(second);
    datapath.activateOutbound(first);
    send(1);
    awaitSent(0x1000, 1);
    assertEquals(0, sent(0x1001));
  }

  @Test
  void packetsOnAReplacedChildSaAreStillReceivedForAMomentThoseOnADeletedOneAreNot()
      throws Exception {
    ChildSa old = loop(0x1000);
    ChildSa successor = loop(0x1001);
    datapath.installInbound(old);
    datapath.activateOutbound(old);
    datapath.installInbound(successor);
    datapath.activateOutbound(successor);
    // Our own outbound half, under the old SPI, plays the peer's late packets.
    ChildSa late = ChildSas.of(0x1002, 0x1000, 3, 1, path, true);
    datapath.remove(0x1000);
    datapath.installInbound(late);
    datapath.activateOutbound(late);
    send(1);
    assertEquals(
        new Input.DatapathEvent.FirstInbound(0x1000),
        awaitInput(Input.DatapathEvent.FirstInbound.class));
    assertEquals(0, datapath.counters().unknownSpi());
    datapath.remove(0x1001);
    datapath.remove(0x1002);
  }

  @Test
  void theFirstPacketAndTheLimitsOfAChildSaAreTold() throws Exception {
    ChildSa limited = ChildSas.limited(loop(0x1000), new TrafficLimits(0, 0, 2, 3));
    datapath.installInbound(limited);
    datapath.activateOutbound(limited);
    send(1);
    assertEquals(
        new Input.DatapathEvent.FirstInbound(0x1000),
        awaitInput(Input.DatapathEvent.FirstInbound.class));
    send(2);
    assertEquals(
        new Input.DatapathEvent.LimitReached(0x1000, false),
        awaitInput(Input.DatapathEvent.LimitReached.class));
    send(3);
    awaitSent(0x1000, 3);
    send(4);
    Input.DatapathEvent.LimitReached reached =
        (Input.DatapathEvent.LimitReached) awaitInput(Input.DatapathEvent.LimitReached.class);
    if (!reached.hard()) {
      // Each direction tells of its own soft limit.
      reached =
          (Input.DatapathEvent.LimitReached) awaitInput(Input.DatapathEvent.LimitReached.class);
    }
    assertTrue(reached.hard());
    assertEquals(3, sent(0x1000));
  }
}
