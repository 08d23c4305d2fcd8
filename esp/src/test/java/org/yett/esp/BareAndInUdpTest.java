package org.yett.esp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.esp.encap.Encapsulation;
import org.yett.esp.transform.Suites;

/** ESP is taken in UDP and without, whatever was agreed for sending (RFC 7296 2.23). */
class BareAndInUdpTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("rfc7296:2.23/4")
  void packetsThatComeInUdpAndBareAreDeliveredAlike(boolean agreedUdp) {
    Tunnel tunnel = new Tunnel(Suites.ALL.getFirst(), false);
    tunnel.encapsulation = new Encapsulation(4, agreedUdp);
    tunnel.install(0x2001, 1, 0);
    byte[] packet = Packets.udp("10.1.0.1", "10.2.0.1", 100);
    InetAddress peer = InetAddress.ofLiteral("192.0.2.1");
    for (int port : new int[] {4500, 0, 61234, 0}) {
      InboundBatch batch =
          tunnel.receiveFrom(new InetSocketAddress(peer, port), 0, tunnel.seal(packet));
      assertEquals(InboundVerdict.DELIVERED, batch.verdict(0), "from port " + port);
      assertArrayEquals(packet, Tunnel.octets(batch, 0));
    }
  }
}
