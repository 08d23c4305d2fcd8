package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.sim.PairAssert.establish;
import static org.yett.ike.sim.PairAssert.failure;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.config.MobilityConfig;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Input;
import org.yett.ike.event.Event;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** MOBIKE in simulated networks (RFC 4555). */
class MobikeTest {

  private static final String HOME = "192.0.2.1";
  private static final String AWAY = "192.0.2.77";
  private static final String GATEWAY = "198.51.100.2";
  private static final String SECOND = "198.51.100.3";
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final MobilityConfig UNCHECKED =
      MobilityConfig.DEFAULT.withReturnRoutability(false);

  private static Pair.Builder mobile() {
    return mobile(1);
  }

  private static Pair.Builder mobile(long seed) {
    return Pair.builder(seed).both(c -> c.mobility(MobilityConfig.DEFAULT));
  }

  private static List<NotifyType> types(ObservedMessage message) {
    return message.message().all(NotifyPayload.class).stream()
        .map(NotifyPayload::notifyType)
        .toList();
  }

  private static List<ObservedMessage> with(Pair pair, NotifyType type) {
    return pair.simulation().messages().stream().filter(m -> types(m).contains(type)).toList();
  }

  private static boolean sent(Pair pair, SimHost from, boolean response, NotifyType type) {
    return with(pair, type).stream()
        .anyMatch(
            m -> m.from().equals(from.name()) && m.message().header().isResponse() == response);
  }

  private static ChildSa child(SimHost host) {
    return host.childSas().outbound().getLast();
  }

  private static String ends(SimHost host) {
    Path path = child(host).path();
    return path.local().ip().getHostAddress() + " " + path.remote().ip().getHostAddress();
  }

  private static void until(Pair pair, Duration limit, String what, BooleanSupplier condition) {
    assertTrue(pair.simulation().runUntil(condition, limit), () -> failure(pair, what));
  }

  /** Both ends use this pair of addresses, and nothing is under way. */
  private static void settlesOn(Pair pair, String initiator, String responder) {
    until(
        pair,
        Duration.ofMinutes(2),
        "not on " + initiator + " and " + responder,
        () ->
            ends(pair.initiator()).equals(initiator + " " + responder)
                && ends(pair.responder()).equals(responder + " " + initiator));
    pair.simulation().runFor(Duration.ofMinutes(1));
    PairAssert.agree(pair);
    assertEquals(initiator + " " + responder, ends(pair.initiator()), () -> failure(pair, ""));
    assertEquals(responder + " " + initiator, ends(pair.responder()), () -> failure(pair, ""));
    assertTrue(pair.isEstablished(), () -> failure(pair, "gone"));
    long tag = pair.checkLiveness(pair.responder());
    PairAssert.succeeds(pair, pair.responder(), tag);
    assertTrue(pair.sendPacket(pair.initiator()) && pair.sendPacket(pair.responder()));
  }

  @Test
  @Tag("rfc4555:3.2/1")
  @Tag("rfc4555:3.3/1")
  void bothEndsAnnounceMobikeInIkeAuthAndUsePort4500WithoutANat() {
    Pair pair = establish(mobile());
    List<ObservedMessage> announcing = with(pair, NotifyType.MOBIKE_SUPPORTED);
    assertEquals(2, announcing.size());
    for (ObservedMessage message : announcing) {
      assertEquals(ExchangeType.IKE_AUTH, message.message().header().exchangeType());
    }
    Path path = pair.responder().status().ikeSas().getFirst().path();
    assertEquals(Encapsulation.UDP_NON_ESP_MARKER, path.encapsulation());
    assertEquals(4500, path.local().port());
    assertFalse(child(pair.initiator()).udpEncapsulated());
  }

  @Test
  void aPeerWithoutMobikeKeepsItsAddressAndLearnsNothing() {
    Pair pair = establish(Pair.builder(1).initiator(c -> c.mobility(MobilityConfig.DEFAULT)));
    pair.initiator().changeAddress(HOME, AWAY);
    pair.simulation().runFor(Duration.ofSeconds(20));
    assertEquals(List.of(), with(pair, NotifyType.UPDATE_SA_ADDRESSES));
    assertEquals(GATEWAY + " " + HOME, ends(pair.responder()));
  }

