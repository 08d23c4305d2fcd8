package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.exchange.AuthEnds.authentication;
import static org.yett.ike.exchange.AuthEnds.key;
import static org.yett.ike.exchange.AuthEnds.refusal;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yett.ike.auth.AuthAnnouncement;
import org.yett.ike.config.AuthConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.PeerKeys;
import org.yett.ike.event.Event;
import org.yett.ike.event.Posture.Authentication;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.CertReqPayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.NotifyType;

class SignatureAuthTest {

  @ParameterizedTest
  @EnumSource(
      names = {
        "RSA_2048",
        "ECDSA_P256",
        "ECDSA_P384",
        "ECDSA_P521",
        "ED25519",
        "ED448",
        "ML_DSA_44",
        "ML_DSA_65",
        "ML_DSA_87",
        "SLH_DSA_SHA2_128F"
      })
  @Tag("rfc7427:3/1")
  @Tag("rfc7427:4/1")
  @Tag("rfc8420:3/2")
  @Tag("ikev2-pqc-auth-06:3.2.1/1")
  @Tag("ikev2-pqc-auth-06:3.2.1/2")
  @Tag("rfc7670:1/1")
  @Tag("rfc7670:3/1")
  void bothEndsAuthenticateBySignatureOfAnyAlgorithm(KeyKind kind) {
    Recorder recorder = new Recorder();
    TwoEnds ends = new AuthEnds(recorder.ends()).aliceSigns(kind).bobSigns(kind).establish();
    Authentication how =
        key(kind).schemes().getFirst().postQuantum()
            ? Authentication.POST_QUANTUM_SIGNATURE
            : Authentication.CLASSICAL_SIGNATURE;
    assertEquals(List.of(how, how), authentication(ends.alice));
    assertEquals(List.of(how, how), authentication(ends.bob));
    List<AuthPayload> proofs = recorder.payloads(AuthPayload.class);
    assertEquals(2, proofs.size());
    byte[] identifier = key(kind).schemes().getFirst().algorithmIdentifier();
    for (AuthPayload proof : proofs) {
      assertEquals(AuthMethod.DIGITAL_SIGNATURE, proof.method());
      assertEquals(identifier.length, proof.data().u8(0));
      assertEquals(Octets.wrap(identifier), proof.data().slice(1, identifier.length));
    }
  }

  @Test
  void theEndsMayAuthenticateInDifferentWays() {
    TwoEnds ends = new AuthEnds().alicePsk().bobSigns(KeyKind.ECDSA_P256).establish();
    assertEquals(
        List.of(Authentication.PRE_SHARED_KEY, Authentication.CLASSICAL_SIGNATURE),
        authentication(ends.alice));
    TwoEnds other = new AuthEnds().aliceSigns(KeyKind.ML_DSA_44).bobPsk().establish();
    assertEquals(
        List.of(Authentication.PRE_SHARED_KEY, Authentication.POST_QUANTUM_SIGNATURE),
        authentication(other.bob));
  }

  @Test
  @Tag("ikev2-pqc-auth-06:3.2.1/4")
  void largeSignaturesTravelInFragments() {
    TwoEnds ends =
        new AuthEnds()
            .aliceSigns(KeyKind.SLH_DSA_SHA2_128F)
            .bobSigns(KeyKind.ML_DSA_87)
            .establish();
    assertTrue(
        ends.alice.sentMessages().stream().anyMatch(m -> m.startsWith("IKE_AUTH request 2 in 1")),
        () -> ends.alice.sentMessages().toString());
    assertTrue(
        ends.bob.sentMessages().stream().anyMatch(m -> m.startsWith("IKE_AUTH response 2 in ")),
        () -> ends.bob.sentMessages().toString());
  }

  private static final NotifyType HASHES = NotifyType.SIGNATURE_HASH_ALGORITHMS;

