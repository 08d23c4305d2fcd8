package org.yett.ike.eap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.EapType;

/** Each method, with both ends in the right and with one in the wrong. */
class EapMethodsTest {

  private static void assertKeys(EapTalk.Result result) {
    assertTrue(result.succeeded(), result::toString);
    assertEquals(64, result.clientKey().length);
    assertArrayEquals(result.clientKey(), result.serverKey());
  }

  @Test
  void msChapV2GivesBothEndsTheSameKey() {
    assertKeys(new EapTalk().only(EapType.MSCHAPV2).passwords("sesame", "sesame").run());
  }

  @Test
  @Tag("rfc7296:2.16/8")
  @Tag("negative")
  void aWrongPasswordEndsInEapFailure() {
    for (EapType method : List.of(EapType.MSCHAPV2, EapType.MD5_CHALLENGE)) {
      EapTalk.Result result = new EapTalk().only(method).passwords("sesame", "other").run();
      assertEquals(EapFailure.WRONG_PASSWORD, result.serverFailure());
      assertEquals(EapFailure.REFUSED_BY_PEER, result.clientFailure());
      EapPacket last = ((EapOutcome.Failed) result.server()).packet().orElseThrow();
      assertInstanceOf(EapPacket.Failure.class, last);
    }
  }

  @Test
  @Tag("negative")
  void aClientWithoutPasswordGivesUpAndSoDoesAServer() {
    EapTalk atClient = new EapTalk().only(EapType.MSCHAPV2).passwords("a", "a");
    atClient.client.passwords.clear();
    assertEquals(EapFailure.NO_CREDENTIAL, atClient.run().clientFailure());
    EapTalk atServer = new EapTalk().only(EapType.MSCHAPV2).passwords("a", "a");
    atServer.server.passwords.clear();
    assertEquals(EapFailure.NO_CREDENTIAL, atServer.run().serverFailure());
  }

  @Test
  @Tag("negative")
  void aServerThatDoesNotKnowThePasswordIsNotBelieved() {
    EapTalk talk = new EapTalk().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
    talk.toClient = o -> o.size() > 30 && o.u8(5) == MsChapPackets.SUCCESS ? flip(o, 15) : o;
    assertEquals(EapFailure.WRONG_PASSWORD, talk.run().clientFailure());
  }

  private static Octets flip(Octets octets, int at) {
    byte[] changed = octets.toArray();
    changed[at] ^= 1;
    return Octets.wrap(changed);
  }

  @Test
  @Tag("negative")
  void aNameThatIsNotTheIdentityIsRefused() {
    EapTalk talk = new EapTalk().only(EapType.MSCHAPV2);
    talk.clientIs = EapIdentity.of("dave");
    talk.passwords("sesame", "sesame");
    assertEquals(EapFailure.WRONG_IDENTITY, talk.run().serverFailure());
  }

  @Test
  @Tag("rfc7296:3.16/6")
  @Tag("rfc7296:3.16/8")
  void aClientThatIsAskedSaysWhoItIs() {
    EapTalk talk = new EapTalk().only(EapType.MSCHAPV2);
    talk.clientIs = EapIdentity.of("dave");
    talk.policy = new EapIdentityPolicy.Ask();
    talk.passwords("sesame", "sesame");
    EapTalk.Result result = talk.run();
    assertKeys(result);
    assertEquals("dave", ((EapOutcome.Succeeded) result.server()).who().name());
    assertEquals(EapType.IDENTITY, ((EapPacket.Request) talk.requests.getFirst()).type());
  }

  @Test
  @Tag("rfc7296:3.16/5")
  @Tag("rfc7296:3.16/7")
  void theIdentityIsNotAskedForIfIdiTellsIt() {
    EapTalk talk = new EapTalk().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
    assertTrue(talk.run().succeeded());
    assertTrue(
        talk.requests.stream()
            .noneMatch(r -> ((EapPacket.Request) r).type().equals(EapType.IDENTITY)));
  }

