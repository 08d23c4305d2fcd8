package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Command.ChildTarget;
import org.yett.ike.endpoint.Command.IkeTarget;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.Input.DatapathEvent;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.UnknownPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;

/** INFORMATIONAL over an established IKE SA: deletion, liveness, and what else may come. */
class EstablishedTest {

  private static final IkeTarget NET = new IkeTarget.ByConnection("net");
  private static final ChildTarget CHILD = new ChildTarget.ByName(Optional.empty(), "net");

  private static TwoEnds tunnel(Connections alice, Connections bob) {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(alice.build());
    ends.bob.load(bob.build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    return ends;
  }

  private static TwoEnds tunnel() {
    return tunnel(Connections.alice(), Connections.bob());
  }

  private static void assertNothingLeft(TwoEnds ends) {
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(List.of(), ends.bob.status().ikeSas());
    for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
      assertTrue(host.inbound.isEmpty() && host.outbound.isEmpty());
    }
  }

  private static Optional<String> finished(TwoEnds.Host host, long tag) {
    return host.events(Event.CommandFinished.class).stream()
        .filter(f -> f.tag() == tag)
        .findFirst()
        .orElseThrow()
        .failure();
  }

  @Test
  @Tag("rfc7296:1.4.1/3")
  @Tag("rfc7296:2.4/13")
  void theInitiatorDeletesTheIkeSa() {
    TwoEnds ends = tunnel();
    ends.alice.command(new Command.TerminateIke(5, NET));
    assertTrue(ends.alice.inbound.isEmpty());
    ends.deliver();
    assertNothingLeft(ends);
    assertEquals(Optional.empty(), finished(ends.alice, 5));
    assertEquals(
        Event.DeleteReason.PEER, ends.bob.events(Event.IkeSaDeleted.class).getFirst().reason());
  }

  @Test
  @Tag("rfc7296:1.4.1/3")
  @Tag("rfc7296:2.4/13")
  void theResponderDeletesTheIkeSa() {
    TwoEnds ends = tunnel();
    ends.bob.command(new Command.TerminateIke(5, NET));
    ends.deliver();
    assertNothingLeft(ends);
    assertEquals(List.of("INFORMATIONAL request 0"), last(ends.bob.sentMessages()));
  }

  private static List<String> last(List<String> messages) {
    return messages.subList(messages.size() - 1, messages.size());
  }

  @Test
  @Tag("rfc7296:2.25.2/4")
  void deletesOfTheSameIkeSaMayCross() {
    TwoEnds ends = tunnel();
    ends.alice.command(new Command.TerminateIke(5, NET));
    ends.bob.command(new Command.TerminateIke(6, NET));
    ends.deliver();
    assertNothingLeft(ends);
    assertEquals(Optional.empty(), finished(ends.alice, 5));
    assertEquals(Optional.empty(), finished(ends.bob, 6));
  }

  @Test
  @Tag("rfc7296:2.1/2")
  void anAnswerToADeleteThatWasLostIsGivenAgain() {
    TwoEnds ends = tunnel();
    List<TwoEnds.Packet> lost = new ArrayList<>();
    ends.loses = p -> p.response() && lost.isEmpty() && lost.add(p);
    ends.alice.command(new Command.TerminateIke(5, NET));
    ends.pass(Duration.ofSeconds(5));
    assertNothingLeft(ends);
    assertEquals(Optional.empty(), finished(ends.alice, 5));
    assertEquals(2, ends.alice.sentMessages().stream().filter(m -> m.contains("INFO")).count());
    ends.pass(Duration.ofSeconds(61));
    // Not even the answer is kept any more: nothing is due at all.
    assertEquals(java.time.Instant.MAX, ends.bob.wakeAt);
  }

