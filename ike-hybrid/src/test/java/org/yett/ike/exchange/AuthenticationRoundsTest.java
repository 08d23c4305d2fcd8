package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.exchange.AuthEnds.authentication;
import static org.yett.ike.exchange.AuthEnds.refusal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.event.Event;
import org.yett.ike.event.Posture.Authentication;
import org.yett.ike.exchange.SignatureAuthTest.Recorder;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Offence;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** Several rounds of authentication (RFC 4739), and none at all (RFC 7619). */
class AuthenticationRoundsTest {

  private static long authRequests(TwoEnds ends) {
    return ends.alice.sentMessages().stream().filter(m -> m.startsWith("IKE_AUTH")).count();
  }

  @Test
  @Tag("rfc4739:2.1")
  @Tag("rfc4739:3.1/1")
  @Tag("rfc4739:3.2/1")
  void bothEndsAuthenticateByEcdsaAndThenByMlDsa() {
    Recorder recorder = new Recorder();
    TwoEnds ends =
        new AuthEnds(recorder.ends())
            .aliceSigns(KeyKind.ECDSA_P384)
            .bobSigns(KeyKind.ECDSA_P384)
            .aliceSigns(KeyKind.ML_DSA_87)
            .bobSigns(KeyKind.ML_DSA_87)
            .establish();
    List<Authentication> hybrid =
        List.of(Authentication.HYBRID_SIGNATURES, Authentication.HYBRID_SIGNATURES);
    assertEquals(hybrid, authentication(ends.alice));
    assertEquals(hybrid, authentication(ends.bob));
    assertEquals(2, authRequests(ends));
    List<NotifyPayload> said =
        recorder.payloads(NotifyPayload.class).stream()
            .filter(n ->
                n.notifyType().equals(NotifyType.MULTIPLE_AUTH_SUPPORTED)
                    || n.notifyType().equals(NotifyType.ANOTHER_AUTH_FOLLOWS))
            .toList();
    assertEquals(4, said.size());
    for (NotifyPayload notify : said) {
      assertEquals(ProtocolId.NONE, notify.protocol());
      assertTrue(notify.spi().isEmpty() && notify.data().isEmpty());
    }
  }

  @Test
  @Tag("rfc4739:2.1")
  void theInitiatorAloneMayHaveASecondRound() {
    TwoEnds ends =
        new AuthEnds()
            .aliceSigns(KeyKind.ED25519)
            .aliceSigns(KeyKind.ML_DSA_44)
            .bobPsk()
            .establish();
    assertEquals(
        List.of(Authentication.PRE_SHARED_KEY, Authentication.HYBRID_SIGNATURES),
        authentication(ends.bob));
    assertEquals(2, authRequests(ends));
  }

  @Test
  @Tag("rfc4739:2.1")
  void theResponderAloneMayHaveASecondRound() {
    TwoEnds ends =
        new AuthEnds().alicePsk().bobSigns(KeyKind.ED25519).bobSigns(KeyKind.ML_DSA_44).establish();
    assertEquals(
        List.of(Authentication.PRE_SHARED_KEY, Authentication.HYBRID_SIGNATURES),
        authentication(ends.alice));
    assertEquals(2, authRequests(ends));
  }

  @Test
  @Tag("rfc4739:2.1")
  void theKeyOfAFurtherRoundIsThatOfItsIdentities() {
    AuthEnds setUp = new AuthEnds().aliceSigns(KeyKind.ED25519).bobSigns(KeyKind.ED25519);
    setUp.aliceLocal.add(new LocalAuth.Psk(AuthEnds.id("alice2")));
    setUp.bobRemote.add(new RemoteAuth.Psk(new IdentityMatch.Exactly(AuthEnds.id("alice2"))));
    setUp.bobLocal.add(new LocalAuth.Psk(AuthEnds.id("bob2")));
    setUp.aliceRemote.add(new RemoteAuth.Psk(new IdentityMatch.Exactly(AuthEnds.id("bob2"))));
    setUp.ends.alice.keys.putAll(
        Map.of("alice2 bob2", "second", "alice2 bob", "not this", "alice bob2", "nor this"));
    setUp.ends.bob.keys.putAll(
        Map.of("bob2 alice2", "second", "bob2 alice", "not this", "bob alice2", "nor this"));
    assertEquals(2, authRequests(setUp.establish()));
  }