  @ParameterizedTest
  @EnumSource(names = {"RSA_2048", "ECDSA_P256", "ECDSA_P384", "ECDSA_P521"})
  @Tag("rfc8247:3.1/1")
  @Tag("rfc8247:3.1/x1")
  void aPeerWithoutRfc7427GetsTheOlderMethods(KeyKind kind) {
    Recorder recorder = new Recorder(HASHES);
    TwoEnds ends = new AuthEnds(recorder.ends()).aliceSigns(kind).bobSigns(kind).establish();
    AuthMethod older =
        switch (kind) {
          case RSA_2048 -> AuthMethod.RSA_SIGNATURE;
          case ECDSA_P256 -> AuthMethod.ECDSA_SHA256_P256;
          case ECDSA_P384 -> AuthMethod.ECDSA_SHA384_P384;
          default -> AuthMethod.ECDSA_SHA512_P521;
        };
    assertEquals(
        List.of(older, older),
        recorder.payloads(AuthPayload.class).stream().map(AuthPayload::method).toList());
    assertEquals(
        List.of(Authentication.CLASSICAL_SIGNATURE, Authentication.CLASSICAL_SIGNATURE),
        authentication(ends.bob));
  }

  @Test
  @Tag("rfc8420:2/1")
  @Tag("ikev2-pqc-auth-06:3.2.1/3")
  void aKeyWithoutAnOlderMethodDoesNotSignForAPeerWithoutRfc7427() {
    for (KeyKind kind : List.of(KeyKind.ED25519, KeyKind.ML_DSA_44)) {
      TwoEnds ends = new AuthEnds(new Recorder(HASHES).ends()).aliceSigns(kind).bobPsk().run();
      assertFalse(ends.alice.established());
      assertEquals(
          Optional.of("none of our keys for alice can sign in a way that the peer takes"),
          ends.alice.events(Event.CommandFinished.class).getFirst().failure());
    }
  }

  @Test
  @Tag("rfc7427:4/1")
  @Tag("rfc8420:3/3")
  @Tag("rfc8420:3/1")
  void theHashesAreThoseOfTheAcceptedSchemesAndTheSignerKeepsToThem() {
    Recorder recorder = new Recorder();
    TwoEnds ends =
        new AuthEnds(recorder.ends())
            .alicePsk()
            .bobSignsAsAccepted(
                List.of(SignatureScheme.ECDSA_SHA384), KeyKind.ED25519, KeyKind.ECDSA_P256)
            .establish();
    assertEquals(
        Octets.wrap(new byte[] {0, 3}),
        recorder.payloads(NotifyPayload.class).stream()
            .filter(n -> n.notifyType().equals(HASHES))
            .findFirst()
            .orElseThrow()
            .data());
    byte[] identifier = SignatureScheme.ECDSA_SHA384.algorithmIdentifier();
    AuthPayload bobs = recorder.payloads(AuthPayload.class).getLast();
    assertEquals(Octets.wrap(identifier), bobs.data().slice(1, identifier.length));
    assertTrue(ends.alice.established());
  }

  @Test
  @Tag("rfc9593:3.2")
  void whatThePeerAnnouncesIsPreferred() {
    Recorder recorder = new Recorder();
    AuthConfig announcing = AuthConfig.DEFAULT.withAnnouncedMethods(true);
    new AuthEnds(recorder.ends())
        .alicePsk()
        .bobSignsAsAccepted(
            List.of(SignatureScheme.ML_DSA_65, SignatureScheme.ED448),
            KeyKind.ED25519,
            KeyKind.ML_DSA_65)
        .auth(announcing, AuthConfig.DEFAULT)
        .establish();
    assertTrue(
        recorder.payloads(NotifyPayload.class).stream()
            .anyMatch(n -> n.notifyType().equals(NotifyType.SUPPORTED_AUTH_METHODS)));
    byte[] identifier = SignatureScheme.ML_DSA_65.algorithmIdentifier();
    AuthPayload bobs = recorder.payloads(AuthPayload.class).getLast();
    assertEquals(Octets.wrap(identifier), bobs.data().slice(1, identifier.length));
  }

