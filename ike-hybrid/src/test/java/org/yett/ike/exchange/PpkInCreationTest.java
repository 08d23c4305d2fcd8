package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.config.AuthConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.config.PpkConfig.InCreation;
import org.yett.ike.config.PpkConfig.PpkId;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.event.Event;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyValue;
import org.yett.ike.keys.RecordingKeyTrace;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.NotifyType;

/** Post-quantum preshared keys in CREATE_CHILD_SA (RFC 9867 3.2). */
class PpkInCreationTest {

  private static final PpkId ONE = PpkId.fixed(new byte[] {'k', '1'});
  private static final PpkId TWO = PpkId.fixed(new byte[] {'k', '2'});
  private static final Command.IkeTarget IKE = new Command.IkeTarget.ByConnection("net");
  private static final Command.ChildTarget CHILD =
      new Command.ChildTarget.ByName(Optional.empty(), "net");

  private final List<NotifyPayload> sent = new ArrayList<>();
  private final RecordingKeyTrace trace = new RecordingKeyTrace();

  private OutgoingSeam recording(OutgoingSeam inner) {
    return draft -> {
      OutgoingSeam.Draft result = inner.edit(draft);
      result.inner().stream()
          .filter(NotifyPayload.class::isInstance)
          .map(NotifyPayload.class::cast)
          .forEach(sent::add);
      return result;
    };
  }

  private TwoEnds ends(OutgoingSeam ofBob) {
    return new TwoEnds(
        EndpointConfig.DEFAULT,
        EndpointConfig.DEFAULT,
        recording(OutgoingSeam.NONE),
        recording(ofBob),
        (sa, side) -> trace);
  }

  private static AuthConfig ppk(InCreation inCreation, PpkId... ids) {
    return AuthConfig.DEFAULT.withPpk(
        new PpkConfig(List.of(ids), false, false, false, false).withInCreation(inCreation));
  }

  private TwoEnds tunnel(String esp, AuthConfig alice, AuthConfig bob, OutgoingSeam ofBob) {
    TwoEnds ends = ends(ofBob);
    ends.alice.load(Connections.alice().esp(esp).build().withAuth(alice));
    ends.bob.load(Connections.bob().esp(esp).build().withAuth(bob));
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    sent.clear();
    return ends;
  }

  private TwoEnds tunnel(String esp, InCreation alice, InCreation bob) {
    return tunnel(esp, ppk(alice, ONE, TWO), ppk(bob, ONE, TWO), OutgoingSeam.NONE);
  }

  private static void give(TwoEnds.Host host, PpkId id, String key) {
    host.ppks.put(HexFormat.of().formatHex(id.octets()), key);
  }

  private static void both(TwoEnds ends, PpkId id, String key) {
    give(ends.alice, id, key);
    give(ends.bob, id, key);
  }

  private List<NotifyPayload> sent(NotifyType type) {
    return sent.stream().filter(n -> n.notifyType().equals(type)).toList();
  }

  private static Optional<String> finished(TwoEnds.Host host, long tag) {
    return host.events(Event.CommandFinished.class).stream()
        .filter(f -> f.tag() == tag)
        .findFirst()
        .orElseThrow(() -> new AssertionError("not finished: " + host.sentMessages()))
        .failure();
  }

  private List<KeyStep> steps(String name) {
    return trace.steps().stream().filter(step -> step.name().equals(name)).toList();
  }

