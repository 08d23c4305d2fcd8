package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.event.Event;
import org.yett.ike.event.Posture;
import org.yett.ike.negotiate.ProposalStrings;
import org.yett.ike.negotiate.ProposalSyntaxException;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.ProtocolId;

/** Key exchanges of the laboratory and Brainpool groups in whole handshakes. */
class ExperimentalKeyExchangeTest {

  private static TwoEnds tunnel(String ike, String esp) {
    return RekeyingTest.tunnel("aes256gcm16-prfsha384-x25519-" + ike, esp);
  }

  private static Posture posture(TwoEnds.Host host) {
    return host.events(Event.IkeSaEstablished.class).getFirst().posture();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ke1_experimental_sntrup761",
        "ke1_experimental_frodo976",
        "ke1_experimental_hqc256",
        "ke1_experimental_ntruplus864-ke2_experimental_efrodo1344"
      })
  void anExperimentalKeyExchangeTakesPartAndMakesNothingPostQuantum(String ike) {
    TwoEnds ends = tunnel(ike, "aes256gcm16");
    for (TwoEnds.Host host : java.util.List.of(ends.alice, ends.bob)) {
      Posture posture = posture(host);
      assertTrue(posture.keyExchanges().isExperimental());
      assertFalse(posture.keyExchanges().isPostQuantum());
      assertFalse(posture.keyExchanges().isHybrid());
      assertTrue(posture.keyExchanges().toString().contains("experimental_"));
    }
  }

  @Test
  void besideMlKemTheSaIsHybridAndExperimental() {
    TwoEnds ends = tunnel("ke1_mlkem768-ke2_experimental_hqc128", "aes256gcm16");
    assertTrue(posture(ends.bob).keyExchanges().isHybrid());
    assertTrue(posture(ends.bob).keyExchanges().isExperimental());
    assertEquals(
        "x25519 + mlkem768 + experimental_hqc128", posture(ends.bob).keyExchanges().toString());
  }

  @Test
  void nobodyGetsOneWhoDoesNotNameIt() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(
        Connections.alice().proposing(Connections.HYBRID + "-ke2_experimental_sntrup761").build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    assertFalse(ends.bob.established());
    assertTrue(
        ends.bob
            .events(Event.NegotiationRefused.class)
            .getFirst()
            .explanation()
            .contains("experimental_sntrup761"));
  }

  @Test
  @Tag("negative")
  void aShareOfAnotherLengthEndsTheHandshake() {
    OutgoingSeam cut =
        draft ->
            new OutgoingSeam.Draft(
                draft.header(),
                draft.clear(),
                draft.inner().stream().map(ExperimentalKeyExchangeTest::cut).toList(),
                draft.isProtected());
    String ike = "aes256gcm16-prfsha384-x25519-ke1_experimental_frodo976";
    for (boolean byAlice : new boolean[] {true, false}) {
      TwoEnds ends =
          new TwoEnds(
              EndpointConfig.DEFAULT,
              EndpointConfig.DEFAULT,
              byAlice ? cut : OutgoingSeam.NONE,
              byAlice ? OutgoingSeam.NONE : cut);
      ends.alice.load(Connections.alice().proposing(ike).build());
      ends.bob.load(Connections.bob().proposing(ike).build());
      ends.alice.initiate();
      ends.deliver();
      assertFalse(ends.alice.established());
      assertFalse(ends.bob.established());
      TwoEnds.Host judge = byAlice ? ends.bob : ends.alice;
      assertEquals(1L, judge.status().offences().get(Offence.REFUSED_KEY_EXCHANGE_DATA));
    }
  }

  private static Payload cut(Payload payload) {
    return payload instanceof KePayload ke
        ? new KePayload(ke.method(), ke.data().slice(0, ke.data().size() - 1))
        : payload;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aes256gcm16-prfsha384-ecp256bp",
        "aes256gcm16-prfsha384-ecp384bp-ke1_mlkem768",
        "aes256gcm16-prfsha512-ecp512bp-ke1_mlkem1024"
      })
  void brainpoolGroupsMakeTunnels(String ike) {
    TwoEnds ends = RekeyingTest.tunnel(ike, "aes256gcm16-ecp256bp");
    assertTrue(ends.alice.established());
  }

  @Test
  void anExperimentalKeyExchangeIsNeverTheMainOne() {
    assertTrue(
        assertThrows(
                ProposalSyntaxException.class,
                () ->
                    ProposalStrings.parse(
                        ProtocolId.IKE, "aes256gcm16-prfsha384-experimental_sntrup761"))
            .getMessage()
            .contains("expected ke1_experimental_sntrup761"));
    assertTrue(
        assertThrows(
                ProposalSyntaxException.class,
                () ->
                    ProposalStrings.parse(
                        ProtocolId.IKE, "aes256gcm16-prfsha384-x25519-ke1_mceliece348864"))
            .getMessage()
            .contains("65,531"));
  }
}