  /** A link to an authority means nothing where no CERTREQ came. */
  @Test
  @Tag("rfc9593:3.2.2/1")
  void aCertLinkWithoutAnyCertReqIsTakenForZero() {
    OutgoingSeam linked =
        draft ->
            new OutgoingSeam.Draft(
                draft.header(),
                draft.clear(),
                draft.inner().stream()
                    .filter(p -> !(p instanceof CertReqPayload))
                    .map(SignatureAuthTest::linked)
                    .toList(),
                draft.isProtected());
    Recorder recorder = new Recorder();
    TwoEnds ends =
        new TwoEnds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, linked, recorder.seam());
    new AuthEnds(ends)
        .alicePsk()
        .bobSignsAsAccepted(
            List.of(SignatureScheme.ML_DSA_65, SignatureScheme.ED25519),
            KeyKind.ED25519,
            KeyKind.ML_DSA_65)
        .auth(AuthConfig.DEFAULT.withAnnouncedMethods(true), AuthConfig.DEFAULT)
        .run();
    byte[] identifier = SignatureScheme.ML_DSA_65.algorithmIdentifier();
    AuthPayload bobs = recorder.payloads(AuthPayload.class).getLast();
    assertEquals(Octets.wrap(identifier), bobs.data().slice(1, identifier.length));
  }

  /** Of what is announced ML-DSA alone stays, as if it went with the 9th authority. */
  private static Payload linked(Payload payload) {
    return payload instanceof NotifyPayload n
            && n.notifyType().equals(NotifyType.SUPPORTED_AUTH_METHODS)
        ? NotifyPayload.of(
            NotifyType.SUPPORTED_AUTH_METHODS,
            Octets.wrap(
                AuthAnnouncement.encode(
                    List.of(
                        new AuthAnnouncement(
                            AuthMethod.DIGITAL_SIGNATURE,
                            9,
                            Optional.of(SignatureScheme.ML_DSA_65))))))
        : payload;
  }

  @Test
  @Tag("rfc7427:3/2")
  @Tag("negative")
  void anOlderMethodIsRefusedOnceBothEndsHaveAnnouncedHashes() {
    AuthEnds setUp =
        new AuthEnds(
            new TwoEnds(
                EndpointConfig.DEFAULT,
                EndpointConfig.DEFAULT,
                editingAuth(auth -> new AuthPayload(AuthMethod.ECDSA_SHA256_P256, auth.data())),
                OutgoingSeam.NONE));
    TwoEnds ends = setUp.aliceSigns(KeyKind.ECDSA_P256).bobPsk().run();
    assertFalse(ends.bob.established());
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_AUTH_DATA));
    assertTrue(refusal(ends.bob).orElseThrow().contains("though both ends announced hash"));
  }

  @Test
  @Tag("rfc7296:2.21.2/1")
  @Tag("negative")
  void aBentSignatureAnUnknownAlgorithmAndNoDataAreRefusedWithAuthenticationFailed() {
    List<UnaryOperator<AuthPayload>> edits =
        List.of(
            auth -> {
              byte[] data = auth.data().toArray();
              data[data.length - 1] ^= 1;
              return new AuthPayload(auth.method(), Octets.wrap(data));
            },
            auth ->
                new AuthPayload(
                    auth.method(),
                    Octets.wrap(HexFormat.of().parseHex("0b300906072a8648ce38040301"))),
            auth -> new AuthPayload(auth.method(), Octets.EMPTY),
            auth -> new AuthPayload(AuthMethod.of(99), auth.data()));
    List<String> expected =
        List.of(
            "the signature does not verify",
            "unknown signature algorithm 1.2.840.10040.4.3",
            "no signature in the AUTH payload",
            "by AuthMethod(99)");
    for (int i = 0; i < edits.size(); i++) {
      TwoEnds raw =
          new TwoEnds(
              EndpointConfig.DEFAULT,
              EndpointConfig.DEFAULT,
              editingAuth(edits.get(i)),
              OutgoingSeam.NONE);
      TwoEnds ends = new AuthEnds(raw).aliceSigns(KeyKind.ED25519).bobPsk().run();
      assertFalse(ends.bob.established());
      String detail = refusal(ends.bob).orElseThrow();
      assertTrue(detail.contains(expected.get(i)), detail);
      assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_AUTH_DATA));
      assertEquals(
          Optional.of("the peer answers IKE_AUTH with AUTHENTICATION_FAILED"),
          ends.alice.events(Event.CommandFinished.class).getFirst().failure());
    }
  }

  @Test
  @Tag("negative")
  void certificatesThatAreNotTrustedAreRefusedByEitherEnd() {
    AuthEnds one = new AuthEnds().aliceSigns(KeyKind.ED25519).bobPsk();
    one.ends.bob.peerKeys =
        query -> new PeerKeys.Refused(PeerKeys.Reason.EXPIRED, "since 1970-01-01");
    TwoEnds atBob = one.run();
    assertEquals(1L, atBob.bob.status().offences().get(Offence.UNACCEPTABLE_CERTIFICATE));
    assertTrue(refusal(atBob.bob).orElseThrow().contains("EXPIRED, since 1970-01-01"));
    AuthEnds two = new AuthEnds().alicePsk().bobSigns(KeyKind.ED25519);
    two.ends.alice.peerKeys =
        query -> new PeerKeys.Refused(PeerKeys.Reason.WRONG_IDENTITY, "not bob");
    TwoEnds atAlice = two.run();
    assertEquals(1L, atAlice.alice.status().offences().get(Offence.UNACCEPTABLE_CERTIFICATE));
    atAlice.pass(java.time.Duration.ofSeconds(1));
    assertFalse(atAlice.bob.established());
  }

  @Test
  @Tag("negative")
  void anotherKindOfAuthenticationThanConfiguredIsRefused() {
    AuthEnds ends = new AuthEnds().aliceSigns(KeyKind.ED25519).bobPsk();
    ends.aliceLocal.set(0, new LocalAuth.Psk(AuthEnds.id("alice")));
    TwoEnds refused = ends.run();
    assertFalse(refused.bob.established());
    assertEquals(1L, refused.bob.status().offences().get(Offence.UNACCEPTABLE_IDENTITY));
  }

  static OutgoingSeam editingAuth(UnaryOperator<AuthPayload> edit) {
    return draft ->
        new OutgoingSeam.Draft(
            draft.header(),
            draft.clear(),
            draft.inner().stream()
                .map(p -> p instanceof AuthPayload auth ? edit.apply(auth) : p)
                .toList(),
            draft.isProtected());
  }

  /** Keeps what both ends send, less what is left out. */
  static final class Recorder {
    private final List<Payload> sent = new ArrayList<>();
    private final List<NotifyType> without;

    Recorder(NotifyType... without) {
      this.without = List.of(without);
    }

    OutgoingSeam seam() {
      return draft -> {
        List<Payload> clear = kept(draft.clear());
        List<Payload> inner = kept(draft.inner());
        sent.addAll(clear);
        sent.addAll(inner);
        return new OutgoingSeam.Draft(draft.header(), clear, inner, draft.isProtected());
      };
    }

    private List<Payload> kept(List<Payload> payloads) {
      return payloads.stream()
          .filter(p -> !(p instanceof NotifyPayload n && without.contains(n.notifyType())))
          .toList();
    }

    TwoEnds ends() {
      return new TwoEnds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, seam(), seam());
    }

    <P extends Payload> List<P> payloads(Class<P> kind) {
      return sent.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }
}