  @Test
  @Tag("rfc4555:3.4/1")
  void furtherAddressesAreAnnouncedInIkeAuth() {
    Pair pair =
        establish(mobile().both(c -> {}).responder(c -> c.addresses(SECOND, "2001:db8::2")));
    assertTrue(sent(pair, pair.responder(), true, NotifyType.ADDITIONAL_IP4_ADDRESS));
    assertTrue(sent(pair, pair.responder(), true, NotifyType.ADDITIONAL_IP6_ADDRESS));
    assertFalse(sent(pair, pair.initiator(), false, NotifyType.ADDITIONAL_IP4_ADDRESS));
  }

  @Test
  void anAddressBehindTheTunnelIsNeitherAnnouncedNorUsed() {
    Pair pair = establish(mobile().initiator(c -> c.addresses("10.1.0.1", "2001:db8:1::1")));
    assertFalse(sent(pair, pair.initiator(), false, NotifyType.ADDITIONAL_IP4_ADDRESS));
    assertTrue(sent(pair, pair.initiator(), false, NotifyType.ADDITIONAL_IP6_ADDRESS));
    pair.initiator().changeAddress(HOME, AWAY);
    assertEquals(AWAY + " " + GATEWAY, ends(pair.initiator()));
    settlesOn(pair, AWAY, GATEWAY);
  }

  @Test
  @Tag("rfc4555:3.7/1")
  @Tag("rfc4555:3.7/3")
  @Tag("rfc4555:3.7/4")
  void anInitiatorThatMovesTakesItsChildSasAlongOnceTheResponderHasReachedIt() {
    Pair pair = establish(mobile());
    pair.initiator().changeAddress(HOME, AWAY);
    assertEquals(AWAY + " " + GATEWAY, ends(pair.initiator()));
    until(pair, SOON, "no COOKIE2", () -> sent(pair, pair.responder(), false, NotifyType.COOKIE2));
    assertEquals(GATEWAY + " " + HOME, ends(pair.responder()), "not before the check");
    settlesOn(pair, AWAY, GATEWAY);
    assertTrue(sent(pair, pair.initiator(), true, NotifyType.COOKIE2));
  }

  @Test
  @Tag("rfc4555:3.7/2")
  void withoutReturnRoutabilityChecksTheResponderFollowsAtOnce() {
    Pair pair = establish(mobile().both(c -> c.mobility(UNCHECKED)));
    pair.initiator().changeAddress(HOME, AWAY);
    settlesOn(pair, AWAY, GATEWAY);
    assertEquals(List.of(), with(pair, NotifyType.COOKIE2));
  }

  @Test
  void whoComesBackIsNotCheckedAgain() {
    Pair pair = establish(mobile());
    pair.initiator().changeAddress(HOME, AWAY);
    settlesOn(pair, AWAY, GATEWAY);
    int checks = with(pair, NotifyType.COOKIE2).size();
    pair.initiator().changeAddress(AWAY, HOME);
    settlesOn(pair, HOME, GATEWAY);
    assertEquals(checks, with(pair, NotifyType.COOKIE2).size());
  }

  @Test
  void anUnansweredRequestGoesOnFromTheNewAddressWithTheSameMessageId() {
    Pair pair = establish(mobile());
    pair.simulation().onPath(d -> List.of());
    pair.checkLiveness(pair.initiator());
    pair.simulation().runFor(Duration.ofMillis(600));
    long waiting = pair.simulation().messages().getLast().message().header().messageId();
    pair.simulation().onPath(OnPath.NOBODY);
    pair.initiator().changeAddress(HOME, AWAY);
    Transcript.Line line = pair.simulation().transcript().lines(Transcript.Kind.SENT).getLast();
    assertTrue(
        line.text().contains("INFORMATIONAL request " + waiting)
            && line.text().contains("again")
            && line.text().contains(AWAY),
        line::text);
    settlesOn(pair, AWAY, GATEWAY);
  }

  @Test
  @Tag("rfc4555:3.10/1")
  void whenAPathDiesTheInitiatorFindsAnotherAddressOfTheResponder() {
    Pair pair =
        establish(mobile().responder(c -> c.addresses(SECOND)).initiator(c -> c.dpdDelay(SOON)));
    InetAddress dead = InetAddress.ofLiteral(GATEWAY);
    pair.simulation()
        .onPath(d ->
            d.destination().ip().equals(dead) || d.source().ip().equals(dead)
                ? List.of()
                : List.of(d));
    settlesOn(pair, HOME, SECOND);
    // The initiator, too, sees to it that the responder receives there before Child SAs move.
    assertTrue(sent(pair, pair.initiator(), false, NotifyType.COOKIE2));
  }

