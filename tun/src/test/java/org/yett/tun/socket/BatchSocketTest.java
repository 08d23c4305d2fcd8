package org.yett.tun.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.tun.DatagramBatch;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.IpPrefix;
import org.yett.tun.Packets;
import org.yett.tun.Poller;
import org.yett.tun.Readiness;
import org.yett.tun.Root;
import org.yett.tun.Waitable;
import org.yett.tun.netlink.Netlink;
import org.yett.tun.netlink.Rule;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.NetworkNamespace;
import org.yett.tun.netns.Ping;

/** Sockets in two namespaces with a veth pair between them. */
@Timeout(30)
class BatchSocketTest {
  private final List<AutoCloseable> open = new ArrayList<>();
  private NetworkNamespace left;
  private NetworkNamespace right;

  @BeforeEach
  void make() throws Exception {
    Root.require();
    left = keep(NetworkNamespace.create(Leftovers.namespaceName("left")));
    right = keep(NetworkNamespace.create(Leftovers.namespaceName("right")));
    left.run(() -> {
      try (Netlink netlink = Netlink.open()) {
        netlink.addVeth("va", "vb");
        netlink.moveToNamespace("vb", right.name());
        return configure(netlink, "va", "1");
      }
    });
    right.run(() -> {
      try (Netlink netlink = Netlink.open()) {
        return configure(netlink, "vb", "2");
      }
    });
    awaitCarrier(left, "va");
    awaitCarrier(right, "vb");
  }

  private static boolean configure(Netlink netlink, String link, String host) throws IOException {
    netlink.setUp("lo", true);
    netlink.setUp(link, true);
    netlink.addAddress(link, IpPrefix.parse("10.77.0." + host + "/24"));
    netlink.addAddress(link, IpPrefix.parse("10.77.1." + host + "/24"));
    netlink.addAddress(link, IpPrefix.parse("fd77::" + host + "/64"));
    netlink.addAddress(link, IpPrefix.parse("fd77::1" + host + "/64"));
    return true;
  }

  private static void awaitCarrier(NetworkNamespace namespace, String link) throws Exception {
    Netlink netlink = namespace.run(Netlink::open);
    try (netlink) {
      assertTrue(netlink.awaitRunning(link, Duration.ofSeconds(5)));
    }
  }

  @AfterEach
  void takeDown() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T keep(T one) {
    open.add(one);
    return one;
  }

  private UdpSocket udp(NetworkNamespace where, String address, SocketSettings settings)
      throws IOException {
    InetSocketAddress local = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    return keep(where.run(() -> UdpSocket.bind(local, settings)));
  }

  private RawSocket esp(NetworkNamespace where, String address) throws IOException {
    InetAddress local = InetAddress.ofLiteral(address);
    return keep(where.run(() -> RawSocket.bind(RawSocket.ESP, local, SocketSettings.DEFAULT)));
  }

  private static void await(BatchSocket socket, DatagramBatch batch, int count) throws IOException {
    while (batch.size() < count) {
      assertEquals(Readiness.READABLE, socket.await(5000));
      int ignored = socket.receive(batch);
    }
  }

