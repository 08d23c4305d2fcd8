package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.endpoint.ChildSa;

/** Whole handshakes between two endpoints. */
class HandshakeTest {

  /** Both ends hold the same Child SA, each with the other's keys. */
  static void assertTunnel(TwoEnds ends) {
    assertTrue(ends.alice.established(), () -> "alice: " + ends.alice.events);
    assertTrue(ends.bob.established(), () -> "bob: " + ends.bob.events);
    assertEquals(1, ends.alice.inbound.size());
    assertEquals(ends.alice.inbound, ends.alice.outbound);
    assertEquals(ends.bob.inbound, ends.bob.outbound);
    ChildSa ofAlice = ends.alice.inbound.values().iterator().next();
    ChildSa ofBob = ends.bob.inbound.values().iterator().next();
    assertEquals(ofAlice.inboundSpi(), ofBob.outboundSpi());
    assertEquals(ofAlice.outboundSpi(), ofBob.inboundSpi());
    assertEquals(ofAlice.inbound(), ofBob.outbound());
    assertEquals(ofAlice.outbound(), ofBob.inbound());
    assertEquals(ofAlice.suite(), ofBob.suite());
    assertEquals(ofAlice.localSelectors(), ofBob.remoteSelectors());
    assertEquals(ofAlice.remoteSelectors(), ofBob.localSelectors());
  }

  static TwoEnds handshake(String proposals) {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().proposing(proposals).build());
    ends.bob.load(Connections.bob().proposing(proposals).build());
    ends.alice.initiate();
    ends.deliver();
    return ends;
  }

  @Test
  void x25519WithMlKem768IsEstablishedInThreeExchanges() {
    TwoEnds ends = handshake(Connections.HYBRID);
    assertTunnel(ends);
    assertEquals(
        List.of("IKE_SA_INIT request 0", "IKE_INTERMEDIATE request 1", "IKE_AUTH request 2"),
        ends.alice.sentMessages());
    assertEquals(
        List.of("IKE_SA_INIT response 0", "IKE_INTERMEDIATE response 1", "IKE_AUTH response 2"),
        ends.bob.sentMessages());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aes256gcm16-prfsha384-x25519",
        "aes128-sha256-modp2048",
        "aes256-sha512-ecp521",
        "chacha20poly1305-prfsha256-x448",
        "aes256gcm16-prfsha384-mlkem768",
        "aes256gcm16-prfsha384-ecp384-ke1_mlkem1024",
        "aes256-sha384-x25519-ke1_mlkem768-ke2_ecp256",
        "aes256gcm16-prfsha512-x25519-ke1_mlkem512-ke2_mlkem768-ke3_mlkem1024-ke4_ecp256"
            + "-ke5_ecp384-ke6_x448-ke7_modp2048",
        "aes256gcm16-prfsha384-x25519-ke3_mlkem768",
      })
  void everySuiteIsEstablished(String proposals) {
    assertTunnel(handshake(proposals));
  }

  @Test
  void theSameInputsGiveTheSameOutputsBitForBit() {
    TwoEnds first = handshake("aes256-sha384-x25519-ke1_mlkem768-ke2_ecp256");
    TwoEnds second = handshake("aes256-sha384-x25519-ke1_mlkem768-ke2_ecp256");
    assertTunnel(first);
    for (int i = 0; i < first.alice.outputs.size(); i++) {
      assertEquals(visible(first.alice.outputs.get(i)), visible(second.alice.outputs.get(i)));
    }
    assertEquals(first.bob.inbound, second.bob.inbound);
  }

  /** An output without the identity of objects inside jobs. */
  private static Object visible(org.yett.ike.endpoint.Output output) {
    return output instanceof org.yett.ike.endpoint.Output.RunJob run ? run.id() : output;
  }
}