  @Test
  @Tag("rfc7296:1.4.1/1")
  @Tag("rfc7296:1.4.1/3")
  @Tag("rfc7296:2.4/11")
  void aChildSaIsDeletedAndTheIkeSaStays() {
    for (boolean byAlice : new boolean[] {true, false}) {
      TwoEnds ends = tunnel();
      TwoEnds.Host deleter = byAlice ? ends.alice : ends.bob;
      deleter.command(new Command.TerminateChild(5, CHILD));
      ends.deliver();
      assertTrue(ends.alice.inbound.isEmpty() && ends.bob.inbound.isEmpty());
      assertTrue(ends.alice.established() && ends.bob.established());
      assertEquals(Optional.empty(), finished(deleter, 5));
    }
  }

  @Test
  void deletesOfTheSameChildSaMayCross() {
    TwoEnds ends = tunnel();
    ends.alice.command(new Command.TerminateChild(5, CHILD));
    ends.bob.command(new Command.TerminateChild(6, CHILD));
    ends.deliver();
    assertTrue(ends.alice.inbound.isEmpty() && ends.bob.inbound.isEmpty());
    assertTrue(ends.alice.established() && ends.bob.established());
    assertEquals(1, ends.alice.events(Event.ChildSaDeleted.class).size());
    assertEquals(1, ends.bob.events(Event.ChildSaDeleted.class).size());
    assertEquals(Optional.empty(), finished(ends.alice, 5));
    assertEquals(Optional.empty(), finished(ends.bob, 6));
  }

  @Test
  void whatIsNotThereCannotBeTerminated() {
    TwoEnds ends = tunnel();
    ends.alice.command(new Command.TerminateIke(5, new IkeTarget.ByConnection("other")));
    assertEquals(Optional.of("no such SA"), finished(ends.alice, 5));
  }

  @Test
  @Tag("rfc7296:1.4/6")
  @Tag("rfc7296:2.4/x1")
  void aSilentPeerIsAskedAndFoundAlive() {
    TwoEnds ends = tunnel(Connections.alice().dpd(Duration.ofSeconds(30)), Connections.bob());
    ends.pass(Duration.ofSeconds(29));
    assertEquals(0, ends.alice.events(Event.PeerAlive.class).size());
    ends.pass(Duration.ofSeconds(2));
    assertEquals(1, ends.alice.events(Event.PeerAlive.class).size());
    assertEquals(List.of("INFORMATIONAL request 3"), last(ends.alice.sentMessages()));
    ends.pass(Duration.ofSeconds(30));
    assertEquals(2, ends.alice.events(Event.PeerAlive.class).size());
  }

  @Test
  void packetsOfTheChildSaAreASignOfLife() {
    TwoEnds ends = tunnel(Connections.alice().dpd(Duration.ofSeconds(30)), Connections.bob());
    int spi = ends.alice.inbound.values().iterator().next().inboundSpi();
    for (int i = 0; i < 5; i++) {
      ends.pass(Duration.ofSeconds(20));
      ends.alice.handle(new DatapathEvent.InboundActivity(spi));
    }
    assertEquals(0, ends.alice.events(Event.PeerAlive.class).size());
  }

  @Test
  @Tag("rfc7296:2.4/5")
  @Tag("rfc7296:2.4/x2")
  void aDeadPeerLosesItsSas() {
    TwoEnds ends = tunnel(Connections.alice().dpd(Duration.ofSeconds(30)), Connections.bob());
    ends.loses = p -> true;
    ends.pass(Duration.ofSeconds(230));
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertTrue(ends.alice.inbound.isEmpty());
    assertEquals(
        Event.DeleteReason.PEER_DEAD,
        ends.alice.events(Event.IkeSaDeleted.class).getFirst().reason());
  }

  @Test
  @Tag("rfc7296:1.4/4")
  @Tag("rfc7296:1.4/6")
  @Tag("rfc7296:4/5")
  void livenessIsCheckedOnCommand() {
    TwoEnds ends = tunnel();
    ends.bob.command(new Command.CheckLiveness(7, NET));
    ends.deliver();
    assertEquals(Optional.empty(), finished(ends.bob, 7));
    assertEquals(1, ends.bob.events(Event.PeerAlive.class).size());
  }