  @Test
  void whenAPathDiesTheInitiatorFindsAnotherAddressOfItsOwn() {
    Pair pair = establish(mobile().initiator(c -> c.addresses(AWAY).dpdDelay(SOON)));
    InetAddress dead = InetAddress.ofLiteral(HOME);
    pair.simulation()
        .onPath(d ->
            d.destination().ip().equals(dead) || d.source().ip().equals(dead)
                ? List.of()
                : List.of(d));
    settlesOn(pair, AWAY, GATEWAY);
  }

  @Test
  void fromIpv4ToIpv6AndBack() {
    Pair pair =
        establish(
            mobile()
                .initiator(c -> c.addresses("2001:db8:1::1"))
                .responder(c -> c.addresses("2001:db8:2::2")));
    pair.initiator().removeAddress(HOME);
    settlesOn(pair, "2001:db8:1:0:0:0:0:1", "2001:db8:2:0:0:0:0:2");
    pair.initiator().changeAddress("2001:db8:1::1", HOME);
    settlesOn(pair, HOME, GATEWAY);
  }

  @Test
  @Tag("rfc4555:3.6/2")
  void aResponderThatLosesItsAddressTellsAndTheInitiatorGoesThere() {
    Pair pair = establish(mobile().responder(c -> c.addresses(SECOND)));
    pair.responder().removeAddress(GATEWAY);
    settlesOn(pair, HOME, SECOND);
    assertTrue(sent(pair, pair.responder(), false, NotifyType.NO_ADDITIONAL_ADDRESSES));
  }

  @Test
  void aResponderThatGetsAnAddressAnnouncesItAndNothingMoves() {
    Pair pair = establish(mobile());
    pair.responder().addAddress(SECOND);
    until(
        pair,
        SOON,
        "not announced",
        () -> sent(pair, pair.responder(), false, NotifyType.ADDITIONAL_IP4_ADDRESS));
    settlesOn(pair, HOME, GATEWAY);
    assertEquals(List.of(), with(pair, NotifyType.UPDATE_SA_ADDRESSES));
  }

  @Test
  @Tag("rfc4555:3.8/2")
  @Tag("rfc4555:3.8/3")
  @Tag("rfc4555:3.8/1")
  void aNatThatForgetsItsBindingsIsFoundOutByALivenessCheck() {
    Pair pair = establish(mobile().initiator(c -> c.behindNat().dpdDelay(SOON)));
    TransportAddress before = child(pair.responder()).path().remote();
    pair.initiator().nat().orElseThrow().rebind();
    until(
        pair,
        Duration.ofMinutes(1),
        "the responder does not follow",
        () -> !child(pair.responder()).path().remote().equals(before));
    assertTrue(sent(pair, pair.initiator(), false, NotifyType.UPDATE_SA_ADDRESSES));
    pair.simulation().runFor(Duration.ofSeconds(30));
    PairAssert.agree(pair);
    assertEquals(1, with(pair, NotifyType.UPDATE_SA_ADDRESSES).size(), () -> failure(pair, ""));
  }

  @Test
  @Tag("rfc4555:3.8/5")
  @Tag("negative")
  void aLivenessCheckAloneMovesNothing() {
    for (MobilityConfig config : List.of(MobilityConfig.DEFAULT, MobilityConfig.NONE)) {
      Pair pair = establish(Pair.builder(1).both(c -> c.mobility(config)));
      Path responders = pair.responder().status().ikeSas().getFirst().path();
      Path initiators = pair.initiator().status().ikeSas().getFirst().path();
      TransportAddress elsewhere = new TransportAddress(InetAddress.ofLiteral(AWAY), 4444);
      pair.simulation().onPath(d -> List.of(d.withSource(elsewhere)));
      pair.checkLiveness(pair.initiator());
      pair.simulation().runFor(Duration.ofMillis(100));
      pair.simulation().onPath(OnPath.NOBODY);
      pair.simulation().runFor(Duration.ofSeconds(10));
      assertEquals(responders, pair.responder().status().ikeSas().getFirst().path());
      assertEquals(initiators, pair.initiator().status().ikeSas().getFirst().path());
    }
  }

