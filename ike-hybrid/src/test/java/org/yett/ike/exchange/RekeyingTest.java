package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Command.ChildTarget;
import org.yett.ike.endpoint.Command.IkeTarget;
import org.yett.ike.endpoint.Input.DatapathEvent;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;

/** Child SAs and IKE SAs created and rekeyed over an IKE SA that stands, from either end. */
class RekeyingTest {

  private static final IkeTarget IKE = new IkeTarget.ByConnection("net");
  private static final ChildTarget CHILD = new ChildTarget.ByName(Optional.empty(), "net");

  static TwoEnds tunnel(String ike, String esp) {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().proposing(ike).esp(esp).build());
    ends.bob.load(Connections.bob().proposing(ike).esp(esp).build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    return ends;
  }

  private static Optional<String> finished(TwoEnds.Host host, long tag) {
    return host.events(Event.CommandFinished.class).stream()
        .filter(f -> f.tag() == tag)
        .findFirst()
        .orElseThrow(() -> new AssertionError("not finished: " + host.sentMessages()))
        .failure();
  }

  private static List<TwoEnds.Host> both(TwoEnds ends) {
    return List.of(ends.alice, ends.bob);
  }

  /** One tunnel stands, over one IKE SA, and both ends agree on it. */
  private static void assertOneTunnel(TwoEnds ends) {
    HandshakeTest.assertTunnel(ends);
    for (TwoEnds.Host host : both(ends)) {
      assertEquals(
          1,
          host.status().ikeSas().stream().filter(sa -> sa.established()).count(),
          () -> host.name + " " + host.status().ikeSas());
      assertEquals(1, host.inbound.size());
      assertEquals(1, host.outbound.size());
      assertTrue(host.status().offences().isEmpty(), () -> host.status().offences().toString());
      assertEquals(List.of(), host.events(Event.InternalError.class));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aes256gcm16",
        "aes256gcm16-x25519",
        "aes256gcm16-x25519-ke1_mlkem768",
        "aes128-sha256-ecp256-ke2_mlkem512-ke5_x448",
        "aes256gcm16-mlkem768-none",
        "aes256gcm16-x25519-ke1_mlkem768-ke1_none"
      })
  @Tag("rfc7296:1.3/1")
  @Tag("rfc7296:1.3/3")
  void aChildSaIsRekeyedFromEitherEnd(String esp) {
    for (boolean byAlice : new boolean[] {true, false}) {
      TwoEnds ends = tunnel(Connections.HYBRID, esp);
      TwoEnds.Host host = byAlice ? ends.alice : ends.bob;
      ChildSa old = host.inbound.values().iterator().next();
      host.command(new Command.RekeyChild(5, CHILD));
      ends.deliver();
      assertEquals(Optional.empty(), finished(host, 5));
      assertOneTunnel(ends);
      ChildSa fresh = host.inbound.values().iterator().next();
      assertFalse(old.inboundSpi() == fresh.inboundSpi());
      assertEquals(esp.contains("-"), !fresh.suite().keyExchangesUsed().all().isEmpty());
      for (TwoEnds.Host end : both(ends)) {
        assertEquals(1, end.events(Event.ChildSaRekeyed.class).size(), end.name);
        assertEquals(
            Event.DeleteReason.REKEYED,
            end.events(Event.ChildSaDeleted.class).getFirst().reason(),
            end.name);
      }
    }
  }