  @Test
  @Tag("rfc7296:2.3/2")
  @Tag("rfc7296:2.3/5")
  void commandsWaitUntilTheWindowHasRoom() {
    TwoEnds ends = tunnel();
    ends.alice.command(new Command.CheckLiveness(7, NET));
    ends.alice.command(new Command.CheckLiveness(8, NET));
    ends.alice.command(new Command.TerminateChild(9, CHILD));
    ends.alice.command(new Command.TerminateIke(10, NET));
    assertEquals(1, ends.takeWire().size());
    ends.pass(Duration.ofSeconds(5));
    assertNothingLeft(ends);
    assertEquals(Optional.of("the IKE SA was deleted"), finished(ends.alice, 8));
    assertEquals(Optional.empty(), finished(ends.alice, 9));
    assertEquals(Optional.empty(), finished(ends.alice, 10));
  }

  @Test
  void shutdownDeletesEverythingAndAcceptsNothing() {
    TwoEnds ends = tunnel();
    ends.alice.command(new Command.Shutdown(9));
    ends.deliver();
    assertNothingLeft(ends);
    assertEquals(Optional.empty(), finished(ends.alice, 9));
    ends.alice.initiate();
    assertEquals(
        Optional.of("the endpoint is shutting down"),
        ends.alice.events(Event.CommandFinished.class).getLast().failure());
  }

  @Test
  void aSoftLimitRekeysTheChildSa() {
    TwoEnds ends = tunnel();
    int spi = ends.bob.inbound.values().iterator().next().inboundSpi();
    ends.bob.handle(new DatapathEvent.LimitReached(spi, false));
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertTrue(ends.bob.inbound.values().iterator().next().inboundSpi() != spi);
    assertEquals(1, ends.bob.events(Event.ChildSaRekeyed.class).size());
    assertEquals(1, ends.alice.events(Event.ChildSaRekeyed.class).size());
  }

  @Test
  @Tag("rfc7296:2.8/1")
  void aHardLimitDeletesTheChildSa() {
    TwoEnds ends = tunnel();
    int spi = ends.bob.inbound.values().iterator().next().inboundSpi();
    ends.bob.handle(new DatapathEvent.LimitReached(spi, true));
    ends.deliver();
    assertTrue(ends.alice.inbound.isEmpty() && ends.bob.inbound.isEmpty());
    assertEquals(
        Event.DeleteReason.HARD_LIMIT,
        ends.bob.events(Event.ChildSaDeleted.class).getFirst().reason());
  }

