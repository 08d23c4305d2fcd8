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
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.Limits;
import org.yett.ike.config.Shard;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** IKE_SA_INIT and what can happen in it (RFC 7296 1.2, 2.6, 2.21.1). */
class SaInitTest {

  private static TwoEnds ends(EndpointConfig bob) {
    TwoEnds ends = new TwoEnds(EndpointConfig.DEFAULT, bob, OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    return ends;
  }

  private static TwoEnds demandingCookies() {
    return ends(EndpointConfig.DEFAULT.withCookies(CookieConfig.ALWAYS));
  }

  @Test
  @Tag("rfc7296:2.6/2")
  void aDemandedCookieIsSentBackAndNothingIsKeptBefore() {
    TwoEnds ends = demandingCookies();
    ends.alice.initiate();
    ends.takeWire().forEach(ends::arrive);
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertFalse(ends.bob.outputs.stream().anyMatch(Output.RunJob.class::isInstance));
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(
        List.of(
            "IKE_SA_INIT request 0",
            "IKE_SA_INIT request 0",
            "IKE_INTERMEDIATE request 1",
            "IKE_AUTH request 2"),
        ends.alice.sentMessages());
    assertEquals(1L, ends.bob.status().counters().get("cookies-demanded"));
  }

  @Test
  @Tag("rfc7296:2.6/6")
  @Tag("negative")
  void aWrongCookieGetsTheRightOne() {
    TwoEnds ends = demandingCookies();
    ends.alice.initiate();
    ends.takeWire().forEach(ends::arrive);
    ends.takeWire().forEach(ends::arrive);
    TwoEnds.Packet withCookie = ends.takeWire().getFirst();
    byte[] forged = withCookie.octets().toArray();
    forged[28 + 8 + 20] ^= 1;
    ends.arrive(
        new TwoEnds.Packet(ends.alice, ends.bob, withCookie.path(), Octets.wrap(forged), 0));
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_COOKIE));
    assertEquals(List.of(), ends.bob.status().ikeSas());
    ends.takeWire();
    ends.arrive(withCookie);
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc7296:2.6/5")
  @Tag("rfc7296:2.6/x4")
  void aCookieOutlivesOneChangeOfTheSecretAndNotTwo() {
    for (int lifetimes : new int[] {1, 3}) {
      TwoEnds ends = demandingCookies();
      ends.alice.initiate();
      ends.takeWire().forEach(ends::arrive);
      ends.takeWire().forEach(ends::arrive);
      TwoEnds.Packet withCookie = ends.takeWire().getFirst();
      ends.now = ends.now.plus(Duration.ofSeconds(120L * lifetimes + 1));
      ends.arrive(withCookie);
      assertEquals(lifetimes == 1 ? 1 : 0, ends.bob.status().ikeSas().size());
    }
  }

