package org.yett.gateway.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ours against OpenSSL and strongSwan's pki, both ways. */
class CrossCheckTest {

  @TempDir Path directory;

  private static Tool openssl(String type) {
    Optional<Tool> tool =
        type.startsWith("mldsa") || type.startsWith("slhdsa")
            ? Tool.postQuantumOpenssl()
            : Tool.openssl();
    assumeTrue(tool.isPresent(), "no OpenSSL that knows " + type);
    return tool.get();
  }

  private static byte[] pem(PkiKey key) throws PkiException {
    return PrivateKeys.write(key, true, Optional.empty(), PkiFixtures.RANDOM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa",
        "ecdsa",
        "ed25519",
        "ed448",
        "mldsa44",
        "mldsa65",
        "mldsa87",
        "slhdsa-sha2-128f"
      })
  void openSslReadsOurKeysAndFindsTheSamePublicKey(String type) throws Exception {
    Tool openssl = openssl(type);
    PkiKey key = PkiFixtures.key(type);
    byte[] theirs = openssl.run(pem(key), "pkey", "-pubout", "-outform", "DER").orThrow();
    assertArrayEquals(key.publicInfo().getEncoded(), theirs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa",
        "ecdsa",
        "ed25519",
        "ed448",
        "mldsa44",
        "mldsa65",
        "mldsa87",
        "slhdsa-sha2-128f"
      })
  void openSslFindsOurSelfSignedCertificatesSignedAsTheySay(String type) throws Exception {
    Tool openssl = openssl(type);
    PkiKey key = PkiFixtures.key(type);
    Authority root = PkiFixtures.root(key, "C=CH, O=Example, CN=" + type);
    byte[] request = Pem.write("CERTIFICATE", Certificates.der(root.certificate().orElseThrow()));
    String text =
        new String(
            openssl.run(request, "x509", "-noout", "-subject", "-nameopt", "RFC2253").orThrow(),
            StandardCharsets.UTF_8);
    assertTrue(text.contains("CN=" + type + ",O=Example,C=CH"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa, -algorithm RSA -pkeyopt rsa_keygen_bits:2048, RSA 2048 bits",
    "ecdsa, -algorithm EC -pkeyopt ec_paramgen_curve:P-256, ECDSA P-256",
    "ecdsa, -algorithm EC -pkeyopt ec_paramgen_curve:P-521, ECDSA P-521",
    "ed25519, -algorithm ED25519, Ed25519",
    "ed448, -algorithm ED448, Ed448",
    "mldsa44, -algorithm ML-DSA-44, ML-DSA-44",
    "mldsa65, -algorithm ML-DSA-65, ML-DSA-65",
    "mldsa87, -algorithm ML-DSA-87, ML-DSA-87",
    "slhdsa, -algorithm SLH-DSA-SHAKE-128f, SLH-DSA-SHAKE-128F"
  })
  void weReadOpenSslsKeysPlainAndEncrypted(String type, String how, String shown) throws Exception {
    Tool openssl = openssl(type);
    String[] arguments = ("genpkey " + how).split(" ");
    byte[] plain = openssl.run(new byte[0], arguments).orThrow();
    byte[] publicKey = openssl.run(plain, "pkey", "-pubout", "-outform", "DER").orThrow();
    PkiKey key = PrivateKeys.read(plain, Optional.empty());
    assertEquals(shown, key.type().toString());
    assertArrayEquals(publicKey, key.publicInfo().getEncoded());

    byte[] encrypted =
        openssl
            .run(plain, "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", "pass:secret words")
            .orThrow();
    assertTrue(PrivateKeys.isEncrypted(encrypted));
    assertArrayEquals(
        publicKey,
        PrivateKeys.read(encrypted, Optional.of("secret words".toCharArray()))
            .publicInfo()
            .getEncoded());
    assertThrows(
        PkiException.class,
        () -> PrivateKeys.read(encrypted, Optional.of("other words".toCharArray())));
    assertThrows(PkiException.class, () -> PrivateKeys.read(encrypted, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"genrsa 2048", "ecparam -genkey -name prime256v1"})
  void weReadOpenSslsOlderFormsPlainAndEncrypted(String how) throws Exception {
    Tool openssl = openssl("rsa");
    byte[] made = openssl.run(new byte[0], how.split(" ")).orThrow();
    byte[] publicKey = openssl.run(made, "pkey", "-pubout", "-outform", "DER").orThrow();
    String program = how.startsWith("genrsa") ? "rsa" : "ec";
    List<String> older = program.equals("rsa") ? List.of("rsa", "-traditional") : List.of("ec");
    byte[] plain = openssl.run(made, older.toArray(String[]::new)).orThrow();
    assertArrayEquals(
        publicKey, PrivateKeys.read(plain, Optional.empty()).publicInfo().getEncoded());
    byte[] der =
        openssl
            .run(
                made,
                program.equals("rsa")
                    ? new String[] {"rsa", "-traditional", "-outform", "DER"}
                    : new String[] {"ec", "-outform", "DER"})
            .orThrow();
    assertArrayEquals(publicKey, PrivateKeys.read(der, Optional.empty()).publicInfo().getEncoded());
    byte[] encrypted =
        openssl
            .run(
                made,
                program.equals("rsa")
                    ? new String[] {"rsa", "-traditional", "-aes128", "-passout", "pass:abcd"}
                    : new String[] {"ec", "-aes128", "-passout", "pass:abcd"})
            .orThrow();
    assertArrayEquals(
        publicKey,
        PrivateKeys.read(encrypted, Optional.of("abcd".toCharArray())).publicInfo().getEncoded());
    PkiException wrong =
        assertThrows(
            PkiException.class,
            () -> PrivateKeys.read(encrypted, Optional.of("abce".toCharArray())));
    assertTrue(wrong.getMessage().contains("passphrase"), wrong.getMessage());
  }

  @Test
  void openSslDecryptsOurEncryptedKeys() throws Exception {
    Tool openssl = openssl("rsa");
    PkiKey key = PkiFixtures.key("ecdsa");
    byte[] written =
        PrivateKeys.write(key, true, Optional.of("words".toCharArray()), PkiFixtures.RANDOM);
    assertArrayEquals(
        key.publicInfo().getEncoded(),
        openssl
            .run(written, "pkey", "-passin", "pass:words", "-pubout", "-outform", "DER")
            .orThrow());
  }

  @Test
  void openSslVerifiesAChainAndARevocationListOfOurs() throws Exception {
    Tool openssl = openssl("rsa");
    Authority root = PkiFixtures.root(PkiFixtures.key("ecdsa"), "CN=Root");
    Authority middle = PkiFixtures.below(root, PkiFixtures.key("rsa"), "CN=Middle");
    PkiKey key = PkiFixtures.key("ed25519");
    X509Certificate leaf =
        PkiFixtures.issue(middle, key, PkiFixtures.content("CN=leaf").names("leaf.example"));
    Path rootFile = file("root.pem", root.certificate().orElseThrow());
    Path middleFile = file("middle.pem", middle.certificate().orElseThrow());
    Path leafFile = file("leaf.pem", leaf);
    Path crl = directory.resolve("crl.pem");
    Files.write(
        crl,
        Pem.write(
            "X509 CRL",
            middle
                .signCrl(
                    List.of(new Authority.Revocation(leaf.getSerialNumber(), PkiFixtures.NOW, 1)),
                    Optional.empty(),
                    PkiFixtures.NOW,
                    PkiFixtures.NOW.plusSeconds(86_400),
                    Authority.Manner.DEFAULT,
                    PkiFixtures.RANDOM)
                .getEncoded()));
    String at = Long.toString(PkiFixtures.NOW.plusSeconds(60).getEpochSecond());
    openssl
        .run(
            new byte[0],
            "verify",
            "-x509_strict",
            "-attime",
            at,
            "-CAfile",
            rootFile.toString(),
            "-untrusted",
            middleFile.toString(),
            leafFile.toString())
        .orThrow();
    Tool.Result revoked =
        openssl.run(
            new byte[0],
            "verify",
            "-crl_check",
            "-attime",
            at,
            "-CAfile",
            rootFile.toString(),
            "-CRLfile",
            crl.toString(),
            "-untrusted",
            middleFile.toString(),
            leafFile.toString());
    assertTrue(revoked.err().contains("certificate revoked"), revoked.err());
  }

  private Path file(String name, X509Certificate certificate) throws IOException {
    Path file = directory.resolve(name);
    Files.write(file, Pem.write("CERTIFICATE", Certificates.der(certificate)));
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ecdsa", "ed25519"})
  void openSslsPkcs12AndOursAreReadByEachOther(String type) throws Exception {
    Tool openssl = openssl(type);
    PkiKey key = PkiFixtures.key(type);
    Authority root = PkiFixtures.root(PkiFixtures.key("ecdsa"), "CN=Root");
    X509Certificate leaf = PkiFixtures.issue(root, key, PkiFixtures.content("CN=leaf"));
    Path certificates = directory.resolve("certs.pem");
    Files.write(certificates, Pem.write("CERTIFICATE", Certificates.der(leaf)));
    Path keyFile = directory.resolve("key.pem");
    Files.write(keyFile, pem(key));
    byte[] theirs =
        openssl
            .run(
                new byte[0],
                "pkcs12",
                "-export",
                "-inkey",
                keyFile.toString(),
                "-in",
                certificates.toString(),
                "-passout",
                "pass:abcd")
            .orThrow();
    Pkcs12 read = Pkcs12.read(theirs, "abcd".toCharArray());
    assertEquals(List.of(leaf), read.certificates());
    assertEquals(key.publicInfo(), read.keys().getFirst().publicInfo());
    assertThrows(PkiException.class, () -> Pkcs12.read(theirs, "abce".toCharArray()));

    byte[] ours =
        Pkcs12.write(
            Optional.of("leaf"),
            key,
            List.of(leaf, root.certificate().orElseThrow()),
            "abcd".toCharArray());
    String text =
        new String(
            openssl.run(ours, "pkcs12", "-passin", "pass:abcd", "-nodes").orThrow(),
            StandardCharsets.UTF_8);
    assertTrue(text.contains("BEGIN PRIVATE KEY"), text);
    assertEquals(2, text.split("BEGIN CERTIFICATE", -1).length - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ecdsa", "ed25519", "ed448"})
  void strongSwanAndWeReadEachOthersKeysAndCertificates(String type) throws Exception {
    Tool pki = Tool.strongSwanPki().orElse(null);
    assumeTrue(pki != null, "no strongSwan root file system here");
    byte[] theirKey = pki.run(new byte[0], "--gen", "--type", type).orThrow();
    byte[] theirCertificate =
        pki.run(theirKey, "--self", "--ca", "--dn", "C=CH, O=strongSwan Project, CN=moon")
            .orThrow();
    PkiKey key = PrivateKeys.read(theirKey, Optional.empty());
    X509Certificate certificate = Certificates.read(theirCertificate);
    assertEquals(key.publicInfo(), Certificates.keyOf(certificate));
    assertArrayEquals(
        DistinguishedNames.der(DistinguishedNames.parse("C=CH, O=strongSwan Project, CN=moon")),
        certificate.getSubjectX500Principal().getEncoded());

    PkiKey own = PkiFixtures.key(type);
    Authority root = PkiFixtures.root(own, "C=CH, O=Yett, CN=sun");
    String printed =
        new String(
            pki.run(Certificates.der(root.certificate().orElseThrow()), "--print").orThrow(),
            StandardCharsets.UTF_8);
    assertTrue(printed.contains("\"C=CH, O=Yett, CN=sun\""), printed);
    byte[] publicKey = pki.run(pem(own), "--pub", "--type", "priv").orThrow();
    assertArrayEquals(own.publicInfo().getEncoded(), publicKey);
    String ids =
        new String(
            pki.run(pem(own), "--keyid", "--type", "priv").orThrow(), StandardCharsets.UTF_8);
    assertTrue(ids.replace(":", "").contains(KeyIds.hex(KeyIds.ofKey(own.publicInfo()))), ids);
  }

  @Test
  void weReadRequestsOfOpenSslAndRefuseThoseWhoseSignatureIsWrong() throws Exception {
    Tool openssl = openssl("rsa");
    byte[] request =
        openssl
            .run(
                pem(PkiFixtures.key("ecdsa")),
                "req",
                "-new",
                "-key",
                "/dev/stdin",
                "-subj",
                "/O=Example/CN=moon",
                "-outform",
                "DER")
            .orThrow();
    assertEquals(
        "O=Example, CN=moon",
        DistinguishedNames.text(Certificates.readRequest(request).getSubject()));
    int inTheName = new String(request, StandardCharsets.ISO_8859_1).indexOf("moon");
    request[inTheName] = 'n';
    assertThrows(PkiException.class, () -> Certificates.readRequest(request));
  }
}
