package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.AuthConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.config.PpkConfig.PpkId;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.event.Event;
import org.yett.ike.exchange.SignatureAuthTest.Recorder;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.NotifyType;

/** Post-quantum preshared keys in IKE_INTERMEDIATE (RFC 9867). */
class PpkInIntermediateTest {

  private static final PpkId ONE = PpkId.fixed(new byte[] {'k', '1'});
  private static final PpkId TWO = PpkId.fixed(new byte[] {'k', '2'});

  private static AuthConfig ppk(boolean required, boolean inAuth, boolean inIntermediate) {
    return AuthConfig.DEFAULT.withPpk(
        new PpkConfig(List.of(ONE, TWO), required, inAuth, inIntermediate, true));
  }

  private static final AuthConfig OPTIONAL = ppk(false, false, true);
  private static final AuthConfig REQUIRED = ppk(true, false, true);

  private final Recorder recorder = new Recorder();
  private final AuthEnds setUp = new AuthEnds(recorder.ends()).alicePsk().bobPsk();

  private static void give(TwoEnds.Host host, PpkId id, String key) {
    host.ppks.put(HexFormat.of().formatHex(id.octets()), key);
  }

  private List<NotifyPayload> sent(NotifyType type) {
    return recorder.payloads(NotifyPayload.class).stream()
        .filter(n -> n.notifyType().equals(type))
        .toList();
  }

  @Test
  @Tag("rfc9867:3.1/5")
  @Tag("rfc9867:3.1.1/1")
  void thePpkComesInTheLastIntermediateExchangeAfterAllKeyExchanges() {
    give(setUp.ends.alice, ONE, "p");
    give(setUp.ends.bob, ONE, "p");
    TwoEnds ends = setUp.auth(OPTIONAL, OPTIONAL).establish();
    assertTrue(AuthEnds.posture(ends.alice).posture().ppk());
    assertTrue(AuthEnds.posture(ends.bob).posture().ppk());
    assertEquals(
        List.of(
            "IKE_SA_INIT request 0",
            "IKE_INTERMEDIATE request 1",
            "IKE_INTERMEDIATE request 2",
            "IKE_AUTH request 3"),
        ends.alice.sentMessages().stream().filter(m -> m.contains("request")).toList());
    assertEquals(2, sent(NotifyType.USE_PPK_INT).size());
    assertEquals(
        11, sent(NotifyType.PPK_IDENTITY_KEY).getFirst().data().size(), "PPK_ID and 8 octets");
    assertEquals(Octets.wrap(ONE.octets()), sent(NotifyType.PPK_IDENTITY).getFirst().data());
  }

  @Test
  @Tag("rfc9867:3.1/5")
  void thereMayBeNoKeyExchangeBesides() {
    give(setUp.ends.alice, ONE, "p");
    give(setUp.ends.bob, ONE, "p");
    setUp.proposals = "aes256gcm16-prfsha384-x25519";
    TwoEnds ends = setUp.auth(REQUIRED, REQUIRED).establish();
    assertTrue(ends.alice.sentMessages().contains("IKE_AUTH request 2"));
  }

  @Test
  @Tag("rfc9867:3.1/11")
  void theResponderTakesTheFirstOfWhichItHasTheSameValue() {
    give(setUp.ends.alice, ONE, "p");
    give(setUp.ends.alice, TWO, "q");
    give(setUp.ends.bob, ONE, "another value");
    give(setUp.ends.bob, TWO, "q");
    setUp.auth(REQUIRED, REQUIRED).establish();
    assertEquals(2, sent(NotifyType.PPK_IDENTITY_KEY).size());
    assertEquals(Octets.wrap(TWO.octets()), sent(NotifyType.PPK_IDENTITY).getFirst().data());
  }

  @Test
  void anOptionalPpkThatDiffersIsDoneWithout() {
    give(setUp.ends.alice, ONE, "p");
    give(setUp.ends.bob, ONE, "q");
    TwoEnds ends = setUp.auth(OPTIONAL, OPTIONAL).establish();
    assertEquals(List.of(), sent(NotifyType.PPK_IDENTITY));
    assertFalse(AuthEnds.posture(ends.bob).posture().ppk());
  }

