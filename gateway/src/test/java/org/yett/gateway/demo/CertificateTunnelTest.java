package org.yett.gateway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.control.ChildSaStatus;
import org.yett.gateway.control.ControlLog;
import org.yett.gateway.control.Counter;
import org.yett.gateway.control.Counters;
import org.yett.gateway.control.DaemonInfo;
import org.yett.gateway.control.GatewayControl;
import org.yett.gateway.control.GatewayListener;
import org.yett.gateway.control.IkeSaStatus;
import org.yett.gateway.control.InitiateRequest;
import org.yett.gateway.control.LogLine;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.KeyIds;
import org.yett.gateway.pki.Pem;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFixtures;
import org.yett.gateway.pki.PkiKey;
import org.yett.gateway.pki.PrivateKeys;
import org.yett.gateway.runtime.Endpoints;
import org.yett.gateway.runtime.Gateway;
import org.yett.gateway.runtime.Platform;
import org.yett.tun.MemoryDevice;
import org.yett.tun.PacketDevice;

/** Two gateways that authenticate by certificates, over sockets of this machine. */
@Timeout(120)
class CertificateTunnelTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Instant BEGIN = Instant.now().minus(Duration.ofDays(1));
  private static final Instant END = Instant.now().plus(Duration.ofDays(10));

  @TempDir Path directory;

  /** What an end has. */
  private final class Side {
    private final Path base;
    private final String name;
    private final String other;
    private String local = "";
    private String remote = "";
    private String more = "";
    private String proposals = "aes256gcm16-prfsha384-x25519-ke1_mlkem768";
    private String daemon = "";
    private String sections = "";

    Side(String name, String other) throws IOException {
      this.base = Files.createDirectories(directory.resolve(name));
      this.name = name;
      this.other = other;
      for (String kind : List.of("x509", "x509ca", "x509crl", "private")) {
        Files.createDirectories(base.resolve(kind));
      }
    }

    void trusts(Authority authority) throws IOException {
      Files.write(
          base.resolve("x509ca/" + authority.hashCode() + ".pem"),
          pem(authority.certificate().orElseThrow()));
    }

    X509Certificate has(Authority authority, String type) throws IOException, PkiException {
      return has(authority, type, wanted -> wanted);
    }

    X509Certificate has(
        Authority authority, String type, UnaryOperator<PkiFixtures.Wanted> otherwise)
        throws IOException, PkiException {
      PkiKey key = PkiFixtures.key(type);
      X509Certificate certificate =
          PkiFixtures.issue(
              authority,
              key,
              otherwise.apply(
                  PkiFixtures.content("O=Example, CN=" + name)
                      .names(name + ".example", name + "@example.org")
                      .validity(BEGIN, END)));
      Files.write(base.resolve("x509/" + type + ".pem"), pem(certificate));
      Files.write(
          base.resolve("private/" + type + ".pem"),
          PrivateKeys.write(key, true, Optional.empty(), PkiFixtures.RANDOM));
      return certificate;
    }

    Gateway start(int remotePort, PacketDevice device) throws IOException {
      int end = name.equals("moon") ? 0 : 1;
      String rounds =
          local.isEmpty()
              ? "local { auth = pubkey\n id = %s.example }\n remote { id = %s.example\n %s }\n"
                  .formatted(name, other, remote)
              : local;
      String text =
          """
          connections {
            demo {
              local_addrs = 127.0.0.1
              remote_addrs = 127.0.0.1
              remote_port = %d
              encap = yes
              proposals = %s
              %s
              %s
              children { inner {
                local_ts = %s/32
                remote_ts = %s/32
              } }
            }
          }
          yett { retransmit_timeout = 2
            %s
          }
          %s
          """
              .formatted(
                  remotePort,
                  proposals,
                  more,
                  rounds,
                  DemoSettings.INNER_IPV4[end],
                  DemoSettings.INNER_IPV4[1 - end],
                  daemon,
                  sections);
      Path file = Files.writeString(base.resolve("swanctl.conf"), text);
      ConfigResult result = ConfigLoader.load(file);
      ConfigResult.Loaded loaded =
          assertInstanceOf(
              ConfigResult.Loaded.class, result, () -> result.diagnostics().toString());
      return Gateway.start(
          DaemonInfo.here("yett", "test"),
          loaded.config(),
          Platform.embedded(Relay.loopback(), 0, 0, device),
          Endpoints.standard(),
          () -> result);
    }
  }

  private static byte[] pem(X509Certificate certificate) {
    return Pem.write("CERTIFICATE", Certificates.der(certificate));
  }

  private static Authority root(String type) throws PkiException {
    return authority(PkiFixtures.key(type), Optional.empty(), "O=Example, CN=Root " + type);
  }

  private static Authority below(Authority parent, String type) throws PkiException {
    return authority(PkiFixtures.key(type), Optional.of(parent), "O=Example, CN=Middle " + type);
  }

  private static Authority authority(PkiKey key, Optional<Authority> parent, String dn)
      throws PkiException {
    Authority signer = parent.orElse(new Authority(key, Optional.empty()));
    return Authority.of(
        key, PkiFixtures.issue(signer, key, PkiFixtures.content(dn).asCa().validity(BEGIN, END)));
  }

  /** What the responder has said and counted. */
  private final List<String> log = new CopyOnWriteArrayList<>();

  private Optional<Counters> counted = Optional.empty();

  /** Hears the log alone. */
  private final class Log implements GatewayListener {
    @Override
    public void log(LogLine line) {
      log.add(line.text());
    }

    @Override
    public void ikeUpDown(IkeSaStatus ikeSa, boolean up) {}

    @Override
    public void childUpDown(IkeSaStatus ikeSa, boolean up) {}

    @Override
    public void ikeRekeyed(IkeSaStatus before, IkeSaStatus after) {}

    @Override
    public void childRekeyed(IkeSaStatus ikeSa, ChildSaStatus before, ChildSaStatus after) {}
  }

  /** Sets a tunnel up; packets go through it if it stands. */
  private Outcome connect(Side moon, Side sun, java.util.function.Consumer<IkeSaStatus> look)
      throws Exception {
    MemoryDevice.Pair left = MemoryDevice.pair("host-a", "gateway-a", 1400, 256);
    MemoryDevice.Pair right = MemoryDevice.pair("host-b", "gateway-b", 1400, 256);
    try (MemoryHost hostA = new MemoryHost("host-a", left.left());
        MemoryHost hostB = new MemoryHost("host-b", right.left());
        Gateway responder = sun.start(500, right.right());
        GatewayControl.Subscription heard = responder.subscribe(new Log());
        Gateway initiator = moon.start(responder.natTraversalPort(), left.right())) {
      Outcome outcome =
          initiator
              .initiate(
                  new InitiateRequest(Optional.of("demo"), Optional.of("inner")), ControlLog.NONE)
              .get(60, TimeUnit.SECONDS);
      if (outcome instanceof Outcome.Done) {
        assertEquals(
            3,
            hostA.ping(
                InetAddress.getByName(DemoSettings.INNER_IPV4[0]),
                InetAddress.getByName(DemoSettings.INNER_IPV4[1]),
                3,
                56,
                PATIENCE));
        look.accept(initiator.ikeSas().getFirst());
      } else {
        assertTrue(
            responder.ikeSas().stream().noneMatch(s -> s.state() == IkeSaStatus.State.ESTABLISHED));
      }
      assertTrue(hostB != null && heard != null);
      counted = responder.counters(Optional.empty());
      return outcome;
    }
  }

  private Outcome connect(Side moon, Side sun) throws Exception {
    return connect(moon, sun, status -> {});
  }

  @ParameterizedTest
  @CsvSource({"ecdsa", "rsa", "ed25519", "mldsa65", "mldsa87"})
  void aTunnelStandsBetweenCertificatesOfOneAuthority(String type) throws Exception {
    Authority root = root(type);
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    for (Side side : List.of(moon, sun)) {
      side.trusts(root);
      side.has(root, type);
    }
    assertInstanceOf(Outcome.Done.class, connect(moon, sun));
  }

  @Test
  void intermediateCertificatesAreSent() throws Exception {
    Authority root = root("ecdsa");
    Authority middle = below(root, "mldsa44");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    for (Side side : List.of(moon, sun)) {
      side.trusts(root);
    }
    moon.trusts(middle);
    moon.has(middle, "mldsa65");
    sun.has(root, "ecdsa");
    assertInstanceOf(Outcome.Done.class, connect(moon, sun));
  }

  @Test
  @Tag("rfc7296:1.2/1")
  @Tag("rfc7296:3.6/2")
  @Tag("rfc7296:3.6/3")
  void fourCertificatesOfEachEndAreSentAndAccepted() throws Exception {
    Authority root = root("ecdsa");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    for (Side side : List.of(moon, sun)) {
      Authority lowest = root;
      side.trusts(root);
      for (int i = 1; i <= 3; i++) {
        lowest =
            authority(
                PkiFixtures.key("ecdsa"),
                Optional.of(lowest),
                "O=Example, CN=%s %d".formatted(side.name, i));
        side.trusts(lowest);
      }
      side.has(lowest, "ecdsa");
    }
    assertInstanceOf(Outcome.Done.class, connect(moon, sun));
  }

  @Test
  @Tag("rfc7296:3.6/2")
  @Tag("rfc7296:3.6/4")
  @Tag("rfc7296:3.7/4")
  void certificatesAreNamedByHashAndUrlWhereThePeerFetchesThem() throws Exception {
    Authority root = root("ecdsa");
    Authority middle = below(root, "ecdsa");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    for (Side side : List.of(moon, sun)) {
      side.trusts(root);
      side.daemon = "hash_and_url = yes";
    }
    moon.trusts(middle);
    Map<String, byte[]> files = new ConcurrentHashMap<>();
    for (X509Certificate certificate :
        List.of(moon.has(middle, "ecdsa"), middle.certificate().orElseThrow())) {
      byte[] der = Certificates.der(certificate);
      files.put(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(der)), der);
    }
    sun.has(root, "ecdsa");
    List<String> fetched = new CopyOnWriteArrayList<>();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring(1);
          fetched.add(name);
          byte[] found = files.get(name);
          exchange.sendResponseHeaders(200, found.length);
          exchange.getResponseBody().write(found);
          exchange.close();
        });
    server.start();
    try {
      for (Authority authority : List.of(root, middle)) {
        moon.sections +=
            "authorities { a%d { cacert = %d.pem\n cert_uri_base = http://127.0.0.1:%d/ } }\n"
                .formatted(
                    authority.hashCode(), authority.hashCode(), server.getAddress().getPort());
      }
      assertInstanceOf(Outcome.Done.class, connect(moon, sun));
      assertEquals(files.keySet(), Set.copyOf(fetched));
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "moon.example",
        "moon@example.org",
        "\"O=Example, CN=moon\"",
        "keyid:6d6f6f6e",
      })
  @Tag("rfc7296:4/12")
  void anInitiatorWithASharedKeyMeetsAResponderWithAnRsaCertificate(String id) throws Exception {
    Authority root = root("rsa");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    moon.trusts(root);
    sun.has(root, "rsa");
    moon.local =
        "local { auth = psk\n id = %s }\n remote { auth = pubkey\n id = sun.example }"
            .formatted(id);
    sun.local =
        "local { auth = pubkey\n id = sun.example }\n remote { auth = psk\n id = %s }"
            .formatted(id);
    for (Side side : List.of(moon, sun)) {
      side.sections =
          "secrets { ike-1 { id-a = %s\n id-b = sun.example\n secret = \"of both\" } }"
              .formatted(id);
    }
    assertInstanceOf(Outcome.Done.class, connect(moon, sun));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sun.example", "sun@example.org", "\"O=Example, CN=sun\"", "keyid"})
  @Tag("rfc7296:4/12")
  @Tag("rfc7296:3.5/5")
  void rsaCertificatesSpeakForEveryTypeOfIdentity(String id) throws Exception {
    Authority root = root("rsa");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    moon.trusts(root);
    sun.trusts(root);
    moon.has(root, "rsa");
    X509Certificate certificate = sun.has(root, "rsa");
    String shown =
        id.equals("keyid")
            ? "\"@#%s\""
                .formatted(
                    HexFormat.of()
                        .formatHex(
                            KeyIds.ofKey(
                                Certificates.holder(certificate).getSubjectPublicKeyInfo())))
            : id;
    moon.local =
        "local { auth = pubkey\n id = moon.example }\n remote { auth = pubkey\n id = %s }"
            .formatted(shown);
    sun.local =
        "local { auth = pubkey\n id = %s }\n remote { auth = pubkey\n id = moon.example }"
            .formatted(shown);
    assertInstanceOf(Outcome.Done.class, connect(moon, sun));
  }

  @Test
  void twoRoundsAreHybridAuthentication() throws Exception {
    Authority classical = root("ecdsa");
    Authority postQuantum = root("mldsa65");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    for (Side side : List.of(moon, sun)) {
      side.trusts(classical);
      side.trusts(postQuantum);
      side.has(classical, "ecdsa");
      side.has(postQuantum, "mldsa65");
      side.local =
          """
          local-1 { auth = ecdsa
            certs = ecdsa.pem }
          local-2 { auth = mldsa65
            certs = mldsa65.pem }
          remote-1 { auth = ecdsa }
          remote-2 { auth = mldsa65 }
          """;
    }
    String[] how = new String[1];
    assertInstanceOf(
        Outcome.Done.class,
        connect(
            moon,
            sun,
            status -> how[0] = status.posture().map(p -> p.remoteAuthentication()).orElse("none")));
    assertTrue(how[0].contains("hybrid"), how[0]);
  }

  @Test
  void aTunnelStandsWithAnInitiatorThatIsNobody() throws Exception {
    Authority root = root("ecdsa");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    moon.trusts(root);
    sun.has(root, "ecdsa");
    moon.local = "local { auth = null }\n remote { auth = pubkey\n id = sun.example }";
    sun.local = "local { auth = pubkey\n id = sun.example }\n remote { auth = null }";
    List<String> how = new java.util.ArrayList<>();
    assertInstanceOf(
        Outcome.Done.class,
        connect(
            moon,
            sun,
            status -> {
              how.add(status.localId().orElseThrow());
              how.add(status.posture().orElseThrow().localAuthentication());
              how.add(status.posture().orElseThrow().remoteAuthentication());
            }));
    assertEquals(List.of("%null", "none", "signature"), how);
  }

  @Test
  void nobodyIsRefusedWhereSomebodyIsAskedFor() throws Exception {
    Authority root = root("ecdsa");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    for (Side side : List.of(moon, sun)) {
      side.trusts(root);
      side.has(root, "ecdsa");
    }
    moon.local = "local { auth = null }\n remote { auth = pubkey\n id = sun.example }";
    assertInstanceOf(Outcome.Failed.class, connect(moon, sun));
  }

  /** Somebody who may not come in learns nothing of why; we do. */
  @ParameterizedTest
  @CsvSource({
    "expired, EXPIRED",
    "young, NOT_YET_VALID",
    "usage, WRONG_USAGE",
    "stranger, UNKNOWN_AUTHORITY"
  })
  @Tag("rfc7296:2.21.2/1")
  @Tag("negative")
  void aBadCertificateIsToldInOurLogAndCountersAndNotToThePeer(String how, String reason)
      throws Exception {
    Authority root = root("ecdsa");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    for (Side side : List.of(moon, sun)) {
      side.trusts(root);
    }
    sun.has(root, "ecdsa");
    moon.has(
        how.equals("stranger") ? root("ecdsa") : root,
        "ecdsa",
        wanted ->
            switch (how) {
              case "expired" -> wanted.validity(BEGIN, BEGIN.plusSeconds(60));
              case "young" -> wanted.validity(END.minusSeconds(60), END);
              case "usage" -> wanted.usages("1.3.6.1.5.5.7.3.3");
              default -> wanted;
            });
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, connect(moon, sun));
    assertEquals("the peer answers IKE_AUTH with AUTHENTICATION_FAILED", failed.reason());
    assertTrue(log.stream().anyMatch(line -> line.contains(reason)), log::toString);
    assertEquals(1L, counted.orElseThrow().of(Counter.AUTHENTICATION_FAILED));
    assertEquals(1L, counted.orElseThrow().offences().get("UNACCEPTABLE_CERTIFICATE"));
  }

  @Test
  void profilesHoldBetweenTwo() throws Exception {
    Authority root = root("mldsa87");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    for (Side side : List.of(moon, sun)) {
      side.trusts(root);
      side.has(root, "mldsa87");
      side.proposals = "aes256gcm16-prfsha384-ecp384-ke1_mlkem1024";
      side.more = "profile = cnsa2\n transcript_auth = required";
    }
    List<Boolean> posture = new java.util.ArrayList<>();
    Outcome outcome =
        connect(
            moon,
            sun,
            status -> {
              posture.add(status.posture().orElseThrow().hybrid());
              posture.add(status.posture().orElseThrow().transcriptBound());
              posture.add(
                  status.posture().orElseThrow().remoteAuthentication().equals("pq-signature"));
            });
    assertInstanceOf(Outcome.Done.class, outcome, outcome::toString);
    assertEquals(List.of(true, true, true), posture);
    // Who offers less than the profile demands does not come in.
    moon.more = "";
    moon.proposals = "aes128gcm16-prfsha384-ecp384-ke1_mlkem1024";
    assertInstanceOf(Outcome.Failed.class, connect(moon, sun));
  }

  @Test
  void aRevokedCertificateIsRefused() throws Exception {
    Authority root = root("ecdsa");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    for (Side side : List.of(moon, sun)) {
      side.trusts(root);
    }
    X509Certificate revoked = moon.has(root, "ecdsa");
    sun.has(root, "ecdsa");
    Files.write(
        sun.base.resolve("x509crl/root.crl"),
        root.signCrl(
                List.of(new Authority.Revocation(revoked.getSerialNumber(), BEGIN, 1)),
                Optional.empty(),
                BEGIN,
                END,
                Authority.Manner.DEFAULT,
                PkiFixtures.RANDOM)
            .getEncoded());
    assertInstanceOf(Outcome.Failed.class, connect(moon, sun));
  }

  @Test
  void anUnknownAuthorityIsRefused() throws Exception {
    Authority root = root("ecdsa");
    Authority other = root("ecdsa");
    Side moon = new Side("moon", "sun");
    Side sun = new Side("sun", "moon");
    moon.trusts(root);
    moon.has(other, "ecdsa");
    sun.trusts(root);
    sun.has(root, "ecdsa");
    assertInstanceOf(Outcome.Failed.class, connect(moon, sun));
  }
}
