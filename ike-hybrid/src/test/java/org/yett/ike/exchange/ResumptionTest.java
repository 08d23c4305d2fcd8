package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.ResumptionConfig;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.event.Event;
import org.yett.ike.event.Posture;
import org.yett.ike.wire.IdPayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.IdType;
import org.yett.spec.iana.NotifyType;

/** Session resumption: tickets, and what is resumed by them (RFC 5723). */
class ResumptionTest {

  private static final Command.IkeTarget NET = new Command.IkeTarget.ByConnection("net");
  private static final EndpointConfig CLIENT = with(ResumptionConfig.ON);
  private static final EndpointConfig GATEWAY = with(ResumptionConfig.ON);
  private static final int RESUME = 38;

  private static EndpointConfig with(ResumptionConfig resumption) {
    return EndpointConfig.DEFAULT.withExtensions(
        EndpointConfig.DEFAULT.extensions().withResumption(resumption));
  }

  private static TwoEnds established(
      EndpointConfig alice, EndpointConfig bob, OutgoingSeam aliceSeam, OutgoingSeam bobSeam) {
    TwoEnds ends = new TwoEnds(alice, bob, aliceSeam, bobSeam);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    return ends;
  }

  private static TwoEnds established() {
    return established(CLIENT, GATEWAY, OutgoingSeam.NONE, OutgoingSeam.NONE);
  }

  /** The way to Bob is interrupted until Alice has given him up. */
  private static void interrupt(TwoEnds ends) {
    ends.loses = packet -> true;
    ends.alice.command(new Command.CheckLiveness(7, NET));
    ends.pass(Duration.ofSeconds(200));
    assertEquals(List.of(), ends.alice.status().ikeSas());
    ends.loses = packet -> false;
  }

  private static void assertResumed(TwoEnds ends) {
    assertTrue(ends.alice.sentMessages().contains("IKE_SESSION_RESUME request 0"));
    assertTrue(ends.alice.only().posture().orElseThrow().resumed());
    assertTrue(ends.bob.only().posture().orElseThrow().resumed());
    HandshakeTest.assertTunnel(ends);
  }

  private static long count(TwoEnds.Host host, String counter) {
    return host.status().counters().getOrDefault(counter, 0L);
  }

  private static OutgoingSeam changing(
      ExchangeType exchange, boolean response, UnaryOperator<List<Payload>> change) {
    return draft ->
        draft.header().exchangeType().equals(exchange) && draft.header().isResponse() == response
            ? new OutgoingSeam.Draft(
                draft.header(),
                draft.isProtected() ? draft.clear() : change.apply(draft.clear()),
                draft.isProtected() ? change.apply(draft.inner()) : draft.inner(),
                draft.isProtected())
            : draft;
  }

  @Test
  @Tag("rfc5723:4.1/1")
  @Tag("rfc5723:4.1/3")
  @Tag("rfc5723:4.1/5")
  @Tag("rfc5723:4.2/2")
  @Tag("rfc5723:4.3.2/1")
  @Tag("rfc5723:4.3.2/3")
  @Tag("rfc5723:4.3.3/1")
  @Tag("rfc5723:4.3.3/2")
  @Tag("rfc5723:4.3.3/4")
  @Tag("rfc5723:5/4")
  @Tag("rfc5723:6.1/4")
  @Tag("rfc5723:7/1")
  void anIkeSaThatWasLostIsResumedInTwoExchangesWithoutKeyExchange() {
    TwoEnds ends = established();
    IkeSaStatus before = ends.alice.only();
    ChildSa childBefore = ends.alice.inbound.values().iterator().next();
    byte[] keyBefore = childBefore.inbound().encryption().copy();
    interrupt(ends);
    List<Job> jobs = new ArrayList<>();
    ends.alice.holds =
        job -> {
          jobs.add(job);
          return false;
        };
    ends.bob.holds = ends.alice.holds;
    int sent = ends.alice.sentMessages().size();
    ends.alice.initiate();
    ends.deliver();
    assertResumed(ends);
    assertEquals(
        List.of("IKE_SESSION_RESUME request 0", "IKE_AUTH request 1"),
        ends.alice.sentMessages().subList(sent, ends.alice.sentMessages().size()));
    assertEquals(List.of(), jobs);
    IkeSaStatus after = ends.alice.only();
    assertEquals(before.suite(), after.suite());
    assertEquals(before.ours(), after.ours());
    assertEquals(before.peer(), after.peer());
    assertNotEquals(before.initiatorSpi(), after.initiatorSpi());
    assertNotEquals(before.responderSpi(), after.responderSpi());
    ChildSa child = ends.alice.inbound.values().iterator().next();
    assertFalse(child.inbound().encryption().matches(keyBefore));
    assertEquals(1, count(ends.bob, "ike-sas-resumed"));
  }

