package org.yett.interop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.TcpTransfer;
import org.yett.interop.peer.Exchange;
import org.yett.interop.peer.LoggedMessage;
import org.yett.interop.peer.Peer;
import org.yett.interop.scenario.Catalogue;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;
import org.yett.interop.wire.WirePacket;
import org.yett.tun.netns.Ping;

/** The judge sees what is wrong on a staged world in which everything else is right. */
class JudgeTest {
  private static final String SUITE = "AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519/KE1_ML_KEM_768";
  private static final String OURS = "192.0.2.1";
  private static final String THEIRS = "192.0.2.2";
  private static final Peer.Outcome DONE = new Peer.Outcome(true, "done");
  private static final long PACKETS = 12;

  private final Scenario hybrid = Catalogue.named("hybrid").orElseThrow();
  private final List<Check> checks = new ArrayList<>();
  private final List<WirePacket> wire = new ArrayList<>();
  private final StagedPeer ours = new StagedPeer("yett");
  private final StagedPeer theirs = new StagedPeer("strongswan");
  private Observer observer;
  private Judge judge;
  private TrafficJudge traffic;
  private int digests;

  @BeforeEach
  void stage() throws LaboratoryException {
    observer =
        new Observer(hybrid, Role.INITIATOR, () -> wire, ours, theirs, Duration.ofMillis(30));
    judge = new Judge(hybrid, checks, observer);
    traffic = new TrafficJudge(hybrid, checks, observer);
    observer.mark();
    ours.sas = List.of(StagedPeer.sa(true, SUITE, "00000001", "00000002", PACKETS));
    theirs.sas = List.of(StagedPeer.sa(false, SUITE, "00000002", "00000001", PACKETS));
    ike(OURS, Exchange.IKE_SA_INIT, false, 0, Optional.empty());
    ike(THEIRS, Exchange.IKE_SA_INIT, true, 0, Optional.empty());
    ike(OURS, Exchange.IKE_INTERMEDIATE, false, 1, Optional.of(new WirePacket.Fragment(1, 2)));
    ike(OURS, Exchange.IKE_INTERMEDIATE, false, 1, Optional.of(new WirePacket.Fragment(2, 2)));
    ike(THEIRS, Exchange.IKE_INTERMEDIATE, true, 1, Optional.empty());
    ike(OURS, Exchange.IKE_AUTH, false, 2, Optional.empty());
    ike(THEIRS, Exchange.IKE_AUTH, true, 2, Optional.empty());
  }

  private void ike(
      String from,
      Exchange exchange,
      boolean response,
      long id,
      Optional<WirePacket.Fragment> fragment) {
    wire.add(
        new WirePacket.Ike(
            from,
            from.equals(OURS) ? THEIRS : OURS,
            500,
            500,
            "a392e587ff097ca0",
            "2c8fd95594908e0e",
            exchange.number(),
            response,
            id,
            200,
            228,
            46,
            fragment,
            "digest " + digests++,
            Instant.EPOCH.plusSeconds(wire.size())));
  }

  private void esp(String from, boolean udp, String spi, long count) {
    for (long i = 1; i <= count; i++) {
      wire.add(new WirePacket.Esp(from, from.equals(OURS) ? THEIRS : OURS, udp, spi, i, 100));
    }
  }

  private void log(StagedPeer peer, boolean generated, boolean request, long id, String... what) {
    peer.messages.add(
        new LoggedMessage(0, generated, Exchange.INFORMATIONAL, request, id, List.of(what)));
  }

  /** What was looked for and not seen. */
  private List<String> missed() {
    return checks.stream().filter(check -> !check.seen()).map(Check::what).toList();
  }

  @Test
  void an_established_tunnel_misses_nothing() throws LaboratoryException {
    judge.established(DONE);
    assertEquals(List.of(), missed());
  }

  @Test
  void success_that_only_the_initiator_claims_is_no_success() throws LaboratoryException {
    theirs.sas = List.of();
    judge.established(DONE);
    assertEquals(
        List.of("strongswan has one IKE SA established with one Child SA installed"), missed());
  }

  @Test
  void another_suite_than_expected_is_seen() throws LaboratoryException {
    String classical = "AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519";
    theirs.sas = List.of(StagedPeer.sa(false, classical, "00000002", "00000001", PACKETS));
    judge.established(DONE);
    assertEquals(List.of("strongswan reports the IKE suite " + SUITE), missed());
  }

  @Test
  void esp_spis_that_do_not_match_are_seen() throws LaboratoryException {
    theirs.sas = List.of(StagedPeer.sa(false, SUITE, "00000003", "00000001", PACKETS));
    judge.established(DONE);
    assertEquals(List.of("each one's inbound ESP SPI is the other's outbound one"), missed());
  }

