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
import org.yett.ike.config.AddressPool;
import org.yett.ike.config.Addressing;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.RedirectConfig;
import org.yett.ike.config.RedirectRule;
import org.yett.ike.config.ResumptionConfig;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.OutgoingSeam.Draft;
import org.yett.ike.event.Event;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.sim.Tampering;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.CpPayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** What goes along in IKE_AUTH, and in which of its messages if there are several exchanges. */
class ExtensionsInRoundsTest {

  private static final String CAROL = "192.0.2.3";
  private static final GatewayIdentity TO_CAROL =
      new GatewayIdentity.Address(TwoEnds.address(CAROL));

  private final Setups.Seam ofAlice = new Setups.Seam();
  private final Setups.Seam ofBob = new Setups.Seam();

  private static EndpointConfig redirecting(RedirectRule... rules) {
    return EndpointConfig.DEFAULT.withExtensions(
        EndpointConfig.DEFAULT
            .extensions()
            .withRedirect(RedirectConfig.DEFAULT.withRules(List.of(rules))));
  }

  private static EndpointConfig resuming() {
    return EndpointConfig.DEFAULT.withExtensions(
        EndpointConfig.DEFAULT.extensions().withResumption(ResumptionConfig.ON));
  }

  /** Alice authenticates by PSK, Ed25519 and ML-DSA, Bob by PSK: three exchanges. */
  private AuthEnds threeRounds(EndpointConfig alice, EndpointConfig bob) {
    return new AuthEnds(new TwoEnds(alice, bob, ofAlice, ofBob))
        .alicePsk()
        .aliceSigns(KeyKind.ED25519)
        .aliceSigns(KeyKind.ML_DSA_44)
        .bobPsk();
  }

  private static TwoEnds.Host carol(AuthEnds setUp) {
    TwoEnds.Host carol = setUp.ends.add("carol", CAROL, EndpointConfig.DEFAULT);
    carol.peerKeys = setUp.ends.bob.peerKeys;
    carol.load(setUp.ofBob());
    return carol;
  }

  /** Bob's response number {@code n} of IKE_AUTH, from 1, is changed. */
  private void changing(int n, UnaryOperator<Draft> change) {
    List<Draft> responses = new ArrayList<>();
    ofBob.edit =
        draft -> {
          if (!draft.header().exchangeType().equals(ExchangeType.IKE_AUTH)) {
            return draft;
          }
          responses.add(draft);
          return responses.size() == n ? change.apply(draft) : draft;
        };
  }

  private static UnaryOperator<Draft> redirecting() {
    return Tampering.adding(NotifyPayload.of(NotifyType.REDIRECT, Octets.ofHex("0104c0000203")));
  }

  private static List<Draft> auth(Setups.Seam seam) {
    return seam.sent.stream()
        .filter(draft -> draft.header().exchangeType().equals(ExchangeType.IKE_AUTH))
        .toList();
  }

  private static List<Boolean> having(Setups.Seam seam, Class<? extends Payload> kind) {
    return auth(seam).stream()
        .map(draft -> draft.inner().stream().anyMatch(kind::isInstance))
        .toList();
  }

  private static List<Boolean> having(Setups.Seam seam, NotifyType type) {
    return auth(seam).stream()
        .map(draft ->
            draft.inner().stream()
                .anyMatch(p -> p instanceof NotifyPayload n && n.notifyType().equals(type)))
        .toList();
  }

  // RFC 5685.

  @Test
  @Tag("rfc5685:6/3")
  @Tag("rfc5685:6/4")
  @Tag("rfc5685:6/7")
  void aGatewaySendsAClientElsewhereInItsLastResponseWhenAllRoundsAreProved() {
    AuthEnds setUp =
        threeRounds(
            EndpointConfig.DEFAULT,
            redirecting(
                new RedirectRule(
                    RedirectRule.Stage.AUTH, Optional.empty(), new IdentityMatch.Any(), TO_CAROL)));
    TwoEnds.Host carol = carol(setUp);
    TwoEnds ends = setUp.run();
    assertEquals(List.of(false, false, true), having(ofBob, NotifyType.REDIRECT));
    assertTrue(carol.established());
    ends.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertEquals(1, ends.alice.status().ikeSas().size());
  }

