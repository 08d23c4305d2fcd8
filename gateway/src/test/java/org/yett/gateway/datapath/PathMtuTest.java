package org.yett.gateway.datapath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yett.esp.packet.OuterHeaderPolicy;
import org.yett.gateway.net.OuterNetwork;
import org.yett.ike.endpoint.ChildSa;
import org.yett.tun.DatagramBatch;
import org.yett.tun.IpPrefix;
import org.yett.tun.MemoryDevice;
import org.yett.tun.PacketBatch;
import org.yett.tun.Readiness;
import org.yett.tun.netlink.Netlink;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.NetworkNamespace;
import org.yett.tun.netns.Privileges;
import org.yett.tun.socket.SocketSettings;
import org.yett.tun.socket.UdpSocket;

/** Packets that are too long for the outer path, with the kernel's own path between two ends. */
@Timeout(30)
class PathMtuTest {

  private static final int NARROW = 1200;
  private static final long PATIENCE_MILLIS = 3000;

  private final List<AutoCloseable> open = new ArrayList<>();
  private NetworkNamespace here;
  private NetworkNamespace there;
  private String cable;
  private UdpSocket peer;
  private MemoryDevice host;
  private PacketDatapath datapath;
  private OuterHeaderPolicy outerHeader = OuterHeaderPolicy.DEFAULT;

