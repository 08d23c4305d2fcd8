package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.event.Event;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.UnknownPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;

/** IKE_INTERMEDIATE and IKE_AUTH: proof of identity, the Child SA, and violating peers. */
class AuthTest {

  private static TwoEnds ends(Connections alice, Connections bob) {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(alice.build());
    ends.bob.load(bob.build());
    return ends;
  }

  private static void assertNobodyEstablished(TwoEnds ends) {
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertTrue(ends.alice.inbound.isEmpty() && ends.bob.inbound.isEmpty());
  }

  @Test
  @Tag("rfc7296:1.2/2")
  @Tag("rfc7296:2.21.2/1")
  @Tag("negative")
  void aWrongKeyIsRefusedAndToldToNobodyButUs() {
    TwoEnds ends = ends(Connections.alice(), Connections.bob());
    ends.alice.keys = Map.of("alice bob", "wrong");
    ends.alice.initiate();
    ends.deliver();
    assertNobodyEstablished(ends);
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_AUTH_DATA));
    Event.AuthenticationFailed atBob = ends.bob.events(Event.AuthenticationFailed.class).getFirst();
    assertFalse(atBob.byPeer());
    assertEquals("AUTH of alice does not verify", atBob.detail());
    assertTrue(ends.alice.events(Event.AuthenticationFailed.class).getFirst().byPeer());
    assertEquals(
        Optional.of("the peer answers IKE_AUTH with AUTHENTICATION_FAILED"),
        ends.alice.events(Event.CommandFinished.class).getFirst().failure());
  }

  @Test
  @Tag("rfc7296:2.1/2")
  void aRefusalThatWasLostIsGivenAgain() {
    TwoEnds ends = ends(Connections.alice(), Connections.bob());
    ends.alice.keys = Map.of("alice bob", "wrong");
    List<TwoEnds.Packet> lost = new ArrayList<>();
    ends.loses = p -> p.exchange() == 35 && p.response() && lost.isEmpty() && lost.add(p);
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(5));
    assertNobodyEstablished(ends);
    assertEquals(
        Event.FailureReason.AUTHENTICATION_FAILED,
        ends.alice.events(Event.IkeSaFailed.class).getFirst().reason());
    assertEquals(1, ends.bob.status().halfOpen());
    ends.pass(Duration.ofSeconds(60));
    assertEquals(0, ends.bob.status().halfOpen());
  }

  @Test
  @Tag("rfc7296:1.2/2")
  @Tag("rfc7296:2.21.2/2")
  @Tag("negative")
  void aResponderThatCannotProveItselfIsTold() {
    TwoEnds ends = ends(Connections.alice(), Connections.bob().anyPeer());
    // Bob proves alice right, and uses another key himself.
    OutgoingSeam garbled =
        draft ->
            draft.header().exchangeType().equals(ExchangeType.IKE_AUTH)
                ? new OutgoingSeam.Draft(
                    draft.header(),
                    draft.clear(),
                    draft.inner().stream().map(AuthTest::garble).toList(),
                    true)
                : draft;
    TwoEnds violating =
        new TwoEnds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, OutgoingSeam.NONE, garbled);
    violating.alice.load(Connections.alice().build());
    violating.bob.load(Connections.bob().build());
    violating.alice.initiate();
    violating.deliver();
    assertNobodyEstablished(violating);
    assertEquals(1L, violating.alice.status().offences().get(Offence.WRONG_AUTH_DATA));
    assertTrue(violating.bob.events(Event.AuthenticationFailed.class).getFirst().byPeer());
    assertFalse(ends.alice.established());
  }

  private static Payload garble(Payload payload) {
    if (payload instanceof org.yett.ike.wire.AuthPayload auth) {
      byte[] data = auth.data().toArray();
      data[0] ^= 1;
      return new org.yett.ike.wire.AuthPayload(auth.method(), Octets.wrap(data));
    }
    return payload;
  }

  @Test
  void anIdentityThatNoConnectionAcceptsIsRefused() {
    TwoEnds ends = ends(Connections.alice(), Connections.bob().peerIs("carol"));
    ends.alice.initiate();
    ends.deliver();
    assertNobodyEstablished(ends);
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNACCEPTABLE_IDENTITY));
  }

  @Test
  void aResponderWhoIsSomebodyElseIsRefused() {
    TwoEnds ends = ends(Connections.of("alice", "bob"), Connections.of("mallory", "alice"));
    ends.alice.load(Connections.alice().build());
    ends.bob.keys = Map.of("mallory alice", "secret");
    // Bob has no identity "bob": he refuses, as alice asks for it by IDr.
    ends.alice.initiate();
    ends.deliver();
    assertNobodyEstablished(ends);
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNACCEPTABLE_IDENTITY));
  }

  @Test
  @Tag("rfc7296:1.2/3")
  void anyIdentityIsLookedUpOnceItIsKnown() {
    TwoEnds ends = ends(Connections.alice().anyPeer(), Connections.bob().anyPeer());
    ends.alice.keys = Map.of("alice 192.0.2.2", "secret", "alice bob", "secret");
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(Optional.of(Identity.fqdn("bob")), ends.alice.only().peer());
    assertEquals(Optional.of(Identity.fqdn("alice")), ends.bob.only().peer());
  }

  @Test
  void withoutKeyNothingIsSent() {
    TwoEnds ends = ends(Connections.alice(), Connections.bob());
    ends.alice.keys = Map.of();
    ends.alice.initiate();
    ends.deliver();
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(
        "no pre-shared key for alice and bob",
        ends.alice.events(Event.IkeSaFailed.class).getFirst().detail());
  }

  @Test
  void theConnectionThatTheIdentityAsksForMustAcceptWhatWasAgreed() {
    // IKE_SA_INIT is negotiated with the first connection; alice's is the second, with a floor.
    String classical = "aes256gcm16-prfsha384-x25519";
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().proposing(classical).build());
    ends.bob.load(
        Connections.of("bob", "carol").proposing(classical).named("first"),
        Connections.bob()
            .proposing(classical + ",aes256gcm16-prfsha384-x25519-ke1_mlkem768")
            .requiring(SuiteRequirement.POST_QUANTUM)
            .named("second"));
    ends.alice.initiate();
    ends.deliver();
    assertNobodyEstablished(ends);
    ends.bob.load(
        Connections.of("bob", "carol").proposing(classical).named("first"),
        Connections.bob().proposing(classical).named("second"));
    ends.alice.initiate();
    ends.deliver();
    assertEquals(Optional.of("second"), ends.bob.only().connection());
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc7296:1.2/x1")
  @Tag("rfc7296:1.3.1/4")
  @Tag("rfc7296:2.9/x1")
  @Tag("rfc7296:2.21.2/4")
  void aChildThatCannotBeLeavesTheIkeSa() {
    TwoEnds ends =
        ends(Connections.alice(), Connections.bob().selecting("10.9.0.0/16", "10.8.0.0/16"));
    ends.alice.initiate();
    ends.deliver();
    assertTrue(ends.alice.established() && ends.bob.established());
    assertTrue(ends.alice.inbound.isEmpty() && ends.bob.inbound.isEmpty());
    assertEquals(
        "the peer answers TS_UNACCEPTABLE",
        ends.alice.events(Event.ChildSaFailed.class).getFirst().reason());
    TwoEnds algorithms = ends(Connections.alice(), Connections.bob().esp("aes128-sha256"));
    algorithms.alice.initiate();
    algorithms.deliver();
    assertTrue(algorithms.alice.established());
    assertEquals(
        "the peer answers NO_PROPOSAL_CHOSEN",
        algorithms.alice.events(Event.ChildSaFailed.class).getFirst().reason());
    assertEquals(
        Optional.of("the peer answers NO_PROPOSAL_CHOSEN"),
        algorithms.alice.events(Event.CommandFinished.class).getFirst().failure());
  }

  @Test
  @Tag("rfc7296:2.9/4")
  @Tag("rfc7296:2.9/x2")
  void trafficIsNarrowedToWhatBothWant() {
    TwoEnds ends =
        ends(
            Connections.alice().selecting("10.0.0.0/8", "0.0.0.0/0"),
            Connections.bob().selecting("10.2.0.0/16", "10.1.0.0/16"));
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(
        "[10.1.0.0/16]", ends.alice.inbound.values().iterator().next().localSelectors().toString());
  }

  @Test
  void dynamicTrafficIsOfTheOuterAddresses() {
    TwoEnds ends =
        ends(
            Connections.alice().selecting("dynamic", "dynamic"),
            Connections.bob().selecting("dynamic", "dynamic"));
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(
        "[192.0.2.1/32]",
        ends.alice.inbound.values().iterator().next().localSelectors().toString());
  }

  // unique

  private static TwoEnds twice(UniquePolicy alice, UniquePolicy bob) {
    TwoEnds ends = ends(Connections.alice().unique(alice), Connections.bob().unique(bob));
    // Over the same connection, the IKE SA that stands would be used.
    ends.alice.load(
        Connections.alice().unique(alice).build(), Connections.alice().unique(alice).named("too"));
    ends.alice.initiate();
    ends.deliver();
    ends.alice.command(new Command.Initiate(2, "too", Optional.empty(), ends.alice.path()));
    ends.deliver();
    return ends;
  }

  @Test
  void oneIdentityMayHoldManySasIfUniqueIsNever() {
    TwoEnds ends = twice(UniquePolicy.NEVER, UniquePolicy.NEVER);
    assertEquals(2, ends.alice.status().ikeSas().size());
    assertEquals(2, ends.bob.status().ikeSas().size());
  }

  @Test
  void aNewSaReplacesTheOlderOneIfUniqueIsReplace() {
    TwoEnds ends = twice(UniquePolicy.NEVER, UniquePolicy.REPLACE);
    HandshakeTest.assertTunnel(ends);
    assertEquals(1, ends.alice.status().ikeSas().size());
    assertEquals(1, ends.bob.status().ikeSas().size());
  }

  @Test
  void anOlderSaKeepsANewOneOutIfUniqueIsKeep() {
    TwoEnds ends = twice(UniquePolicy.NEVER, UniquePolicy.KEEP);
    HandshakeTest.assertTunnel(ends);
    assertEquals(1, ends.bob.status().ikeSas().size());
    assertEquals(1, ends.alice.events(Event.IkeSaFailed.class).size());
  }

  @Test
  @Tag("rfc7296:2.4/1")
  void initialContactRemovesWhatThePeerHasForgotten() {
    TwoEnds ends = ends(Connections.alice(), Connections.bob());
    ends.alice.initiate();
    ends.deliver();
    // Alice starts anew, and knows of nothing: another SPI tells her first message from the old.
    TwoEnds.Host reborn = ends.restart(ends.alice);
    reborn.load(Connections.alice().build());
    reborn.initiate();
    ends.deliver();
    assertEquals(1, ends.bob.status().ikeSas().size());
    assertEquals(1, ends.bob.inbound.size());
    assertEquals(
        Event.DeleteReason.REPLACED, ends.bob.events(Event.IkeSaDeleted.class).getFirst().reason());
  }

  // Violating peers, authentic.

  private static OutgoingSeam editing(
      ExchangeType exchange, boolean response, java.util.function.UnaryOperator<Payload> edit) {
    return draft ->
        draft.header().exchangeType().equals(exchange) && draft.header().isResponse() == response
            ? new OutgoingSeam.Draft(
                draft.header(),
                draft.clear(),
                draft.inner().stream().map(edit).toList(),
                draft.isProtected())
            : draft;
  }

  private static OutgoingSeam replacingAll(
      ExchangeType exchange, boolean response, Payload... payloads) {
    return draft ->
        draft.header().exchangeType().equals(exchange) && draft.header().isResponse() == response
            ? new OutgoingSeam.Draft(
                draft.header(), draft.clear(), List.of(payloads), draft.isProtected())
            : draft;
  }

  private static TwoEnds violating(OutgoingSeam alice, OutgoingSeam bob) {
    TwoEnds ends = new TwoEnds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, alice, bob);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    return ends;
  }

  @Test
  void aKeyExchangeOfAnotherMethodIsRefused() {
    Payload wrong = new KePayload(KeyExchangeMethod.ML_KEM_512, Octets.wrap(new byte[800]));
    TwoEnds ends =
        violating(replacingAll(ExchangeType.IKE_INTERMEDIATE, false, wrong), OutgoingSeam.NONE);
    assertNobodyEstablished(ends);
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_KE_METHOD));
    assertEquals(
        "the peer answers IKE_INTERMEDIATE with INVALID_SYNTAX",
        ends.alice.events(Event.IkeSaFailed.class).getFirst().detail());
    TwoEnds other =
        violating(OutgoingSeam.NONE, replacingAll(ExchangeType.IKE_INTERMEDIATE, true, wrong));
    assertEquals(1L, other.alice.status().offences().get(Offence.WRONG_KE_METHOD));
    assertEquals(List.of(), other.alice.status().ikeSas());
  }

  @Test
  void anEncapsulationKeyThatIsNotReducedIsRefused() {
    OutgoingSeam unreduced =
        editing(
            ExchangeType.IKE_INTERMEDIATE,
            false,
            payload -> {
              KePayload ke = (KePayload) payload;
              byte[] data = ke.data().toArray();
              java.util.Arrays.fill(data, 0, 384, (byte) 0xff);
              return new KePayload(ke.method(), Octets.wrap(data));
            });
    TwoEnds ends = violating(unreduced, OutgoingSeam.NONE);
    assertNobodyEstablished(ends);
    assertEquals(1L, ends.bob.status().offences().get(Offence.REFUSED_KEY_EXCHANGE_DATA));
  }

  @Test
  void aCiphertextOfWrongLengthEndsTheExchange() {
    Payload shortened = new KePayload(KeyExchangeMethod.ML_KEM_768, Octets.wrap(new byte[1087]));
    TwoEnds ends =
        violating(OutgoingSeam.NONE, replacingAll(ExchangeType.IKE_INTERMEDIATE, true, shortened));
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(1L, ends.alice.status().offences().get(Offence.REFUSED_KEY_EXCHANGE_DATA));
  }

  @Test
  void aCiphertextThatDecapsulatesToSomethingElseMakesTheNextMessageUnreadable() {
    OutgoingSeam flipped =
        editing(
            ExchangeType.IKE_INTERMEDIATE,
            true,
            payload -> {
              KePayload ke = (KePayload) payload;
              byte[] data = ke.data().toArray();
              data[5] ^= 1;
              return new KePayload(ke.method(), Octets.wrap(data));
            });
    TwoEnds ends = violating(OutgoingSeam.NONE, flipped);
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_ICV));
    assertEquals("AuthSent", ends.alice.only().state());
    assertEquals("HalfOpen", ends.bob.only().state());
  }

  @Test
  void anIntermediateExchangeForAnotherPurposeIsAnswered() {
    // Alice's exchange has no KE payload: bob answers, and still expects the key exchange.
    TwoEnds ends =
        violating(
            replacingAll(
                ExchangeType.IKE_INTERMEDIATE, false, NotifyPayload.of(NotifyType.of(40_000))),
            OutgoingSeam.NONE);
    assertEquals("HalfOpen", ends.bob.only().state());
    assertEquals(
        "no KE payload in IKE_INTERMEDIATE response",
        ends.alice.events(Event.IkeSaFailed.class).getFirst().detail());
  }

  @Test
  @Tag("rfc7296:2.5/8")
  @Tag("rfc7296:2.21.2/3")
  @Tag("rfc7296:4/2")
  @Tag("negative")
  void anUnknownCriticalPayloadIsNamedInTheAnswer() {
    TwoEnds ends =
        violating(
            replacingAll(
                ExchangeType.IKE_AUTH,
                false,
                new UnknownPayload(PayloadType.of(200), true, Octets.EMPTY)),
            OutgoingSeam.NONE);
    assertNobodyEstablished(ends);
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNKNOWN_CRITICAL_PAYLOAD));
    assertEquals(
        "the peer answers IKE_AUTH with UNSUPPORTED_CRITICAL_PAYLOAD",
        ends.alice.events(Event.IkeSaFailed.class).getFirst().detail());
  }

  @Test
  @Tag("rfc7296:2.5/7")
  @Tag("rfc7296:2.5/9")
  @Tag("rfc7296:4/1")
  void anUnknownPayloadThatIsNotCriticalIsIgnoredAndCoveredByAuth() {
    OutgoingSeam adding =
        draft -> {
          List<Payload> more = new ArrayList<>(draft.inner());
          more.add(new UnknownPayload(PayloadType.of(200), false, Octets.wrap(new byte[7])));
          return draft.isProtected()
              ? new OutgoingSeam.Draft(draft.header(), draft.clear(), more, true)
              : draft;
        };
    HandshakeTest.assertTunnel(violating(adding, adding));
  }

  @Test
  void payloadsInClearBesideTheEncryptedOneAreCoveredByAuth() {
    OutgoingSeam adding =
        draft ->
            draft.header().exchangeType().equals(ExchangeType.IKE_INTERMEDIATE)
                ? new OutgoingSeam.Draft(
                    draft.header(),
                    List.of(NotifyPayload.of(NotifyType.of(40_001), Octets.wrap(new byte[99]))),
                    draft.inner(),
                    true)
                : draft;
    HandshakeTest.assertTunnel(violating(adding, adding));
  }

  @Test
  @Tag("rfc7296:2.21.2/3")
  @Tag("rfc7296:3.9/1")
  @Tag("negative")
  @Tag("rfc7296:3.10.1/4")
  void malformedContentsOfAnAuthenticRequestAreAnsweredWithInvalidSyntax() {
    TwoEnds ends =
        violating(
            replacingAll(
                ExchangeType.IKE_AUTH,
                false,
                new UnknownPayload(PayloadType.NONCE, false, Octets.wrap(new byte[3]))),
            OutgoingSeam.NONE);
    assertNobodyEstablished(ends);
    assertEquals(1L, ends.bob.status().offences().get(Offence.NONCE_LENGTH));
  }

  @Test
  @Tag("rfc9242:3.2/1")
  @Tag("rfc9370:2.2.1/2")
  @Tag("negative")
  void authenticationBeforeAllKeyExchangesIsRefused() {
    // Alice believes that there is nothing to do but IKE_AUTH: her IKE_INTERMEDIATE turns into it.
    OutgoingSeam skipping =
        draft ->
            draft.header().exchangeType().equals(ExchangeType.IKE_INTERMEDIATE)
                ? new OutgoingSeam.Draft(
                    org.yett.ike.wire.IkeHeader.of(
                        draft.header().initiatorSpi(),
                        draft.header().responderSpi(),
                        ExchangeType.IKE_AUTH,
                        draft.header().flags(),
                        draft.header().messageId()),
                    List.of(),
                    draft.inner(),
                    true)
                : draft;
    TwoEnds ends = violating(skipping, OutgoingSeam.NONE);
    assertEquals(1L, ends.bob.status().offences().get(Offence.KEY_EXCHANGES_INCOMPLETE));
    assertEquals(List.of(), ends.bob.status().ikeSas());
  }

  @Test
  @Tag("rfc7296:1/1")
  @Tag("negative")
  void anUnknownExchangeBeforeAuthenticationIsRefused() {
    OutgoingSeam unknown =
        draft ->
            draft.header().exchangeType().equals(ExchangeType.IKE_INTERMEDIATE)
                ? new OutgoingSeam.Draft(
                    org.yett.ike.wire.IkeHeader.of(
                        draft.header().initiatorSpi(),
                        draft.header().responderSpi(),
                        ExchangeType.of(200),
                        draft.header().flags(),
                        draft.header().messageId()),
                    List.of(),
                    draft.inner(),
                    true)
                : draft;
    TwoEnds ends = violating(unknown, OutgoingSeam.NONE);
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNKNOWN_EXCHANGE_TYPE));
  }
}
