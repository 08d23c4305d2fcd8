package org.yett.tun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.tun.netlink.Netlink;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.NetworkNamespace;
import org.yett.tun.socket.SocketSettings;
import org.yett.tun.socket.UdpSocket;

/** Two namespaces, a TUN device in each, and a thread each way that carries packets across. */
@Timeout(60)
class TunnelTransferTest {
  private static final int OCTETS = 8 << 20;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Thread> carriers = new ArrayList<>();
  private NetworkNamespace left;
  private NetworkNamespace right;
  private TunDevice leftDevice;
  private TunDevice rightDevice;

  @BeforeEach
  void privileges() {
    Root.require();
  }

  private <T extends AutoCloseable> T keep(T one) {
    open.add(one);
    return one;
  }

  private void tunnel(boolean offload) throws IOException {
    left = keep(NetworkNamespace.create(Leftovers.namespaceName("left")));
    right = keep(NetworkNamespace.create(Leftovers.namespaceName("right")));
    leftDevice = keep(device(left, offload, "1"));
    rightDevice = keep(device(right, offload, "2"));
    carry(leftDevice, rightDevice);
    carry(rightDevice, leftDevice);
  }

  private static TunDevice device(NetworkNamespace namespace, boolean offload, String host)
      throws IOException {
    TunOptions options = TunOptions.named("yt0").withMtu(1400);
    return namespace.run(() -> {
      TunDevice device = TunDevice.open(offload ? options.withOffload() : options);
      try (Netlink netlink = Netlink.open()) {
        netlink.addAddress("yt0", IpPrefix.parse("10.78.0." + host + "/24"));
        netlink.addAddress("yt0", IpPrefix.parse("fd78::" + host + "/64"));
      }
      return device;
    });
  }

  private void carry(TunDevice from, TunDevice to) {
    carriers.add(
        Thread.ofPlatform()
            .start(() -> {
              PacketBatch batch = new PacketBatch(64, 0, 1400, 0);
              try {
                while (from.await(Waitable.FOREVER) != Readiness.CLOSED) {
                  batch.clear();
                  int ignored = from.read(batch) + to.write(batch);
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            }));
  }

  @AfterEach
  void takeDown() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    for (Thread carrier : carriers) {
      carrier.join(5000);
      assertTrue(!carrier.isAlive(), "a carrier did not end when its device was closed");
    }
  }

  @ParameterizedTest
  @CsvSource({"false,10.78.0.2", "false,fd78::2", "true,10.78.0.2", "true,fd78::2"})
  void aTcpTransferArrivesWholeWithAndWithoutOffload(boolean offload, String to) throws Exception {
    tunnel(offload);
    InetAddress address = InetAddress.ofLiteral(to);
    ServerSocket server = keep(right.run(() -> new ServerSocket(0, 1, address)));
    FutureTask<Long> receiver = new FutureTask<>(() -> receive(server));
    carriers.add(Thread.ofPlatform().start(receiver));
    CRC32 sent = new CRC32();
    long start = System.nanoTime();
    try (Socket socket = left.run(() -> new Socket(address, server.getLocalPort()))) {
      OutputStream out = socket.getOutputStream();
      Random random = new Random(3);
      byte[] chunk = new byte[65536];
      for (int done = 0; done < OCTETS; done += chunk.length) {
        random.nextBytes(chunk);
        sent.update(chunk);
        out.write(chunk);
      }
      socket.shutdownOutput();
      assertEquals(sent.getValue(), receiver.get(40, TimeUnit.SECONDS));
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(leftDevice.counters().octetsRead() > OCTETS, () -> "in " + millis + " ms");
    assertEquals(0, leftDevice.counters().readDropped());
    assertEquals(0, rightDevice.counters().writeDropped());
  }

  private static long receive(ServerSocket server) throws IOException {
    CRC32 received = new CRC32();
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      byte[] chunk = new byte[65536];
      int length;
      while ((length = in.read(chunk)) >= 0) {
        received.update(chunk, 0, length);
      }
    }
    return received.getValue();
  }

  @Test
  void udpThatTheKernelHandsOverAsOneIsCutIntoItsDatagrams() throws Exception {
    tunnel(true);
    InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("10.78.0.1"), 0);
    InetSocketAddress there = new InetSocketAddress(InetAddress.ofLiteral("10.78.0.2"), 0);
    UdpSocket sender =
        keep(left.run(() -> UdpSocket.bind(any, SocketSettings.DEFAULT.withSegmentation())));
    UdpSocket receiver =
        keep(
            right.run(
                () -> UdpSocket.bind(there, SocketSettings.DEFAULT.withBuffers(1 << 22, 1 << 22))));
    DatagramBatch out = new DatagramBatch(40, 0, 1000, 0);
    for (int i = 0; i < 40; i++) {
      int length = i == 39 ? 333 : 1000;
      out.remote(out.append(Packets.pattern(length, i), 0, length), receiver.localAddress());
    }
    assertEquals(40, sender.send(out));
    DatagramBatch in = new DatagramBatch(40, 0, 1000, 0);
    while (in.size() < 40) {
      assertEquals(Readiness.READABLE, receiver.await(5000), () -> "after " + in.size());
      int ignored = receiver.receive(in);
    }
    for (int i = 0; i < 40; i++) {
      assertArrayEquals(Packets.pattern(i == 39 ? 333 : 1000, i), in.copy(i));
    }
  }
}
