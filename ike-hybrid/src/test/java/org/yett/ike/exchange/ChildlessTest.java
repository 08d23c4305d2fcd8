package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.ChildlessPolicy;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.event.Event;
import org.yett.ike.sim.Tampering;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.TsPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** IKE SAs that begin without a Child SA (RFC 6023). */
class ChildlessTest {

  private static final ExchangeType SA_INIT = ExchangeType.IKE_SA_INIT;
  private static final ExchangeType AUTH = ExchangeType.IKE_AUTH;

  private static ConnectionConfig alice(ChildlessPolicy policy) {
    return Connections.alice().build().withChildless(policy);
  }

  private static ConnectionConfig bob(ChildlessPolicy policy) {
    return Connections.bob().build().withChildless(policy);
  }

  private static ConnectionConfig withoutChildren(ConnectionConfig connection) {
    return connection.withChildren(List.of());
  }

  private static boolean authHasChild(Setups.Seam seam) {
    return !seam.last(AUTH, SaPayload.class).isEmpty()
        || !seam.last(AUTH, TsPayload.class).isEmpty();
  }

  @Test
  @Tag("rfc6023:3/1")
  @Tag("rfc6023:4/1")
  @Tag("rfc6023:4/2")
  @Tag("rfc6023:4/3")
  void aResponderThatAcceptsThemSaysSoInItsSaInitResponse() {
    for (ChildlessPolicy policy :
        List.of(ChildlessPolicy.ALLOW, ChildlessPolicy.PREFER, ChildlessPolicy.FORCE)) {
      Setups setups = new Setups(alice(ChildlessPolicy.NEVER), bob(policy)).initiated();
      NotifyPayload notify =
          setups.ofBob.last(SA_INIT, NotifyPayload.class).stream()
              .filter(n -> n.notifyType().equals(NotifyType.CHILDLESS_IKEV2_SUPPORTED))
              .findFirst()
              .orElseThrow();
      assertEquals(16418, notify.notifyType().value());
      assertEquals(ProtocolId.IKE, notify.protocol());
      assertTrue(notify.spi().isEmpty() && notify.data().isEmpty());
      assertFalse(setups.ofAlice.lastHas(SA_INIT, NotifyType.CHILDLESS_IKEV2_SUPPORTED));
    }
  }

  @Test
  @Tag("rfc6023:3/6")
  void aResponderThatDoesNotAcceptThemDoesNotAnnounceThem() {
    Setups setups =
        new Setups(alice(ChildlessPolicy.ALLOW), bob(ChildlessPolicy.NEVER)).initiated();
    assertFalse(setups.ofBob.lastHas(SA_INIT, NotifyType.CHILDLESS_IKEV2_SUPPORTED));
    HandshakeTest.assertTunnel(setups.ends);
  }

  @Test
  @Tag("rfc6023:3/5")
  void whoeverOnlyAllowsThemBeginsWithAChildSa() {
    Setups setups =
        new Setups(alice(ChildlessPolicy.ALLOW), bob(ChildlessPolicy.ALLOW)).initiated();
    assertTrue(authHasChild(setups.ofAlice) && authHasChild(setups.ofBob));
    HandshakeTest.assertTunnel(setups.ends);
  }

  @Test
  @Tag("rfc6023:3/2")
  @Tag("rfc6023:3/4")
  void aConnectionWithoutChildrenIsSetUpWithoutAChildSa() {
    Setups setups =
        new Setups(
                withoutChildren(alice(ChildlessPolicy.ALLOW)),
                withoutChildren(bob(ChildlessPolicy.ALLOW)))
            .initiated();
    assertTrue(setups.ends.alice.established() && setups.ends.bob.established());
    assertFalse(authHasChild(setups.ofAlice) || authHasChild(setups.ofBob));
    assertEquals(
        Optional.empty(),
        setups.ends.alice.events(Event.CommandFinished.class).getFirst().failure());
    assertEquals(List.of(), setups.ends.alice.events(Event.ChildSaFailed.class));
  }

