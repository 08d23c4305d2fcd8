package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.IkeLifetimes;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Command.ChildTarget;
import org.yett.ike.endpoint.Command.IkeTarget;
import org.yett.ike.endpoint.OutgoingSeam.Draft;
import org.yett.ike.event.Event;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** Old and new SAs side by side, and what becomes of an SA that cannot be replaced. */
class CoexistenceTest {

  private static final IkeTarget IKE = new IkeTarget.ByConnection("net");
  private static final ChildTarget CHILD = new ChildTarget.ByName(Optional.empty(), "net");
  private static final int INFORMATIONAL = 37;

  private static TwoEnds tunnel() {
    return RekeyingTest.tunnel(Connections.HYBRID, "aes256gcm16");
  }

  @Test
  @Tag("rfc7296:2.8.1/2")
  void whileSeveralSasOfTheSameTrafficStandEachOfThemIsReceivedOn() {
    TwoEnds ends = tunnel();
    ends.loses = packet -> packet.exchange() == INFORMATIONAL;
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.bob.command(new Command.RekeyChild(6, CHILD));
    ends.deliver();
    for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
      assertEquals(3, host.inbound.size(), host.name);
      assertEquals(
          1, host.inbound.values().stream().map(ChildSa::localSelectors).distinct().count());
    }
    // Whatever one end may send on, the other one receives on.
    for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
      List<Integer> received =
          host.other().inbound.values().stream().map(ChildSa::inboundSpi).toList();
      for (ChildSa sent : host.outbound.values()) {
        assertTrue(received.contains(sent.outboundSpi()), host.name);
      }
    }
  }

  @Test
  @Tag("rfc7296:2.8.1/x1")
  @Tag("rfc7296:2.8.1/x2")
  void theLowerNonceIsFoundOctetByOctetAndOneThatEndsFirstIsTheLower() {
    assertLower("00ff", "0100");
    // As large numbers they would be in the other order.
    assertLower("01ffffff", "02");
    assertLower("7f", "80");
    assertLower("aabb", "aabb00");
    assertLower("aabb", "aabbff");
    assertEquals(Octets.ofHex("aa"), KeySeries.lower(Octets.ofHex("aa"), Octets.ofHex("aa")));
  }

  private static void assertLower(String lower, String other) {
    Octets expected = Octets.ofHex(lower);
    assertEquals(expected, KeySeries.lower(expected, Octets.ofHex(other)));
    assertEquals(expected, KeySeries.lower(Octets.ofHex(other), expected));
  }

  @Test
  @Tag("rfc7296:1.4.1/2")
  @Tag("rfc7296:1.4.1/3")
  void aDeleteThatStillWaitsForTheWindowDoesNotCrossAndOurHalfIsInTheAnswer() {
    Setups setups = new Setups(Connections.alice().build(), Connections.bob().build());
    setups.initiated();
    int ofAlice = setups.ends.alice.inbound.values().iterator().next().inboundSpi();
    setups.ends.loses = packet -> packet.from() == setups.ends.alice && !packet.response();
    setups.ends.alice.command(new Command.CheckLiveness(5, IKE));
    setups.ends.alice.command(new Command.TerminateChild(6, CHILD));
    setups.ends.bob.command(new Command.TerminateChild(7, CHILD));
    setups.ends.deliver();
    assertEquals(
        List.of(ofAlice), delete(setups.ofAlice.sent.getLast()).childSpis(), "in the answer");
    setups.ends.loses = packet -> false;
    setups.ends.pass(Duration.ofSeconds(20));
    assertTrue(setups.ends.alice.inbound.isEmpty() && setups.ends.bob.inbound.isEmpty());
    assertTrue(setups.ends.alice.established() && setups.ends.bob.established());
  }

  @Test
  @Tag("rfc7296:2.9.2/1")
  @Tag("rfc7296:2.9.2/3")
  void aRekeyedChildSaKeepsItsTrafficThoughThePolicyHasBecomeNarrower() {
    for (boolean byAlice : new boolean[] {true, false}) {
      TwoEnds ends = new TwoEnds();
      ends.alice.load(Connections.alice().selecting("10.0.0.0/8", "10.0.0.0/8").build());
      ends.bob.load(Connections.bob().build());
      ends.alice.initiate();
      ends.deliver();
      HandshakeTest.assertTunnel(ends);
      String before = Setups.traffic(ends.bob);
      assertEquals("[10.2.0.0/16] === [10.1.0.0/16]", before);
      ends.bob.load(Connections.bob().selecting("10.2.3.0/24", "10.1.0.0/16").build());
      (byAlice ? ends.alice : ends.bob).command(new Command.RekeyChild(5, CHILD));
      ends.deliver();
      HandshakeTest.assertTunnel(ends);
      assertEquals(1, ends.bob.events(Event.ChildSaRekeyed.class).size());
      assertEquals(before, Setups.traffic(ends.bob));
    }
  }

  private static Draft answeringCreateChildSa(Draft draft, NotifyType error) {
    return draft.header().exchangeType().equals(ExchangeType.CREATE_CHILD_SA)
            && draft.header().isResponse()
        ? new Draft(draft.header(), List.of(), List.of(NotifyPayload.of(error)), true)
        : draft;
  }

  private static Setups shortLived(NotifyType answer) {
    ConnectionConfig alice =
        Connections.alice()
            .build()
            .withLifetimes(
                new IkeLifetimes(
                    Duration.ofMinutes(10), Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO));
    Setups setups = new Setups(alice, Connections.bob().build());
    setups.ofBob.edit = draft -> answeringCreateChildSa(draft, answer);
    setups.initiated();
    HandshakeTest.assertTunnel(setups.ends);
    return setups;
  }

  @Test
  @Tag("rfc7296:2.8/4")
  @Tag("rfc7296:4/8")
  @Tag("negative")
  @Tag("rfc7296:4/7")
  void anIkeSaThatCannotBeRekeyedEndsWithItsChildSasAndANewOneTakesItsPlace() {
    for (NotifyType answer : List.of(NotifyType.NO_ADDITIONAL_SAS, NotifyType.NO_PROPOSAL_CHOSEN)) {
      TwoEnds ends = shortLived(answer).ends;
      ends.pass(Duration.ofSeconds(630));
      assertTrue(ends.alice.established());
      assertFalse(ends.alice.events(Event.RekeyingFailed.class).isEmpty());
      ends.pass(Duration.ofSeconds(60));
      for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
        assertEquals(List.of(), host.status().ikeSas());
        assertTrue(host.inbound.isEmpty() && host.outbound.isEmpty());
      }
      ends.alice.initiate();
      ends.deliver();
      HandshakeTest.assertTunnel(ends);
    }
  }

  @Test
  @Tag("rfc7296:4/8")
  @Tag("negative")
  void whereNoAdditionalSasArePossibleTheIkeSaIsReplacedBySettingUpAnother() {
    TwoEnds ends = shortLived(NotifyType.NO_ADDITIONAL_SAS).ends;
    long first = ends.alice.only().id().value();
    ends.alice.command(new Command.RekeyIke(5, IKE, true));
    ends.pass(Duration.ofSeconds(5));
    HandshakeTest.assertTunnel(ends);
    assertTrue(ends.alice.only().id().value() != first);
  }

  @Test
  @Tag("rfc7296:1.4/2")
  @Tag("rfc7296:1.4/3")
  void whatConcernsAnSaTravelsInItsIkeSaOrInThatWhichReplacedIt() {
    Setups setups = new Setups(Connections.alice().build(), Connections.bob().build());
    setups.initiated();
    IkeSpi oldSpi = setups.ends.alice.only().initiatorSpi();
    setups.ends.alice.command(new Command.RekeyIke(5, IKE, false));
    setups.ends.deliver();
    HandshakeTest.assertTunnel(setups.ends);
    List<Draft> ofOld = deletes(setups);
    // The old IKE SA is deleted within itself.
    assertEquals(1, ofOld.size());
    assertEquals(oldSpi, ofOld.getFirst().header().initiatorSpi());
    assertTrue(delete(ofOld.getFirst()).spis().isEmpty());
    setups.ends.alice.command(new Command.TerminateChild(6, CHILD));
    setups.ends.deliver();
    Draft ofChild = deletes(setups).getLast();
    assertEquals(1, delete(ofChild).spis().size());
    assertEquals(setups.ends.alice.only().initiatorSpi(), ofChild.header().initiatorSpi());
    assertTrue(setups.ends.alice.inbound.isEmpty() && setups.ends.bob.inbound.isEmpty());
  }

  private static List<Draft> deletes(Setups setups) {
    return setups.ofAlice.sent.stream()
        .filter(draft -> draft.inner().stream().anyMatch(DeletePayload.class::isInstance))
        .toList();
  }

  private static DeletePayload delete(Draft draft) {
    return (DeletePayload)
        draft.inner().stream().filter(DeletePayload.class::isInstance).findFirst().orElseThrow();
  }
}
