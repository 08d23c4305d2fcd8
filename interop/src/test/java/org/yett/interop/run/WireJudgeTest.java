package org.yett.interop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yett.gateway.capture.CaptureReader;
import org.yett.gateway.decrypt.Conversation;
import org.yett.gateway.keys.KeyLogReader;
import org.yett.gateway.keys.KeyRing;
import org.yett.interop.peer.Order;
import org.yett.interop.scenario.Catalogue;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.WireFact;
import org.yett.interop.scenario.WireFacts;
import org.yett.spec.iana.NotifyType;

/**
 * The judge of the link over what Yett as initiator and strongSwan 6.1.0 once said to each other:
 * both rekeyed the Child SA with X25519 and ML-KEM-768, and the initiator deleted the IKE SA.
 */
class WireJudgeTest {
  private static final String SUITE = "AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519/KE1_ML_KEM_768";
  private static final List<String> OWN = List.of("CURVE_25519", "ML_KEM_768");

  private Conversation conversation;

  @BeforeEach
  void listen() throws IOException, URISyntaxException {
    conversation = listen(KeyRing.of(KeyLogReader.read(resource("rekey-child-followup.jsonl"))));
  }

  private static Conversation listen(KeyRing keys) throws IOException, URISyntaxException {
    try (CaptureReader reader = CaptureReader.open(resource("rekey-child-followup.pcapng"))) {
      return Conversation.read(reader, keys);
    }
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(WireJudgeTest.class.getResource(name).toURI());
  }

  private List<Check> judged(List<WireFact> facts) {
    List<Check> checks = new ArrayList<>();
    new WireJudge(conversation, Role.INITIATOR, Set.of("192.0.2.2"), checks).judge(facts);
    return checks;
  }

  private boolean seen(WireFact fact) {
    return judged(List.of(fact)).getFirst().seen();
  }

  @Test
  void everything_that_the_scenario_states_is_seen() {
    List<WireFact> facts = WireFacts.of(Catalogue.named("rekey-child-followup").orElseThrow());
    List<Check> checks = judged(facts);
    assertEquals(facts.size(), checks.size());
    assertEquals(List.of(), checks.stream().filter(check -> !check.seen()).toList());
  }

  @Test
  void what_another_scenario_states_is_not_seen() {
    for (String other :
        List.of(
            "classical",
            "mlkem512",
            "two-additional",
            "rekey-ike-followup",
            "rekey-child-ke",
            "rekey-child",
            "hybrid-raw-esp",
            "aes128",
            "liveness-initiator",
            "mobike-move",
            "redirect",
            "cookie",
            "invalid-ke",
            "childless",
            "wrong-secret",
            "no-proposal",
            "collide-ike",
            "add-child-initiator")) {
      List<Check> checks = judged(WireFacts.of(Catalogue.named(other).orElseThrow()));
      assertTrue(checks.stream().anyMatch(check -> !check.seen()), other);
    }
  }

  @Test
  void the_suites_are_those_of_the_payloads() {
    assertTrue(seen(new WireFact.IkeSuite(SUITE)));
    assertFalse(seen(new WireFact.IkeSuite(SUITE.replace("768", "1024"))));
    assertTrue(seen(new WireFact.FirstChild("AES_GCM_16_256")));
    assertFalse(seen(new WireFact.FirstChild("AES_GCM_16_256/ESN")));
    assertTrue(seen(new WireFact.AdditionalKeyExchanges(List.of("ML_KEM_768"))));
    assertFalse(seen(new WireFact.AdditionalKeyExchanges(List.of())));
  }

  @Test
  void creations_are_counted_by_who_asked_and_by_what_came_of_them() {
    assertTrue(seen(created(Role.RESPONDER, OWN, 1)));
    assertFalse(seen(created(Role.RESPONDER, OWN, 2)));
    assertFalse(seen(created(Role.RESPONDER, List.of("CURVE_25519"), 1)));
    assertFalse(seen(created(Role.RESPONDER, List.of("CURVE_25519", "ML_KEM_512"), 1)));
    assertFalse(
        seen(new WireFact.Created(Role.RESPONDER, Order.CHILD, true, "AES_GCM_16_256", OWN, 1)));
  }

  private static WireFact created(Role by, List<String> methods, int times) {
    return new WireFact.Created(by, Order.CHILD, false, "AES_GCM_16_256", methods, times);
  }

  @Test
  void a_deletion_is_of_whoever_sent_it() {
    assertTrue(seen(new WireFact.Deleted(Role.INITIATOR, 1)));
    assertFalse(seen(new WireFact.Deleted(Role.INITIATOR, 2)));
    assertFalse(seen(new WireFact.Deleted(Role.RESPONDER, 1)));
  }

  @Test
  void notifications_are_looked_for_inside_of_what_is_encrypted() {
    assertTrue(seen(new WireFact.Notified(NotifyType.REKEY_SA)));
    assertTrue(seen(new WireFact.Notified(NotifyType.ADDITIONAL_KEY_EXCHANGE)));
    assertFalse(seen(new WireFact.Notified(NotifyType.COOKIE)));
  }

  @Test
  void without_keys_nothing_that_is_encrypted_is_taken_for_seen()
      throws IOException, URISyntaxException {
    conversation = listen(new KeyRing());
    assertFalse(seen(new WireFact.Opened()));
    assertFalse(seen(new WireFact.FirstChild("AES_GCM_16_256")));
    assertFalse(seen(new WireFact.Childless()));
    assertFalse(seen(created(Role.INITIATOR, OWN, 1)));
    assertFalse(seen(new WireFact.Esp(true)));
  }

  @Test
  void the_transcript_has_a_line_for_each_ike_message_and_for_esp_in_between() {
    List<String> lines = conversation.transcript();
    assertEquals(
        conversation.ike().size(), lines.stream().filter(line -> !line.contains("ESP:")).count());
    assertTrue(
        lines.stream()
            .anyMatch(line ->
                line.contains("192.0.2.1 > 192.0.2.2  IKE_FOLLOWUP_KE request")
                    && line.contains("KE(ml-kem-768, 1184)")),
        lines.toString());
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("ESP: ") && line.contains("12 of 12")),
        lines.toString());
  }
}
