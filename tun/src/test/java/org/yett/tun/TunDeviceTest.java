package org.yett.tun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yett.tun.netlink.Link;
import org.yett.tun.netlink.Netlink;
import org.yett.tun.netlink.Route;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.NetworkNamespace;
import org.yett.tun.netns.Sysctl;
import org.yett.tun.socket.SocketSettings;
import org.yett.tun.socket.UdpSocket;

@Timeout(30)
class TunDeviceTest {
  private static final InetAddress OWN = InetAddress.ofLiteral("10.5.0.1");
  private static final InetAddress FAR = InetAddress.ofLiteral("10.6.0.1");

  private Optional<NetworkNamespace> namespace = Optional.empty();
  private final PacketBatch batch = new PacketBatch(64, 32, 2000, 32);

  @BeforeEach
  void make() throws IOException {
    Root.require();
    namespace = Optional.of(NetworkNamespace.create(Leftovers.namespaceName("tun")));
  }

  @AfterEach
  void takeDown() {
    namespace.ifPresent(NetworkNamespace::close);
  }

  private TunDevice open(TunOptions options) throws IOException {
    return namespace
        .orElseThrow()
        .run(() -> {
          // Else the kernel sends router solicitations and multicast reports of its own.
          Sysctl.ipv6("default", false);
          TunDevice device = TunDevice.open(options);
          try (Netlink netlink = Netlink.open()) {
            netlink.addAddress(device.name(), IpPrefix.parse("10.5.0.1/32"));
            if (options.up()) {
              netlink.addRoute(Route.to(IpPrefix.parse("10.6.0.0/16")).device(device.name()));
            }
          }
          return device;
        });
  }

  private UdpSocket udp() throws IOException {
    return namespace
        .orElseThrow()
        .run(() -> UdpSocket.bind(new InetSocketAddress(OWN, 0), SocketSettings.DEFAULT));
  }

  private static void send(UdpSocket socket, int count, int length) throws IOException {
    DatagramBatch batch = new DatagramBatch(count, 0, length, 0);
    for (int i = 0; i < count; i++) {
      int index = batch.append(Packets.pattern(length, i), 0, length);
      batch.remote(index, new InetSocketAddress(FAR, 7));
    }
    assertEquals(count, socket.send(batch));
  }

  @Test
  void packetsOfTheKernelAreReadInABatchAndAnInjectedReplyReachesTheSocket() throws Exception {
    try (TunDevice device = open(TunOptions.named("yt0").withMtu(1400));
        UdpSocket socket = udp()) {
      assertEquals("yt0", device.name());
      assertEquals(1400, device.mtu());
      send(socket, 10, 100);
      assertEquals(Readiness.READABLE, device.await(5000));
      assertEquals(10, device.read(batch));
      assertEquals(32, batch.offset(0));
      for (int i = 0; i < 10; i++) {
        byte[] packet = batch.copy(i);
        assertEquals(128, packet.length);
        assertEquals(0x45, packet[0]);
        assertArrayEquals(
            OWN.getAddress(), Stream.of(packet).map(p -> slice(p, 12)).findAny().get());
        assertArrayEquals(FAR.getAddress(), slice(packet, 16));
        assertArrayEquals(Packets.pattern(100, i), java.util.Arrays.copyOfRange(packet, 28, 128));
      }
      PacketBatch replies = new PacketBatch(3, 0, 2000, 0);
      byte[] reply =
          Packets.udpV4(FAR, 7, OWN, socket.localAddress().getPort(), Packets.pattern(50, 9));
      replies.append(reply, 0, reply.length);
      replies.append(reply, 0, reply.length);
      replies.drop(1);
      replies.append(reply, 0, reply.length);
      assertEquals(2, device.write(replies));
      assertEquals(Readiness.READABLE, socket.await(5000));
      DatagramBatch received = new DatagramBatch(4, 8, 2000, 0);
      assertEquals(2, socket.receive(received));
      assertArrayEquals(Packets.pattern(50, 9), received.copy(0));
      assertEquals(new InetSocketAddress(FAR, 7), received.remote(0));
      assertEquals(new DeviceCounters(10, 1280, 0, 2, 156, 0), device.counters());
    }
  }

  private static byte[] slice(byte[] packet, int at) {
    return java.util.Arrays.copyOfRange(packet, at, at + 4);
  }

  @Test
  void aBatchIsFilledNoFurtherThanItsCapacity() throws Exception {
    try (TunDevice device = open(TunOptions.named("yt0"));
        UdpSocket socket = udp()) {
      send(socket, 40, 10);
      PacketBatch small = new PacketBatch(16, 0, 1500, 0);
      small.claim();
      assertEquals(15, device.read(small));
      small.clear();
      assertEquals(16, device.read(small));
      small.clear();
      assertEquals(9, device.read(small));
      assertEquals(Readiness.TIMED_OUT, device.await(0));
      assertEquals(0, device.read(small));
    }
  }