  @Test
  @Tag("rfc7296:2.23")
  void anInitiatorWithoutANatDoesNotFollowAResponseFromElsewhere() {
    Pair pair = Pair.builder(1).build();
    TransportAddress elsewhere = new TransportAddress(InetAddress.ofLiteral(AWAY), 500);
    InetAddress gateway = InetAddress.ofLiteral(GATEWAY);
    pair.simulation()
        .onPath(d -> List.of(d.source().ip().equals(gateway) ? d.withSource(elsewhere) : d));
    pair.initiate();
    pair.simulation().runFor(Duration.ofSeconds(5));
    for (var trace : pair.initiator().events(Event.ExchangeTrace.class)) {
      if (trace.direction() == Event.Direction.SENT) {
        assertEquals(gateway, trace.path().remote().ip());
      }
    }
  }

  @Test
  void fromBehindANatIntoTheOpenAndBackEncapsulationFollows() {
    Pair pair = establish(mobile().initiator(PairConfig::behindNat));
    assertTrue(child(pair.responder()).udpEncapsulated());
    pair.initiator().changeAddress(HOME, AWAY);
    settlesOn(pair, AWAY, GATEWAY);
    assertFalse(child(pair.initiator()).udpEncapsulated(), () -> failure(pair, "still in UDP"));
    Nat nat = new Nat(InetAddress.ofLiteral("203.0.113.9"));
    pair.initiator().addAddress("10.9.9.9", Optional.of(nat));
    pair.initiator().removeAddress(AWAY);
    until(
        pair,
        Duration.ofMinutes(1),
        "not in UDP",
        () ->
            child(pair.initiator()).udpEncapsulated() && child(pair.responder()).udpEncapsulated());
    pair.simulation().runFor(Duration.ofSeconds(30));
    PairAssert.agree(pair);
    assertEquals(GATEWAY + " 203.0.113.9", ends(pair.responder()));
  }

  @Test
  void twoMovesInARowEndAtTheLast() {
    Pair pair = establish(mobile());
    pair.initiator().changeAddress(HOME, AWAY);
    // The response to the first update has not come when the second becomes necessary.
    pair.simulation().runFor(Duration.ofMillis(12));
    pair.initiator().changeAddress(AWAY, "192.0.2.78");
    settlesOn(pair, "192.0.2.78", GATEWAY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 15, 25, 35})
  void updatesOfBothEndsThatCrossComeToTheSame(int apart) {
    Pair pair = establish(mobile().responder(c -> c.addresses(SECOND)));
    pair.initiator().changeAddress(HOME, AWAY);
    pair.simulation().runFor(Duration.ofMillis(apart));
    pair.responder().addAddress("198.51.100.4");
    pair.responder().removeAddress(GATEWAY);
    settlesOn(pair, AWAY, SECOND);
  }

  @Test
  void whoHasNoAddressForAWhileGoesOnWithTheNext() {
    Pair pair = establish(mobile());
    pair.initiator().removeAddress(HOME);
    pair.checkLiveness(pair.initiator());
    pair.simulation().runFor(Duration.ofSeconds(20));
    pair.initiator().addAddress(AWAY);
    settlesOn(pair, AWAY, GATEWAY);
  }

  @Test
  @Tag("rfc4555:3.5/2")
  void addressesThatTheResponderDoesNotAcceptAreGivenUp() {
    Pair pair =
        establish(
            mobile()
                .initiator(c -> c.addresses(AWAY, "192.0.2.99"))
                .responder(c -> c.peersAt(HOME, "192.0.2.99")));
    pair.initiator().removeAddress(HOME);
    settlesOn(pair, "192.0.2.99", GATEWAY);
    assertTrue(sent(pair, pair.responder(), true, NotifyType.UNACCEPTABLE_ADDRESSES));
  }

