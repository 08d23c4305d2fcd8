package org.yett.tun.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yett.tun.Readiness;
import org.yett.tun.Root;
import org.yett.tun.netlink.Netlink;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.NetworkNamespace;

@Timeout(30)
class PacketSocketTest {
  private NetworkNamespace namespace;

  @BeforeEach
  void make() throws Exception {
    Root.require();
    namespace = NetworkNamespace.create(Leftovers.namespaceName("packets"));
    namespace.run(() -> {
      try (Netlink netlink = Netlink.open()) {
        netlink.setUp("lo", true);
        return true;
      }
    });
  }

  @AfterEach
  void takeDown() {
    if (namespace != null) {
      namespace.close();
    }
  }

  /** What is seen of datagrams to these ports, by their destination ports. */
  private List<Integer> seen(Optional<PacketFilter> filter, String to, int... ports)
      throws IOException {
    return namespace.run(() -> {
      try (Netlink netlink = Netlink.open();
          PacketSocket socket = PacketSocket.open(netlink.link("lo").orElseThrow(), filter);
          DatagramSocket sender = new DatagramSocket()) {
        for (int port : ports) {
          sender.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, InetAddress.getByName(to), port));
        }
        List<Integer> found = new ArrayList<>();
        while (socket.await(200) == Readiness.READABLE) {
          byte[] packet = socket.receive().orElseThrow();
          boolean ipv6 = packet[0] >>> 4 == 6;
          int header = ipv6 ? 40 : 20;
          if ((packet[ipv6 ? 6 : 9] & 0xff) == 17) {
            found.add((packet[header + 2] & 0xff) << 8 | (packet[header + 3] & 0xff));
            assertEquals(header + 8 + 3, packet.length);
          }
        }
        assertEquals(0, socket.lost());
        return found;
      }
    });
  }

  @Test
  void withoutAFilterEveryPacketIsSeenOnce() throws IOException {
    assertEquals(List.of(500, 9, 4500), seen(Optional.empty(), "127.0.0.1", 500, 9, 4500));
  }

  @Test
  void theFilterLetsIkeAndEspPassAlone() throws IOException {
    Optional<PacketFilter> filter = Optional.of(PacketFilter.ipsec(500, 4500));
    assertEquals(List.of(500, 4500), seen(filter, "127.0.0.1", 9, 500, 53, 4500, 4501));
    assertEquals(List.of(500, 4500), seen(filter, "::1", 9, 500, 53, 4500, 4501));
  }

  @Test
  void closingWakesWhoWaits() throws Exception {
    namespace.run(() -> {
      try (Netlink netlink = Netlink.open()) {
        PacketSocket socket = PacketSocket.open(netlink.link("lo").orElseThrow(), Optional.empty());
        Thread closer = Thread.ofPlatform().start(socket::close);
        assertTrue(
            List.of(Readiness.CLOSED, Readiness.WOKEN).contains(socket.await(BatchSocket.FOREVER)));
        closer.join();
        return true;
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    });
  }
}