  @Test
  void trafficBringsItsChildSaAboutOnce() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    DatapathEvent acquire = new DatapathEvent.Acquire("net", "net", ends.alice.path());
    ends.alice.handle(acquire);
    ends.alice.handle(acquire);
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    ends.alice.handle(acquire);
    ends.deliver();
    assertEquals(1, ends.alice.status().ikeSas().size());
  }

  // Requests as another implementation may send them.

  private static OutgoingSeam informationalBecomes(ExchangeType exchange, Payload... payloads) {
    return draft ->
        draft.header().exchangeType().equals(ExchangeType.INFORMATIONAL)
                && draft.header().isRequest()
            ? new OutgoingSeam.Draft(
                IkeHeader.of(
                    draft.header().initiatorSpi(),
                    draft.header().responderSpi(),
                    exchange,
                    draft.header().flags(),
                    draft.header().messageId()),
                List.of(),
                List.of(payloads),
                true)
            : draft;
  }

  private static TwoEnds asked(OutgoingSeam alice) {
    TwoEnds ends =
        new TwoEnds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, alice, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    ends.alice.command(new Command.CheckLiveness(7, NET));
    ends.deliver();
    return ends;
  }

  @Test
  void createChildSaWithoutWhatItTakesIsAnsweredInvalidSyntax() {
    TwoEnds ends = asked(informationalBecomes(ExchangeType.CREATE_CHILD_SA));
    assertEquals(1L, ends.bob.status().offences().get(Offence.MISSING_PAYLOAD));
    assertEquals(List.of(), ends.bob.status().ikeSas());
  }

  @Test
  void followupKeWithoutStateIsAnsweredStateNotFound() {
    TwoEnds ends = asked(informationalBecomes(ExchangeType.IKE_FOLLOWUP_KE));
    assertEquals(List.of("IKE_FOLLOWUP_KE response 3"), last(ends.bob.sentMessages()));
    assertTrue(ends.bob.established());
  }

  @Test
  @Tag("rfc7296:2.5/7")
  @Tag("rfc7296:2.5/9")
  void unknownPayloadsAndNotificationsAreIgnored() {
    TwoEnds ends =
        asked(
            informationalBecomes(
                ExchangeType.INFORMATIONAL,
                new UnknownPayload(PayloadType.of(201), false, Octets.wrap(new byte[9])),
                org.yett.ike.wire.NotifyPayload.of(
                    org.yett.spec.iana.NotifyType.NO_ADDITIONAL_ADDRESSES)));
    assertEquals(Optional.empty(), finished(ends.alice, 7));
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc7296:2.5/8")
  @Tag("rfc7296:4/2")
  @Tag("negative")
  void anUnknownCriticalPayloadCostsTheRequestAndNotTheSa() {
    TwoEnds ends =
        asked(
            informationalBecomes(
                ExchangeType.INFORMATIONAL,
                new UnknownPayload(PayloadType.of(201), true, Octets.EMPTY)));
    HandshakeTest.assertTunnel(ends);
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNKNOWN_CRITICAL_PAYLOAD));
  }

  @Test
  @Tag("rfc7296:2.21.3/1")
  @Tag("rfc7296:2.21.3/x1")
  @Tag("negative")
  void aMalformedAuthenticRequestEndsTheSaAtBothEnds() {
    TwoEnds ends =
        asked(
            informationalBecomes(
                ExchangeType.INFORMATIONAL,
                new UnknownPayload(PayloadType.DELETE, false, Octets.wrap(new byte[2]))));
    assertNothingLeft(ends);
    assertEquals(1L, ends.bob.status().offences().get(Offence.TRUNCATED_DELETE));
  }

  @Test
  void deletesOfUnknownChildSasAreAnsweredWithNothing() {
    TwoEnds ends =
        asked(
            informationalBecomes(
                ExchangeType.INFORMATIONAL,
                org.yett.ike.wire.DeletePayload.childSas(
                    org.yett.spec.iana.ProtocolId.ESP, 0x12345678)));
    HandshakeTest.assertTunnel(ends);
    assertFalse(ends.bob.events.stream().anyMatch(Event.ChildSaDeleted.class::isInstance));
  }

  @Test
  @Tag("rfc7296:2.3/4")
  void aRequestOfThePeerIsAnsweredWhileOursIsUnderWay() {
    TwoEnds ends = tunnel();
    ends.alice.command(new Command.CheckLiveness(7, NET));
    ends.bob.command(new Command.CheckLiveness(8, NET));
    ends.deliver();
    assertEquals(Optional.empty(), finished(ends.alice, 7));
    assertEquals(Optional.empty(), finished(ends.bob, 8));
  }

  @Test
  @Tag("rfc7296:2.21.4/9")
  @Tag("negative")
  void beingToldOfSuspiciousMessagesChangesNothing() {
    for (NotifyType told :
        List.of(
            NotifyType.INVALID_SPI, NotifyType.INVALID_IKE_SPI, NotifyType.INVALID_MESSAGE_ID)) {
      TwoEnds ends =
          asked(
              informationalBecomes(
                  ExchangeType.INFORMATIONAL, NotifyPayload.of(told, Octets.ofHex("01020304"))));
      assertEquals(Optional.empty(), finished(ends.alice, 7));
      HandshakeTest.assertTunnel(ends);
      assertEquals(List.of("INFORMATIONAL response 3"), last(ends.bob.sentMessages()));
      assertFalse(ends.bob.outputs.stream().anyMatch(Output.RemoveChildSa.class::isInstance));
    }
  }

  @Test
  void timersAndInputsOutOfTurnAreHarmless() {
    TwoEnds ends = tunnel();
    for (int i = 0; i < 10; i++) {
      ends.alice.handle(new Input.Timer());
      ends.bob.handle(new Input.Timer());
    }
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
  }
}
