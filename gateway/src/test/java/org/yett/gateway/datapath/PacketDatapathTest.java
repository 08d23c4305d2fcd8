package org.yett.gateway.datapath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yett.gateway.net.OuterNetwork;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Input;
import org.yett.ike.path.Path;
import org.yett.tun.MemoryDevice;

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
}