  @Test
  @Tag("rfc9370:2.2.4/1")
  void additionalKeyExchangesTakeOneFollowUpEachAndTheLastOneEndsTheSeries() {
    TwoEnds ends = tunnel(Connections.HYBRID, "aes256gcm16-x25519-ke1_mlkem768-ke2_ecp384");
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    List<String> sent = ends.alice.sentMessages();
    assertEquals(
        List.of(
            "CREATE_CHILD_SA request 3",
            "IKE_FOLLOWUP_KE request 4",
            "IKE_FOLLOWUP_KE request 5",
            "INFORMATIONAL request 6"),
        sent.subList(3, sent.size()));
    assertEquals(
        "x25519 + mlkem768 + ecp384",
        ends.alice.inbound.values().iterator().next().suite().keyExchangesUsed().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aes256gcm16-prfsha384-x25519",
        "aes256gcm16-prfsha384-x25519-ke1_mlkem768",
        "aes256gcm16-prfsha384-ecp256-ke1_mlkem768-ke2_x448-ke7_mlkem1024",
        "aes128-sha256-mlkem768"
      })
  @Tag("rfc7296:2.8/x1")
  @Tag("rfc7296:2.18/3")
  @Tag("rfc7296:2.8/6")
  void theIkeSaIsRekeyedFromEitherEndAndKeepsItsChildSas(String ike) {
    for (boolean byAlice : new boolean[] {true, false}) {
      TwoEnds ends = tunnel(ike, "aes256gcm16");
      TwoEnds.Host host = byAlice ? ends.alice : ends.bob;
      ChildSa child = host.inbound.values().iterator().next();
      var before = host.only();
      host.command(new Command.RekeyIke(5, IKE, false));
      ends.deliver();
      assertEquals(Optional.empty(), finished(host, 5));
      assertOneTunnel(ends);
      assertEquals(child.inboundSpi(), host.inbound.values().iterator().next().inboundSpi());
      var after = host.only();
      assertFalse(after.id().equals(before.id()));
      assertFalse(after.initiatorSpi().equals(before.initiatorSpi()));
      assertEquals(org.yett.ike.wire.Side.INITIATOR, after.side());
      assertEquals(1, after.childSas().size());
      assertEquals(after.id(), after.childSas().getFirst().childSa().ikeSa());
      // Whatever comes next goes over the new one, from Message ID 0 on.
      host.other().command(new Command.RekeyChild(6, CHILD));
      ends.deliver();
      assertEquals(Optional.empty(), finished(host.other(), 6));
      assertTrue(host.other().sentMessages().contains("CREATE_CHILD_SA request 0"));
      assertOneTunnel(ends);
      // And once more, the roles being what the rekeying has made of them.
      host.other().command(new Command.RekeyIke(7, IKE, false));
      ends.deliver();
      assertEquals(Optional.empty(), finished(host.other(), 7));
      assertOneTunnel(ends);
    }
  }

  @Test
  @Tag("rfc7296:2.8/x2")
  @Tag("rfc7296:2.8/9")
  @Tag("rfc7296:2.8/12")
  @Tag("rfc7296:2.8/13")
  void aRekeyResponderSendsOnTheNewChildSaWhenItHasSeenItUsed() {
    TwoEnds ends = tunnel(Connections.HYBRID, "aes256gcm16");
    ends.loses = p -> p.from() == ends.alice && p.exchange() == 37;
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(2, ends.bob.inbound.size());
    assertEquals(1, ends.bob.outbound.size());
    ChildSa fresh =
        ends.bob.inbound.values().stream()
            .filter(c -> !ends.bob.outbound.containsKey(c.id()))
            .findFirst()
            .orElseThrow();
    ends.bob.handle(new DatapathEvent.FirstInbound(fresh.inboundSpi()));
    assertTrue(ends.bob.outbound.containsKey(fresh.id()));
  }

  @Test
  void aRekeyResponderSendsOnTheNewChildSaBeforeItTakesTheOldOneAway() {
    TwoEnds ends = tunnel(Connections.HYBRID, "aes256gcm16");
    ChildSa old = ends.bob.outbound.values().iterator().next();
    ends.bob.outputs.clear();
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    List<String> switched =
        ends.bob.outputs.stream()
            .flatMap(output ->
                switch (output) {
                  case Output.ActivateOutbound(ChildSa made) ->
                      Stream.of(made.id().equals(old.id()) ? "old again" : "new in use");
                  case Output.RemoveChildSa removed ->
                      Stream.of(removed.id().equals(old.id()) ? "old removed" : "new removed");
                  default -> Stream.<String>empty();
                })
            .toList();
    assertEquals(List.of("new in use", "old removed"), switched);
  }

  @Test
  @Tag("rfc7296:1/2")
  @Tag("rfc7296:2.8/8")
  void anIkeSaThatStandsTakesFurtherChildSas() {
    TwoEnds ends = tunnel(Connections.HYBRID, "aes256gcm16-x25519-ke1_mlkem768");
    ends.alice.command(new Command.Initiate(5, "net", Optional.of("net"), ends.alice.path()));
    ends.deliver();
    assertEquals(Optional.empty(), finished(ends.alice, 5));
    assertEquals(1, ends.alice.status().ikeSas().size());
    assertEquals(2, ends.alice.only().childSas().size());
    assertEquals(2, ends.bob.outbound.size());
  }

  @Test
  void theIkeSaIsReauthenticatedBeforeTheOldOneGoes() {
    TwoEnds ends = tunnel(Connections.HYBRID, "aes256gcm16");
    ends.alice.command(new Command.RekeyIke(5, IKE, true));
    ends.deliver();
    assertEquals(Optional.empty(), finished(ends.alice, 5));
    assertOneTunnel(ends);
    assertEquals(
        Event.DeleteReason.REAUTHENTICATED,
        ends.alice.events(Event.IkeSaDeleted.class).getFirst().reason());
    assertEquals(2, ends.alice.events(Event.IkeSaEstablished.class).size());
  }
}