  @Test
  void md5ChallengeMakesNoKey() {
    EapTalk.Result result =
        new EapTalk().only(EapType.MD5_CHALLENGE).passwords("sesame", "sesame").run();
    assertTrue(result.succeeded());
    assertEquals(0, result.clientKey().length);
  }

  @ParameterizedTest
  @CsvSource({
    "ECDSA_P256, ECDSA_P256",
    "ECDSA_P384, RSA_2048",
    "RSA_2048, ECDSA_P384",
    "ED25519, ED25519"
  })
  void tlsGivesBothEndsTheSameKey(KeyKind atClient, KeyKind atServer) {
    EapTalk talk = new EapTalk().only(EapType.TLS).certificates(atClient, atServer);
    assertKeys(talk.run());
    assertEquals(List.of(Identity.fqdn("moon")), talk.client.checked);
    assertEquals(List.of(Identity.fqdn("carol")), talk.server.checked);
  }

  @Test
  @Tag("negative")
  void aServerWhoseCertificateIsNotTrustedIsLeft() {
    EapTalk talk =
        new EapTalk().only(EapType.TLS).certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256);
    talk.client.trusted.clear();
    EapTalk.Result result = talk.run();
    assertEquals(EapFailure.TLS, result.clientFailure());
    assertEquals(EapFailure.TLS, result.serverFailure());
    assertTrue(((EapOutcome.Failed) result.client()).detail().contains("not trusted as moon"));
    assertTrue(
        ((EapOutcome.Failed) result.server()).detail().contains("bad_certificate"),
        result::toString);
  }

  @Test
  @Tag("negative")
  void aServerThatIsAnotherThanTheWantedOneIsLeft() {
    EapTalk talk =
        new EapTalk().only(EapType.TLS).certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256);
    talk.wantedServer = Optional.of(Identity.fqdn("sun"));
    assertEquals(EapFailure.TLS, talk.run().clientFailure());
  }

  @Test
  void anyServerThatIsTrustedWillDoIfNoneIsNamed() {
    EapTalk talk =
        new EapTalk().only(EapType.TLS).certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256);
    talk.wantedServer = Optional.empty();
    assertKeys(talk.run());
  }

  @Test
  @Tag("negative")
  void aClientWhoseCertificateIsNotTrustedOrMissingIsRefused() {
    EapTalk wrong =
        new EapTalk().only(EapType.TLS).certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256);
    wrong.server.trusted.clear();
    EapTalk.Result result = wrong.run();
    assertEquals(EapFailure.TLS, result.serverFailure());
    assertEquals(EapFailure.TLS, result.clientFailure());
    EapTalk missing =
        new EapTalk().only(EapType.TLS).certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256);
    missing.client.keys.clear();
    assertEquals(EapFailure.TLS, missing.run().serverFailure());
  }

  @Test
  @Tag("negative")
  void aServerWithoutCertificateOffersNoTls() {
    EapTalk talk = new EapTalk().only(EapType.TLS);
    assertEquals(EapFailure.NO_CREDENTIAL, talk.run().serverFailure());
    EapTalk other = new EapTalk().passwords("sesame", "sesame");
    other.clientTakes = List.of(EapType.MSCHAPV2);
    assertKeys(other.run());
  }

  @ParameterizedTest
  @CsvSource({"ECDSA_P256", "RSA_2048"})
  void ttlsProtectsThePassword(KeyKind atServer) {
    EapTalk talk =
        new EapTalk()
            .only(EapType.TTLS)
            .certificates(KeyKind.ECDSA_P256, atServer)
            .passwords("sesame", "sesame");
    assertKeys(talk.run());
    assertEquals(List.of(), talk.server.checked);
  }

  @Test
  @Tag("negative")
  void aWrongPasswordInATunnelEndsInEapFailure() {
    EapTalk talk =
        new EapTalk()
            .only(EapType.TTLS)
            .certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256)
            .passwords("sesame", "other");
    EapTalk.Result result = talk.run();
    assertEquals(EapFailure.WRONG_PASSWORD, result.serverFailure());
    assertFalse(result.client() instanceof EapOutcome.Succeeded);
  }

  @Test
  @Tag("negative")
  void noPasswordGoesIntoATunnelToAServerThatIsNotTrusted() {
    EapTalk talk =
        new EapTalk()
            .only(EapType.TTLS)
            .certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256)
            .passwords("sesame", "sesame");
    talk.client.trusted.clear();
    assertEquals(EapFailure.TLS, talk.run().clientFailure());
  }

  @Test
  void anIdentityInATunnelCountsWhereAnybodyMayCome() {
    EapTalk talk =
        new EapTalk().only(EapType.TTLS).certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256);
    talk.clientIs = EapIdentity.of("dave@example.org");
    talk.policy = new EapIdentityPolicy.Ask();
    talk.passwords("sesame", "sesame");
    EapTalk.Result result = talk.run();
    assertKeys(result);
    assertEquals("dave@example.org", ((EapOutcome.Succeeded) result.server()).who().name());
  }

  @Test
  @Tag("rfc7296:3.16/4")
  void aNakFindsTheMethodThatBothTake() {
    EapTalk talk =
        new EapTalk()
            .certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256)
            .passwords("sesame", "sesame");
    talk.clientTakes = List.of(EapType.MSCHAPV2);
    EapTalk.Result result = talk.run();
    assertKeys(result);
    EapPacket.Response nak = (EapPacket.Response) talk.responses.getFirst();
    assertEquals(EapType.LEGACY_NAK, nak.type());
    assertEquals(Octets.ofHex("1a"), nak.data());
    assertEquals(EapType.MSCHAPV2, ((EapOutcome.Succeeded) result.server()).method());
  }

  @Test
  @Tag("negative")
  void withoutACommonMethodThereIsNone() {
    EapTalk talk = new EapTalk().passwords("sesame", "sesame");
    talk.serverOffers = List.of(EapType.MD5_CHALLENGE);
    talk.clientTakes = List.of(EapType.MSCHAPV2);
    assertEquals(EapFailure.NO_COMMON_METHOD, talk.run().serverFailure());
  }

  @Test
  @Tag("rfc5998:3/2")
  @Tag("rfc5998:4/1")
  @Tag("rfc5998:6.1/1")
  @Tag("negative")
  void aMethodThatIsNotSafeAloneIsRefusedAtOnceByTheClient() {
    EapTalk talk = new EapTalk().passwords("sesame", "sesame");
    talk.alone = true;
    for (EapType method : List.of(EapType.MSCHAPV2, EapType.MD5_CHALLENGE)) {
      EapPacket request = new EapPacket.Request(7, method, Octets.ofHex("01"));
      EapOutcome outcome =
          talk.clientSession()
              .step(
                  Optional.of(request.encode()),
                  new EapEnvironment(talk.client, java.time.Instant.EPOCH));
      assertEquals(EapFailure.METHOD_NOT_SAFE_ALONE, ((EapOutcome.Failed) outcome).reason());
    }
  }

  @Test
  @Tag("rfc5998:4/1")
  @Tag("rfc5998:6.1/1")
  @Tag("negative")
  void aServerOffersNoMethodThatIsNotSafeAlone() {
    EapTalk talk = new EapTalk().passwords("sesame", "sesame");
    talk.serverOffers = List.of(EapType.MSCHAPV2, EapType.MD5_CHALLENGE);
    talk.alone = true;
    EapOutcome outcome =
        talk.serverSession()
            .step(Optional.empty(), new EapEnvironment(talk.server, java.time.Instant.EPOCH));
    assertEquals(EapFailure.NO_COMMON_METHOD, ((EapOutcome.Failed) outcome).reason());
  }

  @Test
  void whatIsSentDependsOnTheRandomnessAlone() {
    EapTalk one =
        new EapTalk().only(EapType.TLS).certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256);
    EapTalk two =
        new EapTalk().only(EapType.TLS).certificates(KeyKind.ECDSA_P256, KeyKind.ECDSA_P256);
    assertArrayEquals(one.run().clientKey(), two.run().clientKey());
    assertEquals(one.requests, two.requests);
    assertEquals(one.responses, two.responses);
  }
}