  @Test
  void traffic_selectors_that_the_sides_do_not_share_are_seen() throws LaboratoryException {
    theirs.sas = List.of(StagedPeer.sa(true, SUITE, "00000002", "00000001", PACKETS));
    judge.established(DONE);
    assertEquals(
        List.of(
            "yett's traffic selectors are those that strongswan has for it",
            "strongswan's traffic selectors are those that yett has for it",
            "strongswan responded"),
        missed());
  }

  @Test
  void a_request_that_was_not_fragmented_is_seen() throws LaboratoryException {
    wire.removeIf(p -> p instanceof WirePacket.Ike m && m.fragment().isPresent());
    ike(OURS, Exchange.IKE_INTERMEDIATE, false, 1, Optional.empty());
    judge.established(DONE);
    assertEquals(List.of("IKE_INTERMEDIATE request 1 travels in 2 datagrams"), missed());
  }

  @Test
  void a_fragment_sent_twice_in_the_place_of_another_is_seen() throws LaboratoryException {
    wire.removeIf(p ->
        p instanceof WirePacket.Ike m && m.fragment().filter(f -> f.number() == 2).isPresent());
    ike(OURS, Exchange.IKE_INTERMEDIATE, false, 1, Optional.of(new WirePacket.Fragment(1, 2)));
    judge.established(DONE);
    assertEquals(List.of("IKE_INTERMEDIATE request 1 travels in 2 datagrams"), missed());
  }

  @Test
  void an_exchange_that_is_missing_on_the_link_is_seen() throws LaboratoryException {
    wire.removeIf(p -> p instanceof WirePacket.Ike m && m.response() && m.messageId() == 1);
    judge.established(DONE);
    assertEquals(
        List.of(
            "IKE_INTERMEDIATE response 1 travels in 1 datagram",
            "the link carried 1 IKE_INTERMEDIATE exchange"),
        missed());
  }

  @Test
  void packets_that_all_arrive_as_esp_miss_nothing() throws LaboratoryException {
    judge.established(DONE);
    observer.mark();
    esp(OURS, true, "00000002", PACKETS);
    esp(THEIRS, true, "00000001", PACKETS);
    traffic.counted(3);
    assertEquals(List.of(), missed());
  }

  @Test
  void an_unanswered_ping_is_seen() {
    traffic.pinged(
        Family.IPV4,
        Side.SUBJECT,
        new Ping.Result(3, 2, List.of(), List.of("request 2: unreachable")));
    traffic.pinged(Family.IPV6, Side.SUBJECT, new Ping.Result(0, 0, List.of(), List.of()));
    assertEquals(2, missed().size());
    assertEquals("2 of 3, [request 2: unreachable]", checks.getFirst().evidence());
  }

  @Test
  void a_packet_that_the_receiver_did_not_count_is_seen() throws LaboratoryException {
    judge.established(DONE);
    observer.mark();
    esp(OURS, true, "00000002", PACKETS + 1);
    esp(THEIRS, true, "00000001", PACKETS);
    ours.sas = List.of(StagedPeer.sa(true, SUITE, "00000001", "00000002", PACKETS + 1));
    traffic.counted(3);
    assertEquals(
        List.of(
            "every packet that yett sent was counted by strongswan",
            "every packet that strongswan sent was counted by yett"),
        missed());
  }

  @Test
  void esp_of_the_wrong_kind_or_spi_is_seen() throws LaboratoryException {
    judge.established(DONE);
    observer.mark();
    esp(OURS, false, "00000002", PACKETS);
    esp(THEIRS, true, "00000009", PACKETS);
    traffic.counted(3);
    assertEquals(
        List.of(
            "the link carried them as userland ESP in UDP with that SPI",
            "the link carried them as userland ESP in UDP with that SPI"),
        missed());
  }

  @Test
  void an_inner_packet_in_clear_is_seen() throws LaboratoryException {
    judge.established(DONE);
    observer.mark();
    esp(OURS, true, "00000002", PACKETS);
    esp(THEIRS, true, "00000001", PACKETS);
    wire.add(new WirePacket.Other("fd81:0:0:1:0:0:0:1", "fd81:0:0:2:0:0:0:1", 58));
    traffic.counted(3);
    assertEquals(List.of("no inner packet crossed the link in clear"), missed());
  }

  @Test
  void a_sign_of_life_needs_an_empty_request_and_its_response() throws LaboratoryException {
    judge.established(DONE);
    observer.mark();
    ike(OURS, Exchange.INFORMATIONAL, false, 3, Optional.empty());
    ike(THEIRS, Exchange.INFORMATIONAL, true, 3, Optional.empty());
    log(theirs, false, true, 3, "N(ADD_4_ADDR)");
    log(theirs, true, false, 3);
    judge.alive(Side.SUBJECT);
    assertEquals(List.of("yett asks for a sign of life and gets it"), missed());
    checks.clear();
    log(theirs, false, true, 3);
    judge.alive(Side.SUBJECT);
    assertEquals(List.of(), missed());
  }

