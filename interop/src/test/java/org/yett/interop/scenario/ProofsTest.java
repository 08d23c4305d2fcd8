package org.yett.interop.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yett.spec.ClauseKey;
import org.yett.spec.ledger.Ledger;

class ProofsTest {

  private static Set<String> proven(String scenario, Role role) {
    return Proofs.of(Catalogue.named(scenario).orElseThrow(), role);
  }

  static Stream<Scenario> all() {
    return Catalogue.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void what_a_scenario_proves_is_in_the_ledger_and_applies(Scenario scenario) {
    Ledger ledger = assertInstanceOf(Ledger.Loaded.Ready.class, Ledger.load()).ledger();
    for (Role role : Role.values()) {
      for (String key : Proofs.of(scenario, role)) {
        assertTrue(
            ledger
                .entry(ClauseKey.parse(key).orElseThrow())
                .filter(entry -> entry.inScope())
                .isPresent(),
            key);
      }
    }
  }

  @Test
  void a_demand_on_one_role_is_proven_only_of_who_plays_it() {
    assertTrue(proven("cookie", Role.INITIATOR).contains("rfc7296:2.6/4"));
    assertFalse(proven("cookie", Role.RESPONDER).contains("rfc7296:2.6/4"));
    assertTrue(proven("no-proposal", Role.RESPONDER).contains("rfc7296:2.7/x1"));
    assertEquals(Set.of(), proven("no-proposal", Role.INITIATOR));
  }

  @Test
  void whoever_asks_and_whoever_answers_are_told_apart() {
    assertTrue(proven("liveness-responder", Role.RESPONDER).contains("rfc7296:1.4/6"));
    assertFalse(proven("liveness-responder", Role.RESPONDER).contains("rfc7296:1.4/5"));
    assertTrue(proven("liveness-responder", Role.INITIATOR).contains("rfc7296:1.4/5"));
  }

  @Test
  void an_order_of_key_exchanges_needs_more_than_one() {
    assertFalse(proven("hybrid", Role.INITIATOR).contains("rfc9370:2.2.1/2"));
    assertTrue(proven("two-additional", Role.INITIATOR).contains("rfc9370:2.2.1/2"));
    assertFalse(proven("classical", Role.INITIATOR).contains("rfc9370:2.2.2/x1"));
  }

  @Test
  void fragments_prove_something_of_their_sender_and_something_else_of_their_receiver() {
    assertTrue(proven("hybrid", Role.INITIATOR).contains("rfc9242:3.3.2/1"));
    assertFalse(proven("hybrid", Role.RESPONDER).contains("rfc9242:3.3.2/1"));
    assertTrue(proven("hybrid", Role.RESPONDER).contains("rfc9242:3.3.2/2"));
    assertTrue(proven("mlkem512", Role.RESPONDER).contains("rfc7383:2.4/4"));
    assertTrue(proven("no-fragmentation", Role.RESPONDER).contains("rfc7383:2.4/1"));
    assertFalse(proven("no-fragmentation", Role.RESPONDER).contains("rfc7383:2.4/4"));
  }
}