  @Test
  void threeRoundsOfOneEndAndTwoOfTheOther() {
    TwoEnds ends =
        new AuthEnds()
            .alicePsk()
            .aliceSigns(KeyKind.ED25519)
            .aliceSigns(KeyKind.ML_DSA_44)
            .bobSigns(KeyKind.ED25519)
            .bobPsk()
            .establish();
    assertEquals(3, authRequests(ends));
    assertEquals(
        List.of(Authentication.CLASSICAL_SIGNATURE, Authentication.HYBRID_SIGNATURES),
        authentication(ends.bob));
  }

  @Test
  @Tag("rfc4739:2.1")
  @Tag("negative")
  void aSecondRoundThatIsWrongRefusesTheWhole() {
    AuthEnds setUp = new AuthEnds().aliceSigns(KeyKind.ED25519).aliceSigns(KeyKind.ECDSA_P256);
    setUp.bobPsk();
    setUp.ends.alice.signers.put("alice1", setUp.ends.alice.signers.get("alice0"));
    var trusting = setUp.ends.bob.peerKeys;
    setUp.ends.bob.peerKeys =
        query ->
            query.trust().equals("alice1")
                ? new org.yett.ike.endpoint.PeerKeys.Refused(
                    org.yett.ike.endpoint.PeerKeys.Reason.UNKNOWN_AUTHORITY, "another key")
                : trusting.apply(query);
    TwoEnds ends = setUp.run();
    assertFalse(ends.bob.established());
    assertFalse(ends.alice.established());
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNACCEPTABLE_CERTIFICATE));
    assertTrue(ends.bob.inbound.isEmpty() && ends.alice.inbound.isEmpty());
  }

  @Test
  @Tag("negative")
  void aRoundTooFewAndARoundTooManyAreRefused() {
    AuthEnds tooFew = new AuthEnds().aliceSigns(KeyKind.ED25519).aliceSigns(KeyKind.ML_DSA_44);
    tooFew.bobSigns(KeyKind.ED25519).bobSigns(KeyKind.ED25519);
    tooFew.aliceLocal.removeLast();
    TwoEnds few = tooFew.run();
    assertFalse(few.bob.established());
    assertTrue(refusal(few.bob).orElseThrow().contains("does not go on to its next round"));
    AuthEnds tooMany = new AuthEnds().aliceSigns(KeyKind.ED25519).aliceSigns(KeyKind.ML_DSA_44);
    tooMany.bobSigns(KeyKind.ED25519).bobSigns(KeyKind.ED25519);
    tooMany.bobRemote.removeLast();
    TwoEnds many = tooMany.run();
    assertFalse(many.bob.established());
    assertTrue(refusal(many.bob).orElseThrow().contains("which is not configured"));
    assertEquals(1L, many.bob.status().offences().get(Offence.WRONG_AUTHENTICATION_ROUNDS));
  }

  @Test
  void aPeerThatDoesNotTakeSeveralRoundsIsNotAttempted() {
    AuthEnds setUp = new AuthEnds().aliceSigns(KeyKind.ED25519).aliceSigns(KeyKind.ED25519);
    setUp.bobPsk();
    setUp.bobRemote.removeLast();
    TwoEnds ends = setUp.run();
    assertEquals(
        Optional.of("the peer does not take several rounds of authentication"),
        ends.alice.events(Event.CommandFinished.class).getFirst().failure());
  }

  // NULL authentication.

  private static AuthEnds anonymousAlice() {
    AuthEnds setUp = new AuthEnds();
    setUp.aliceLocal.add(new LocalAuth.Null(AuthEnds.id("alice")));
    setUp.bobRemote.add(new RemoteAuth.Null(new IdentityMatch.Any()));
    return setUp;
  }

  @Test
  @Tag("rfc7619:2.1")
  void anInitiatorMayStayUnauthenticated() {
    TwoEnds ends = anonymousAlice().bobSigns(KeyKind.ED25519).establish();
    assertEquals(
        List.of(Authentication.CLASSICAL_SIGNATURE, Authentication.NONE), authentication(ends.bob));
  }

  @Test
  @Tag("rfc7619:2/1")
  @Tag("negative")
  void nullAuthenticationIsRefusedWhereAnIdentityIsAskedFor() {
    AuthEnds setUp = anonymousAlice().bobSigns(KeyKind.ED25519);
    setUp.bobRemote.set(0, new RemoteAuth.Psk(new IdentityMatch.Any()));
    TwoEnds ends = setUp.run();
    assertFalse(ends.bob.established());
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNACCEPTABLE_IDENTITY));
    assertEquals(
        Optional.of("the peer answers IKE_AUTH with AUTHENTICATION_FAILED"),
        ends.alice.events(Event.CommandFinished.class).getFirst().failure());
  }
}
