package org.yett.interop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.peer.Exchange;
import org.yett.interop.peer.LoggedMessage;
import org.yett.interop.peer.Order;
import org.yett.interop.peer.Peer;
import org.yett.interop.scenario.Catalogue;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;
import org.yett.interop.wire.WirePacket;

class RenewalJudgeTest {
  private static final String SUITE = "AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519/KE1_ML_KEM_768";
  private static final String OURS = "192.0.2.1";
  private static final String THEIRS = "192.0.2.2";
  private static final Peer.Outcome DONE = new Peer.Outcome(true, "done");

  private final Scenario scenario = Catalogue.named("rekey-child").orElseThrow();
  private final List<Check> checks = new ArrayList<>();
  private final List<WirePacket> wire = new ArrayList<>();
  private final StagedPeer ours = new StagedPeer("yett");
  private final StagedPeer theirs = new StagedPeer("strongswan");
  private RenewalJudge judge;

  @BeforeEach
  void stage() throws LaboratoryException {
    Observer observer =
        new Observer(scenario, Role.INITIATOR, () -> wire, ours, theirs, Duration.ofMillis(30));
    judge = new RenewalJudge(scenario, checks, observer);
    observer.mark();
    stand("00000001", "00000002");
    judge.begin();
  }

  private void stand(String ourSpi, String theirSpi) {
    ours.sas = List.of(StagedPeer.sa(true, SUITE, ourSpi, theirSpi, 1));
    theirs.sas = List.of(StagedPeer.sa(false, SUITE, theirSpi, ourSpi, 1));
  }

  private void exchange(Exchange exchange, long id) {
    for (String from : List.of(OURS, THEIRS)) {
      wire.add(
          new WirePacket.Ike(
              from,
              from.equals(OURS) ? THEIRS : OURS,
              4500,
              4500,
              "a392e587ff097ca0",
              "2c8fd95594908e0e",
              exchange.number(),
              from.equals(THEIRS),
              id,
              200,
              228,
              46,
              Optional.empty(),
              from + id,
              Instant.EPOCH));
    }
  }

  private void log(boolean generated, Exchange exchange, String... what) {
    ours.messages.add(new LoggedMessage(0, generated, exchange, true, 4, List.of(what)));
  }

  private List<String> missed() {
    return checks.stream().filter(check -> !check.seen()).map(Check::what).toList();
  }

  private void renewedAsItShould() {
    exchange(Exchange.CREATE_CHILD_SA, 3);
    exchange(Exchange.INFORMATIONAL, 4);
    log(true, Exchange.INFORMATIONAL, "D");
    stand("00000003", "00000004");
  }

  @Test
  void a_child_sa_renewed_by_one_exchange_and_then_deleted_is_what_is_wanted()
      throws LaboratoryException {
    renewedAsItShould();
    judge.renewed(Side.SUBJECT, Order.CHILD, DONE);
    assertEquals(List.of(), missed());
  }

  @Test
  void a_child_sa_with_the_old_spis_is_not_renewed() throws LaboratoryException {
    renewedAsItShould();
    stand("00000001", "00000002");
    judge.renewed(Side.SUBJECT, Order.CHILD, DONE);
    assertEquals(
        List.of("yett has renewed its Child SA", "strongswan has renewed its Child SA"), missed());
  }

  @Test
  void spis_that_do_not_meet_are_seen() throws LaboratoryException {
    renewedAsItShould();
    theirs.sas = List.of(StagedPeer.sa(false, SUITE, "00000005", "00000003", 1));
    judge.renewed(Side.SUBJECT, Order.CHILD, DONE);
    assertEquals(List.of("each one's inbound ESP SPIs are the other's outbound ones"), missed());
  }

  @Test
  void an_exchange_too_many_is_seen() throws LaboratoryException {
    renewedAsItShould();
    exchange(Exchange.CREATE_CHILD_SA, 5);
    exchange(Exchange.IKE_FOLLOWUP_KE, 6);
    judge.renewed(Side.SUBJECT, Order.CHILD, DONE);
    assertEquals(
        List.of(
            "the link carried one CREATE_CHILD_SA exchange of yett",
            "the link carried 0 IKE_FOLLOWUP_KE exchanges of it"),
        missed());
  }

  @Test
  void an_old_child_sa_that_is_not_deleted_is_seen() throws LaboratoryException {
    exchange(Exchange.CREATE_CHILD_SA, 3);
    stand("00000003", "00000004");
    judge.renewed(Side.SUBJECT, Order.CHILD, DONE);
    assertEquals(
        List.of("yett sent a Delete payload for what it replaced", "the link carried the answer"),
        missed());
  }

  @Test
  void a_collision_in_which_nobody_met_the_others_request_is_none() throws LaboratoryException {
    log(true, Exchange.CREATE_CHILD_SA, "SA");
    theirs.messages.addAll(ours.messages);
    stand("00000003", "00000004");
    judge.collided(Order.CHILD, Order.CHILD);
    assertTrue(
        missed().contains("one received the other's request while its own was not answered"),
        () -> missed().toString());
  }
}
