package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.sim.PairAssert.establish;
import static org.yett.ike.sim.PairAssert.exchanges;
import static org.yett.ike.sim.PairAssert.failure;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.event.Event;
import org.yett.ike.wire.KePayload;
import org.yett.spec.iana.KeyExchangeMethod;

class HandshakeTest {

  private static Pair.Builder pair(String ikeProposals) {
    return Pair.builder(1).both(c -> c.ikeProposals(ikeProposals));
  }

  private static ChildSa child(SimHost host) {
    return host.childSas().inbound().getFirst();
  }

  @Test
  void aHybridHandshakeTakesSixMessagesAndBothEndsAgree() {
    Pair pair = establish(Pair.builder(1));
    assertEquals(
        List.of(
            "initiator IKE_SA_INIT request 0",
            "responder IKE_SA_INIT response 0",
            "initiator IKE_INTERMEDIATE request 1",
            "responder IKE_INTERMEDIATE response 1",
            "initiator IKE_AUTH request 2",
            "responder IKE_AUTH response 2"),
        exchanges(pair));
    List<ObservedMessage> messages = pair.simulation().messages();
    assertEquals(OptionalInt.empty(), messages.get(1).epoch());
    assertEquals(OptionalInt.of(0), messages.get(2).epoch());
    assertEquals(OptionalInt.of(0), messages.get(3).epoch());
    assertEquals(OptionalInt.of(1), messages.get(4).epoch());
    assertEquals(OptionalInt.of(1), messages.get(5).epoch());
    assertEquals(
        KeyExchangeMethod.ML_KEM_768,
        messages.get(2).message().first(KePayload.class).orElseThrow().method());
    Event.IkeSaEstablished established =
        pair.initiator().events(Event.IkeSaEstablished.class).getFirst();
    assertEquals("aes256gcm16-prfsha384-x25519-ke1_mlkem768", established.suite().toString());
    assertEquals("aes256gcm16-esn", child(pair.initiator()).suite().toString());
    assertEquals("aes256gcm16-esn", child(pair.responder()).suite().toString());
    assertEquals("[10.1.0.0/16]", child(pair.initiator()).localSelectors().toString());
  }

  @Test
  void theSameSeedGivesTheSameTranscript() {
    String first = establish(Pair.builder(5)).simulation().transcript().toString();
    assertEquals(first, establish(Pair.builder(5)).simulation().transcript().toString());
    assertNotEquals(first, establish(Pair.builder(6)).simulation().transcript().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modp2048",
        "modp3072",
        "modp4096",
        "modp6144",
        "modp8192",
        "ecp256",
        "ecp384",
        "ecp521",
        "x25519",
        "x448",
        "mlkem512",
        "mlkem768",
        "mlkem1024"
      })
  void everyKeyExchangeWorksAsTheMainOneAndAsAnAdditionalOne(String method) {
    establish(pair("aes256gcm16-prfsha384-" + method));
    String other = method.equals("x25519") ? "ecp256" : "x25519";
    Pair pair = establish(pair("aes256gcm16-prfsha384-" + other + "-ke1_" + method));
    assertEquals(6, pair.simulation().messages().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aes128gcm16-prfsha256",
        "aes192gcm16-prfsha384",
        "aes256gcm16-prfsha512",
        "chacha20poly1305-prfsha256",
        "aes128-sha256",
        "aes192-sha384",
        "aes256-sha512",
        "aes256-sha512-prfsha256"
      })
  void everySuiteOfIkeWorks(String algorithms) {
    establish(pair(algorithms + "-x25519-ke1_mlkem768"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aes128gcm16",
        "aes192gcm16-esn",
        "aes256gcm16-noesn",
        "chacha20poly1305",
        "aes128-sha256",
        "aes256-sha384-esn",
        "aes256-sha512"
      })
  void everySuiteOfEspWorks(String algorithms) {
    Pair pair = establish(Pair.builder(1).both(c -> c.espProposals(algorithms)));
    assertFalse(
        child(pair.initiator())
            .inbound()
            .encryption()
            .equals(child(pair.initiator()).outbound().encryption()));
  }

  @Test
  @Tag("rfc7296:4/3")
  void withoutAdditionalKeyExchangeThereIsNoIntermediateExchange() {
    Pair pair = establish(pair("aes256gcm16-prfsha384-x25519"));
    assertEquals(4, pair.simulation().messages().size());
    Pair optional =
        establish(
            Pair.builder(1)
                .initiator(
                    c -> c.ikeProposals("aes256gcm16-prfsha384-x25519-ke1_none-ke1_mlkem768"))
                .responder(c -> c.ikeProposals("aes256gcm16-prfsha384-x25519")));
    assertEquals(4, optional.simulation().messages().size());
  }

  @Test
  void twoAdditionalKeyExchangesThatAreNotConsecutiveTakePlaceInOrder() {
    Pair pair = establish(pair("aes256gcm16-prfsha384-x25519-ke5_ecp384-ke2_mlkem768"));
    List<KeyExchangeMethod> methods =
        pair.simulation().messages().stream()
            .filter(m -> m.message().header().isRequest())
            .flatMap(m -> m.message().first(KePayload.class).stream())
            .map(KePayload::method)
            .toList();
    assertEquals(
        List.of(
            KeyExchangeMethod.CURVE25519, KeyExchangeMethod.ML_KEM_768, KeyExchangeMethod.ECP_384),
        methods);
  }

  @Test
  void sevenAdditionalKeyExchangesTakeSevenIntermediateExchanges() {
    Pair pair =
        establish(
            pair(
                "aes256gcm16-prfsha384-x25519-ke1_mlkem512-ke2_mlkem768-ke3_mlkem1024-ke4_ecp256"
                    + "-ke5_ecp384-ke6_ecp521-ke7_x448"));
    assertEquals(18, pair.simulation().messages().size());
    assertEquals(OptionalInt.of(7), pair.simulation().messages().getLast().epoch());
  }

  @Test
  void theDefaultProposalsGiveAHybridSuite() {
    Pair pair =
        establish(Pair.builder(1).both(c -> c.ikeProposals("default").espProposals("default")));
    assertTrue(
        pair.initiator()
            .events(Event.IkeSaEstablished.class)
            .getFirst()
            .suite()
            .keyExchangesUsed()
            .isHybrid(),
        () -> failure(pair, "not hybrid"));
  }

  @Test
  void ipv6WorksAsWell() {
    Pair pair =
        establish(
            Pair.builder(1)
                .initiator(c ->
                    c.address("2001:db8:1::1")
                        .selectors("2001:db8:a::/48,dynamic", "2001:db8:b::/48"))
                .responder(c ->
                    c.address("2001:db8:2::2")
                        .selectors("2001:db8:b::/48", "2001:db8:a::/48,dynamic")));
    assertEquals(2, child(pair.initiator()).localSelectors().size());
  }

  @Test
  void theTranscriptCanBeRead() {
    String transcript = establish(Pair.builder(1)).simulation().transcript().toString();
    assertTrue(
        transcript.contains("IKE_INTERMEDIATE request 1 {KE(ml-kem-768, 1184)}"), () -> transcript);
    assertTrue(transcript.contains("under SK_ei(1)"), () -> transcript);
  }
}