  @Test
  @Tag("rfc6023:3/3")
  void withoutTheNotificationNothingIsLeftOut() {
    Setups preferred =
        new Setups(alice(ChildlessPolicy.PREFER), bob(ChildlessPolicy.NEVER)).initiated();
    assertTrue(authHasChild(preferred.ofAlice));
    HandshakeTest.assertTunnel(preferred.ends);
    for (ConnectionConfig ofAlice :
        List.of(alice(ChildlessPolicy.FORCE), withoutChildren(alice(ChildlessPolicy.ALLOW)))) {
      Setups setups = new Setups(ofAlice, bob(ChildlessPolicy.NEVER)).initiated();
      assertEquals(List.of(), setups.ends.alice.status().ikeSas());
      assertEquals(
          "the peer does not support IKE SAs without a Child SA",
          setups.ends.alice.events(Event.IkeSaFailed.class).getFirst().detail());
      assertTrue(
          setups.ofAlice.sent.stream().noneMatch(d -> d.header().exchangeType().equals(AUTH)));
    }
  }

  @Test
  @Tag("rfc6023:3/6")
  @Tag("rfc6023:3/7")
  @Tag("negative")
  void aResponderThatDoesNotAcceptThemAnswersInvalidSyntax() {
    Setups setups = new Setups(alice(ChildlessPolicy.ALLOW), bob(ChildlessPolicy.NEVER));
    setups.ofAlice.edit =
        draft ->
            draft.header().exchangeType().equals(AUTH)
                ? Tampering.dropping(SaPayload.class, p -> true)
                    .andThen(Tampering.dropping(TsPayload.class, p -> true))
                    .apply(draft)
                : draft;
    setups.initiated();
    assertTrue(setups.ofBob.lastHas(AUTH, NotifyType.INVALID_SYNTAX));
    assertEquals(1L, setups.ends.bob.status().offences().get(Offence.CHILDLESS_NOT_SUPPORTED));
    assertFalse(setups.ends.bob.established());
    assertEquals(List.of(), setups.ends.alice.status().ikeSas());
  }

  @Test
  void aResponderThatInsistsRefusesTheChildSaOfIkeAuthAndKeepsTheIkeSa() {
    Setups setups =
        new Setups(alice(ChildlessPolicy.NEVER), bob(ChildlessPolicy.FORCE)).initiated();
    assertTrue(setups.ofBob.lastHas(AUTH, NotifyType.NO_PROPOSAL_CHOSEN));
    assertTrue(setups.ends.alice.established() && setups.ends.bob.established());
    assertTrue(setups.ends.bob.inbound.isEmpty());
  }

  @Test
  void aConnectionWithoutChildrenThatNeverGoesWithoutCannotBeInitiated() {
    Setups setups =
        new Setups(
                withoutChildren(alice(ChildlessPolicy.NEVER)),
                withoutChildren(bob(ChildlessPolicy.ALLOW)))
            .initiated();
    assertEquals(
        Optional.of("connection net has no child"),
        setups.ends.alice.events(Event.CommandFinished.class).getFirst().failure());
  }

  @Test
  @Tag("rfc6023:3/2")
  @Tag("rfc6023:3/4")
  void whoeverPrefersOrForcesThemSetsTheChildSaUpAfterwards() {
    for (ChildlessPolicy policy : List.of(ChildlessPolicy.PREFER, ChildlessPolicy.FORCE)) {
      Setups setups = new Setups(alice(policy), bob(ChildlessPolicy.FORCE)).initiated();
      assertFalse(authHasChild(setups.ofAlice) || authHasChild(setups.ofBob));
      HandshakeTest.assertTunnel(setups.ends);
      assertTrue(
          setups.ends.alice.sentMessages().contains("CREATE_CHILD_SA request 3"),
          () -> setups.ends.alice.sentMessages().toString());
      assertEquals(
          Optional.empty(),
          setups.ends.alice.events(Event.CommandFinished.class).getFirst().failure());
    }
  }
}
