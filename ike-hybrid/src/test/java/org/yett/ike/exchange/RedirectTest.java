package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.RedirectConfig;
import org.yett.ike.config.RedirectRule;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.event.Event;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** Being sent to another gateway, and sending there (RFC 5685). */
class RedirectTest {

  private static final String CAROL = "192.0.2.3";
  private static final GatewayIdentity TO_CAROL =
      new GatewayIdentity.Address(TwoEnds.address(CAROL));
  private static final Command.IkeTarget NET = new Command.IkeTarget.ByConnection("net");

  private static EndpointConfig with(RedirectConfig redirect) {
    return EndpointConfig.DEFAULT.withExtensions(
        EndpointConfig.DEFAULT.extensions().withRedirect(redirect));
  }

  private static EndpointConfig sending(RedirectRule... rules) {
    return with(RedirectConfig.DEFAULT.withRules(List.of(rules)));
  }

  /** Bob and Carol are gateways of one identity; Alice wants to reach either. */
  private static TwoEnds ends(
      EndpointConfig alice, EndpointConfig bob, OutgoingSeam aliceSeam, OutgoingSeam bobSeam) {
    TwoEnds ends = new TwoEnds(alice, bob, aliceSeam, bobSeam);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    return ends;
  }

  private static TwoEnds ends(EndpointConfig bob) {
    return ends(EndpointConfig.DEFAULT, bob, OutgoingSeam.NONE, OutgoingSeam.NONE);
  }

  private static TwoEnds.Host carol(TwoEnds ends, EndpointConfig config) {
    TwoEnds.Host carol = ends.add("carol", CAROL, config);
    carol.load(Connections.bob().build());
    return carol;
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

  private static List<NotifyType> types(List<Payload> payloads) {
    return payloads.stream()
        .filter(NotifyPayload.class::isInstance)
        .map(p -> ((NotifyPayload) p).notifyType())
        .toList();
  }

  @Test
  @Tag("rfc5685:3/5")
  @Tag("rfc5685:9.1/1")
  @Tag("rfc5685:9.1/2")
  @Tag("rfc5685:9.2/1")
  @Tag("rfc5685:9.2/2")
  @Tag("rfc5685:9.2/3")
  @Tag("rfc5685:9.2/4")
  @Tag("rfc5685:9.3/1")
  @Tag("rfc5685:9.3/2")
  @Tag("rfc5685:11/1")
  @Tag("rfc5685:3/3")
  @Tag("rfc5685:4/1")
  void anInitiatorIsSentElsewhereInSaInitAndGoes() {
    List<List<Payload>> requests = new ArrayList<>();
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            sending(RedirectRule.everybody(TO_CAROL)),
            changing(
                ExchangeType.IKE_SA_INIT,
                false,
                payloads -> {
                  requests.add(payloads);
                  return payloads;
                }),
            OutgoingSeam.NONE);
    TwoEnds.Host carol = carol(ends, EndpointConfig.DEFAULT);
    ends.alice.initiate();
    ends.deliver();
    assertTrue(ends.alice.established());
    assertTrue(carol.established());
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertEquals(CAROL, ends.alice.only().path().remote().ip().getHostAddress());
    // The command is done, by the second attempt.
    assertEquals(
        List.of(Optional.empty()),
        ends.alice.events(Event.CommandFinished.class).stream()
            .map(Event.CommandFinished::failure)
            .toList());
    assertTrue(types(requests.get(0)).contains(NotifyType.REDIRECT_SUPPORTED));
    assertTrue(types(requests.get(1)).contains(NotifyType.REDIRECTED_FROM));
    NotifyPayload from =
        requests.get(1).stream()
            .filter(p ->
                p instanceof NotifyPayload n && n.notifyType().equals(NotifyType.REDIRECTED_FROM))
            .map(NotifyPayload.class::cast)
            .findFirst()
            .orElseThrow();
    // IPv4, 4 octets, Bob's address.
    assertEquals("0104c0000202", from.data().hex());
    assertEquals(1L, ends.bob.status().counters().get("redirects-sent"));
    assertEquals(1L, ends.alice.status().counters().get("redirects-followed"));
  }

  @Test
  @Tag("rfc5685:3/1")
  @Tag("rfc5685:3/2")
  @Tag("negative")
  void whoDoesNotSupportItIsNotSentElsewhere() {
    TwoEnds ends =
        ends(
            with(RedirectConfig.DEFAULT.withFollow(false)),
            sending(
                RedirectRule.everybody(TO_CAROL),
                new RedirectRule(
                    RedirectRule.Stage.AUTH, Optional.empty(), new IdentityMatch.Any(), TO_CAROL)),
            OutgoingSeam.NONE,
            OutgoingSeam.NONE);
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    ends.bob.command(new Command.Redirect(9, NET, TO_CAROL));
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertTrue(ends.bob.events(Event.CommandFinished.class).getLast().failure().isPresent());
  }