  @Test
  void a_sign_of_life_that_the_other_side_asked_for_does_not_count() throws LaboratoryException {
    judge.established(DONE);
    observer.mark();
    ike(THEIRS, Exchange.INFORMATIONAL, false, 3, Optional.empty());
    ike(OURS, Exchange.INFORMATIONAL, true, 3, Optional.empty());
    log(theirs, true, true, 3);
    log(theirs, false, false, 3);
    judge.alive(Side.SUBJECT);
    assertEquals(2, missed().size());
  }

  @Test
  void a_deletion_leaves_no_sa_and_is_seen_in_a_log_and_on_the_link() throws LaboratoryException {
    judge.established(DONE);
    observer.mark();
    ike(OURS, Exchange.INFORMATIONAL, false, 3, Optional.empty());
    ike(THEIRS, Exchange.INFORMATIONAL, true, 3, Optional.empty());
    log(theirs, false, true, 3, "D");
    ours.sas = List.of();
    theirs.sas = List.of();
    judge.deleted(Side.SUBJECT, DONE);
    judge.end();
    assertEquals(List.of(), missed());
  }

  @Test
  void an_sa_that_is_forgotten_without_telling_the_peer_is_seen() throws LaboratoryException {
    judge.established(DONE);
    observer.mark();
    ours.sas = List.of();
    judge.deleted(Side.SUBJECT, DONE);
    assertEquals(
        List.of(
            "strongswan has no SA left",
            "yett sent a Delete payload",
            "the link carried the answer"),
        missed());
  }

  @Test
  void a_request_sent_again_after_its_response_is_seen_unless_a_daemon_blames_itself()
      throws LaboratoryException {
    again(0, Duration.ofSeconds(60));
    judge.end();
    assertEquals(List.of("yett sent no IKE message twice without need"), missed());
    checks.clear();
    theirs.selfInflicted = Optional.of("already processing");
    judge.end();
    assertEquals(List.of(), missed());
  }

  @Test
  void a_request_sent_again_while_its_response_may_lie_unread_is_no_miss()
      throws LaboratoryException {
    // The response crosses a second after the request.
    again(0, Duration.ofSeconds(1).plus(Repetitions.UNREAD));
    judge.end();
    assertEquals(List.of(), missed());
    again(0, Duration.ofMillis(1).plusSeconds(1).plus(Repetitions.UNREAD));
    judge.end();
    assertEquals(List.of("yett sent no IKE message twice without need"), missed());
  }

  private void again(int index, Duration later) {
    WirePacket.Ike first = (WirePacket.Ike) wire.get(index);
    wire.add(first.seenAt(first.seen().plus(later)));
  }

  @Test
  void a_request_sent_again_for_want_of_a_response_is_no_miss() throws LaboratoryException {
    wire.add(1, wire.getFirst());
    wire.add(wire.get(2));
    judge.end();
    assertEquals(List.of(), missed());
    again(2, Duration.ofSeconds(60));
    judge.end();
    assertEquals(List.of("strongswan sent no IKE message twice without need"), missed());
  }

  @Test
  void a_tcp_connection_that_loses_octets_or_bypasses_the_tunnel_is_seen()
      throws LaboratoryException {
    judge.established(DONE);
    observer.mark();
    traffic.transferred(Side.SUBJECT, new TcpTransfer.Result(false, "cut"));
    esp(OURS, true, "00000002", PACKETS + 3);
    esp(THEIRS, true, "00000001", PACKETS);
    traffic.carried(100 * PACKETS + 1);
    assertEquals(
        List.of(
            "a TCP connection from yett's side carries every octet both ways",
            "strongswan counted at least 1201 octets that yett sent",
            "yett counted at least 1201 octets that strongswan sent"),
        missed());
    checks.clear();
    wire.removeLast();
    traffic.carried(100 * PACKETS);
    assertEquals(List.of(), missed());
    esp(OURS, false, "00000002", 1);
    traffic.carried(100 * PACKETS);
    assertEquals(List.of("the link carried them as userland ESP in UDP with that SPI"), missed());
  }

  @Test
  void a_dead_daemon_and_a_complaint_are_seen() throws LaboratoryException {
    ours.alive = false;
    theirs.complaint = Optional.of("integrity check failed");
    judge.end();
    assertEquals(List.of("yett still runs", "strongswan has no complaint"), missed());
  }

  @Test
  void a_refusal_that_establishes_something_is_seen() throws LaboratoryException {
    judge.refused(DONE);
    assertEquals(
        List.of("yett says that it failed", "yett has no SA", "strongswan has no SA"), missed());
  }
}
