package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.exchange.AuthEnds.authentication;
import static org.yett.ike.exchange.AuthEnds.refusal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.ResumptionConfig;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Command;
import org.yett.ike.event.Event;
import org.yett.ike.event.Posture.Authentication;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.EapPayload;
import org.yett.ike.wire.IdPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.EapType;
import org.yett.spec.iana.NotifyType;

/** EAP inside IKE_AUTH, and EAP alone. */
class EapAuthTest {

  private static List<Authentication> of(Authentication ours, Authentication peers) {
    return List.of(ours, peers);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 13, 21, 26})
  @Tag("rfc7296:2.16/1")
  @Tag("rfc7296:5/5")
  @Tag("rfc7296:2.16/2")
  @Tag("rfc7296:2.16/3")
  @Tag("rfc7296:2.16/7")
  @Tag("rfc7296:2.16/10")
  void theClientAuthenticatesByEapAndTheServerBySignatureBefore(int method) {
    EapEnds setUp = new EapEnds().only(EapType.of(method)).passwords("sesame", "sesame");
    TwoEnds ends = setUp.establish();
    assertEquals(
        of(Authentication.EAP, Authentication.CLASSICAL_SIGNATURE), authentication(ends.alice));
    assertEquals(
        of(Authentication.CLASSICAL_SIGNATURE, Authentication.EAP), authentication(ends.bob));
    List<EapEnds.Sent> alices = setUp.authsOf("alice");
    List<EapEnds.Sent> bobs = setUp.authsOf("bob");
    assertFalse(alices.getFirst().has(AuthPayload.class));
    assertTrue(alices.getFirst().has(SaPayload.class));
    assertTrue(bobs.getFirst().has(AuthPayload.class) && bobs.getFirst().has(EapPayload.class));
    // The AUTH payloads stand in the exchange after EAP Success, and the Child SA with them.
    EapEnds.Sent success = bobs.get(bobs.size() - 2);
    assertEquals(EapPayload.SUCCESS, eap(success).code());
    for (EapEnds.Sent last : List.of(alices.getLast(), bobs.getLast())) {
      assertFalse(last.has(EapPayload.class) || last.has(IdPayload.class));
      assertEquals(AuthMethod.SHARED_KEY, auth(last).method());
    }
    assertTrue(bobs.getLast().has(SaPayload.class));
    bobs.subList(0, bobs.size() - 1).forEach(s -> assertFalse(s.has(SaPayload.class)));
  }

  private static EapPayload eap(EapEnds.Sent sent) {
    return sent.payloads().stream()
        .filter(EapPayload.class::isInstance)
        .map(EapPayload.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static AuthPayload auth(EapEnds.Sent sent) {
    return sent.payloads().stream()
        .filter(AuthPayload.class::isInstance)
        .map(AuthPayload.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tag("rfc7296:3.16/1")
  @Tag("rfc7296:3.16/2")
  @Tag("rfc7296:3.16/3")
  @Tag("rfc7296:3.16/4")
  void eapPacketsAreWellFormed() {
    EapEnds setUp = new EapEnds().passwords("sesame", "sesame");
    setUp.aliceTakes = List.of(EapType.MSCHAPV2);
    setUp.establish();
    int identifier = -1;
    int type = -1;
    for (EapEnds.Sent sent : setUp.auths()) {
      if (!sent.has(EapPayload.class)) {
        continue;
      }
      EapPayload eap = eap(sent);
      assertEquals(eap.message().size(), eap.message().u16(2));
      if (eap.code() == EapPayload.REQUEST) {
        identifier = eap.identifier();
        type = eap.message().u8(4);
      } else if (eap.code() == EapPayload.RESPONSE) {
        assertEquals(identifier, eap.identifier());
        assertTrue(List.of(type, 3).contains(eap.message().u8(4)));
      } else {
        assertEquals(4, eap.message().size());
      }
    }
  }

  @Test
  @Tag("rfc7296:2.16/3")
  @Tag("rfc7296:2.16/4")
  void theKeyOfEapServesForNothingButAuth() {
    EapEnds setUp = new EapEnds().only(EapType.TLS);
    setUp.establish();
    List<KeyStep> proofs =
        setUp.derivations.stream()
            .filter(step -> step.name().equals("AUTH"))
            .filter(step -> secret(step).length() == 64)
            .toList();
    // Alice is listened to: her own proof, and the check of the peer's.
    assertEquals(2, proofs.size());
    Secret key = secret(proofs.getFirst());
    proofs.forEach(step -> assertEquals(key, secret(step)));
    setUp.derivations.stream()
        .filter(step -> !step.name().equals("AUTH"))
        .flatMap(step -> step.inputs().stream())
        .forEach(input -> assertFalse(input.secret().equals(key), input::name));
  }

  private static Secret secret(KeyStep step) {
    return step.inputs().getFirst().secret();
  }

  @Test
  @Tag("rfc5998:3/5")
  void aResumedSessionDoesNotSpeakOfEap() {
    EndpointConfig config =
        EndpointConfig.DEFAULT.withExtensions(
            EndpointConfig.DEFAULT.extensions().withResumption(ResumptionConfig.ON));
    EapEnds setUp = new EapEnds(config).only(EapType.TLS).alone();
    TwoEnds ends = setUp.establish();
    ends.loses = packet -> true;
    ends.alice.command(new Command.CheckLiveness(7, new Command.IkeTarget.ByConnection("net")));
    ends.pass(Duration.ofSeconds(200));
    ends.loses = packet -> false;
    setUp.sent.clear();
    ends.alice.initiate();
    ends.deliver();
    assertTrue(ends.alice.only().posture().orElseThrow().resumed());
    assertEquals(
        Authentication.EAP, ends.alice.only().posture().orElseThrow().peerAuthentication());
    assertEquals(2, setUp.auths().size());
    for (EapEnds.Sent auth : setUp.auths()) {
      assertFalse(auth.says(NotifyType.EAP_ONLY_AUTHENTICATION) || auth.has(EapPayload.class));
    }
  }

  @Test
  @Tag("rfc7296:2.16/6")
  @Tag("rfc7296:5/4")
  void aMethodWithoutKeyLeavesAuthToTheKeysOfTheIkeSa() {
    EapEnds setUp = new EapEnds().only(EapType.MD5_CHALLENGE).passwords("sesame", "sesame");
    TwoEnds ends = setUp.establish();
    assertEquals(
        of(Authentication.EAP, Authentication.CLASSICAL_SIGNATURE), authentication(ends.alice));
  }

  @Test
  @Tag("rfc7296:2.16/8")
  @Tag("rfc7296:2.16/9")
  @Tag("negative")
  void aWrongPasswordEndsInEapFailureAndInNoIkeSa() {
    for (EapType method : List.of(EapType.MSCHAPV2, EapType.TTLS, EapType.MD5_CHALLENGE)) {
      EapEnds setUp = new EapEnds().only(method).passwords("sesame", "other");
      TwoEnds ends = setUp.run();
      assertEquals(EapPayload.FAILURE, eap(setUp.authsOf("bob").getLast()).code());
      assertTrue(refusal(ends.bob).orElseThrow().contains("WRONG_PASSWORD"));
      Event.AuthenticationFailed heard =
          ends.alice.events(Event.AuthenticationFailed.class).getFirst();
      assertTrue(heard.byPeer());
      assertNothingIsLeft(ends);
    }
  }

  private static void assertNothingIsLeft(TwoEnds ends) {
    assertFalse(ends.alice.established() || ends.bob.established());
    assertTrue(ends.alice.inbound.isEmpty() && ends.bob.inbound.isEmpty());
    ends.pass(Duration.ofSeconds(200));
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(List.of(), ends.bob.status().ikeSas());
  }

  @Test
  @Tag("negative")
  void aClientCertificateThatIsNotTrustedIsRefused() {
    EapEnds setUp = new EapEnds().only(EapType.TLS).distrust("alice");
    TwoEnds ends = setUp.run();
    assertTrue(refusal(ends.bob).orElseThrow().contains("EAP fails (TLS)"));
    assertEquals(EapPayload.FAILURE, eap(setUp.authsOf("bob").getLast()).code());
    assertNothingIsLeft(ends);
  }

  @Test
  @Tag("negative")
  void aServerInTlsThatIsNotTheWantedOneIsLeft() {
    EapEnds setUp = new EapEnds().only(EapType.TLS).alone();
    setUp.server = Optional.of(new IdentityMatch.Exactly(Identity.fqdn("aaa")));
    TwoEnds ends = setUp.run();
    assertNothingIsLeft(ends);
    assertTrue(
        ends.alice.events(Event.AuthenticationFailed.class).getFirst().detail().contains("aaa"));
  }

  @Test
  void anyServerInTlsWillDoIfTheConfigurationSaysSo() {
    EapEnds setUp = new EapEnds().only(EapType.TLS).alone();
    setUp.server = Optional.of(new IdentityMatch.Any());
    setUp.establish();
  }

  @Test
  @Tag("rfc7296:3.16/6")
  void whoeverEapProvesIsThePeerWhereAnybodyMayCome() {
    EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2);
    setUp.aliceIs = EapIdentity.of("carol");
    setUp.bobExpects = new EapIdentityPolicy.Ask();
    setUp.passwords("sesame", "sesame");
    TwoEnds ends = setUp.establish();
    assertEquals(Identity.fqdn("carol"), AuthEnds.posture(ends.bob).peer());
  }

  @Test
  @Tag("negative")
  void anotherNameInEapThanInIdiIsRefused() {
    EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2);
    setUp.aliceIs = EapIdentity.of("carol");
    setUp.passwords("sesame", "sesame");
    TwoEnds ends = setUp.run();
    assertTrue(refusal(ends.bob).orElseThrow().contains("WRONG_IDENTITY"));
    assertNothingIsLeft(ends);
  }

  @Test
  @Tag("negative")
  void withoutACommonMethodThereIsNoIkeSa() {
    EapEnds setUp = new EapEnds().passwords("sesame", "sesame");
    setUp.aliceTakes = List.of(EapType.MSCHAPV2);
    setUp.bobOffers = List.of(EapType.MD5_CHALLENGE);
    TwoEnds ends = setUp.run();
    assertTrue(refusal(ends.bob).orElseThrow().contains("NO_COMMON_METHOD"));
    assertNothingIsLeft(ends);
  }

  @Test
  @Tag("rfc7296:5/5")
  @Tag("rfc7296:2.16/1")
  @Tag("rfc7296:5/5")
  @Tag("negative")
  void aResponderThatDoesNotProveItselfBeforeEapIsLeft() {
    EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
    setUp.bobEdits = payloads -> without(payloads, AuthPayload.class);
    TwoEnds ends = setUp.run();
    assertTrue(refusal(ends.alice).orElseThrow().contains("before EAP"));
    assertNothingIsLeft(ends);
  }

  private static List<Payload> without(List<Payload> payloads, Class<? extends Payload> kind) {
    return payloads.stream().filter(p -> !kind.isInstance(p)).toList();
  }

  @Test
  @Tag("rfc7296:2.16/3")
  @Tag("rfc7296:2.16/10")
  @Tag("negative")
  void authAfterEapMustComeFromItsKey() {
    for (boolean byAlice : List.of(true, false)) {
      EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
      if (byAlice) {
        setUp.aliceEdits = EapAuthTest::falsified;
      } else {
        setUp.bobEdits = EapAuthTest::falsified;
      }
      TwoEnds ends = setUp.run();
      TwoEnds.Host judge = byAlice ? ends.bob : ends.alice;
      assertTrue(refusal(judge).orElseThrow().contains("does not verify"));
      assertEquals(1L, judge.status().offences().get(Offence.WRONG_AUTH_DATA));
      assertFalse(judge.established());
    }
  }

  /** Another AUTH by a shared key. */
  private static List<Payload> falsified(List<Payload> payloads) {
    return payloads.stream()
        .map(p ->
            p instanceof AuthPayload a && a.method().equals(AuthMethod.SHARED_KEY)
                ? new AuthPayload(AuthMethod.SHARED_KEY, Octets.wrap(new byte[a.data().size()]))
                : p)
        .toList();
  }

  @Test
  @Tag("rfc7296:2.16/10")
  @Tag("negative")
  void afterEapSuccessNothingButAuthIsTaken() {
    EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
    setUp.aliceEdits = payloads -> falsifiedKind(payloads);
    TwoEnds ends = setUp.run();
    assertEquals(1L, ends.bob.status().offences().get(Offence.MISSING_PAYLOAD));
    assertFalse(ends.bob.established());
  }

  private static List<Payload> falsifiedKind(List<Payload> payloads) {
    return without(payloads, AuthPayload.class);
  }

  // Malformed packets.

  @Test
  @Tag("rfc7296:3.16/1")
  @Tag("rfc7296:3.16/4")
  @Tag("negative")
  void responsesOfAnotherIdentifierOrTypeAreRefused() {
    for (int at : List.of(1, 4)) {
      EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
      setUp.aliceEdits = payloads -> changed(payloads, at);
      TwoEnds ends = setUp.run();
      assertTrue(refusal(ends.bob).orElseThrow().contains("MALFORMED"));
      assertNothingIsLeft(ends);
    }
  }

  private static List<Payload> changed(List<Payload> payloads, int at) {
    List<Payload> all = new ArrayList<>();
    for (Payload payload : payloads) {
      if (payload instanceof EapPayload(Octets message) && message.size() > at) {
        byte[] octets = message.toArray();
        octets[at] ^= 0x40;
        all.add(new EapPayload(Octets.wrap(octets)));
      } else {
        all.add(payload);
      }
    }
    return all;
  }

  @Test
  @Tag("negative")
  void aServerThatNeverEndsIsLeft() {
    EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
    int[] identifier = {0};
    setUp.bobEdits =
        payloads ->
            payloads.stream()
                .<Payload>map(p ->
                    p instanceof EapPayload
                        ? new EapPayload(
                            Octets.wrap(new byte[] {1, (byte) identifier[0]++, 0, 5, 2}))
                        : p)
                .toList();
    setUp.aliceEdits =
        payloads ->
            payloads.stream()
                .<Payload>map(
                    p -> p instanceof EapPayload ? new EapPayload(Octets.ofHex("020000050d")) : p)
                .toList();
    TwoEnds ends = setUp.run();
    assertFalse(ends.alice.established());
  }

  @Test
  @Tag("rfc7296:2.16/2")
  @Tag("negative")
  void anotherExchangeAmidEapIsRefused() {
    EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
    setUp.aliceEdits = payloads -> without(payloads, EapPayload.class);
    TwoEnds ends = setUp.run();
    assertEquals(1L, ends.bob.status().offences().get(Offence.MISSING_PAYLOAD));
    assertFalse(ends.bob.established());
  }

  // EAP alone.

  @ParameterizedTest
  @ValueSource(ints = {13, 21})
  @Tag("rfc5998:3/3")
  @Tag("rfc5998:3/4")
  @Tag("rfc5998:4/1")
  void eapAloneProvesBothEnds(int method) {
    EapEnds setUp = new EapEnds().only(EapType.of(method)).alone().passwords("sesame", "sesame");
    TwoEnds ends = setUp.establish();
    assertEquals(of(Authentication.EAP, Authentication.EAP), authentication(ends.alice));
    assertEquals(of(Authentication.EAP, Authentication.EAP), authentication(ends.bob));
    assertTrue(setUp.authsOf("alice").getFirst().says(NotifyType.EAP_ONLY_AUTHENTICATION));
    EapEnds.Sent first = setUp.authsOf("bob").getFirst();
    assertTrue(first.has(IdPayload.class) && !first.has(AuthPayload.class));
  }

  @Test
  @Tag("rfc5998:3/1")
  void aResponderThatSignsAllTheSameIsVerified() {
    EapEnds signs = new EapEnds().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
    signs.aliceWantsAlone = true;
    TwoEnds ends = signs.establish();
    assertEquals(
        of(Authentication.EAP, Authentication.CLASSICAL_SIGNATURE), authentication(ends.alice));
  }

  @Test
  @Tag("rfc5998:3/1")
  @Tag("negative")
  void aResponderThatSignsWronglyIsLeft() {
    EapEnds signs = new EapEnds().only(EapType.TLS).distrust("bob");
    signs.aliceWantsAlone = true;
    TwoEnds ends = signs.run();
    assertTrue(refusal(ends.alice).orElseThrow().contains("is not accepted"));
    assertNothingIsLeft(ends);
  }

  @Test
  @Tag("rfc5998:3/2")
  @Tag("rfc5998:4/1")
  @Tag("rfc5998:6.1/1")
  @Tag("negative")
  void aMethodThatIsNotSafeAloneIsLeftAtOnce() {
    EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
    setUp.aliceWantsAlone = true;
    // Bob believes that he has proved himself.
    setUp.bobEdits = payloads -> without(payloads, AuthPayload.class);
    TwoEnds ends = setUp.run();
    assertTrue(refusal(ends.alice).orElseThrow().contains("METHOD_NOT_SAFE_ALONE"));
    assertEquals(1, setUp.authsOf("alice").size());
    assertTrue(ends.bob.events(Event.AuthenticationFailed.class).getFirst().byPeer());
    assertNothingIsLeft(ends);
  }

  @Test
  @Tag("rfc5998:3/3")
  @Tag("rfc5998:4/1")
  @Tag("negative")
  void aServerHasNoMethodThatIsNotSafeAlone() {
    EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2).alone().passwords("sesame", "sesame");
    TwoEnds ends = setUp.run();
    assertTrue(refusal(ends.bob).orElseThrow().contains("NO_COMMON_METHOD"));
    assertNothingIsLeft(ends);
  }

  @Test
  @Tag("negative")
  void aResponderThatHasNothingButEapRefusesAnInitiatorThatWantsASignature() {
    EapEnds setUp = new EapEnds().only(EapType.TLS);
    setUp.bobAlone = true;
    TwoEnds ends = setUp.run();
    assertTrue(refusal(ends.bob).orElseThrow().contains("by EAP"));
    assertNothingIsLeft(ends);
  }

  @Test
  @Tag("rfc5998:3/4")
  @Tag("negative")
  void aloneAuthMustNotComeFromTheKeysOfTheIkeSa() {
    EapEnds setUp = new EapEnds().only(EapType.TLS).alone();
    setUp.bobEdits = EapAuthTest::falsified;
    TwoEnds ends = setUp.run();
    assertTrue(refusal(ends.alice).orElseThrow().contains("does not verify"));
  }

  @Test
  void lossAmidEapIsRepaired() {
    EapEnds setUp = new EapEnds().only(EapType.TLS).alone();
    int[] count = {0};
    setUp.ends.loses = packet -> count[0]++ % 5 == 3;
    setUp.run();
    setUp.ends.pass(Duration.ofSeconds(60));
    assertTrue(setUp.ends.alice.established() && setUp.ends.bob.established());
  }
}