  @ParameterizedTest
  @CsvSource({"10.77.0.1,10.77.1.2,0.0.0.0", "fd77::1,fd77::12,::"})
  void datagramsCrossInBatchesWithTheAddressesThatTheyCarried(String from, String to, String any)
      throws IOException {
    UdpSocket a = udp(left, from, SocketSettings.DEFAULT);
    UdpSocket b = udp(right, any, SocketSettings.DEFAULT.withBuffers(1 << 22, 1 << 22));
    InetAddress target = InetAddress.ofLiteral(to);
    // The kernel queues only 101 packets to a neighbour that it does not know yet.
    assertTrue(
        left.run(() -> Ping.run(target, 1, 16, Duration.ZERO, Duration.ofSeconds(5))).complete());
    InetSocketAddress peer = new InetSocketAddress(target, b.localAddress().getPort());
    DatagramBatch out = new DatagramBatch(150, 4, 1400, 0);
    for (int i = 0; i < 150; i++) {
      int length = 1 + i * 7;
      int index = out.append(Packets.pattern(length, i), 0, length);
      out.remote(index, peer);
      out.trafficClass(index, i % 4);
    }
    assertEquals(150, a.send(out));
    DatagramBatch in = new DatagramBatch(150, 64, 1400, 16);
    await(b, in, 150);
    for (int i = 0; i < 150; i++) {
      assertArrayEquals(Packets.pattern(1 + i * 7, i), in.copy(i));
      assertEquals(64, in.offset(i));
      assertEquals(a.localAddress(), in.remote(i));
      assertSame(in.remote(0), in.remote(i), "addresses are not made anew for each datagram");
      assertEquals(target, in.local(i));
      assertTrue(in.interfaceIndex(i) > 0);
      assertEquals(i % 4, in.trafficClass(i));
    }
    // The answer goes out from the address that was asked, not from the first of the interface.
    DatagramBatch answer = new DatagramBatch(1, 0, 100, 0);
    answer.append(new byte[] {42}, 0, 1);
    answer.remote(0, in.remote(0));
    answer.local(0, in.local(0));
    assertEquals(1, b.send(answer));
    DatagramBatch back = new DatagramBatch(1, 0, 100, 0);
    await(a, back, 1);
    assertEquals(peer, back.remote(0));
    assertEquals(150, a.counters().packetsWritten());
    assertEquals(150, b.counters().packetsRead());
    assertEquals(a.counters().octetsWritten(), b.counters().octetsRead());
  }

  @ParameterizedTest
  @CsvSource({"10.77.0.1,10.77.0.2", "fd77::1,fd77::2"})
  void runsOfEqualDatagramsCrossAsOneWithSegmentationAndLookTheSame(String from, String to)
      throws IOException {
    UdpSocket a = udp(left, from, SocketSettings.DEFAULT.withSegmentation());
    UdpSocket b =
        udp(right, to, SocketSettings.DEFAULT.withSegmentation().withBuffers(1 << 22, 1 << 22));
    DatagramBatch out = new DatagramBatch(200, 0, 1400, 0);
    List<byte[]> sent = new ArrayList<>();
    int[] lengths = {1400, 1400, 1400, 700, 1300, 1300, 20, 20, 20, 20, 21, 5};
    for (int i = 0; i < 200; i++) {
      byte[] datagram = Packets.pattern(lengths[i % lengths.length], i);
      sent.add(datagram);
      int index = out.append(datagram, 0, datagram.length);
      out.remote(index, b.localAddress());
      out.trafficClass(index, i < 100 ? 0 : 2);
    }
    assertEquals(200, a.send(out));
    DatagramBatch in = new DatagramBatch(7, 10, 1400, 10);
    List<byte[]> received = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    while (received.size() < 200) {
      assertEquals(Readiness.READABLE, b.await(5000), () -> "after " + received.size());
      in.clear();
      int ignored = b.receive(in);
      for (int i = 0; i < in.size(); i++) {
        received.add(in.copy(i));
        classes.add(in.trafficClass(i));
        assertEquals(a.localAddress(), in.remote(i));
      }
    }
    for (int i = 0; i < 200; i++) {
      assertArrayEquals(sent.get(i), received.get(i), "datagram " + i);
      assertEquals(i < 100 ? 0 : 2, classes.get(i));
    }
    assertEquals(Readiness.TIMED_OUT, b.await(0));
  }

  @ParameterizedTest
  @CsvSource({"10.77.0.1,10.77.1.2,0.0.0.0", "fd77::1,fd77::12,::"})
  void rawEspCrossesWithoutItsIpHeader(String from, String to, String any) throws IOException {
    RawSocket a = esp(left, from);
    RawSocket b = esp(right, any);
    InetAddress target = InetAddress.ofLiteral(to);
    DatagramBatch out = new DatagramBatch(70, 0, 1400, 0);
    for (int i = 0; i < 70; i++) {
      byte[] packet = Packets.pattern(100 + i * 10, i);
      int index = out.append(packet, 0, packet.length);
      out.remote(index, new InetSocketAddress(target, 0));
      out.trafficClass(index, 1);
    }
    assertEquals(70, a.send(out));
    DatagramBatch in = new DatagramBatch(70, 20, 1400, 0);
    await(b, in, 70);
    for (int i = 0; i < 70; i++) {
      assertArrayEquals(Packets.pattern(100 + i * 10, i), in.copy(i));
      assertEquals(new InetSocketAddress(InetAddress.ofLiteral(from), 0), in.remote(i));
      assertEquals(target, in.local(i));
      assertEquals(1, in.trafficClass(i));
    }
  }

