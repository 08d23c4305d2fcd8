package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.sim.PairAssert.LIMIT;
import static org.yett.ike.sim.PairAssert.establish;
import static org.yett.ike.sim.PairAssert.exchanges;
import static org.yett.ike.sim.PairAssert.failure;
import static org.yett.ike.sim.PairAssert.succeeds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.event.Event;
import org.yett.ike.path.Path;
import org.yett.ike.wire.IdPayload;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

class ExchangeScenarioTest {

  private static List<NotifyType> notifications(ObservedMessage message) {
    return message.message().all(NotifyPayload.class).stream()
        .map(NotifyPayload::notifyType)
        .toList();
  }

  private static Optional<String> failureOf(Pair pair) {
    long tag = pair.initiate();
    Optional<Event.CommandFinished> finished = pair.runUntilFinished(pair.initiator(), tag, LIMIT);
    assertTrue(finished.isPresent(), () -> failure(pair, "the command was not finished"));
    PairAssert.clean(pair);
    return finished.get().failure();
  }

  private static void nothingIsLeft(Pair pair) {
    pair.simulation().runFor(Duration.ofMinutes(5));
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      assertEquals(
          List.of(), host.status().ikeSas(), () -> failure(pair, host + " holds an IKE SA"));
      assertEquals(
          List.of(), host.childSas().inbound(), () -> failure(pair, host + " holds a Child SA"));
    }
    PairAssert.clean(pair);
  }

  @Test
  @Tag("rfc7296:1.2/2")
  @Tag("rfc9242:3.2/2")
  @Tag("negative")
  void aWrongPskFailsAtBothEndsAndLeavesNothing() {
    Pair pair = Pair.builder(1).responder(c -> c.psk("another secret")).build();
    assertTrue(failureOf(pair).isPresent(), () -> failure(pair, "established"));
    nothingIsLeft(pair);
    assertFalse(pair.responder().events(Event.AuthenticationFailed.class).isEmpty());
    assertTrue(pair.initiator().events(Event.AuthenticationFailed.class).getFirst().byPeer());
    ObservedMessage last = pair.simulation().messages().getLast();
    assertEquals(List.of(NotifyType.AUTHENTICATION_FAILED), notifications(last));
  }

  @Test
  void anIdentityThatTheResponderDoesNotExpectFailsAtBothEndsAndLeavesNothing() {
    Pair pair =
        Pair.builder(1)
            .initiator(c ->
                c.seam(
                    new Tampering()
                        .on(
                            ExchangeType.IKE_AUTH,
                            false,
                            1,
                            Tampering.replacing(
                                IdPayload.class,
                                id ->
                                    List.of(
                                        new IdPayload(
                                            id.side(), id.idType(), Octets.ofHex("73747261")))))))
            .build();
    assertTrue(failureOf(pair).isPresent(), () -> failure(pair, "established"));
    nothingIsLeft(pair);
  }

  @Test
  @Tag("rfc7296:2.6/2")
  @Tag("rfc7296:2.6/4")
  void aCookieIsDemandedAndAnswered() {
    Pair pair =
        establish(
            Pair.builder(1).responder(c -> c.endpoint(e -> e.withCookies(CookieConfig.ALWAYS))));
    assertEquals(
        List.of(
            "initiator IKE_SA_INIT request 0",
            "responder IKE_SA_INIT response 0",
            "initiator IKE_SA_INIT request 0",
            "responder IKE_SA_INIT response 0"),
        exchanges(pair).subList(0, 4));
    List<ObservedMessage> messages = pair.simulation().messages();
    assertEquals(List.of(NotifyType.COOKIE), notifications(messages.get(1)));
    assertEquals(NotifyType.COOKIE, notifications(messages.get(2)).getFirst());
  }

  @Test
  @Tag("rfc7296:1.2/4")
  @Tag("rfc7296:3.3.6/9")
  @Tag("rfc7296:3.4/4")
  void anotherKeyExchangeIsAskedForAndUsed() {
    Pair pair =
        establish(
            Pair.builder(1)
                .initiator(c -> c.ikeProposals("aes256gcm16-prfsha384-x25519-ecp384-ke1_mlkem768"))
                .responder(c -> c.ikeProposals("aes256gcm16-prfsha384-ecp384-ke1_mlkem768")));
    List<ObservedMessage> messages = pair.simulation().messages();
    assertEquals(List.of(NotifyType.INVALID_KE_PAYLOAD), notifications(messages.get(1)));
    assertEquals(
        KeyExchangeMethod.ECP_384,
        messages.get(2).message().first(KePayload.class).orElseThrow().method());
  }

  @Test
  @Tag("rfc7296:2.6.1/1")
  void cookieAndAnotherKeyExchangeGoTogether() {
    Pair pair =
        establish(
            Pair.builder(1)
                .initiator(c -> c.ikeProposals("aes256gcm16-prfsha384-x25519-ecp384"))
                .responder(c ->
                    c.ikeProposals("aes256gcm16-prfsha384-ecp384")
                        .endpoint(e -> e.withCookies(CookieConfig.ALWAYS))));
    assertTrue(exchanges(pair).size() <= 10, () -> failure(pair, "too many messages"));
  }

  @Test
  @Tag("rfc7296:2.7/3")
  @Tag("rfc7296:2.7/x1")
  @Tag("negative")
  void noCommonProposalFailsAndSaysWhatWasMissing() {
    Pair pair =
        Pair.builder(1)
            .responder(c -> c.ikeProposals("aes256gcm16-prfsha384-x448-ke1_mlkem768"))
            .build();
    assertTrue(failureOf(pair).isPresent());
    assertEquals(
        List.of(NotifyType.NO_PROPOSAL_CHOSEN), notifications(pair.simulation().messages().get(1)));
    assertTrue(
        pair.responder()
            .events(Event.NegotiationRefused.class)
            .getFirst()
            .explanation()
            .contains("KE: the peer offers x25519, we accept x448"),
        () -> failure(pair, "no explanation"));
    nothingIsLeft(pair);
  }

  @Test
  @Tag("rfc7296:2.9/x1")
  @Tag("rfc7296:1.2/x1")
  void noCommonTrafficLeavesAnIkeSaWithoutAChildOrNone() {
    Pair pair = Pair.builder(1).responder(c -> c.selectors("10.9.0.0/16", "10.1.0.0/16")).build();
    assertTrue(failureOf(pair).isPresent());
    assertTrue(
        notifications(pair.simulation().messages().get(5)).contains(NotifyType.TS_UNACCEPTABLE),
        () -> failure(pair, "no TS_UNACCEPTABLE"));
    assertEquals(List.of(), pair.initiator().childSas().inbound());
    assertEquals(List.of(), pair.responder().childSas().inbound());
  }

  @Test
  void trafficIsNarrowedToWhatBothAllow() {
    Pair pair =
        establish(
            Pair.builder(1)
                .initiator(c -> c.selectors("10.0.0.0/8", "0.0.0.0/0"))
                .responder(c -> c.selectors("10.2.0.0/16[tcp/80],10.3.0.0/16", "10.1.0.0/16")));
    ChildSa child = pair.initiator().childSas().inbound().getFirst();
    assertEquals("[10.1.0.0/16]", child.localSelectors().toString());
    assertEquals("[10.2.0.0/16[tcp/80], 10.3.0.0/16]", child.remoteSelectors().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {576, 700, 1280, 1500})
  void messagesAreFragmentedToFitTheirDatagrams(int size) {
    Pair pair =
        establish(
            Pair.builder(1)
                .both(c ->
                    c.ikeProposals("aes256gcm16-prfsha384-x25519-ke1_mlkem1024")
                        .fragmentSize(size)));
    for (ObservedMessage message : pair.simulation().messages()) {
      if (message.epoch().isPresent()) {
        assertTrue(
            message.bytes() <= message.datagrams() * (size - 28),
            () -> failure(pair, message.message().describe()));
      }
    }
    ObservedMessage request = pair.simulation().messages().get(2);
    assertTrue(request.datagrams() > 1, () -> failure(pair, "not fragmented"));
  }

  @Test
  void fragmentationCanBeForcedAndForbidden() {
    Pair forced = establish(Pair.builder(1).both(c -> c.fragmentation(FragmentationMode.FORCE)));
    assertTrue(
        forced.simulation().transcript().toString().contains("SKF 1/1"),
        () -> failure(forced, "not forced"));
    Pair forbidden =
        establish(Pair.builder(1).responder(c -> c.fragmentation(FragmentationMode.NO)));
    assertFalse(
        forbidden.simulation().transcript().toString().contains("SKF"),
        () -> failure(forbidden, "not forbidden"));
  }

  @Test
  void aMessageTooLongForTheWayArrivesInFragments() {
    establish(
        Pair.builder(1)
            .link(LinkProfile.PERFECT.withMtu(1280, false))
            .both(c -> c.ikeProposals("aes256gcm16-prfsha384-x25519-ke1_mlkem1024")));
  }

  /** RFC 7383 2.5.2: a probe with smaller fragments resets the retransmission timers. */
  @Test
  void smallerFragmentsAreTriedWhenNothingAnswersAndTheBackOffStartsOver() {
    Pair pair =
        establish(
            Pair.builder(1)
                .link(LinkProfile.PERFECT.withMtu(600, false))
                .both(c -> c.patience(Duration.ofMinutes(5))));
    List<Duration> sent =
        pair.simulation().transcript().lines(Transcript.Kind.SENT).stream()
            .filter(line -> line.who().equals("initiator"))
            .filter(line -> line.text().startsWith("IKE_INTERMEDIATE request"))
            .filter(line -> !line.text().contains("SKF") || line.text().contains("SKF 1/"))
            .map(Transcript.Line::at)
            .toList();
    Duration lastProbe = sent.getLast();
    pair = Pair.builder(1).both(c -> c.patience(Duration.ofMinutes(5))).build();
    // The same, but now even the small fragments are lost.
    pair.simulation().onPath(d -> d.octets().u8(18) == 43 ? List.of() : List.of(d));
    long tag = pair.initiate();
    Pair silent = pair;
    assertTrue(
        pair.runUntilFinished(pair.initiator(), tag, LIMIT)
            .flatMap(Event.CommandFinished::failure)
            .isPresent(),
        () -> failure(silent, "no failure"));
    List<Duration> probes =
        pair.simulation().transcript().lines(Transcript.Kind.SENT).stream()
            .filter(line -> line.text().contains("SKF 1/3"))
            .map(Transcript.Line::at)
            .toList();
    assertEquals(lastProbe, probes.getFirst());
    assertEquals(
        Duration.ofMillis(500),
        probes.get(1).minus(probes.get(0)),
        () -> failure(silent, "the back-off goes on"));
    assertEquals(Duration.ofMillis(750), probes.get(2).minus(probes.get(1)));
    assertEquals(13, probes.size());
  }

  @Test
  @Tag("rfc7296:1.4/4")
  @Tag("rfc7296:1.4/6")
  void livenessIsAskedForAndAnsweredBothWays() {
    Pair pair = establish(Pair.builder(1));
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      long tag = pair.checkLiveness(host);
      succeeds(pair, host, tag);
    }
    PairAssert.agree(pair);
  }

  @Test
  @Tag("rfc7296:2.4/x1")
  @Tag("rfc7296:2.4/x2")
  void aSilentPeerIsAskedAfterItsDelayAndOneThatIsDeadIsGivenUp() {
    Pair pair = establish(Pair.builder(1).initiator(c -> c.dpdDelay(Duration.ofSeconds(30))));
    pair.simulation().runFor(Duration.ofMinutes(5));
    assertTrue(pair.isEstablished());
    assertTrue(
        exchanges(pair).stream().anyMatch(e -> e.startsWith("initiator INFORMATIONAL")),
        () -> failure(pair, "not asked"));
    pair.simulation().onPath(datagram -> List.of());
    pair.simulation().runFor(Duration.ofMinutes(10));
    assertEquals(
        List.of(), pair.initiator().status().ikeSas(), () -> failure(pair, "not given up"));
    assertEquals(List.of(), pair.initiator().childSas().inbound());
    assertEquals(
        Event.DeleteReason.PEER_DEAD,
        pair.initiator().events(Event.IkeSaDeleted.class).getFirst().reason());
  }

  @Test
  void theIkeSaIsDeletedFromEitherEnd() {
    for (boolean byInitiator : new boolean[] {true, false}) {
      Pair pair = establish(Pair.builder(1));
      SimHost host = byInitiator ? pair.initiator() : pair.responder();
      long tag = pair.terminate(host);
      succeeds(pair, host, tag);
      nothingIsLeft(pair);
    }
  }

  @Test
  void theChildSaIsDeletedFromEitherEndAndTheIkeSaStays() {
    for (boolean byInitiator : new boolean[] {true, false}) {
      Pair pair = establish(Pair.builder(1));
      SimHost host = byInitiator ? pair.initiator() : pair.responder();
      long tag = pair.terminateChild(host);
      succeeds(pair, host, tag);
      pair.simulation().runFor(Duration.ofMinutes(1));
      for (SimHost end : List.of(pair.initiator(), pair.responder())) {
        assertEquals(List.of(), end.childSas().inbound());
        assertEquals(1, end.status().ikeSas().size(), () -> failure(pair, "the IKE SA is gone"));
      }
      PairAssert.clean(pair);
    }
  }

  @Test
  @Tag("rfc7296:2.25.2/4")
  void bothEndsMayDeleteAtOnce() {
    Pair pair = establish(Pair.builder(1));
    pair.terminate(pair.initiator());
    pair.terminate(pair.responder());
    nothingIsLeft(pair);
  }

  @ParameterizedTest
  @ValueSource(strings = {"initiator", "responder", "both"})
  void behindANatMessagesMoveToPort4500AndPacketsGoInUdp(String who) {
    Pair pair =
        establish(
            Pair.builder(1)
                .initiator(c -> natIf(c, !who.equals("responder")))
                .responder(c -> natIf(c, !who.equals("initiator"))));
    ChildSa child = pair.initiator().childSas().inbound().getFirst();
    assertTrue(child.udpEncapsulated(), () -> failure(pair, "not encapsulated"));
    assertEquals(Path.NAT_TRAVERSAL_PORT, child.path().local().port());
    assertTrue(pair.responder().childSas().inbound().getFirst().udpEncapsulated());
  }

  private static void natIf(PairConfig config, boolean behind) {
    if (behind) {
      config.behindNat();
    }
  }

  @Test
  void encapsulationCanBeForcedWithoutANat() {
    Pair pair = establish(Pair.builder(1).initiator(PairConfig::forceUdpEncapsulation));
    assertTrue(pair.initiator().childSas().inbound().getFirst().udpEncapsulated());
    assertTrue(pair.responder().childSas().inbound().getFirst().udpEncapsulated());
  }

  @Test
  void jobsThatTakeTimeChangeNothingButTheTime() {
    Pair pair =
        establish(
            Pair.builder(1)
                .both(c -> c.jobDelay(Duration.ofSeconds(2)).patience(Duration.ofMinutes(5))));
    // Longer than the first retransmission: requests are repeated while the peer is working.
    assertEquals(6, pair.simulation().messages().size(), () -> failure(pair, "more messages"));
  }

  @Test
  void aPeerThatDoesNotAnswerIsGivenUp() {
    Pair pair = Pair.builder(1).build();
    pair.simulation().onPath(datagram -> List.of());
    assertTrue(failureOf(pair).isPresent());
    nothingIsLeft(pair);
    assertEquals(
        Event.FailureReason.NO_ANSWER,
        pair.initiator().events(Event.IkeSaFailed.class).getFirst().reason());
  }

  @Test
  void aHalfOpenSaWhoseInitiatorVanishesIsForgotten() {
    Pair pair = Pair.builder(1).build();
    pair.simulation().onPath(d -> d.octets().u8(18) == 34 ? List.of(d) : List.of());
    assertTrue(failureOf(pair).isPresent());
    nothingIsLeft(pair);
    assertEquals(0, pair.responder().status().halfOpen());
  }
}