  private static byte[] input(KeyStep step, String name) {
    return step.inputs().stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .map(KeyValue::octets)
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "aes256gcm16, true",
    "aes256gcm16-x25519, true",
    "aes256gcm16-x25519-ke1_mlkem768, true",
    "aes256gcm16-x25519-ke1_mlkem768, false",
    "aes256gcm16, false"
  })
  @Tag("rfc9867:3.2/1")
  void aFreshPpkIsMixedIntoARekeyedChildSa(String esp, boolean byAlice) {
    TwoEnds ends = tunnel(esp, InCreation.YES, InCreation.YES);
    both(ends, ONE, "p");
    TwoEnds.Host host = byAlice ? ends.alice : ends.bob;
    host.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(Optional.empty(), finished(host, 5));
    HandshakeTest.assertTunnel(ends);
    assertEquals(
        11, sent(NotifyType.PPK_IDENTITY_KEY).getFirst().data().size(), "PPK_ID and 8 octets");
    assertEquals(Octets.wrap(ONE.octets()), sent(NotifyType.PPK_IDENTITY).getFirst().data());
    KeyStep mixed = steps("SK_d'").getFirst();
    assertArrayEquals(new byte[] {'p'}, input(mixed, "PPK"));
    assertArrayEquals(mixed.output("SK_d'").octets(), input(steps("KEYMAT").getLast(), "SK_d"));
    Event.ChildSaEstablished child = host.events(Event.ChildSaEstablished.class).getLast();
    assertTrue(child.posture().ownPpk());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("rfc9867:3.2/1")
  void aFreshPpkIsMixedIntoARekeyedIkeSa(boolean byAlice) {
    TwoEnds ends = tunnel("aes256gcm16", InCreation.REQUIRED, InCreation.REQUIRED);
    both(ends, TWO, "q");
    TwoEnds.Host host = byAlice ? ends.alice : ends.bob;
    host.command(new Command.RekeyIke(5, IKE, false));
    ends.deliver();
    assertEquals(Optional.empty(), finished(host, 5));
    HandshakeTest.assertTunnel(ends);
    KeyStep mixed = steps("SK_d'").getFirst();
    assertArrayEquals(
        mixed.output("SK_d'").octets(), input(steps("SKEYSEED").getLast(), "SK_d (old)"));
    assertTrue(ends.bob.only().posture().orElseThrow().ppk());
    assertTrue(ends.alice.only().posture().orElseThrow().ppk());
    // The new one is rekeyed with a PPK too: confirmed with its own SPIs.
    host.command(new Command.RekeyIke(6, IKE, false));
    ends.deliver();
    assertEquals(Optional.empty(), finished(host, 6));
  }

  @Test
  void anotherKeyExchangeIsAskedForAndThePpksStay() {
    TwoEnds ends = ends(OutgoingSeam.NONE);
    ends.alice.load(
        Connections.alice()
            .esp("aes256gcm16-x25519-ecp256")
            .build()
            .withAuth(ppk(InCreation.REQUIRED, ONE)));
    ends.bob.load(
        Connections.bob()
            .esp("aes256gcm16-ecp256-x25519")
            .build()
            .withAuth(ppk(InCreation.REQUIRED, ONE)));
    both(ends, ONE, "p");
    ends.alice.initiate();
    ends.deliver();
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(Optional.empty(), finished(ends.alice, 5));
    assertEquals(1, sent(NotifyType.INVALID_KE_PAYLOAD).size());
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  void ofWhatIsProposedTheFirstThatIsTheSameIsTaken() {
    TwoEnds ends = tunnel("aes256gcm16", InCreation.REQUIRED, InCreation.REQUIRED);
    give(ends.alice, ONE, "p");
    give(ends.bob, ONE, "another");
    both(ends, TWO, "q");
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(Optional.empty(), finished(ends.alice, 5));
    assertEquals(2, sent(NotifyType.PPK_IDENTITY_KEY).size());
    assertEquals(Octets.wrap(TWO.octets()), sent(NotifyType.PPK_IDENTITY).getFirst().data());
  }

  @Test
  void withoutACommonPpkItIsDoneWithoutWhereThatIsAllowed() {
    TwoEnds ends = tunnel("aes256gcm16", InCreation.YES, InCreation.YES);
    give(ends.alice, ONE, "p");
    give(ends.bob, ONE, "q");
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(Optional.empty(), finished(ends.alice, 5));
    assertEquals(List.of(), sent(NotifyType.PPK_IDENTITY));
    assertEquals(List.of(), steps("SK_d'"));
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc9867:3.2/2")
  @Tag("negative")
  void aResponderThatInsistsRefusesARequestWithoutAPpk() {
    TwoEnds ends = tunnel("aes256gcm16", InCreation.NO, InCreation.REQUIRED);
    both(ends, ONE, "p");
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(Optional.of("the peer answers NO_PROPOSAL_CHOSEN"), finished(ends.alice, 5));
    ends.alice.command(new Command.RekeyIke(6, IKE, false));
    ends.deliver();
    assertEquals(Optional.of("the peer answers NO_PROPOSAL_CHOSEN"), finished(ends.alice, 6));
    HandshakeTest.assertTunnel(ends);
  }

  @ParameterizedTest
  @CsvSource({"k, p, false", "k1, other, false", "k, p, true", "k1, other, true"})
  @Tag("rfc9867:3.2/2")
  @Tag("negative")
  void aResponderThatInsistsRefusesAPpkThatIsUnknownOrHasAnotherValue(
      String id, String key, boolean ike) {
    TwoEnds ends = tunnel("aes256gcm16-x25519", InCreation.YES, InCreation.REQUIRED);
    give(ends.alice, ONE, "p");
    give(ends.bob, PpkId.fixed(id.getBytes(java.nio.charset.StandardCharsets.US_ASCII)), key);
    ends.alice.command(
        ike ? new Command.RekeyIke(5, IKE, false) : new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(Optional.of("the peer answers NO_PROPOSAL_CHOSEN"), finished(ends.alice, 5));
    assertEquals(1, ends.bob.events(Event.RekeyingFailed.class).size());
    assertEquals(
        "no PPK in common for CREATE_CHILD_SA, and one is required",
        ends.bob.events(Event.RekeyingFailed.class).getFirst().reason());
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("negative")
  void anInitiatorThatInsistsDoesNotBeginWithoutAPpk() {
    TwoEnds ends = tunnel("aes256gcm16", InCreation.REQUIRED, InCreation.YES);
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(
        Optional.of("none of the configured PPKs is at hand, and one is required"),
        finished(ends.alice, 5));
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("negative")
  void anInitiatorThatInsistsEndsWhatThePeerMadeWithoutAPpk() {
    TwoEnds ends = tunnel("aes256gcm16", InCreation.REQUIRED, InCreation.NO);
    both(ends, ONE, "p");
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(
        Optional.of("the peer has none of our PPKs, and one is required"), finished(ends.alice, 5));
    assertFalse(ends.alice.established());
    assertFalse(ends.bob.established());
  }

  @Test
  @Tag("negative")
  void aPpkThatWasNotProposedIsFatal() {
    OutgoingSeam other =
        draft ->
            new OutgoingSeam.Draft(
                draft.header(),
                draft.clear(),
                draft.inner().stream().flatMap(PpkInCreationTest::another).toList(),
                draft.isProtected());
    TwoEnds ends = tunnel("aes256gcm16", ppk(InCreation.YES, ONE), ppk(InCreation.YES, ONE), other);
    both(ends, ONE, "p");
    ends.alice.command(new Command.RekeyChild(5, CHILD));
    ends.deliver();
    assertEquals(
        Optional.of("the peer chooses a PPK that was not proposed"), finished(ends.alice, 5));
    assertFalse(ends.alice.established());
    assertEquals(
        1,
        ends.alice.events(Event.ProtocolOffence.class).stream()
            .filter(o -> o.offence() == Offence.WRONG_PPK)
            .count());
  }

  private static Stream<Payload> another(Payload payload) {
    return Stream.of(
        payload instanceof NotifyPayload n && n.notifyType().equals(NotifyType.PPK_IDENTITY)
            ? NotifyPayload.of(NotifyType.PPK_IDENTITY, Octets.wrap(TWO.octets()))
            : payload);
  }
}