  @Test
  void aRefusedDatagramIsMarkedAndTheOthersGo() throws IOException {
    UdpSocket a =
        udp(left, "10.77.0.1", SocketSettings.DEFAULT.withPathMtuDiscovery(PathMtuDiscovery.DO));
    UdpSocket b = udp(right, "10.77.0.2", SocketSettings.DEFAULT);
    DatagramBatch out = new DatagramBatch(6, 0, 3000, 0);
    for (int length : new int[] {10, 2000, 20, 30, 40, 50}) {
      out.remote(out.append(new byte[length], 0, length), b.localAddress());
    }
    out.remote(2, new InetSocketAddress(InetAddress.ofLiteral("198.51.100.1"), 9));
    out.remote(3, new InetSocketAddress(InetAddress.ofLiteral("fd77::2"), 9));
    out.drop(4);
    assertEquals(2, a.send(out));
    assertEquals(0, out.error(0));
    assertEquals(Errno.EMSGSIZE, out.error(1));
    assertEquals(Errno.ENETUNREACH, out.error(2));
    assertEquals(Errno.EAFNOSUPPORT, out.error(3));
    assertEquals(0, out.error(5));
    DatagramBatch in = new DatagramBatch(6, 0, 3000, 0);
    await(b, in, 2);
    assertEquals(10, in.length(0));
    assertEquals(50, in.length(1));
    assertEquals(3, a.counters().writeDropped());
  }

  @Test
  void aRunThatTheKernelRefusesAsAWholeIsTriedOneByOne() throws IOException {
    SocketSettings strict =
        SocketSettings.DEFAULT.withSegmentation().withPathMtuDiscovery(PathMtuDiscovery.DO);
    UdpSocket a = udp(left, "10.77.0.1", strict);
    UdpSocket b = udp(right, "10.77.0.2", SocketSettings.DEFAULT);
    DatagramBatch out = new DatagramBatch(4, 0, 3000, 0);
    for (int length : new int[] {2000, 2000, 100, 60}) {
      out.remote(out.append(Packets.pattern(length, 0), 0, length), b.localAddress());
    }
    assertEquals(2, a.send(out));
    assertEquals(Errno.EMSGSIZE, out.error(0));
    assertEquals(Errno.EMSGSIZE, out.error(1));
    assertEquals(0, out.error(2));
    assertEquals(0, out.error(3));
    DatagramBatch in = new DatagramBatch(4, 0, 3000, 0);
    await(b, in, 2);
    assertArrayEquals(Packets.pattern(100, 0), in.copy(0));
    assertArrayEquals(Packets.pattern(60, 0), in.copy(1));
  }

  @Test
  void aDatagramLongerThanTheBatchTakesIsDroppedAndCounted() throws IOException {
    UdpSocket a = udp(left, "10.77.0.1", SocketSettings.DEFAULT);
    UdpSocket b = udp(right, "10.77.0.2", SocketSettings.DEFAULT);
    DatagramBatch out = new DatagramBatch(2, 0, 3000, 0);
    out.remote(out.append(new byte[2900], 0, 2900), b.localAddress());
    out.remote(out.append(new byte[5], 0, 5), b.localAddress());
    assertEquals(2, a.send(out));
    DatagramBatch in = new DatagramBatch(2, 0, 100, 0);
    await(b, in, 1);
    assertEquals(5, in.length(0));
    assertEquals(1, b.counters().readDropped());
  }

  @Test
  void aLargeBatchAfterASmallOneFindsRoom() throws IOException {
    UdpSocket a = udp(left, "10.77.0.1", SocketSettings.DEFAULT);
    UdpSocket b = udp(right, "10.77.0.2", SocketSettings.DEFAULT);
    DatagramBatch out = new DatagramBatch(1, 0, 60000, 0);
    out.remote(out.append(Packets.pattern(60000, 3), 0, 60000), b.localAddress());
    a.send(out);
    DatagramBatch in = new DatagramBatch(1, 0, 65535, 0);
    await(b, in, 1);
    assertArrayEquals(Packets.pattern(60000, 3), in.copy(0));
  }

