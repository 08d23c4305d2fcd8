package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.yett.gateway.config.ConfigFixtures.messages;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.KeyType;
import org.yett.gateway.pki.Pem;
import org.yett.gateway.pki.PkiKey;
import org.yett.gateway.pki.SubjectNames;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.crypto.Secret;
import org.yett.ike.eap.EapMethods;
import org.yett.spec.iana.EapType;

/** EAP in configurations. */
class EapConfigTest {

  private static String config(String local, String remote, String more) {
    return """
    connections {
      gw {
        remote_addrs = 192.0.2.2
        local {
          id = carol@example.org
          %s
        }
        remote {
          id = b.example
          %s
        }
        children { net { } }
        %s
      }
    }
    secrets {
      eap-carol { id = carol@example.org
                  secret = sesame }
      eap-others { secret = shared }
    }
    """
        .formatted(local, remote, more);
  }

  @TempDir private Path directory;

  /** There is an authority, which is trusted. */
  private GatewayConfig loaded(String local, String remote) throws Exception {
    SecureRandom random = new SecureRandom();
    PkiKey key = PkiKey.generate(KeyType.named("ecdsa", Optional.of(256)), random);
    Authority.Content content =
        new Authority.Content(
            DistinguishedNames.parse("CN=Root"),
            SubjectNames.parse(List.of()),
            Instant.now().minusSeconds(60),
            Instant.now().plusSeconds(3600),
            Optional.empty(),
            true,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());
    X509Certificate root =
        new Authority(key, Optional.empty())
            .issue(key.publicInfo(), content, Authority.Manner.DEFAULT, random);
    Path file = directory.resolve("x509ca/root.pem");
    Files.createDirectories(file.getParent());
    Files.write(file, Pem.write("CERTIFICATE", Certificates.der(root)));
    return switch (ConfigLoader.load("t.conf", config(local, remote, ""), directory)) {
      case ConfigResult.Loaded ok -> ok.config();
      case ConfigResult.Rejected rejected -> fail(rejected.diagnostics().toString());
    };
  }

  private ConnectionConfig mapped(String local, String remote) throws Exception {
    return EngineConfigMapper.connection(
        loaded(local, remote).connections().getFirst(), name -> List.of());
  }

  @Test
  void aClientTakesTheMethodThatIsNamedOrAllThatMakeAKey() {
    // Nobody's certificate is there to be trusted: that alone is missing.
    List<String> missing = messages(config("auth = eap-mschapv2", "auth = pubkey", ""));
    assertTrue(missing.getFirst().contains("trusts nobody"), missing::toString);
    assertEquals(List.of(EapType.MSCHAPV2), EapReader.methods("mschapv2"));
    assertEquals(EapMethods.USUAL, EapReader.methods(""));
    assertEquals(List.of(), EapReader.methods("aka"));
  }

  @Test
  void passwordsBelongToTheirOwnersBeforeEverybody() {
    List<SharedSecret> secrets =
        List.of(secret("sesame", Identity.mail("carol@example.org")), secret("shared"));
    EapPasswords passwords = new EapPasswords(secrets);
    assertEquals("sesame", text(passwords.of(EapIdentity.of("carol@example.org"))));
    assertEquals("shared", text(passwords.of(EapIdentity.of("dave"))));
    assertEquals(
        Optional.empty(), new EapPasswords(secrets.subList(0, 1)).of(EapIdentity.of("dave")));
  }

  private static SharedSecret secret(String value, Identity... owners) {
    return new SharedSecret(
        "eap",
        new org.yett.gateway.config.settings.SourcePosition("t", 1, 1),
        Secret.copyOf(value.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        List.of(owners));
  }

  private static String text(Optional<Secret> secret) {
    try (Secret value = secret.orElseThrow()) {
      return value.lend(o -> new String(o, java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Test
  void aMethodThatIsNotSafeAloneIsAnErrorWhereEapIsAlone() {
    List<String> problems = messages(config("auth = eap-mschapv2", "auth = eap-mschapv2", ""));
    assertTrue(problems.getFirst().contains("eap-mschapv2 is not safe"), problems::toString);
    assertTrue(problems.getFirst().contains("RFC 5998"));
  }

  @Test
  void theOtherEndHasToProveItself() {
    assertTrue(
        messages(config("auth = eap-mschapv2", "auth = psk", ""))
            .getFirst()
            .contains("expected auth = pubkey or auth = eap-tls in remote"));
    assertTrue(
        messages(config("auth = psk", "auth = eap-tls", ""))
            .getFirst()
            .contains("expected auth = pubkey or auth = eap-tls in local"));
  }

  @Test
  void eapHasNoFurtherRounds() {
    assertTrue(
        messages(config("auth = eap-tls", "auth = pubkey", "local-2 { id = x.example }")).stream()
            .anyMatch(m -> m.contains("EAP is the only round")));
  }

  @Test
  void profilesOfPostQuantumSignaturesTakeNoEap() {
    assertTrue(
        messages(config("auth = eap-tls", "auth = pubkey", "profile = cnsa2"))
            .getFirst()
            .contains("EAP methods are classical"));
  }

  @Test
  void identitiesOfEapAndOfTheServerAreRead() throws Exception {
    ConnectionConfig connection =
        mapped(
            "auth = eap-ttls\n eap_id = carol\n aaa_id = aaa.example",
            "auth = eap-ttls\n eap_id = %any");
    LocalAuth.Eap local = assertInstanceOf(LocalAuth.Eap.class, connection.local());
    assertEquals(Identity.mail("carol@example.org"), local.identity());
    assertEquals("carol", local.eapIdentity().name());
    assertEquals(
        Optional.of(new IdentityMatch.Exactly(Identity.fqdn("aaa.example"))), local.server());
    assertEquals(List.of(EapType.TTLS), local.methods());
    RemoteAuth.Eap remote = assertInstanceOf(RemoteAuth.Eap.class, connection.remote());
    assertEquals(new EapIdentityPolicy.Ask(), remote.eapIdentity());
  }

  @Test
  void withoutEapIdTheIdentityIsThatOfIke() throws Exception {
    ConnectionConfig connection = mapped("auth = eap", "auth = pubkey");
    LocalAuth.Eap local = assertInstanceOf(LocalAuth.Eap.class, connection.local());
    assertEquals("carol@example.org", local.eapIdentity().name());
    assertEquals(EapMethods.USUAL, local.methods());
    assertEquals(Optional.empty(), local.server());
    assertInstanceOf(RemoteAuth.Signature.class, connection.remote());
  }

  @Test
  void passwordsAreReadFromSecrets() throws Exception {
    EapPasswords passwords =
        new EapPasswords(
            loaded("auth = eap-mschapv2", "auth = pubkey").credentials().eapPasswords());
    assertEquals("sesame", text(passwords.of(EapIdentity.of("carol@example.org"))));
    assertEquals("shared", text(passwords.of(EapIdentity.of("somebody else"))));
  }

  @Test
  void eapTlsWithoutACertificateIsAnError() {
    assertTrue(
        messages(config("auth = eap-tls", "auth = pubkey", "")).stream()
            .anyMatch(m -> m.contains("authenticates in TLS, and there is no certificate")));
  }

  @Test
  void explainSaysThatEapIsClassical() {
    assertEquals("eap-tls, classical", EapReader.described(List.of(EapType.TLS)));
    assertEquals(
        "eap-tls or eap-ttls or eap-mschapv2, classical", EapReader.described(EapMethods.USUAL));
  }
}
