package org.yett.gateway.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.Main;

class PkiCommandTest {

  @TempDir Path directory;

  /** Runs {@code yett pki ARGUMENTS}; files are named without their directory, as {@code %name}. */
  private Run yett(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "pki";
    for (int i = 0; i < arguments.length; i++) {
      all[i + 1] =
          arguments[i].startsWith("%")
              ? directory.resolve(arguments[i].substring(1)).toString()
              : arguments[i];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int status = Main.run(all);
      return new Run(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  private record Run(int status, String out, String err) {}

  private void works(String... arguments) {
    Run run = yett(arguments);
    assertEquals(ExitStatus.OK, run.status(), run.err());
  }

  private X509Certificate certificate(String name) throws Exception {
    return Certificates.read(Files.readAllBytes(directory.resolve(name)));
  }

  @Test
  void anAuthorityIssuesByRequestAndByKeyAndRevokes() throws Exception {
    works("gen", "--type", "mldsa65", "--out", "%ca.key");
    works("self", "--ca", "--in", "%ca.key", "--dn", "O=Example, CN=CA", "--out", "%ca.crt");
    works("gen", "--type", "ecdsa", "--out", "%moon.key");
    works(
        "req",
        "--in",
        "%moon.key",
        "--dn",
        "CN=moon",
        "--san",
        "moon.example",
        "--out",
        "%moon.req");
    works(
        "issue",
        "--type",
        "pkcs10",
        "--in",
        "%moon.req",
        "--cacert",
        "%ca.crt",
        "--cakey",
        "%ca.key",
        "--san",
        "192.0.2.1",
        "--flag",
        "serverAuth",
        "--outform",
        "der",
        "--out",
        "%moon.crt");
    X509Certificate moon = certificate("moon.crt");
    assertEquals("CN=moon", moon.getSubjectX500Principal().getName());
    assertEquals(2, moon.getSubjectAlternativeNames().size());
    moon.verify(certificate("ca.crt").getPublicKey(), Bouncy.PROVIDER);

    works("verify", "--in", "%moon.crt", "--cacert", "%ca.crt");
    works("verify", "--in", "%ca.crt");
    assertEquals(ExitStatus.FAILED, yett("verify", "--in", "%moon.crt").status());
    works("pub", "--in", "%moon.key", "--out", "%moon.pub");
    works(
        "--issue",
        "--in",
        "%moon.pub",
        "--cacert",
        "%ca.crt",
        "--cakey",
        "%ca.key",
        "--dn",
        "CN=again",
        "--serial",
        "0a0b",
        "--out",
        "%again.crt");
    assertEquals(0x0a0b, certificate("again.crt").getSerialNumber().intValue());

    works(
        "signcrl",
        "--cacert",
        "%ca.crt",
        "--cakey",
        "%ca.key",
        "--reason",
        "key-compromise",
        "--cert",
        "%moon.crt",
        "--out",
        "%one.crl");
    works(
        "signcrl",
        "--cacert",
        "%ca.crt",
        "--cakey",
        "%ca.key",
        "--lastcrl",
        "%one.crl",
        "--reason",
        "superseded",
        "--serial",
        "0a0b",
        "--out",
        "%two.crl");
    Run revoked = yett("verify", "--in", "%moon.crt", "--cacert", "%ca.crt", "--crl", "%two.crl");
    assertEquals(ExitStatus.FAILED, revoked.status());
    assertTrue(revoked.out().contains("was revoked at"), revoked.out());
    Run print = yett("print", "--type", "crl", "--in", "%two.crl");
    assertTrue(print.out().contains("2 revoked certificates"), print.out());
    assertTrue(print.out().contains("key-compromise"), print.out());
    assertTrue(print.out().contains("a0b: "), print.out());
    assertTrue(print.out().contains("serial:    2"), print.out());
  }

  @Test
  void privateKeysAreReadableByTheirOwnerAlone() throws Exception {
    works("gen", "--type", "ed25519", "--out", "%a.key");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("a.key"))));
    Files.writeString(directory.resolve("words"), "correct horse\n");
    works("gen", "--type", "ed25519", "--passphrase-file", "%words", "--out", "%b.key");
    assertTrue(Files.readString(directory.resolve("b.key")).contains("ENCRYPTED PRIVATE KEY"));
    works("print", "--type", "priv", "--in", "%b.key", "--passphrase-file", "%words");
    Run without = yett("print", "--type", "priv", "--in", "%b.key");
    assertEquals(ExitStatus.FAILED, without.status());
    assertTrue(without.err().contains("--passphrase-file"), without.err());
  }

  @Test
  void printNeverShowsASecret() throws Exception {
    works("gen", "--type", "mldsa44", "--out", "%a.key");
    String secret = Files.readString(directory.resolve("a.key")).lines().toList().get(2);
    Run run = yett("print", "--type", "priv", "--in", "%a.key");
    assertFalse(run.out().contains(secret.substring(0, 16)));
    assertTrue(run.out().contains("ML-DSA-44"));
  }

  @Test
  void anOperatorIsToldWhatIsWrongAndWhere() throws Exception {
    Files.writeString(directory.resolve("text"), "no key");
    Run run = yett("print", "--type", "priv", "--in", "%text");
    assertEquals(ExitStatus.FAILED, run.status());
    assertTrue(run.err().contains("text: neither PEM"), run.err());
    works("gen", "--type", "ed25519", "--out", "%a.key");
    works("self", "--in", "%a.key", "--dn", "CN=a", "--out", "%a.crt");
    Run noCa =
        yett(
            "issue",
            "--type",
            "priv",
            "--in",
            "%a.key",
            "--cacert",
            "%a.crt",
            "--cakey",
            "%a.key",
            "--dn",
            "CN=b");
    assertTrue(noCa.err().contains("no CA's"), noCa.err());
    Run badName = yett("self", "--in", "%a.key", "--dn", "CN=a, Foo=b");
    assertTrue(badName.err().contains("the type 'Foo' is unknown"), badName.err());
    Run badSize = yett("gen", "--type", "rsa", "--size", "1024");
    assertTrue(badSize.err().contains("2048 to 4096"), badSize.err());
  }
}