  @Test
  @Tag("rfc7296:2.6/2")
  void manyHalfOpenSasMakeCookiesDemandedAndThenTheLimitHolds() {
    Limits limits = new Limits(5, 5, Duration.ofSeconds(30), Duration.ofSeconds(30), 16, 5);
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT
                .withLimits(limits)
                .withCookies(new CookieConfig(3, 100, Duration.ofSeconds(120))));
    ends.loses = packet -> packet.exchange() == 43;
    for (int i = 0; i < 8; i++) {
      ends.alice.command(new Command.Initiate(10 + i, "net", Optional.empty(), ends.alice.path()));
      ends.deliver();
    }
    assertEquals(5, ends.bob.status().halfOpen());
    assertEquals(5L, ends.bob.status().counters().get("cookies-demanded"));
    assertEquals(3L, ends.bob.status().counters().get("half-open-limit-reached"));
    ends.pass(Duration.ofSeconds(400));
    assertEquals(0, ends.bob.status().halfOpen());
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(8, ends.alice.events(Event.CommandFinished.class).size());
  }

  @Test
  @Tag("rfc7296:1.2/4")
  @Tag("rfc7296:3.3.6/9")
  @Tag("rfc7296:3.4/4")
  void anotherMethodIsDemandedAndTaken() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().proposing("aes256gcm16-prfsha384-x25519-ecp384").build());
    ends.bob.load(Connections.bob().proposing("aes256gcm16-prfsha384-ecp384").build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals("aes256gcm16-prfsha384-ecp384", ends.alice.only().suite().get().toString());
    assertEquals(1L, ends.bob.status().counters().get("invalid-ke-answered"));
  }

  @Test
  @Tag("rfc7296:2.6.1/1")
  void aDemandedMethodComesWithTheCookieToo() {
    TwoEnds ends =
        new TwoEnds(
            EndpointConfig.DEFAULT,
            EndpointConfig.DEFAULT.withCookies(CookieConfig.ALWAYS),
            OutgoingSeam.NONE,
            OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().proposing("aes256gcm16-prfsha384-x25519-ecp384").build());
    ends.bob.load(Connections.bob().proposing("aes256gcm16-prfsha384-ecp384").build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(1L, ends.bob.status().counters().get("cookies-demanded"));
  }

  /** A seam that answers every IKE_SA_INIT request with this notification. */
  private static OutgoingSeam answering(NotifyPayload notify) {
    return draft ->
        draft.header().isResponse()
                && draft.header().exchangeType().equals(ExchangeType.IKE_SA_INIT)
            ? new OutgoingSeam.Draft(draft.header(), List.of(notify), List.of(), false)
            : draft;
  }

  private static TwoEnds againstResponder(OutgoingSeam bob) {
    TwoEnds ends =
        new TwoEnds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, OutgoingSeam.NONE, bob);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    return ends;
  }

  @Test
  void aMethodThatWasNotOfferedIsNotTaken() {
    TwoEnds ends =
        againstResponder(
            answering(
                NotifyPayload.of(NotifyType.INVALID_KE_PAYLOAD, Octets.wrap(new byte[] {0, 14}))));
    ends.deliver();
    assertEquals(1L, ends.alice.status().offences().get(Offence.UNUSABLE_INVALID_KE_PAYLOAD));
    assertEquals("SaInitSent", ends.alice.only().state());
  }

  @Test
  @Tag("rfc7296:2.6/x6")
  @Tag("negative")
  void endlessDemandsEnd() {
    List<Integer> counter = new ArrayList<>();
    OutgoingSeam everAnotherCookie =
        draft -> {
          if (!draft.header().isResponse()) {
            return draft;
          }
          counter.add(counter.size());
          Payload cookie =
              NotifyPayload.of(NotifyType.COOKIE, Octets.wrap(new byte[] {(byte) counter.size()}));
          return new OutgoingSeam.Draft(draft.header(), List.of(cookie), List.of(), false);
        };
    TwoEnds ends = againstResponder(everAnotherCookie);
    ends.deliver();
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(6, counter.size());
    assertEquals(
        Event.FailureReason.PROTOCOL_ERROR,
        ends.alice.events(Event.IkeSaFailed.class).getFirst().reason());
  }

  @Test
  @Tag("rfc7296:2.6/3")
  @Tag("negative")
  void aCookieLongerThanAllowedIsAnOffence() {
    TwoEnds ends =
        againstResponder(answering(NotifyPayload.of(NotifyType.COOKIE, Octets.wrap(new byte[65]))));
    ends.deliver();
    assertEquals(1L, ends.alice.status().offences().get(Offence.COOKIE_LENGTH));
  }

  @Test
  @Tag("rfc7296:2.21.1/x1")
  @Tag("rfc7296:2.21.1/x2")
  void oneUnauthenticatedErrorDoesNotEndTheAttempt() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().proposing("aes128gcm16-prfsha256-x25519").build());
    ends.alice.initiate();
    ends.deliver();
    assertEquals("SaInitSent", ends.alice.only().state());
    // The responder comes to its senses before the request is sent again.
    ends.bob.load(Connections.bob().build());
    ends.pass(Duration.ofSeconds(5));
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  void aRefusalThatIsRepeatedEndsTheAttempt() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().proposing("aes128gcm16-prfsha256-x25519").build());
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(5));
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(
        Event.FailureReason.NO_PROPOSAL_CHOSEN,
        ends.alice.events(Event.IkeSaFailed.class).getFirst().reason());
    assertTrue(ends.alice.events(Event.CommandFinished.class).getFirst().failure().isPresent());
    String explanation = ends.bob.events(Event.NegotiationRefused.class).getFirst().explanation();
    assertTrue(explanation.contains("net: no proposal chosen"), explanation);
    assertEquals(2L, ends.bob.status().counters().get("proposals-refused"));
  }

  @Test
  void aPeerThatNoConnectionIsForIsRefused() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.alice.initiate();
    ends.deliver();
    assertEquals(
        "no connection is for 192.0.2.2[500] - 192.0.2.1[500]",
        ends.bob.events(Event.NegotiationRefused.class).getFirst().explanation());
  }

  @Test
  @Tag("rfc7296:2.1/6")
  void aSilentPeerIsGivenUpAfterAllRetransmissions() {
    TwoEnds ends = new TwoEnds();
    ends.loses = packet -> true;
    ends.alice.load(Connections.alice().build());
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(193));
    assertEquals(13, ends.alice.sentMessages().size());
    assertEquals(1, ends.alice.status().ikeSas().size());
    ends.pass(Duration.ofSeconds(2));
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(
        Event.FailureReason.NO_ANSWER,
        ends.alice.events(Event.IkeSaFailed.class).getFirst().reason());
  }

  @Test
  void theFloorHoldsAgainstAProposalThatAllowsLess() {
    String either = "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke1_none";
    TwoEnds ends = new TwoEnds();
    ends.alice.load(
        Connections.alice().proposing(either).requiring(SuiteRequirement.HYBRID).build());
    ends.bob.load(Connections.bob().proposing("aes256gcm16-prfsha384-x25519").build());
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(30));
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(
        Event.FailureReason.NO_PROPOSAL_CHOSEN,
        ends.alice.events(Event.IkeSaFailed.class).getFirst().reason());
  }

  @Test
  @Tag("rfc7296:2.1/2")
  @Tag("rfc7296:2.1/x1")
  void aRepeatedFirstRequestGetsTheSameResponseAndNoSecondSa() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT);
    ends.alice.initiate();
    TwoEnds.Packet first = ends.takeWire().getFirst();
    ends.arrive(first);
    ends.arrive(first);
    List<TwoEnds.Packet> answers = ends.takeWire();
    assertEquals(2, answers.size());
    assertEquals(answers.get(0).octets(), answers.get(1).octets());
    assertEquals(1, ends.bob.status().ikeSas().size());
    ends.arrive(answers.getFirst());
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    // Long after, it is ignored.
    ends.arrive(first);
    assertEquals(List.of(), ends.takeWire());
    assertEquals(1, ends.bob.status().ikeSas().size());
  }

  @Test
  void ourSpisNameOurShard() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT.withShard(new Shard(5, 8)));
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(5, ends.bob.only().responderSpi().value() & 7);
    assertEquals(5, ends.bob.inbound.values().iterator().next().inboundSpi() & 7);
    assertEquals(5, ends.bob.only().id().value() & 7);
  }
}
