package org.yett.interop.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yett.interop.lab.Side;

class CatalogueTest {

  static List<Scenario> all() {
    return Catalogue.all();
  }

  @Test
  void every_name_is_unique_and_fit_for_a_command_line() {
    Set<String> names = new HashSet<>();
    for (Scenario scenario : Catalogue.all()) {
      assertTrue(names.add(scenario.name()), scenario.name());
      assertTrue(scenario.name().matches("[a-z0-9-]+"), scenario.name());
      assertEquals(Optional.of(scenario), Catalogue.named(scenario.name()));
    }
    assertEquals(Optional.empty(), Catalogue.named("no such scenario"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void what_is_established_carries_packets_and_is_deleted(Scenario scenario) {
    if (scenario.refused()) {
      assertEquals(List.of(new Step.Refusal()), scenario.steps());
      // EAP has a packet of its own for that.
      boolean eap = scenario.needs().contains(Capability.EAP);
      assertTrue(eap || !scenario.expectation().notifies().isEmpty(), "a refusal has a reason");
      return;
    }
    if (scenario.impaired()) {
      assertTrue(scenario.steps().contains(new Step.Establish()));
    } else {
      assertTrue(scenario.steps().getFirst() instanceof Step.Establish);
    }
    assertTrue(
        scenario.steps().stream()
            .anyMatch(step ->
                step instanceof Step.Ping
                    || step instanceof Step.Transfer
                    || step instanceof Step.VirtualAddress));
    assertTrue(scenario.steps().getLast() instanceof Step.Delete);
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_expected_suite_has_the_key_exchanges_that_the_responder_proposes(Scenario scenario) {
    if (!scenario.refused()) {
      // Alternatives, and NONE, are proposed but not used.
      long proposed =
          KE.matcher(scenario.responder().proposals())
              .results()
              .filter(found -> !found.group(2).equals("none"))
              .map(found -> found.group(1))
              .distinct()
              .count();
      assertEquals(proposed, count(scenario.expectation().ikeSuite(), "/KE[1-7]_"));
    }
  }

  private static final Pattern KE = Pattern.compile("ke([1-7])_([a-z0-9]+)");

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  @ParameterizedTest
  @MethodSource("all")
  void each_side_plays_the_other_role_of_its_peer(Scenario scenario) {
    for (Role role : Role.values()) {
      assertEquals(
          role == Role.INITIATOR
              ? scenario.initiator().proposals()
              : scenario.responder().proposals(),
          scenario.connection(Side.SUBJECT, role).proposals());
      assertEquals(
          scenario.connection(Side.SUBJECT, role).secret(),
          scenario.connection(Side.PEER, role).secret());
    }
  }

  @Test
  void the_hybrid_request_is_expected_in_two_datagrams_and_both_delete() {
    Scenario hybrid = Catalogue.named("hybrid").orElseThrow();
    assertTrue(
        hybrid.expectation().datagrams().stream()
            .anyMatch(d -> d.request() && d.messageId() == 1 && d.count() == 2));
    assertTrue(hybrid.steps().contains(new Step.Delete(Role.INITIATOR)));
    assertTrue(hybrid.steps().contains(new Step.Delete(Role.RESPONDER)));
  }
}