  @Test
  @Tag("rfc5685:3/3")
  @Tag("rfc5685:3/4")
  @Tag("negative")
  void aRedirectWithoutOurNonceIsDropped() {
    // Somebody who cannot see our request says so.
    Octets forged =
        Octets.concat(
            Octets.ofHex("0104c0000203"), Octets.wrap(new byte[InitiatorSaInit.NONCE_LENGTH]));
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            EndpointConfig.DEFAULT,
            OutgoingSeam.NONE,
            changing(
                ExchangeType.IKE_SA_INIT,
                true,
                payloads -> List.of(NotifyPayload.of(NotifyType.REDIRECT, forged))));
    TwoEnds.Host carol = carol(ends, EndpointConfig.DEFAULT);
    ends.alice.initiate();
    ends.deliver();
    assertEquals("SaInitSent", ends.alice.only().state());
    assertEquals(1L, ends.alice.status().offences().get(Offence.REDIRECT_WITHOUT_NONCE));
    assertEquals(0, carol.sent);
  }

  @Test
  void aRedirectThatNamesNobodyIsDropped() {
    for (String data : List.of("", "01", "0103c00002", "0904c0000203", "0304c00002ff", "0300")) {
      TwoEnds ends =
          ends(
              EndpointConfig.DEFAULT,
              EndpointConfig.DEFAULT,
              OutgoingSeam.NONE,
              changing(
                  ExchangeType.IKE_SA_INIT,
                  true,
                  payloads -> List.of(NotifyPayload.of(NotifyType.REDIRECT, Octets.ofHex(data)))));
      ends.alice.initiate();
      ends.deliver();
      assertEquals("SaInitSent", ends.alice.only().state(), data);
      assertEquals(1L, ends.alice.status().offences().get(Offence.UNUSABLE_REDIRECT), data);
    }
  }

  @Test
  @Tag("rfc5685:7/1")
  @Tag("negative")
  void aLoopOfGatewaysEndsAfterFiveRedirections() {
    TwoEnds ends = ends(sending(RedirectRule.everybody(TO_CAROL)));
    TwoEnds.Host carol =
        carol(
            ends,
            sending(
                RedirectRule.everybody(new GatewayIdentity.Address(TwoEnds.address("192.0.2.2")))));
    ends.alice.initiate();
    ends.deliver();
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(5L, ends.alice.status().counters().get("redirects-followed"));
    assertEquals(3, carol.sent);
    assertEquals(3, ends.bob.sent);
    assertEquals(
        Event.FailureReason.REDIRECTED,
        ends.alice.events(Event.IkeSaFailed.class).getLast().reason());
    assertTrue(ends.alice.events(Event.CommandFinished.class).getFirst().failure().isPresent());
  }

  @Test
  @Tag("rfc5685:3/6")
  void aGatewayMaySendOnWhoWasSentToIt() {
    // Carol was reached by a redirection, which says that it is supported.
    TwoEnds ends = ends(sending(RedirectRule.everybody(TO_CAROL)));
    carol(
        ends,
        sending(RedirectRule.everybody(new GatewayIdentity.Address(TwoEnds.address("192.0.2.4")))));
    TwoEnds.Host dave = ends.add("dave", "192.0.2.4", EndpointConfig.DEFAULT);
    dave.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    assertTrue(dave.established());
  }

  @Test
  @Tag("rfc5685:6/1")
  @Tag("rfc5685:6/2")
  void anInitiatorIsSentElsewhereInAuthWhenBothEndsAreAuthenticated() {
    TwoEnds ends =
        ends(
            sending(
                new RedirectRule(
                    RedirectRule.Stage.AUTH,
                    Optional.of("net"),
                    new IdentityMatch.Exactly(Identity.fqdn("alice")),
                    TO_CAROL)));
    TwoEnds.Host carol = carol(ends, EndpointConfig.DEFAULT);
    ends.alice.initiate();
    ends.deliver();
    assertTrue(carol.established());
    ends.pass(Duration.ofSeconds(61));
    // The IKE SA with Bob was deleted by Alice; a Child SA it never had.
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertEquals(List.of(), ends.bob.events(Event.ChildSaEstablished.class));
    assertEquals(1, ends.alice.status().ikeSas().size());
    assertEquals(
        List.of(Optional.empty()),
        ends.alice.events(Event.CommandFinished.class).stream()
            .map(Event.CommandFinished::failure)
            .toList());
    assertEquals(
        Event.DeleteReason.REDIRECTED,
        ends.alice.events(Event.IkeSaDeleted.class).getFirst().reason());
  }

  @Test
  @Tag("rfc5685:6/1")
  @Tag("negative")
  void aRedirectInAuthOfAGatewayThatProvesNothingIsNotFollowed() {
    TwoEnds ends =
        ends(
            sending(
                new RedirectRule(
                    RedirectRule.Stage.AUTH, Optional.empty(), new IdentityMatch.Any(), TO_CAROL)));
    TwoEnds.Host carol = carol(ends, EndpointConfig.DEFAULT);
    // Bob accepts Alice's key, and proves himself by another.
    ends.alice.keys.put("alice bob", "another");
    ends.bob.keys.put("bob alice", "another still");
    ends.alice.initiate();
    ends.deliver();
    assertEquals(0, carol.sent);
    assertFalse(ends.alice.established());
  }

  @Test
  @Tag("rfc5685:5/1")
  @Tag("rfc5685:5/2")
  @Tag("rfc5685:5/3")
  @Tag("rfc5685:9.2/5")
  void aClientIsSentElsewhereInTheMiddleOfASession() {
    List<List<Payload>> told = new ArrayList<>();
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            EndpointConfig.DEFAULT,
            OutgoingSeam.NONE,
            changing(
                ExchangeType.INFORMATIONAL,
                false,
                payloads -> {
                  told.add(payloads);
                  return payloads;
                }));
    TwoEnds.Host carol = carol(ends, EndpointConfig.DEFAULT);
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    ends.bob.command(new Command.Redirect(9, NET, TO_CAROL));
    ends.deliver();
    assertEquals(
        Optional.empty(), ends.bob.events(Event.CommandFinished.class).getLast().failure());
    // No nonce in it.
    assertEquals("0104c0000203", ((NotifyPayload) told.getFirst().getFirst()).data().hex());
    assertTrue(carol.established());
    ends.pass(Duration.ofSeconds(61));
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertEquals(1, ends.alice.inbound.size());
    assertEquals(1, carol.inbound.size());
  }

  @Test
  @Tag("rfc5685:9.2/5")
  @Tag("negative")
  void aRedirectInTheSessionWithANonceIsAnOffence() {
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT,
            EndpointConfig.DEFAULT,
            OutgoingSeam.NONE,
            changing(
                ExchangeType.INFORMATIONAL,
                false,
                payloads ->
                    List.of(
                        NotifyPayload.of(
                            NotifyType.REDIRECT, Octets.ofHex("0104c0000203" + "00".repeat(32))))));
    TwoEnds.Host carol = carol(ends, EndpointConfig.DEFAULT);
    ends.alice.initiate();
    ends.deliver();
    ends.bob.command(new Command.Redirect(9, NET, TO_CAROL));
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(1L, ends.alice.status().offences().get(Offence.UNUSABLE_REDIRECT));
    assertEquals(0, carol.sent);
  }

  @Test
  void aGatewayThatIsNamedIsLookedUp() {
    TwoEnds ends = ends(sending(RedirectRule.everybody(new GatewayIdentity.Name("carol.example"))));
    TwoEnds.Host carol = carol(ends, EndpointConfig.DEFAULT);
    ends.alice.names.put(
        "carol.example", List.of(TwoEnds.address("2001:db8::3"), TwoEnds.address(CAROL)));
    ends.alice.initiate();
    ends.deliver();
    assertTrue(carol.established());
    assertTrue(ends.alice.established());
  }

  @Test
  void aGatewayWhoseNameIsUnknownEndsTheAttempt() {
    TwoEnds ends =
        ends(sending(RedirectRule.everybody(new GatewayIdentity.Name("nobody.example"))));
    ends.alice.initiate();
    ends.deliver();
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertTrue(
        ends.alice
            .events(Event.CommandFinished.class)
            .getFirst()
            .failure()
            .get()
            .contains("nobody.example"));
  }

  @Test
  void aGatewayOfAnotherAddressFamilyIsNotReached() {
    TwoEnds ends =
        ends(
            sending(
                RedirectRule.everybody(
                    new GatewayIdentity.Address(TwoEnds.address("2001:db8::3")))));
    ends.alice.initiate();
    ends.deliver();
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertFalse(ends.alice.events(Event.Redirected.class).getFirst().followed());
  }

  @Test
  @Tag("rfc5685:3/7")
  @Tag("rfc5685:3/8")
  @Tag("rfc5685:11/1")
  @Tag("negative")
  void theNewGatewayHasToBeWhoTheConnectionWants() {
    TwoEnds ends = ends(sending(RedirectRule.everybody(TO_CAROL)));
    // Carol is somebody else, whom the connection does not accept.
    TwoEnds.Host carol = ends.add("carol", CAROL, EndpointConfig.DEFAULT);
    carol.load(Connections.of("carol", "alice").build());
    carol.keys.put("carol alice", "secret");
    ends.alice.keys.put("alice carol", "secret");
    ends.alice.initiate();
    ends.deliver();
    assertFalse(ends.alice.established());
    assertFalse(carol.established());
  }

  @Test
  void rulesAreReplacedOnCommand() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT);
    TwoEnds.Host carol = carol(ends, EndpointConfig.DEFAULT);
    ends.bob.command(new Command.LoadRedirectRules(List.of(RedirectRule.everybody(TO_CAROL))));
    ends.alice.initiate();
    ends.deliver();
    assertTrue(carol.established());
    ends.bob.command(new Command.LoadRedirectRules(List.of()));
    ends.alice.command(new Command.TerminateIke(3, NET));
    ends.deliver();
    ends.alice.initiate();
    ends.deliver();
    assertTrue(ends.bob.established());
  }
}
