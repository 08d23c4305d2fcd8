package org.yett.gateway.datapath;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.yett.gateway.net.OuterNetwork;
import org.yett.gateway.net.OuterSocket.Kind;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.Output;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;
import org.yett.tun.MemoryDevice;
import org.yett.tun.PacketBatch;

/** What is on the wire of ports 500 and 4500, seen by a plain socket (RFC 7296 2, 2.23). */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class EncapsulationTest {

  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
  private final BlockingQueue<Octets> messages = new LinkedBlockingQueue<>();
  private final MemoryDevice.Pair cable = MemoryDevice.pair("host", "gateway", 1400, 64);
  private PacketDatapath datapath;

  private void start(OuterNetwork network) throws IOException {
    datapath =
        new PacketDatapath(
            "memory",
            network,
            cable.right(),
            Routing.NONE,
            childSa -> ChildPolicy.of(32),
            (from, message) -> messages.add(message),
            inputs::add);
    datapath.start();
  }

  @AfterEach
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void stop() {
    if (datapath != null) {
      datapath.close();
    }
    cable.close();
  }

  private static int port(OuterNetwork network, Kind kind) {
    return network.socket(kind, false).orElseThrow().port();
  }

  private static DatagramPacket received(DatagramSocket peer) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    peer.setSoTimeout(5000);
    peer.receive(packet);
    return packet;
  }

  private static byte[] octets(DatagramPacket packet) {
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /** An inner packet whose source and destination both lie in both selectors. */
  private void send() throws IOException {
    byte[] packet = new byte[40];
    packet[0] = 0x45;
    packet[3] = 40;
    packet[8] = 64;
    packet[9] = 17;
    System.arraycopy(new byte[] {10, 1, 0, 1, 10, 2, 0, 1}, 0, packet, 12, 8);
    PacketBatch batch = new PacketBatch(1, 0, 100, 0);
    batch.append(packet, 0, packet.length);
    assertEquals(1, cable.left().write(batch));
  }

  @Test
  @Tag("rfc7296:2/3")
  void onTheNatTraversalPortFourZeroOctetsComeBeforeAnIkeMessageAndElsewhereNone()
      throws Exception {
    Octets message = Octets.ofHex("0102030405060708090a0b0c0d0e0f10");
    try (OuterNetwork network = OuterNetwork.openUnprivileged(loopback, 0, 0);
        DatagramSocket peer = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      TransportAddress ike = new TransportAddress(loopback, port(network, Kind.IKE));
      TransportAddress natt = new TransportAddress(loopback, port(network, Kind.NAT_TRAVERSAL));
      TransportAddress remote = new TransportAddress(loopback, peer.getLocalPort());
      network.send(
          ChildSas.path(loopback, natt.port(), loopback, remote.port()),
          message,
          Output.Content.IKE);
      DatagramPacket marked = received(peer);
      assertEquals(natt.port(), marked.getPort());
      assertArrayEquals(Octets.concat(Octets.ofHex("00000000"), message).toArray(), octets(marked));
      network.send(Path.plain(ike, remote), message, Output.Content.IKE);
      DatagramPacket plain = received(peer);
      assertEquals(ike.port(), plain.getPort());
      assertArrayEquals(message.toArray(), octets(plain));
    }
  }

  @Test
  @Tag("rfc7296:2.23/3")
  @Tag("rfc3948:2.1/1")
  @Tag("rfc3948:2.1/3")
  void espInUdpLeavesByTheNatTraversalPortAndIsNotTakenAsEspOnTheOther() throws Exception {
    OuterNetwork network = OuterNetwork.openUnprivileged(loopback, 0, 0);
    start(network);
    int natt = port(network, Kind.NAT_TRAVERSAL);
    int ike = port(network, Kind.IKE);
    try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      Path path = ChildSas.path(loopback, natt, loopback, peer.getLocalPort());
      ChildSa childSa = ChildSas.of(0x1000, 0x1000, 1, 1, path, true);
      datapath.installInbound(childSa);
      datapath.activateOutbound(childSa);
      send();
      DatagramPacket esp = received(peer);
      assertEquals(natt, esp.getPort());
      assertArrayEquals(new byte[] {0, 0, 0x10, 0}, Arrays.copyOf(octets(esp), 4));
      // The same packet is received on the one port, but is no ESP packet on the other.
      peer.send(new DatagramPacket(octets(esp), esp.getLength(), loopback, ike));
      assertNull(inputs.poll(200, TimeUnit.MILLISECONDS));
      peer.send(new DatagramPacket(octets(esp), esp.getLength(), loopback, natt));
      assertEquals(new Input.DatapathEvent.FirstInbound(0x1000), inputs.poll(5, TimeUnit.SECONDS));
    }
  }

  @Test
  @Tag("rfc3948:2.3/1")
  @Tag("rfc3948:2.3/3")
  @Tag("rfc3948:4/1")
  void aKeepaliveGoesBareThroughTheNatTraversalPortAndIsNoSignOfLife() throws Exception {
    OuterNetwork network = OuterNetwork.openUnprivileged(loopback, 0, 0);
    start(network);
    int natt = port(network, Kind.NAT_TRAVERSAL);
    try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      network.send(
          ChildSas.path(loopback, natt, loopback, peer.getLocalPort()),
          Octets.ofHex("ff"),
          Output.Content.NAT_KEEPALIVE);
      DatagramPacket sent = received(peer);
      assertEquals(natt, sent.getPort());
      assertArrayEquals(new byte[] {(byte) 0xff}, octets(sent));
      peer.send(new DatagramPacket(new byte[] {(byte) 0xff}, 1, loopback, natt));
      // What comes after it is handed to IKE, and it is not.
      peer.send(new DatagramPacket(new byte[] {0, 0, 0, 0, 7}, 5, loopback, natt));
      assertEquals(Octets.ofHex("07"), messages.poll(5, TimeUnit.SECONDS));
      assertTrue(messages.isEmpty() && inputs.isEmpty());
    }
  }
}
