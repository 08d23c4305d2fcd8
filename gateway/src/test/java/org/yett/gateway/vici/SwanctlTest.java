package org.yett.gateway.vici;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.config.LocalAuthSettings;
import org.yett.gateway.config.RemoteAuthSettings;
import org.yett.gateway.credentials.RevocationPolicy;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.Pem;
import org.yett.gateway.pki.PkiFixtures;
import org.yett.gateway.pki.PkiKey;
import org.yett.gateway.pki.PrivateKeys;
import org.yett.ike.crypto.SignatureScheme;

/** strongSwan's own {@code swanctl} against our server, where it is installed. */
@Timeout(60)
class SwanctlTest {

  @TempDir Path directory;
  private Path swanctl;
  private final FakeGateway gateway = new FakeGateway();
  private ViciServer server;

  @BeforeEach
  void start() throws IOException {
    swanctl =
        Stream.of("/usr/sbin/swanctl", "/usr/bin/swanctl", "/usr/local/sbin/swanctl")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseGet(
                () -> Assumptions.abort("swanctl is not installed (package strongswan-swanctl)"));
    server = ViciServer.start(directory.resolve("vici"), gateway);
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private record Run(int status, String output) {}

  private Run swanctl(String command, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(swanctl.toString(), "--" + command));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--uri", "unix://" + server.path()));
    Path empty = Files.writeString(directory.resolve("strongswan.conf"), "");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().put("SWANCTL_DIR", directory.toString());
    builder.environment().put("STRONGSWAN_CONF", empty.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return new Run(process.exitValue(), output);
  }

  @Test
  void loadsKeysCertificatesAndConnectionsThatUseThem() throws Exception {
    Authority root = PkiFixtures.root(PkiFixtures.key("rsa"), "C=CH, O=Example, CN=Root");
    PkiKey key = PkiFixtures.key("rsa");
    X509Certificate moon =
        PkiFixtures.issue(root, key, PkiFixtures.content("CN=moon").names("moon.example"));
    for (String kind : List.of("x509", "x509ca", "private")) {
      Files.createDirectories(directory.resolve(kind));
    }
    Files.write(directory.resolve("x509/moon.pem"), Pem.write("CERTIFICATE", der(moon)));
    Files.write(
        directory.resolve("x509ca/root.pem"),
        Pem.write("CERTIFICATE", der(root.certificate().orElseThrow())));
    Files.write(
        directory.resolve("private/moon.pem"),
        PrivateKeys.write(key, true, Optional.empty(), PkiFixtures.RANDOM));
    Files.writeString(
        directory.resolve("swanctl.conf"),
        """
        connections {
          gw {
            remote_addrs = 192.0.2.2
            local { certs = moon.pem
              id = moon.example }
            remote { auth = ecdsa-256-sha256-sha384
              id = "C=CH, O=Example, CN=*"
              cacerts = root.pem
              revocation = ifuri }
            children { net { } }
          }
        }
        secrets {
          ppk-one { id = one@example
            secret = 0sAAECAwQFBgcICQoLDA0ODw== }
        }
        authorities { example { cacert = root.pem
            crl_uris = http://ca.example/root.crl } }
        """);
    Run run = swanctl("load-all", "--noprompt");
    assertEquals(0, run.status(), run.output());
    assertEquals(List.of(moon), gateway.credentials.certificates);
    assertEquals(List.of(root.certificate().orElseThrow()), gateway.credentials.authorities);
    assertEquals(1, gateway.credentials.keys.size());
    assertEquals(1, gateway.credentials.ppks.size());
    assertEquals(
        List.of("http://ca.example/root.crl"), gateway.credentials.points.get("example").crlUris());
    ConnectionSettings loaded = gateway.connections().getLast();
    LocalAuthSettings.Pubkey local =
        assertInstanceOf(LocalAuthSettings.Pubkey.class, loaded.auth().local().getFirst());
    assertEquals(List.of(moon), local.certificates());
    RemoteAuthSettings.Pubkey remote =
        assertInstanceOf(RemoteAuthSettings.Pubkey.class, loaded.auth().remote().getFirst());
    assertEquals(RevocationPolicy.IFURI, remote.trust().revocation());
    assertEquals(
        List.of(SignatureScheme.ECDSA_SHA256, SignatureScheme.ECDSA_SHA384), remote.schemes());

    Run certificates = swanctl("list-certs");
    assertTrue(certificates.output().contains("CN=moon"), certificates.output());
    assertTrue(certificates.output().contains("has private key"), certificates.output());
    Run authorities = swanctl("list-authorities");
    assertTrue(authorities.output().contains("C=CH, O=Example, CN=Root"), authorities.output());
    Run connections = swanctl("list-conns");
    assertTrue(connections.output().contains("public key"), connections.output());
  }

  private static byte[] der(X509Certificate certificate) {
    return Certificates.der(certificate);
  }

  @Test
  void listsSas() throws Exception {
    gateway.sas.add(FakeGateway.established("gw", 7));
    Run run = swanctl("list-sas");
    assertEquals(0, run.status(), run.output());
    assertTrue(
        run.output().contains("gw: #7, ESTABLISHED, IKEv2, 0102030405060708_i* 8899aabbccddeeff_r"),
        run.output());
    assertTrue(run.output().contains("AES_GCM_16-256/PRF_HMAC_SHA2_384/CURVE_25519"), run.output());
    assertTrue(
        run.output().contains("net: #70, reqid 70, INSTALLED, TUNNEL-in-UDP, ESP:AES_GCM_16-256"),
        run.output());
    assertTrue(run.output().contains("remote 10.2.0.0/16[tcp/80]"), run.output());
  }

  @Test
  void listsConnectionsVersionStatisticsAndCounters() throws Exception {
    gateway.configure(ViciServerTest.CONFIG);
    Run connections = swanctl("list-conns");
    assertEquals(0, connections.status(), connections.output());
    assertTrue(connections.output().contains("gw: IKEv2, "), connections.output());
    assertTrue(
        connections.output().contains("local pre-shared key authentication:"),
        connections.output());
    assertTrue(connections.output().contains("net: TUNNEL"), connections.output());
    assertTrue(swanctl("version", "--daemon").output().contains("1.2.3 yett"));
    Run stats = swanctl("stats");
    assertTrue(stats.output().contains("uptime: 3 minutes, since "), stats.output());
    Run counters = swanctl("counters");
    assertTrue(counters.output().contains("yett-esp-replayed"), counters.output());
  }

  @Test
  void initiatesAndTerminates() throws Exception {
    Run up = swanctl("initiate", "--child", "net");
    assertEquals(0, up.status(), up.output());
    assertTrue(up.output().contains("[IKE] initiating IKE_SA"), up.output());
    assertTrue(up.output().contains("initiate completed successfully"), up.output());
    gateway.sas.add(FakeGateway.established("gw", 7));
    Run down = swanctl("terminate", "--ike", "gw");
    assertTrue(down.output().contains("terminate completed successfully"), down.output());
    gateway.sas.clear();
    Run nothing = swanctl("terminate", "--ike", "gw");
    assertTrue(
        nothing.output().contains("terminate failed: no matching SAs to terminate found"),
        nothing.output());
  }

  @Test
  void loadsAConfigurationFile() throws Exception {
    Files.writeString(directory.resolve("swanctl.conf"), ViciServerTest.CONFIG);
    Run load = swanctl("load-all", "--noprompt");
    assertEquals(0, load.status(), load.output());
    assertTrue(load.output().contains("loaded ike secret 'ike'"), load.output());
    assertTrue(load.output().contains("loaded connection 'gw'"), load.output());
    assertEquals("gw", gateway.connections.getFirst().name());
    assertEquals(1, gateway.secrets.size());
    Files.writeString(directory.resolve("swanctl.conf"), "connections { }");
    Run empty = swanctl("load-all", "--noprompt");
    assertEquals(0, empty.status(), empty.output());
    assertEquals(List.of(), gateway.connections);
    assertEquals(0, gateway.secrets.size());
  }
}