  @Test
  void aPacketLongerThanTheBatchTakesIsDroppedAndCounted() throws Exception {
    try (TunDevice device = open(TunOptions.named("yt0"));
        UdpSocket socket = udp()) {
      send(socket, 1, 1000);
      send(socket, 1, 10);
      PacketBatch small = new PacketBatch(4, 0, 500, 0);
      assertEquals(1, device.read(small));
      assertEquals(38, small.length(0));
      assertEquals(1, device.counters().readDropped());
    }
  }

  @Test
  void whatIsNoIpPacketIsRefusedByTheKernel() throws Exception {
    try (TunDevice device = open(TunOptions.named("yt0"))) {
      batch.append(new byte[] {0x10, 1, 2, 3}, 0, 4);
      byte[] good = Packets.udpV4(FAR, 7, OWN, 9, new byte[1]);
      batch.append(good, 0, good.length);
      assertEquals(1, device.write(batch));
      assertEquals(Errno.EINVAL, batch.error(0));
      assertEquals(0, batch.error(1));
      assertEquals(1, device.counters().writeDropped());
    }
  }

  @Test
  void writingToADeviceThatIsDownIsRefusedPacketByPacket() throws Exception {
    try (TunDevice device = open(TunOptions.named("yt0").down())) {
      byte[] packet = Packets.udpV4(FAR, 7, OWN, 9, new byte[1]);
      batch.append(packet, 0, packet.length);
      assertEquals(0, device.write(batch));
      assertEquals(Errno.EIO, batch.error(0));
    }
  }

  @Test
  void anotherThreadWakesAndClosesAWaitingOneAtOnce() throws Exception {
    TunDevice device = open(TunOptions.named("yt0"));
    try (device) {
      CountDownLatch waiting = new CountDownLatch(1);
      CountDownLatch woken = new CountDownLatch(1);
      FutureTask<List<Readiness>> task =
          new FutureTask<>(() -> {
            waiting.countDown();
            Readiness first = device.await(Waitable.FOREVER);
            woken.countDown();
            Readiness second = device.await(Waitable.FOREVER);
            Readiness third = device.await(Waitable.FOREVER);
            return List.of(first, second, third);
          });
      Thread thread = Thread.ofPlatform().start(task);
      assertTrue(waiting.await(5, TimeUnit.SECONDS));
      Thread.sleep(20);
      device.wakeup();
      assertTrue(woken.await(5, TimeUnit.SECONDS));
      Thread.sleep(20);
      long start = System.nanoTime();
      device.close();
      thread.join(5000);
      assertTrue(System.nanoTime() - start < 2_000_000_000L);
      assertEquals(
          List.of(Readiness.WOKEN, Readiness.CLOSED, Readiness.CLOSED),
          task.get(1, TimeUnit.SECONDS));
    }
    assertEquals(0, device.read(batch));
    batch.append(new byte[20], 0, 20);
    assertEquals(0, device.write(batch));
    device.wakeup();
    assertThrows(ErrnoException.class, device::mtu);
  }

