package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.endpoint.Command;
import org.yett.ike.event.Event;
import org.yett.ike.sim.Tampering;
import org.yett.ike.wire.NotifyPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** INITIAL_CONTACT and the policy about several IKE SAs of one peer (RFC 7296 2.4). */
class UniquenessTest {

  private static final ExchangeType AUTH = ExchangeType.IKE_AUTH;

  private static Setups setups(UniquePolicy alice, UniquePolicy bob) {
    return new Setups(
        Connections.alice().unique(alice).build(), Connections.bob().unique(bob).build());
  }

  private static long initialContacts(Setups.Seam seam) {
    return seam.sent.stream()
        .filter(draft -> draft.header().exchangeType().equals(AUTH))
        .flatMap(draft -> draft.inner().stream())
        .filter(
            p -> p instanceof NotifyPayload n && n.notifyType().equals(NotifyType.INITIAL_CONTACT))
        .count();
  }

  private static void again(Setups setups, long tag) {
    setups.ends.alice.command(
        new Command.Initiate(tag, "net", Optional.empty(), setups.ends.alice.path()));
  }

  @Test
  @Tag("rfc7296:2.4/3")
  void theFirstIkeSaOfAPeerSaysSoInItsFirstIkeAuth() {
    Setups setups = setups(UniquePolicy.NO, UniquePolicy.NO).initiated();
    assertTrue(setups.ofAlice.lastHas(AUTH, NotifyType.INITIAL_CONTACT));
    assertEquals(1, initialContacts(setups.ofAlice));
  }

  @Test
  @Tag("rfc7296:2.4/2")
  void oneIdentityAtSeveralPlacesNeverSaysSo() {
    Setups setups = setups(UniquePolicy.NEVER, UniquePolicy.NO).initiated();
    assertEquals(0, initialContacts(setups.ofAlice));
  }

  @Test
  void ofTwoConcurrentInitiationsNotBothSaySo() {
    Setups setups = setups(UniquePolicy.NO, UniquePolicy.NO);
    again(setups, 1);
    again(setups, 2);
    setups.ends.deliver();
    assertTrue(initialContacts(setups.ofAlice) < 2);
    assertTrue(setups.ends.alice.established() && setups.ends.bob.established());
    assertEquals(
        setups.ends.alice.status().ikeSas().size(), setups.ends.bob.status().ikeSas().size());
    assertEquals(List.of(), setups.ends.bob.events(Event.IkeSaDeleted.class));
  }

  @Test
  @Tag("rfc7296:2.4/1")
  void unlessTheOlderIkeSaIsForgottenKeepKeepsTheNewOneOut() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().unique(UniquePolicy.KEEP).build());
    ends.alice.initiate();
    ends.deliver();
    TwoEnds.Host reborn = ends.restart(ends.alice);
    reborn.load(Connections.alice().build());
    reborn.initiate();
    ends.deliver();
    assertTrue(reborn.established());
    assertEquals(1, ends.bob.status().ikeSas().size());
    assertEquals(
        Event.DeleteReason.REPLACED, ends.bob.events(Event.IkeSaDeleted.class).getFirst().reason());
  }

  @Test
  void neverHonoursNoInitialContact() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().unique(UniquePolicy.NEVER).build());
    ends.alice.initiate();
    ends.deliver();
    TwoEnds.Host reborn = ends.restart(ends.alice);
    reborn.load(Connections.alice().build());
    reborn.initiate();
    ends.deliver();
    assertEquals(2, ends.bob.status().ikeSas().size());
  }

  /** Sets up another IKE SA with the same peer, by a connection of another name. */
  private static void byAnotherConnection(Setups setups, UniquePolicy policy) {
    setups.ends.alice.load(Connections.alice().unique(policy).named("again"));
    setups.ends.alice.command(
        new Command.Initiate(2, "again", Optional.empty(), setups.ends.alice.path()));
    setups.ends.deliver();
  }

  @Test
  @Tag("rfc7296:2.4/3")
  @Tag("rfc7296:2.4/5")
  void aResponderMaySayItToo() {
    Setups setups = setups(UniquePolicy.NEVER, UniquePolicy.NEVER).initiated();
    setups.ofBob.edit =
        draft ->
            draft.header().exchangeType().equals(AUTH)
                ? Tampering.adding(NotifyPayload.of(NotifyType.INITIAL_CONTACT)).apply(draft)
                : draft;
    byAnotherConnection(setups, UniquePolicy.NO);
    assertEquals(1, setups.ends.alice.status().ikeSas().size());
    assertEquals(
        Event.DeleteReason.REPLACED,
        setups.ends.alice.events(Event.IkeSaDeleted.class).getFirst().reason());
  }

  @Test
  @Tag("rfc7296:2.4/3")
  @Tag("negative")
  void anywhereElseItIsPassedOver() {
    Setups setups = setups(UniquePolicy.NEVER, UniquePolicy.NO).initiated();
    byAnotherConnection(setups, UniquePolicy.NEVER);
    assertEquals(2, setups.ends.bob.status().ikeSas().size());
    setups.ofAlice.edit = Tampering.adding(NotifyPayload.of(NotifyType.INITIAL_CONTACT));
    setups.ends.alice.command(
        new Command.CheckLiveness(3, new Command.IkeTarget.ByConnection("again")));
    setups.ends.deliver();
    assertEquals(2, setups.ends.bob.status().ikeSas().size());
  }

  @Test
  @Tag("rfc7296:2.4/5")
  void onlyIkeSasBegunBeforeAreGone() {
    // The older attempt says INITIAL_CONTACT, but its IKE_AUTH comes after the younger one's.
    Setups setups = setups(UniquePolicy.NO, UniquePolicy.NO);
    setups.ends.alice.initiate();
    List<TwoEnds.Packet> held = List.of();
    while (setups.ofAlice.sent.stream().noneMatch(d -> d.header().exchangeType().equals(AUTH))) {
      setups.ends.takeWire().forEach(setups.ends::arrive);
    }
    held = setups.ends.takeWire();
    assertEquals(1, initialContacts(setups.ofAlice));
    again(setups, 2);
    setups.ends.deliver();
    assertEquals(1, initialContacts(setups.ofAlice));
    held.forEach(setups.ends::arrive);
    setups.ends.deliver();
    assertEquals(List.of(), setups.ends.bob.events(Event.IkeSaDeleted.class));
    assertFalse(setups.ends.alice.status().ikeSas().isEmpty());
    assertEquals(2, setups.ends.bob.status().ikeSas().size());
  }
}