  @Test
  void thePostureIsThatOfTheIkeSaBefore() {
    TwoEnds ends = established();
    Posture before = ends.alice.only().posture().orElseThrow();
    interrupt(ends);
    ends.alice.initiate();
    ends.deliver();
    for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
      Posture after = host.only().posture().orElseThrow();
      assertEquals(before.asResumed(), after);
      assertTrue(after.keyExchanges().isHybrid());
    }
  }

  @Test
  @Tag("rfc5723:4.3.4/1")
  @Tag("rfc5723:5/3")
  void theOldIkeSaGoesSilentlyWhenItIsStillThere() {
    TwoEnds ends = established();
    long old = ends.bob.only().id().value();
    interrupt(ends);
    assertEquals(1, ends.bob.status().ikeSas().size());
    ends.alice.initiate();
    ends.deliver();
    assertResumed(ends);
    Event.IkeSaDeleted gone = ends.bob.events(Event.IkeSaDeleted.class).getFirst();
    assertEquals(old, gone.ikeSa().value());
    assertEquals(Event.DeleteReason.RESUMED, gone.reason());
    assertEquals(1, ends.bob.inbound.size());
    assertTrue(
        ends.bob.sentMessages().stream()
            .noneMatch(message -> message.startsWith("INFORMATIONAL request")));
  }

  @Test
  void keepingTheOldOneDoesNotHinderItsResumption() {
    TwoEnds ends = new TwoEnds(CLIENT, GATEWAY, OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().unique(UniquePolicy.KEEP).build());
    ends.alice.initiate();
    ends.deliver();
    interrupt(ends);
    ends.alice.initiate();
    ends.deliver();
    assertResumed(ends);
  }

  @Test
  @Tag("rfc5723:4.1/1")
  @Tag("rfc5723:4.3.1/3")
  void aResumedIkeSaGetsATicketOfItsOwn() {
    TwoEnds ends = established();
    for (int i = 0; i < 3; i++) {
      interrupt(ends);
      ends.alice.initiate();
      ends.deliver();
      assertResumed(ends);
    }
    assertEquals(3, count(ends.bob, "ike-sas-resumed"));
    assertEquals(4, count(ends.bob, "tickets-granted"));
  }

  @Test
  @Tag("rfc5723:6.2/3")
  @Tag("rfc5723:4.1/2")
  void aRekeyMakesTheTicketVoidAndBringsAnother() {
    for (boolean byClient : List.of(true, false)) {
      TwoEnds ends = established();
      TwoEnds.Host who = byClient ? ends.alice : ends.bob;
      who.command(new Command.RekeyIke(5, NET, false));
      ends.pass(Duration.ofSeconds(100));
      assertEquals(2, count(ends.bob, "tickets-granted"));
      assertEquals(2, count(ends.alice, "tickets-received"));
      interrupt(ends);
      ends.alice.initiate();
      ends.deliver();
      assertResumed(ends);
    }
  }

  @Test
  @Tag("rfc5723:4.3.1/3")
  @Tag("rfc5723:4.3.1/4")
  @Tag("rfc5723:9.10/2")
  @Tag("rfc8019:4.5/4")
  @Tag("negative")
  void aTicketIsUsedOnce() {
    TwoEnds ends = established();
    interrupt(ends);
    List<TwoEnds.Packet> seen = new ArrayList<>();
    ends.loses =
        packet -> {
          seen.add(packet);
          return false;
        };
    ends.alice.initiate();
    ends.deliver();
    assertResumed(ends);
    // Another first request with the same ticket: other SPI, other nonce.
    TwoEnds.Packet first =
        seen.stream().filter(p -> p.exchange() == RESUME && !p.response()).findFirst().get();
    byte[] again = first.octets().toArray();
    again[0] ^= 1;
    ends.loses = packet -> false;
    ends.arrive(new TwoEnds.Packet(first.from(), first.to(), first.path(), Octets.wrap(again), 0));
    assertEquals(1, ends.bob.status().ikeSas().size());
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNUSABLE_TICKET));
  }

  @Test
  void aRefusedTicketLeadsToAnOrdinaryHandshake() {
    TwoEnds late =
        established(
            CLIENT,
            GATEWAY,
            OutgoingSeam.NONE,
            changing(
                ExchangeType.IKE_SESSION_RESUME,
                true,
                payloads -> List.of(NotifyPayload.of(NotifyType.TICKET_NACK))));
    interrupt(late);
    late.alice.initiate();
    late.deliver();
    assertTrue(late.alice.sentMessages().contains("IKE_SESSION_RESUME request 0"));
    assertFalse(late.alice.only().posture().orElseThrow().resumed());
    assertTrue(late.alice.established());
    assertEquals(1, count(late.alice, "tickets-refused"));
    // The commands that wait are done by the second attempt.
    assertEquals(
        Optional.empty(), late.alice.events(Event.CommandFinished.class).getLast().failure());
  }

  @Test
  @Tag("rfc5723:4.3.1/2")
  @Tag("rfc5723:4.3.1/1")
  void aTicketThatTheClientKnowsToBeOutOfDateIsNotPresented() {
    TwoEnds ends = established();
    interrupt(ends);
    ends.pass(Duration.ofMinutes(61));
    ends.alice.initiate();
    ends.deliver();
    assertTrue(
        ends.alice.sentMessages().stream().noneMatch(m -> m.startsWith("IKE_SESSION_RESUME")));
    assertTrue(ends.alice.established());
  }

  @Test
  @Tag("rfc5723:6.1/6")
  @Tag("rfc5723:6.2/5")
  @Tag("negative")
  void aTicketThatHasExpiredIsRefused() {
    // The client is told three hours, and the ticket says one.
    TwoEnds ends =
        established(
            CLIENT,
            GATEWAY,
            OutgoingSeam.NONE,
            changing(
                ExchangeType.IKE_AUTH,
                true,
                payloads ->
                    payloads.stream()
                        .<Payload>map(p ->
                            p instanceof NotifyPayload n
                                    && n.notifyType().equals(NotifyType.TICKET_LT_OPAQUE)
                                ? NotifyPayload.of(
                                    n.notifyType(),
                                    Octets.concat(Octets.ofInt(10_800), n.data().from(4)))
                                : p)
                        .toList()));
    interrupt(ends);
    ends.pass(Duration.ofMinutes(61));
    ends.alice.initiate();
    ends.deliver();
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNUSABLE_TICKET));
    assertFalse(ends.alice.only().posture().orElseThrow().resumed());
  }

  @Test
  @Tag("rfc5723:6.2/1")
  void deletingTheIkeSaDestroysItsTicket() {
    for (boolean byClient : List.of(true, false)) {
      TwoEnds ends = established();
      TwoEnds.Host who = byClient ? ends.alice : ends.bob;
      who.command(new Command.TerminateIke(3, NET));
      ends.deliver();
      ends.alice.initiate();
      ends.deliver();
      assertTrue(
          ends.alice.sentMessages().stream().noneMatch(m -> m.startsWith("IKE_SESSION_RESUME")));
    }
  }

  @Test
  @Tag("rfc5723:4.3.2/3")
  @Tag("negative")
  void theTicketOfAnIkeSaThatTheGatewayHasDeletedIsRefused() {
    TwoEnds ends = established();
    // Alice does not hear of it, and resumes what Bob has deleted.
    ends.loses = packet -> true;
    ends.bob.command(new Command.TerminateIke(3, NET));
    ends.alice.command(new Command.CheckLiveness(7, NET));
    ends.pass(Duration.ofSeconds(340));
    ends.loses = packet -> false;
    ends.alice.initiate();
    ends.deliver();
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNUSABLE_TICKET));
    assertFalse(ends.alice.only().posture().orElseThrow().resumed());
  }

  @Test
  @Tag("rfc5723:6.1/1")
  @Tag("rfc5723:6.1/7")
  @Tag("rfc5723:9.1/1")
  @Tag("rfc5723:9.9/1")
  @Tag("negative")
  @Tag("rfc5723:4.3.2/3")
  void aTicketThatWasChangedIsRefused() {
    for (int at : List.of(0, 3, 4, 35, 36, 60)) {
      TwoEnds ends =
          established(
              CLIENT,
              GATEWAY,
              changing(
                  ExchangeType.IKE_SESSION_RESUME,
                  false,
                  payloads ->
                      payloads.stream()
                          .<Payload>map(p ->
                              p instanceof NotifyPayload n
                                      && n.notifyType().equals(NotifyType.TICKET_OPAQUE)
                                  ? NotifyPayload.of(n.notifyType(), flipped(n.data(), at))
                                  : p)
                          .toList()),
              OutgoingSeam.NONE);
      interrupt(ends);
      ends.alice.initiate();
      ends.deliver();
      assertEquals(1L, ends.bob.status().offences().get(Offence.UNUSABLE_TICKET), "octet " + at);
      assertFalse(ends.alice.only().posture().orElseThrow().resumed());
    }
  }

  private static Octets flipped(Octets octets, int at) {
    byte[] changed = octets.toArray();
    changed[at] ^= 1;
    return Octets.wrap(changed);
  }

  @Test
  @Tag("rfc5723:4.3.3/2")
  @Tag("rfc5723:4.3.3/4")
  @Tag("negative")
  void identitiesOtherThanThoseOfTheTicketAreRefused() {
    for (boolean initiator : List.of(true, false)) {
      OutgoingSeam other =
          draft -> {
            boolean resumed =
                draft.header().exchangeType().equals(ExchangeType.IKE_AUTH)
                    && draft.inner().stream().anyMatch(p -> p instanceof IdPayload);
            return resumed && SEEN_RESUME.get()
                ? new OutgoingSeam.Draft(
                    draft.header(),
                    draft.clear(),
                    draft.inner().stream()
                        .<Payload>map(p ->
                            p instanceof IdPayload id
                                ? new IdPayload(
                                    id.side(),
                                    IdType.FQDN,
                                    Octets.wrap("eve".getBytes(StandardCharsets.UTF_8)))
                                : p)
                        .toList(),
                    true)
                : draft;
          };
      SEEN_RESUME.set(false);
      TwoEnds ends =
          established(
              CLIENT,
              GATEWAY,
              initiator ? other : OutgoingSeam.NONE,
              initiator ? OutgoingSeam.NONE : other);
      interrupt(ends);
      SEEN_RESUME.set(true);
      ends.alice.initiate();
      ends.deliver();
      assertFalse(ends.alice.established());
      TwoEnds.Host host = initiator ? ends.bob : ends.alice;
      assertEquals(1L, host.status().offences().get(Offence.UNACCEPTABLE_IDENTITY));
    }
  }

  private static final ThreadLocal<Boolean> SEEN_RESUME = ThreadLocal.withInitial(() -> false);

  @Test
  void whoHoldsTheTicketWithoutTheKeysResumesNothing() {
    // Eve has seen the ticket. She cannot seal IKE_AUTH.
    TwoEnds ends = established();
    interrupt(ends);
    List<TwoEnds.Packet> seen = new ArrayList<>();
    ends.loses =
        packet -> {
          seen.add(packet);
          return true;
        };
    ends.alice.initiate();
    ends.deliver();
    byte[] stolen = seen.getFirst().octets().toArray();
    stolen[1] ^= 1;
    ends.loses = packet -> false;
    TwoEnds.Packet first = seen.getFirst();
    ends.arrive(new TwoEnds.Packet(first.from(), first.to(), first.path(), Octets.wrap(stolen), 0));
    // Bob has answered, has a half-open IKE SA, and the old one stands.
    assertEquals(1, ends.bob.status().halfOpen());
    ends.takeWire();
    // The ticket is still good for Alice.
    ends.pass(Duration.ofSeconds(10));
    assertTrue(ends.alice.only().posture().orElseThrow().resumed());
  }

  @Test
  @Tag("rfc5723:4.3.2/6")
  @Tag("rfc8019:4.5/1")
  @Tag("rfc8019:4.5/3")
  void aCookieIsDemandedUnderAttackAndNoPuzzle() {
    EndpointConfig attacked =
        GATEWAY
            .withCookies(CookieConfig.ALWAYS)
            .withExtensions(
                GATEWAY
                    .extensions()
                    .withPuzzles(GATEWAY.extensions().puzzles().withThresholds(0, 0)));
    TwoEnds ends = established(CLIENT, attacked, OutgoingSeam.NONE, OutgoingSeam.NONE);
    long cookies = count(ends.bob, "cookies-demanded");
    long puzzles = count(ends.bob, "puzzles-given");
    interrupt(ends);
    ends.alice.initiate();
    ends.deliver();
    assertResumed(ends);
    assertEquals(cookies + 1, count(ends.bob, "cookies-demanded"));
    assertEquals(puzzles, count(ends.bob, "puzzles-given"));
  }

  @Test
  @Tag("rfc5723:6.2/2")
  void theTicketGoesWithItsConnection() {
    TwoEnds ends = established();
    interrupt(ends);
    ends.alice.load();
    ends.alice.load(Connections.alice().build());
    ends.alice.initiate();
    ends.deliver();
    assertTrue(ends.alice.established());
    assertTrue(
        ends.alice.sentMessages().stream().noneMatch(m -> m.startsWith("IKE_SESSION_RESUME")));
  }

  @Test
  void theConnectionMayHaveBecomeStricter() {
    TwoEnds ends = established();
    interrupt(ends);
    ends.bob.load(Connections.bob().proposing("aes128gcm16-prfsha256-x25519").build());
    ends.alice.initiate();
    ends.deliver();
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNUSABLE_TICKET));
    assertEquals(0, count(ends.bob, "ike-sas-resumed"));
  }

  @Test
  @Tag("rfc5723:9.5/1")
  @Tag("rfc5723:6.1/4")
  void ticketsOutliveAGatewayThatKeepsItsSecret() {
    Secret master =
        Secret.adopt("a master secret of thirty-two !!".getBytes(StandardCharsets.UTF_8));
    EndpointConfig lasting = with(ResumptionConfig.ON.withMaster(master));
    TwoEnds ends = established(CLIENT, lasting, OutgoingSeam.NONE, OutgoingSeam.NONE);
    interrupt(ends);
    // Bob after a restart, at the same address.
    TwoEnds.Host again = ends.add("bob", "192.0.2.2", lasting);
    again.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    assertTrue(again.only().posture().orElseThrow().resumed());
    assertTrue(ends.alice.only().posture().orElseThrow().resumed());
  }

  @Test
  void ticketsEndWithAGatewayThatKeepsNothing() {
    TwoEnds ends = established();
    interrupt(ends);
    TwoEnds.Host again = ends.add("bob", "192.0.2.2", GATEWAY);
    again.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    assertEquals(1L, again.status().offences().get(Offence.UNUSABLE_TICKET));
    assertFalse(again.only().posture().orElseThrow().resumed());
  }

  @Test
  @Tag("rfc5723:9.10/1")
  @Tag("rfc5723:6.1/1")
  void aTicketShowsNothingOfWhatIsInIt() {
    List<Octets> tickets = new ArrayList<>();
    established(
        CLIENT,
        GATEWAY,
        OutgoingSeam.NONE,
        changing(
            ExchangeType.IKE_AUTH,
            true,
            payloads -> {
              payloads.stream()
                  .filter(p ->
                      p instanceof NotifyPayload n
                          && n.notifyType().equals(NotifyType.TICKET_LT_OPAQUE))
                  .forEach(p -> tickets.add(((NotifyPayload) p).data()));
              return payloads;
            }));
    Octets data = tickets.getFirst();
    assertEquals(3600, data.u32(0));
    String text = new String(data.toArray(), StandardCharsets.ISO_8859_1);
    assertFalse(text.contains("alice"));
    assertFalse(text.contains("bob"));
    assertFalse(text.contains("net"));
  }

  @Test
  @Tag("rfc5723:4.3.2/2")
  void noTicketIsAskedForOrGivenWhereThatIsOff() {
    TwoEnds ends =
        established(CLIENT, EndpointConfig.DEFAULT, OutgoingSeam.NONE, OutgoingSeam.NONE);
    assertEquals(0, count(ends.alice, "tickets-received"));
    interrupt(ends);
    ends.alice.initiate();
    ends.deliver();
    assertTrue(
        ends.alice.sentMessages().stream().noneMatch(m -> m.startsWith("IKE_SESSION_RESUME")));
  }

  @Test
  void aResumptionThatNobodyAnswersFails() {
    TwoEnds ends = established();
    interrupt(ends);
    ends.loses = packet -> true;
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(200));
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(
        Event.FailureReason.NO_ANSWER,
        ends.alice.events(Event.IkeSaFailed.class).getLast().reason());
  }

  @Test
  void aLossyWayIsGotOver() {
    TwoEnds ends = established();
    interrupt(ends);
    int[] number = {0};
    ends.loses = packet -> number[0]++ % 3 == 0;
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(60));
    assertTrue(ends.alice.established());
    assertTrue(ends.alice.only().posture().orElseThrow().resumed());
    assertEquals(1, ends.bob.status().ikeSas().size());
  }

  @Test
  @Tag("rfc9242:4/2")
  void intermediateExchangesAreAgreedOnAnewInResumption() {
    List<List<Payload>> responses = new ArrayList<>();
    TwoEnds ends =
        established(
            CLIENT,
            GATEWAY,
            changing(
                ExchangeType.IKE_SESSION_RESUME,
                false,
                payloads -> {
                  List<Payload> more = new ArrayList<>(payloads);
                  more.add(NotifyPayload.of(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED));
                  return more;
                }),
            changing(
                ExchangeType.IKE_SESSION_RESUME,
                true,
                payloads -> {
                  responses.add(payloads);
                  return payloads;
                }));
    interrupt(ends);
    ends.alice.initiate();
    ends.deliver();
    assertTrue(
        responses.getFirst().stream()
            .anyMatch(p ->
                p instanceof NotifyPayload n
                    && n.notifyType().equals(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED)));
  }
}