  @Test
  void closingEndsAWaitInAnotherThread() throws Exception {
    UdpSocket a = udp(left, "10.77.0.1", SocketSettings.DEFAULT);
    FutureTask<Readiness> task = new FutureTask<>(() -> a.await(Waitable.FOREVER));
    Thread thread = Thread.ofPlatform().start(task);
    Thread.sleep(30);
    a.close();
    assertEquals(Readiness.CLOSED, task.get(2, TimeUnit.SECONDS));
    thread.join();
    DatagramBatch batch = new DatagramBatch(1, 0, 10, 0);
    assertEquals(0, a.receive(batch));
    batch.remote(batch.append(new byte[1], 0, 1), new InetSocketAddress("10.77.0.2", 9));
    assertEquals(0, a.send(batch));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.77.0.1", "fd77::1"})
  void settingsAreAcceptedForBothFamilies(String address) throws IOException {
    for (PathMtuDiscovery rule : PathMtuDiscovery.values()) {
      UdpSocket socket =
          udp(
              left,
              address,
              SocketSettings.DEFAULT
                  .withMark(0x59)
                  .withPathMtuDiscovery(rule)
                  .withBuffers(1 << 20, 1 << 20)
                  .withDevice("va")
                  .withReuseAddress()
                  .withReusePort());
      assertTrue(socket.localAddress().getPort() > 0);
    }
  }

  @Test
  void aMarkSteersTheSocketsPacketsPastARule() throws IOException {
    left.run(() -> {
      try (Netlink netlink = Netlink.open()) {
        // Everything without the mark finds no route at all.
        netlink.addRule(Rule.lookup(false, 254).mark(7).priority(10));
        for (var rule : netlink.rules()) {
          if (!rule.ipv6() && rule.priority().orElse(0) >= 32766) {
            assertTrue(netlink.deleteRule(rule));
          }
        }
        return true;
      }
    });
    UdpSocket plain = udp(left, "10.77.0.1", SocketSettings.DEFAULT);
    UdpSocket marked = udp(left, "10.77.0.1", SocketSettings.DEFAULT.withMark(7));
    DatagramBatch out = new DatagramBatch(1, 0, 10, 0);
    out.remote(
        out.append(new byte[1], 0, 1),
        new InetSocketAddress(InetAddress.ofLiteral("10.77.0.2"), 9));
    assertEquals(0, plain.send(out));
    assertEquals(Errno.ENETUNREACH, out.error(0));
    assertEquals(1, marked.send(out));
    assertEquals(0, out.error(0));
  }

  @Test
  void socketsPollersAndNetlinkLeaveNoDescriptorBehindNorDoFailures() throws Exception {
    openAndCloseAll();
    long before = descriptors();
    for (int i = 0; i < 10; i++) {
      openAndCloseAll();
      assertThrows(ErrnoException.class, () -> udp(left, "10.77.0.2", SocketSettings.DEFAULT));
    }
    assertEquals(before, descriptors());
  }

  private void openAndCloseAll() throws IOException {
    UdpSocket udp = udp(left, "10.77.0.1", SocketSettings.DEFAULT);
    RawSocket raw = esp(left, "fd77::1");
    Poller poller = Poller.of(List.of(udp, raw));
    assertEquals(Readiness.TIMED_OUT, poller.await(0));
    poller.close();
    raw.close();
    udp.close();
    left.run(Netlink::open).close();
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  @Test
  void anAddressOfSomebodyElseIsRefusedWithAHint() {
    ErrnoException e =
        assertThrows(ErrnoException.class, () -> udp(left, "10.77.0.2", SocketSettings.DEFAULT));
    assertEquals(Errno.EADDRNOTAVAIL, e.errno());
    assertTrue(e.getMessage().startsWith("bind udp 10.77.0.2 port 0: "), e::getMessage);
    assertTrue(e.getMessage().contains("has no such address"), e::getMessage);
    assertThrows(
        IllegalArgumentException.class,
        () -> RawSocket.bind(255, InetAddress.ofLiteral("0.0.0.0"), SocketSettings.DEFAULT));
  }
}