  @Test
  @Tag("rfc5685:6/7")
  void aClientGoesElsewhereByTheFirstResponseAndTellsTheGatewayThatItGoes() {
    AuthEnds setUp = threeRounds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT);
    TwoEnds.Host carol = carol(setUp);
    changing(1, redirecting());
    TwoEnds ends = setUp.run();
    assertTrue(carol.established());
    assertEquals(1, auth(ofBob).size());
    ends.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertEquals(List.of(), ends.bob.events(Event.IkeSaEstablished.class));
    assertEquals(1, ends.alice.events(Event.IkeSaEstablished.class).size());
    assertEquals(
        List.of(Optional.empty()),
        ends.alice.events(Event.CommandFinished.class).stream()
            .map(Event.CommandFinished::failure)
            .toList());
  }

  @Test
  @Tag("rfc5685:6/4")
  @Tag("negative")
  void aClientDoesNotGoElsewhereByTheFirstResponseOfAGatewayThatProvesNothing() {
    AuthEnds setUp = threeRounds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT);
    TwoEnds.Host carol = carol(setUp);
    UnaryOperator<Draft> bend =
        Tampering.replacing(
            AuthPayload.class,
            auth -> {
              byte[] data = auth.data().toArray();
              data[0] ^= 1;
              return List.of(new AuthPayload(auth.method(), Octets.wrap(data)));
            });
    changing(1, draft -> redirecting().apply(bend.apply(draft)));
    TwoEnds ends = setUp.run();
    assertEquals(0, carol.sent);
    assertFalse(ends.alice.established());
    assertEquals(1L, ends.alice.status().offences().get(Offence.WRONG_AUTH_DATA));
  }

  @Test
  @Tag("rfc5685:6/7")
  @Tag("rfc5685:6/8")
  @Tag("negative")
  void aRedirectBetweenTheFirstResponseAndTheLastIsNotAccepted() {
    AuthEnds setUp = threeRounds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT);
    TwoEnds.Host carol = carol(setUp);
    changing(2, redirecting());
    TwoEnds ends = setUp.establish();
    assertEquals(0, carol.sent);
    assertEquals(1L, ends.alice.status().offences().get(Offence.REDIRECT_AMID_AUTH));
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc5685:6/8")
  @Tag("negative")
  void aRedirectAmidTheRoundsOfTheGatewayIsNotAccepted() {
    AuthEnds setUp =
        new AuthEnds(new TwoEnds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, ofAlice, ofBob))
            .alicePsk()
            .bobPsk()
            .bobSigns(KeyKind.ED25519)
            .bobSigns(KeyKind.ML_DSA_44);
    changing(2, redirecting());
    TwoEnds ends = setUp.establish();
    assertEquals(1L, ends.alice.status().offences().get(Offence.REDIRECT_AMID_AUTH));
  }

  // RFC 5723.

  @Test
  @Tag("rfc5723:4.2/1")
  void aTicketIsAskedForInTheFirstRequestAndGivenInTheLastResponse() {
    TwoEnds ends = threeRounds(resuming(), resuming()).establish();
    assertEquals(List.of(true, false, false), having(ofAlice, NotifyType.TICKET_REQUEST));
    assertEquals(List.of(false, false, true), having(ofBob, NotifyType.TICKET_LT_OPAQUE));
    assertEquals(1L, ends.alice.status().counters().get("tickets-received"));
  }

  @Test
  @Tag("rfc5723:4.2/1")
  @Tag("negative")
  void aTicketBeforeTheLastResponseIsNotTaken() {
    AuthEnds setUp = threeRounds(resuming(), EndpointConfig.DEFAULT);
    changing(
        1,
        Tampering.adding(
            NotifyPayload.of(
                NotifyType.TICKET_LT_OPAQUE, Octets.ofHex("00000e10" + "ab".repeat(64)))));
    TwoEnds ends = setUp.establish();
    assertEquals(0L, ends.alice.status().counters().getOrDefault("tickets-received", 0L));
  }

  // Configuration.

  @Test
  @Tag("rfc7296:2.19/3")
  void configurationPayloadsAreInTheMessagesThatHaveTheSaPayloads() {
    AuthEnds setUp = threeRounds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT);
    setUp.aliceChange =
        connection -> connection.withAddressing(Addressing.asking(TwoEnds.address("0.0.0.0")));
    setUp.bobChange = connection -> connection.withAddressing(Addressing.giving("clients"));
    setUp.ends.bob.command(
        new Command.LoadPools(
            List.of(
                new AddressPool(
                    "clients",
                    AddressRange.ofPrefix(TwoEnds.address("10.3.0.0"), 24),
                    List.of()))));
    setUp.establish();
    assertEquals(List.of(true, false, false), having(ofAlice, CpPayload.class));
    assertEquals(having(ofAlice, SaPayload.class), having(ofAlice, CpPayload.class));
    assertEquals(List.of(false, false, true), having(ofBob, CpPayload.class));
    assertEquals(having(ofBob, SaPayload.class), having(ofBob, CpPayload.class));
  }
}