  @Test
  @Tag("rfc9867:3.1/8")
  @Tag("rfc9867:3.1/10")
  @Tag("negative")
  void aResponderThatInsistsRefusesWithAuthenticationFailed() {
    give(setUp.ends.alice, ONE, "p");
    give(setUp.ends.bob, ONE, "q");
    TwoEnds ends = setUp.auth(OPTIONAL, REQUIRED).run();
    assertFalse(ends.bob.established());
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_PPK));
    assertEquals(
        Optional.of("the peer answers IKE_INTERMEDIATE with AUTHENTICATION_FAILED"),
        ends.alice.events(Event.CommandFinished.class).getFirst().failure());
  }

  @Test
  @Tag("rfc9867:3.1/9")
  @Tag("negative")
  void anInitiatorThatInsistsGivesUp() {
    give(setUp.ends.alice, ONE, "p");
    TwoEnds ends = setUp.auth(REQUIRED, OPTIONAL).run();
    assertFalse(ends.alice.established());
    assertEquals(
        Optional.of("the peer has none of our PPKs, and one is required"),
        ends.alice.events(Event.CommandFinished.class).getFirst().failure());
  }

  @Test
  @Tag("rfc9867:3.1/4")
  @Tag("negative")
  void aRequestWithoutThisExtensionIsRefusedWhereAPpkIsRequired() {
    TwoEnds ends = setUp.auth(AuthConfig.DEFAULT, REQUIRED).run();
    assertFalse(ends.bob.established());
    assertEquals(1, sent(NotifyType.NO_PROPOSAL_CHOSEN).size());
    assertEquals(
        "no PPK is offered, and one is required",
        ends.bob.events(Event.NegotiationRefused.class).getFirst().explanation());
  }

  @Test
  @Tag("rfc9867:3.1/2")
  @Tag("rfc9867:3.1/3")
  void ofBothWaysTheResponderChoosesOne() {
    give(setUp.ends.alice, ONE, "p");
    give(setUp.ends.bob, ONE, "p");
    setUp.auth(ppk(true, true, true), ppk(true, true, true)).establish();
    assertEquals(2, sent(NotifyType.USE_PPK_INT).size());
    assertEquals(1, sent(NotifyType.USE_PPK).size());
    assertEquals(1, sent(NotifyType.PPK_IDENTITY).size());
  }

  @Test
  void aResponderThatHasTheOlderWayAloneGetsIt() {
    give(setUp.ends.alice, ONE, "p");
    give(setUp.ends.bob, ONE, "p");
    setUp.auth(ppk(true, true, true), ppk(true, true, false)).establish();
    assertEquals(1, sent(NotifyType.USE_PPK_INT).size());
    assertEquals(2, sent(NotifyType.USE_PPK).size());
  }

  @Test
  @Tag("rfc9867:3.1/7")
  @Tag("negative")
  void aPpkThatWasNotOfferedIsFatal() {
    OutgoingSeam other =
        draft ->
            new OutgoingSeam.Draft(
                draft.header(),
                draft.clear(),
                draft.inner().stream().flatMap(PpkInIntermediateTest::another).toList(),
                draft.isProtected());
    AuthEnds ends =
        new AuthEnds(
            new TwoEnds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, OutgoingSeam.NONE, other));
    give(ends.ends.alice, ONE, "p");
    give(ends.ends.bob, ONE, "p");
    ends.alicePsk().bobPsk().auth(OPTIONAL, OPTIONAL);
    assertFalse(ends.run().alice.established());
    assertEquals(1L, ends.ends.alice.status().offences().get(Offence.WRONG_PPK));
  }

  private static Stream<Payload> another(Payload payload) {
    return Stream.of(
        payload instanceof NotifyPayload n && n.notifyType().equals(NotifyType.PPK_IDENTITY)
            ? NotifyPayload.of(NotifyType.PPK_IDENTITY, Octets.wrap(TWO.octets()))
            : payload);
  }

  @Test
  @Tag("rfc9867:3.1/1")
  void dataInTheAnnouncementAreIgnored() {
    OutgoingSeam chatty =
        draft ->
            new OutgoingSeam.Draft(
                draft.header(),
                draft.clear().stream()
                    .map(p ->
                        p instanceof NotifyPayload n
                                && n.notifyType().equals(NotifyType.USE_PPK_INT)
                            ? (Payload)
                                NotifyPayload.of(
                                    NotifyType.USE_PPK_INT, Octets.wrap(new byte[] {1, 2, 3}))
                            : p)
                    .toList(),
                draft.inner(),
                draft.isProtected());
    AuthEnds ends =
        new AuthEnds(new TwoEnds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, chatty, chatty));
    give(ends.ends.alice, ONE, "p");
    give(ends.ends.bob, ONE, "p");
    ends.alicePsk().bobPsk().auth(REQUIRED, REQUIRED).establish();
  }
}