  @BeforeEach
  void lay() throws Exception {
    Privileges privileges = Privileges.probe();
    Assumptions.assumeTrue(privileges.isPrivileged(), () -> "not run: " + privileges.explanation());
    here = keep(NetworkNamespace.create(Leftovers.namespaceName("pmtu-a")));
    there = keep(NetworkNamespace.create(Leftovers.namespaceName("pmtu-b")));
    cable = Leftovers.interfaceName("p");
    String other = Leftovers.interfaceName("q");
    try (Netlink netlink = Netlink.open()) {
      netlink.addVeth(cable, other);
      netlink.moveToNamespace(cable, here.name());
      netlink.moveToNamespace(other, there.name());
    }
    address(here, cable, "192.0.2.1/24");
    address(there, other, "192.0.2.2/24");
    here.run(() -> {
      try (Netlink netlink = Netlink.open()) {
        return netlink.awaitRunning(cable, Duration.ofSeconds(5));
      }
    });
    InetSocketAddress at = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 4500);
    peer = keep(there.run(() -> UdpSocket.bind(at, SocketSettings.DEFAULT)));
    MemoryDevice.Pair inner = MemoryDevice.pair("host", "gateway", 1400, 64);
    host = keep(inner.left());
    datapath =
        keep(
            here.run(() ->
                new PacketDatapath(
                    "memory",
                    OuterNetwork.open(500, 4500),
                    inner.right(),
                    KernelRouting.open(cable),
                    childSa -> new ChildPolicy(32, outerHeader),
                    (from, message) -> {},
                    input -> {})));
    datapath.start();
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.addFirst(resource);
    return resource;
  }

  @AfterEach
  void clear() throws Exception {
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }

  private static void address(NetworkNamespace namespace, String link, String address)
      throws IOException {
    namespace.run(() -> {
      try (Netlink netlink = Netlink.open()) {
        netlink.setUp("lo", true);
        netlink.addAddress(link, IpPrefix.parse(address));
        netlink.setUp(link, true);
        return link;
      }
    });
  }

  private void installChildSa() throws IOException {
    ChildSa childSa =
        ChildSas.of(
            0x1000,
            0x2000,
            1,
            2,
            ChildSas.path(
                InetAddress.getByName("192.0.2.1"), 4500, InetAddress.getByName("192.0.2.2"), 4500),
            true);
    datapath.installInbound(childSa);
    datapath.activateOutbound(childSa);
  }

  private void narrow() throws IOException {
    here.run(() -> {
      try (Netlink netlink = Netlink.open()) {
        netlink.setMtu(cable, NARROW);
        return cable;
      }
    });
  }

  /** Hands an inner packet of UDP to the gateway. */
  private void send(int length, boolean dontFragment) throws IOException {
    byte[] packet = new byte[length];
    packet[0] = 0x45;
    packet[2] = (byte) (length >> 8);
    packet[3] = (byte) length;
    packet[5] = 7;
    packet[6] = (byte) (dontFragment ? 0x40 : 0);
    packet[8] = 64;
    packet[9] = 17;
    System.arraycopy(new byte[] {10, 1, 0, 1, 10, 2, 0, 1}, 0, packet, 12, 8);
    PacketBatch batch = new PacketBatch(1, 0, 2000, 0);
    batch.append(packet, 0, length);
    assertEquals(1, host.write(batch));
  }

  /** Lengths of the datagrams that the peer receives, until nothing comes for a moment. */
  private List<Integer> received(int expected) throws IOException {
    DatagramBatch batch = new DatagramBatch(16, 0, 2000, 0);
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (batch.size() < expected && System.nanoTime() < end) {
      if (peer.await(100) == Readiness.READABLE) {
        peer.receive(batch);
      }
    }
    List<Integer> lengths = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      lengths.add(batch.length(i));
    }
    return lengths;
  }

  /** The next packet that the gateway hands to the host; of length 0 if none comes. */
  private byte[] answered(long patienceMillis) throws IOException {
    PacketBatch batch = new PacketBatch(1, 0, 2000, 0);
    if (host.await(patienceMillis) == Readiness.READABLE) {
      host.read(batch);
    }
    return batch.isEmpty() ? new byte[0] : batch.copy(0);
  }

  @Test
  void aPathThatBecomesNarrowerIsNoticedAndTheSenderIsToldWhatFits() throws Exception {
    installChildSa();
    send(1300, true);
    assertEquals(1, received(1).size());
    narrow();
    byte[] answer = new byte[0];
    for (int attempt = 0; attempt < 20 && answer.length == 0; attempt++) {
      send(1300, true);
      answer = answered(200);
    }
    // ICMP destination unreachable, fragmentation needed.
    assertEquals(3, answer[20]);
    assertEquals(4, answer[21]);
    int fits = (answer[26] & 0xFF) << 8 | answer[27] & 0xFF;
    assertTrue(fits > 1100 && fits < NARROW, "inner MTU " + fits);
    send(fits, true);
    assertEquals(1, received(1).size());
  }

  @Test
  void theKernelsPathMtuHoldsFromTheFirstPacketOn() throws Exception {
    narrow();
    installChildSa();
    send(1300, true);
    assertEquals(3, answered(PATIENCE_MILLIS)[20]);
  }

  @Test
  void withoutDontFragmentInsideTheOuterPacketMayBeCut() throws Exception {
    narrow();
    installChildSa();
    send(1300, false);
    List<Integer> lengths = received(1);
    assertEquals(1, lengths.size());
    assertTrue(lengths.getFirst() > 1300);
  }

  @Test
  void whereTheOuterPacketMayNotBeCutTheInnerOneIsCutFirst() throws Exception {
    outerHeader =
        new OuterHeaderPolicy(
            OuterHeaderPolicy.Df.SET, OuterHeaderPolicy.COPY_DSCP, OuterHeaderPolicy.DEFAULT.ecn());
    narrow();
    installChildSa();
    send(1300, false);
    List<Integer> lengths = received(2);
    assertEquals(2, lengths.size());
    assertTrue(lengths.stream().allMatch(length -> length + 28 <= NARROW), lengths::toString);
  }

  @Test
  void packetsWithAndWithoutDontFragmentKeepTheirOrder() throws Exception {
    installChildSa();
    for (int i = 0; i < 8; i++) {
      send(100 + i, i % 2 == 0);
    }
    List<Integer> lengths = received(8);
    assertEquals(8, lengths.size());
    assertEquals(lengths.stream().sorted().toList(), lengths);
  }
}