  @Test
  void theInterfaceGoesAwayWithTheDeviceAndNoDescriptorIsLeft() throws Exception {
    open(TunOptions.named("yt0")).close();
    long before = descriptors();
    for (int i = 0; i < 20; i++) {
      TunDevice device = open(TunOptions.named("yt0"));
      device.close();
      device.close();
    }
    assertEquals(before, descriptors());
    List<String> links =
        namespace
            .orElseThrow()
            .run(() -> {
              try (Netlink netlink = Netlink.open()) {
                return netlink.links().stream().map(Link::name).toList();
              }
            });
    assertEquals(List.of("lo"), links);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  @Test
  void closingUnderFullUseNeitherCrashesNorHangs() throws Exception {
    for (int round = 0; round < 20; round++) {
      TunDevice device = open(TunOptions.named("yt0").withOffload());
      byte[] packet = Packets.udpV4(FAR, 7, OWN, 9, new byte[100]);
      CountDownLatch busy = new CountDownLatch(2);
      FutureTask<Boolean> writing =
          new FutureTask<>(() -> {
            PacketBatch out = new PacketBatch(16, 0, 1500, 0);
            for (int i = 0; i < 16; i++) {
              out.append(packet, 0, packet.length);
            }
            busy.countDown();
            while (device.write(out) > 0) {
              device.wakeup();
            }
            return true;
          });
      FutureTask<Boolean> reading =
          new FutureTask<>(() -> {
            PacketBatch in = new PacketBatch(16, 0, 1500, 0);
            busy.countDown();
            while (device.await(Waitable.FOREVER) != Readiness.CLOSED) {
              in.clear();
              int ignored = device.read(in);
            }
            return true;
          });
      Thread.ofPlatform().start(writing);
      Thread.ofPlatform().start(reading);
      assertTrue(busy.await(5, TimeUnit.SECONDS));
      Thread.sleep(2);
      device.close();
      assertTrue(writing.get(5, TimeUnit.SECONDS));
      assertTrue(reading.get(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void aTakenNameIsRefusedWithItsReasonAndNothingLeaks() throws Exception {
    try (TunDevice device = open(TunOptions.named("yt0"))) {
      long before = descriptors();
      ErrnoException busy =
          assertThrows(ErrnoException.class, () -> open(TunOptions.named(device.name())));
      assertEquals(Errno.EBUSY, busy.errno());
      assertTrue(busy.getMessage().contains("an interface of that name is in use"));
      assertEquals(before, descriptors());
    }
    assertThrows(
        IllegalArgumentException.class, () -> open(TunOptions.named("a-name-too-long-for-it")));
  }

  @Test
  void theKernelNumbersANameWithAPlaceForIt() throws Exception {
    try (TunDevice device = open(TunOptions.named("yt%d").withMtu(1300))) {
      assertEquals("yt0", device.name());
      assertTrue(device.interfaceIndex() > 0);
      device.setMtu(1350);
      assertEquals(1350, device.mtu());
    }
  }

  @Test
  void severalQueuesShareOneInterface() throws Exception {
    try (TunDevice first = open(TunOptions.named("yt0").withMultiQueue());
        TunDevice second = namespace.orElseThrow().run(first::openQueue);
        UdpSocket socket = udp()) {
      assertEquals(first.interfaceIndex(), second.interfaceIndex());
      send(socket, 20, 10);
      int read = first.read(batch) + second.read(batch);
      assertEquals(20, read);
      byte[] reply = Packets.udpV4(FAR, 7, OWN, socket.localAddress().getPort(), new byte[4]);
      PacketBatch replies = new PacketBatch(1, 0, 100, 0);
      replies.append(reply, 0, reply.length);
      assertEquals(1, second.write(replies));
      assertEquals(Readiness.READABLE, socket.await(5000));
    }
    try (TunDevice single = open(TunOptions.named("yt0"))) {
      assertThrows(IllegalStateException.class, single::openQueue);
    }
  }

  @Test
  void aDeviceDeletedByOthersIsAnErrorNotSilence() throws Exception {
    try (TunDevice device = open(TunOptions.named("yt0"))) {
      boolean deleted =
          namespace
              .orElseThrow()
              .run(() -> {
                try (Netlink netlink = Netlink.open()) {
                  return netlink.deleteLink("yt0");
                }
              });
      assertTrue(deleted);
      assertEquals(Readiness.READABLE, device.await(5000));
      assertThrows(ErrnoException.class, () -> device.read(batch));
    }
  }

  @Test
  void aPollerWatchesADeviceAndASocketAtOnce() throws Exception {
    try (TunDevice device = open(TunOptions.named("yt0"));
        UdpSocket socket = udp();
        Poller poller = Poller.of(List.of(device, socket))) {
      assertEquals(Readiness.TIMED_OUT, poller.await(0));
      send(socket, 1, 10);
      assertEquals(Readiness.READABLE, poller.await(5000));
      assertTrue(poller.isReadable(0));
      assertFalse(poller.isReadable(1));
      assertEquals(1, device.read(batch));
      byte[] reply = Packets.udpV4(FAR, 7, OWN, socket.localAddress().getPort(), new byte[4]);
      batch.clear();
      batch.append(reply, 0, reply.length);
      device.write(batch);
      assertEquals(Readiness.READABLE, poller.await(5000));
      assertFalse(poller.isReadable(0));
      assertTrue(poller.isReadable(1));
      assertEquals(1, socket.receive(new DatagramBatch(1, 0, 100, 0)));
      poller.wakeup();
      assertEquals(Readiness.WOKEN, poller.await(Waitable.FOREVER));
      socket.wakeup();
      assertEquals(Readiness.WOKEN, poller.await(Waitable.FOREVER));
      assertEquals(Readiness.TIMED_OUT, poller.await(0));
      device.close();
      assertEquals(Readiness.READABLE, poller.await(Waitable.FOREVER));
      assertTrue(poller.isReadable(0));
      poller.close();
      assertEquals(Readiness.CLOSED, poller.await(Waitable.FOREVER));
    }
    MemoryDevice memory = MemoryDevice.pair("a", "b", 100, 1).left();
    assertThrows(IllegalArgumentException.class, () -> Poller.of(List.of(memory)));
  }

  @Test
  void checksumsOfTheTestsOwnPacketsAreRight() {
    byte[] packet = Packets.udpV4(FAR, 7, OWN, 9, new byte[3]);
    assertEquals(0, Packets.checksum(packet, 0, 20));
    assertEquals(31, ByteBuffer.wrap(packet).getShort(2));
  }
}