  @Test
  @Tag("rfc4555:3.7/5")
  @Tag("rfc4555:3.7/6")
  @Tag("negative")
  void aCookieThatComesBackAlteredEndsTheIkeSa() {
    Pair pair =
        establish(
            mobile()
                .initiator(c ->
                    c.seam(
                        new Tampering()
                            .on(
                                ExchangeType.INFORMATIONAL,
                                true,
                                1,
                                Tampering.replacing(
                                    NotifyPayload.class,
                                    n ->
                                        List.of(
                                            n.notifyType().equals(NotifyType.COOKIE2)
                                                ? NotifyPayload.of(
                                                    NotifyType.COOKIE2,
                                                    Octets.ofHex("0102030405060708"))
                                                : n))))));
    pair.initiator().changeAddress(HOME, AWAY);
    until(
        pair,
        Duration.ofMinutes(1),
        "still there",
        () -> pair.responder().events(Event.IkeSaDeleted.class).size() == 1);
    assertEquals(1L, pair.responder().status().offences().get(Offence.WRONG_COOKIE2));
  }

  @Test
  @Tag("rfc4555:3.9/1")
  @Tag("rfc4555:3.9/2")
  void whereNatsAreProhibitedAddressesAreProtected() {
    MobilityConfig strict = MobilityConfig.DEFAULT.withNatsProhibited(true);
    Pair pair = establish(mobile().both(c -> c.mobility(strict)));
    assertEquals(List.of(), with(pair, NotifyType.NAT_DETECTION_SOURCE_IP));
    assertTrue(sent(pair, pair.initiator(), false, NotifyType.NO_NATS_ALLOWED));
    pair.initiator().changeAddress(HOME, AWAY);
    settlesOn(pair, AWAY, GATEWAY);
    Pair translated =
        mobile().both(c -> c.mobility(strict)).initiator(PairConfig::behindNat).build();
    translated.initiate();
    translated.simulation().runFor(Duration.ofMinutes(2));
    assertFalse(translated.isEstablished());
    assertTrue(sent(translated, translated.responder(), true, NotifyType.UNEXPECTED_NAT_DETECTED));
  }

  @Test
  @Tag("rfc4555:3.9/3")
  @Tag("negative")
  void aTranslatedUpdateIsTriedAgainWhereNatsAreProhibited() {
    MobilityConfig strict = MobilityConfig.DEFAULT.withNatsProhibited(true);
    Pair pair = establish(mobile().both(c -> c.mobility(strict)));
    InetAddress away = InetAddress.ofLiteral(AWAY);
    int[] rewritten = {0};
    pair.simulation()
        .onPath(d -> {
          boolean first = d.source().ip().equals(away) && rewritten[0]++ < 1;
          TransportAddress other = new TransportAddress(InetAddress.ofLiteral("192.0.2.200"), 4500);
          return List.of(first ? d.withSource(other) : d);
        });
    pair.initiator().changeAddress(HOME, AWAY);
    settlesOn(pair, AWAY, GATEWAY);
    assertTrue(sent(pair, pair.responder(), true, NotifyType.UNEXPECTED_NAT_DETECTED));
    assertTrue(with(pair, NotifyType.UPDATE_SA_ADDRESSES).size() >= 2);
  }

  @Test
  @Tag("rfc4555:3.5/1")
  void aRumourOfABrokenPathOnlyAsksForASignOfLife() {
    Pair pair = establish(mobile().responder(c -> c.addresses(SECOND)));
    int before = pair.simulation().messages().size();
    pair.simulation()
        .feed(pair.initiator(), new Input.PathEvent.Doubtful(InetAddress.ofLiteral(GATEWAY)));
    pair.simulation().runFor(SOON);
    assertEquals(before + 2, pair.simulation().messages().size());
    settlesOn(pair, HOME, GATEWAY);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void onALossyLinkManyMovesOfBothEndsComeToTheSame(long seed) {
    Pair pair =
        mobile(seed)
            .both(c -> c.dpdDelay(Duration.ofSeconds(5)))
            .link(LinkProfile.PERFECT.withLoss(0.15).withDuplication(0.05))
            .build();
    establish(pair);
    for (int i = 1; i <= 5; i++) {
      String next = "192.0.2." + (10 + i);
      pair.initiator().changeAddress(i == 1 ? HOME : "192.0.2." + (9 + i), next);
      if (i == 3) {
        pair.responder().addAddress(SECOND);
      }
      pair.simulation().runFor(Duration.ofMillis((seed * 7919 + i * 104_729L) % 4000));
    }
    pair.simulation().links(LinkProfile.PERFECT);
    // Where losses made the initiator suspect the path, it may have gone to the other address.
    pair.simulation().runFor(Duration.ofMinutes(1));
    settlesOn(pair, "192.0.2.15", child(pair.initiator()).path().remote().ip().getHostAddress());
  }
}
