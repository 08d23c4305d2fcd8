package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Command.ChildTarget;
import org.yett.ike.endpoint.Command.IkeTarget;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.OutgoingSeam.Draft;
import org.yett.ike.sim.Tampering;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.TsPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** What each end answers when requests about the same SA cross (RFC 7296 2.25), and such advice. */
class CrossingRequestsTest {

  private static final IkeTarget IKE = new IkeTarget.ByConnection("net");
  private static final ChildTarget CHILD = new ChildTarget.ByName(Optional.empty(), "net");
  private static final ExchangeType CREATE = ExchangeType.CREATE_CHILD_SA;
  private static final ExchangeType INFORMATIONAL = ExchangeType.INFORMATIONAL;

  private final Setups setups =
      new Setups(Connections.alice().build(), Connections.bob().build()).initiated();
  private final TwoEnds ends = setups.ends;

  private void cross(Command ofAlice, Command ofBob) {
    ends.alice.command(ofAlice);
    ends.bob.command(ofBob);
    ends.deliver();
  }

  private static List<Draft> responses(Setups.Seam seam, ExchangeType exchange) {
    return seam.sent.stream()
        .filter(d -> d.header().exchangeType().equals(exchange) && d.header().isResponse())
        .toList();
  }

  private static boolean has(Draft draft, NotifyType type) {
    return draft.inner().stream()
        .anyMatch(p -> p instanceof NotifyPayload n && n.notifyType().equals(type));
  }

  private static List<Integer> deleted(Draft draft) {
    return draft.inner().stream()
        .filter(DeletePayload.class::isInstance)
        .flatMap(p -> ((DeletePayload) p).childSpis().stream())
        .toList();
  }

  @Test
  @Tag("rfc7296:2.25.1/1")
  @Tag("rfc7296:2.25.1/5")
  void aRekeyingThatMeetsTheEndOfItsChildSaIsPutOffAndTheEndGoesItsWay() {
    int ofAlice = ends.alice.inbound.values().iterator().next().inboundSpi();
    cross(new Command.RekeyChild(5, CHILD), new Command.TerminateChild(6, CHILD));
    assertTrue(has(responses(setups.ofBob, CREATE).getFirst(), NotifyType.TEMPORARY_FAILURE));
    assertEquals(List.of(ofAlice), deleted(responses(setups.ofAlice, INFORMATIONAL).getFirst()));
    ends.pass(Duration.ofMinutes(10));
    assertTrue(ends.alice.inbound.isEmpty() && ends.bob.inbound.isEmpty());
    assertTrue(ends.alice.established() && ends.bob.established());
  }

  @Test
  @Tag("rfc7296:2.25.1/6")
  void theEndOfAChildSaThatIsNotThereIsAnsweredWithoutADelete() {
    setups.ofAlice.edit =
        draft ->
            draft.header().exchangeType().equals(INFORMATIONAL)
                ? Tampering.adding(DeletePayload.childSas(ProtocolId.ESP, 0x12345678)).apply(draft)
                : draft;
    ends.alice.command(new Command.CheckLiveness(5, IKE));
    ends.deliver();
    assertEquals(List.of(), responses(setups.ofBob, INFORMATIONAL).getLast().inner());
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc7296:2.25.2/2")
  @Tag("rfc7296:2.25.2/3")
  void aRekeyingThatMeetsTheEndOfItsIkeSaIsPutOffAndGivenUp() {
    cross(new Command.RekeyIke(5, IKE, false), new Command.TerminateIke(6, IKE));
    assertTrue(has(responses(setups.ofBob, CREATE).getFirst(), NotifyType.TEMPORARY_FAILURE));
    assertEquals(List.of(), responses(setups.ofAlice, INFORMATIONAL).getFirst().inner());
    ends.pass(Duration.ofMinutes(10));
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(List.of(), ends.bob.status().ikeSas());
  }

  @Test
  @Tag("rfc7296:2.25.2/6")
  void theEndOfAChildSaGoesItsWayWhileTheIkeSaIsRekeyed() {
    int ofAlice = ends.alice.inbound.values().iterator().next().inboundSpi();
    cross(new Command.RekeyIke(5, IKE, false), new Command.TerminateChild(6, CHILD));
    assertEquals(List.of(ofAlice), deleted(responses(setups.ofAlice, INFORMATIONAL).getFirst()));
    ends.pass(Duration.ofMinutes(10));
    assertTrue(ends.alice.inbound.isEmpty() && ends.bob.inbound.isEmpty());
    assertTrue(ends.alice.established() && ends.bob.established());
  }

  @Test
  @Tag("rfc7296:2.8/5")
  @Tag("rfc7296:2.8/10")
  @Tag("rfc7296:2.9.2/2")
  void aSuccessorIsProposedWithTheTrafficOfItsPredecessorAndSentOnAtOnce() {
    List<TsPayload> before = setups.ofAlice.last(ExchangeType.IKE_AUTH, TsPayload.class);
    ChildSa old = ends.alice.outbound.values().iterator().next();
    ends.loses = packet -> packet.exchange() == INFORMATIONAL.value();
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(before, setups.ofAlice.last(CREATE, TsPayload.class));
    assertEquals(2, before.size());
    ChildSa fresh =
        ends.alice.outbound.values().stream()
            .filter(child -> !child.id().equals(old.id()))
            .findFirst()
            .orElseThrow();
    assertEquals(old.suite(), fresh.suite());
    assertEquals(old.localSelectors(), fresh.localSelectors());
    assertEquals(old.remoteSelectors(), fresh.remoteSelectors());
  }

  @Test
  @Tag("rfc7296:2.21/x1")
  @Tag("rfc7296:2.21.3/2")
  void anErrorInAResponseIsNotReportedToThePeer() {
    setups.ofBob.edit =
        draft ->
            draft.header().exchangeType().equals(INFORMATIONAL) && draft.header().isResponse()
                ? Tampering.adding(NotifyPayload.of(NotifyType.INVALID_SYNTAX)).apply(draft)
                : draft;
    int before = setups.ofAlice.sent.size();
    ends.alice.command(new Command.CheckLiveness(5, IKE));
    ends.pass(Duration.ofMinutes(5));
    List<Draft> after = setups.ofAlice.sent.subList(before, setups.ofAlice.sent.size());
    assertTrue(
        after.stream()
            .flatMap(draft -> draft.inner().stream())
            .noneMatch(NotifyPayload.class::isInstance),
        after::toString);
  }

  // IKE_SA_INIT.

  private static TwoEnds demandingCookies() {
    TwoEnds ends =
        new TwoEnds(
            EndpointConfig.DEFAULT,
            EndpointConfig.DEFAULT.withCookies(CookieConfig.ALWAYS),
            OutgoingSeam.NONE,
            OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    return ends;
  }

  @Test
  @Tag("rfc7296:2.6/x3")
  void aCookieIsTakenThoughItsMessageHasAResponderSpi() {
    TwoEnds early = demandingCookies();
    early.takeWire().forEach(early::arrive);
    TwoEnds.Packet demand = early.takeWire().getFirst();
    byte[] changed = demand.octets().toArray();
    assertTrue(demand.octets().slice(8, 8).equals(Octets.wrap(new byte[8])));
    Arrays.fill(changed, 8, 16, (byte) 7);
    early.arrive(
        new TwoEnds.Packet(demand.from(), demand.to(), demand.path(), Octets.wrap(changed), 0));
    early.deliver();
    HandshakeTest.assertTunnel(early);
  }
}
