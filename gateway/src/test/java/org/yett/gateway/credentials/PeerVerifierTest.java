package org.yett.gateway.credentials;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.gateway.pki.PkiFixtures.NOW;
import static org.yett.gateway.pki.PkiFixtures.RANDOM;
import static org.yett.gateway.pki.PkiFixtures.content;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.KeyIds;
import org.yett.gateway.pki.KeyType;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFixtures;
import org.yett.gateway.pki.PkiKey;
import org.yett.ike.config.Identity;
import org.yett.ike.endpoint.PeerKeyQuery;
import org.yett.ike.endpoint.PeerKeys;
import org.yett.ike.endpoint.PeerKeys.Reason;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.CertificateEncoding;
import org.yett.spec.iana.IdType;

class PeerVerifierTest {

  private static final Identity MOON = Identity.fqdn("moon.example");

  private static Authority root;
  private static Authority middle;
  private static PkiKey key;
  private static X509Certificate moon;

  private final List<X509Certificate> authorities = new ArrayList<>();
  private final List<X509Certificate> certificates = new ArrayList<>();
  private final List<X509CRL> lists = new ArrayList<>();
  private final List<AuthorityPoints> points = new ArrayList<>();
  private final Map<String, byte[]> web = new HashMap<>();
  private int fetches;

  @BeforeAll
  static void makeChain() throws PkiException {
    root = PkiFixtures.root(PkiFixtures.key("ecdsa"), "O=Example, CN=Root");
    middle = PkiFixtures.below(root, PkiFixtures.key("mldsa65"), "O=Example, CN=Middle");
    key = PkiFixtures.key("mldsa44");
    moon = PkiFixtures.issue(middle, key, names());
  }

  private static PkiFixtures.Wanted names() {
    return content("O=Example, CN=moon")
        .names("moon.example", "moon@example.org", "192.0.2.1", "2001:db8::1");
  }

  private final CertificateStore store =
      new CertificateStore() {
        @Override
        public List<X509Certificate> authorities() {
          return authorities;
        }

        @Override
        public List<X509Certificate> certificates() {
          return certificates;
        }

        @Override
        public List<X509CRL> revocationLists() {
          return lists;
        }

        @Override
        public List<AuthorityPoints> points() {
          return points;
        }
      };

  private final Fetcher fetcher =
      new Fetcher() {
        @Override
        public byte[] get(String uri) throws IOException {
          fetches++;
          byte[] found = web.get(uri);
          if (found == null) {
            throw new IOException("nothing there");
          }
          return found;
        }

        @Override
        public byte[] post(String uri, String type, byte[] body) throws IOException {
          return get(uri);
        }
      };

  private final PeerVerifier verifier = new PeerVerifier(store, new Revocation(fetcher));

  private static X509Certificate of(Authority authority) {
    return authority.certificate().orElseThrow();
  }

  private PeerKeys find(Identity peer, Trust trust, X509Certificate... sent) {
    List<CertPayload> payloads = new ArrayList<>();
    for (X509Certificate certificate : sent) {
      payloads.add(
          new CertPayload(
              CertificateEncoding.X509_SIGNATURE, Octets.wrap(Certificates.der(certificate))));
    }
    return verifier.find(new PeerKeyQuery("trust", peer, payloads, NOW), trust);
  }

  private static Trust revocation(RevocationPolicy policy) {
    return new Trust(List.of(), List.of(), List.of(), policy, ChainStrength.DEFAULT);
  }

  private static void refused(Reason reason, String detail, PeerKeys keys) {
    PeerKeys.Refused refused = assertInstanceOf(PeerKeys.Refused.class, keys);
    assertEquals(reason, refused.reason(), refused.detail());
    assertTrue(refused.detail().contains(detail), refused.detail());
  }

  private static void trusted(PkiKey expected, PeerKeys keys) throws IOException {
    if (keys instanceof PeerKeys.Refused refused) {
      throw new AssertionError(refused.toString());
    }
    PeerKeys.Trusted trusted = assertInstanceOf(PeerKeys.Trusted.class, keys);
    assertArrayEquals(expected.publicInfo().getEncoded(), trusted.keys().getFirst().publicKey());
  }

  @Test
  void aChainOverAnIntermediateCertificateThatThePeerSendsIsFollowed() throws Exception {
    authorities.add(of(root));
    trusted(key, find(MOON, Trust.DEFAULT, moon, of(middle)));
  }

  @Test
  void aChainOverAnIntermediateCertificateOfOursIsFollowed() throws Exception {
    authorities.add(of(root));
    certificates.add(of(middle));
    trusted(key, find(MOON, Trust.DEFAULT, moon));
  }

  @Test
  void whatIsMissingIsNamed() {
    authorities.add(of(root));
    refused(Reason.UNKNOWN_AUTHORITY, "O=Example, CN=Middle", find(MOON, Trust.DEFAULT, moon));
    authorities.clear();
    refused(
        Reason.UNKNOWN_AUTHORITY,
        "O=Example, CN=Root",
        find(MOON, Trust.DEFAULT, moon, of(middle)));
  }

  @Test
  void anAuthorityOfTheSameNameAndAnotherKeyIsNotTheIssuer() throws Exception {
    authorities.add(of(PkiFixtures.root(PkiFixtures.key("ecdsa"), "O=Example, CN=Root")));
    refused(Reason.UNKNOWN_AUTHORITY, "signature", find(MOON, Trust.DEFAULT, moon, of(middle)));
  }

  @Test
  void aConnectionThatNamesAuthoritiesTrustsNoOther() throws Exception {
    authorities.add(of(root));
    Authority other = PkiFixtures.root(PkiFixtures.key("ecdsa"), "CN=Other");
    Trust trust =
        new Trust(
            List.of(of(other)),
            List.of(),
            List.of(),
            RevocationPolicy.RELAXED,
            ChainStrength.DEFAULT);
    refused(Reason.UNKNOWN_AUTHORITY, "", find(MOON, trust, moon, of(middle)));
    Trust right =
        new Trust(
            List.of(of(middle)),
            List.of(),
            List.of(),
            RevocationPolicy.RELAXED,
            ChainStrength.DEFAULT);
    trusted(key, find(MOON, right, moon));
  }

  @Test
  void theIdentityMustBeOneOfTheCertificates() throws Exception {
    authorities.add(of(root));
    certificates.add(of(middle));
    byte[] subject = DistinguishedNames.der(DistinguishedNames.parse("O=example, CN=MOON"));
    for (Identity good :
        List.of(
            Identity.fqdn("Moon.Example"),
            Identity.mail("moon@example.org"),
            Identity.ofAddress(InetAddress.ofLiteral("192.0.2.1")),
            Identity.ofAddress(InetAddress.ofLiteral("2001:db8::1")),
            Identity.of(IdType.DER_ASN1_DN, subject),
            Identity.keyId(KeyIds.ofKey(key.publicInfo())))) {
      trusted(key, find(good, Trust.DEFAULT, moon));
    }
    byte[] star = DistinguishedNames.der(DistinguishedNames.parse("O=Example, CN=*"));
    for (Identity bad :
        List.of(
            Identity.fqdn("sun.example"),
            Identity.fqdn("moon"),
            Identity.fqdn("moon@example.org"),
            Identity.mail("moon.example"),
            Identity.ofAddress(InetAddress.ofLiteral("192.0.2.2")),
            Identity.of(IdType.DER_ASN1_DN, star),
            Identity.of(IdType.DER_ASN1_DN, new byte[] {0x30, 0}),
            Identity.keyId(new byte[20]))) {
      refused(Reason.WRONG_IDENTITY, "'moon.example'", find(bad, Trust.DEFAULT, moon));
    }
  }

  @Test
  void aCertificateOutOfItsTimeIsRefused() throws Exception {
    authorities.add(of(root));
    X509Certificate old =
        PkiFixtures.issue(
            root, key, names().validity(NOW.minus(Duration.ofDays(9)), NOW.minusSeconds(1)));
    refused(Reason.EXPIRED, "has expired at", find(MOON, Trust.DEFAULT, old));
    X509Certificate young =
        PkiFixtures.issue(
            root, key, names().validity(NOW.plusSeconds(1), NOW.plus(Duration.ofDays(9))));
    refused(Reason.NOT_YET_VALID, "not valid before", find(MOON, Trust.DEFAULT, young));
  }

  @Test
  void aCertificateForAnotherUseIsRefused() throws Exception {
    authorities.add(of(root));
    X509Certificate codeSigning = PkiFixtures.issue(root, key, names().usages("1.3.6.1.5.5.7.3.3"));
    refused(Reason.WRONG_USAGE, "extendedKeyUsage", find(MOON, Trust.DEFAULT, codeSigning));
    X509Certificate ike = PkiFixtures.issue(root, key, names().usages("ikeIntermediate"));
    trusted(key, find(MOON, Trust.DEFAULT, ike));
    X509Certificate ca = PkiFixtures.issue(root, key, names().asCa());
    refused(Reason.WRONG_USAGE, "keyUsage", find(MOON, Trust.DEFAULT, ca));
  }

  @Test
  void whoIsNoAuthorityCannotIssue() throws Exception {
    authorities.add(of(root));
    PkiKey own = PkiFixtures.key("ecdsa");
    X509Certificate notCa = PkiFixtures.issue(root, own, content("CN=not a CA"));
    X509Certificate forged =
        PkiFixtures.issue(new Authority(own, Optional.of(notCa)), key, names());
    refused(Reason.CONSTRAINT_VIOLATED, "", find(MOON, Trust.DEFAULT, forged, notCa));
  }

  @Test
  void thePathLengthIsHeld() throws Exception {
    PkiKey oneKey = PkiFixtures.key("ecdsa");
    Authority one =
        Authority.of(
            oneKey, PkiFixtures.issue(root, oneKey, content("CN=One").pathLength(0).asCa()));
    Authority two = PkiFixtures.below(one, PkiFixtures.key("ecdsa"), "CN=Two");
    authorities.add(of(root));
    trusted(key, find(MOON, Trust.DEFAULT, PkiFixtures.issue(one, key, names()), of(one)));
    refused(
        Reason.CONSTRAINT_VIOLATED,
        "",
        find(MOON, Trust.DEFAULT, PkiFixtures.issue(two, key, names()), of(two), of(one)));
  }

  @Test
  void keysAndSignaturesThatTheConnectionDoesNotAllowAreRefused() throws Exception {
    authorities.add(of(root));
    Trust onlyMlDsa =
        new Trust(
            List.of(),
            List.of(),
            List.of(),
            RevocationPolicy.RELAXED,
            new ChainStrength(Set.of(KeyType.Family.ML_DSA), Set.of(), 2048, 256));
    refused(Reason.UNACCEPTABLE_KEY, "ECDSA", find(MOON, onlyMlDsa, moon, of(middle)));
    Trust strong =
        new Trust(
            List.of(),
            List.of(),
            List.of(),
            RevocationPolicy.RELAXED,
            new ChainStrength(Set.of(), Set.of("SHA512"), 2048, 256));
    refused(Reason.UNACCEPTABLE_KEY, "SHA384", find(MOON, strong, moon, of(middle)));
  }

  @Test
  void aRevokedCertificateIsRefusedWhateverThePolicy() throws Exception {
    authorities.add(of(root));
    lists.add(crl(middle, moon));
    for (RevocationPolicy policy : RevocationPolicy.values()) {
      refused(Reason.REVOKED, "key-compromise", find(MOON, revocation(policy), moon, of(middle)));
    }
  }

  @Test
  void aRevokedIntermediateCertificateRefusesAllBelow() throws Exception {
    authorities.add(of(root));
    lists.add(crl(root, of(middle)));
    refused(Reason.REVOKED, "CN=Middle", find(MOON, Trust.DEFAULT, moon, of(middle)));
  }

  @Test
  void strictWantsAListForEveryCertificateOfTheChain() throws Exception {
    authorities.add(of(root));
    Trust strict = revocation(RevocationPolicy.STRICT);
    refused(Reason.REVOCATION_UNKNOWN, "where to find out", find(MOON, strict, moon, of(middle)));
    trusted(key, find(MOON, revocation(RevocationPolicy.IFURI), moon, of(middle)));
    lists.add(crl(middle));
    refused(Reason.REVOCATION_UNKNOWN, "CN=Middle", find(MOON, strict, moon, of(middle)));
    lists.add(crl(root));
    trusted(key, find(MOON, strict, moon, of(middle)));
  }

  @Test
  void anOldListDoesNotTellThatACertificateIsGood() throws Exception {
    authorities.add(of(root));
    X509Certificate leaf = PkiFixtures.issue(root, key, names());
    lists.add(
        root.signCrl(
            List.of(),
            Optional.empty(),
            NOW.minus(Duration.ofDays(9)),
            NOW.minusSeconds(1),
            Authority.Manner.DEFAULT,
            RANDOM));
    refused(
        Reason.REVOCATION_UNKNOWN,
        "out of date",
        find(MOON, revocation(RevocationPolicy.IFURI), leaf));
    trusted(key, find(MOON, Trust.DEFAULT, leaf));
  }

  @Test
  void aListThatTheAuthorityHasNotSignedTellsNothing() throws Exception {
    authorities.add(of(root));
    X509Certificate leaf = PkiFixtures.issue(root, key, names());
    Authority impostor = PkiFixtures.root(PkiFixtures.key("ecdsa"), "O=Example, CN=Root");
    lists.add(crl(impostor, leaf));
    trusted(key, find(MOON, Trust.DEFAULT, leaf));
    refused(
        Reason.REVOCATION_UNKNOWN,
        "signature",
        find(MOON, revocation(RevocationPolicy.STRICT), leaf));
  }

  @Test
  void listsAreFetchedOnceAndASilentPlaceIsLeftAlone() throws Exception {
    authorities.add(of(root));
    X509Certificate leaf = PkiFixtures.issue(root, key, names().crl("http://ca.example/root.crl"));
    Trust ifUri = revocation(RevocationPolicy.IFURI);
    refused(Reason.REVOCATION_UNKNOWN, "nothing there", find(MOON, ifUri, leaf));
    refused(Reason.REVOCATION_UNKNOWN, "a short while ago", find(MOON, ifUri, leaf));
    assertEquals(1, fetches);
    PeerVerifier later = new PeerVerifier(store, new Revocation(fetcher));
    web.put("http://ca.example/root.crl", crl(root).getEncoded());
    PeerKeyQuery query =
        new PeerKeyQuery(
            "trust",
            MOON,
            List.of(
                new CertPayload(
                    CertificateEncoding.X509_SIGNATURE, Octets.wrap(Certificates.der(leaf)))),
            NOW);
    trusted(key, later.find(query, ifUri));
    trusted(key, later.find(query, ifUri));
    assertEquals(2, fetches);
  }

  @Test
  void anAuthoritiesSectionTellsWhereTheListIs() throws Exception {
    authorities.add(of(root));
    X509Certificate leaf = PkiFixtures.issue(root, key, names());
    points.add(
        new AuthorityPoints("root", of(root), List.of("http://ca.example/r.crl"), List.of()));
    web.put("http://ca.example/r.crl", crl(root, leaf).getEncoded());
    refused(Reason.REVOKED, "CN=moon", find(MOON, Trust.DEFAULT, leaf));
  }

  @Test
  @Tag("rfc7296:1.2/1")
  @Tag("rfc7296:3.6/3")
  @Tag("negative")
  void theFirstCertificateHasToBeThePeersOwn() throws Exception {
    authorities.add(of(root));
    trusted(key, find(MOON, Trust.DEFAULT, moon, of(middle)));
    refused(Reason.WRONG_IDENTITY, "Middle", find(MOON, Trust.DEFAULT, of(middle), moon));
  }

  @Test
  @Tag("rfc7296:3.6/2")
  void certificatesByHashAndUrlAreFetchedWhereThatIsConfigured() throws Exception {
    authorities.add(of(root));
    List<CertPayload> payloads = new ArrayList<>();
    for (X509Certificate certificate : List.of(moon, of(middle))) {
      CertPayload named = HashAndUrl.of(certificate, "http://ca.example/");
      web.put(
          new String(named.data().from(20).toArray(), StandardCharsets.US_ASCII),
          Certificates.der(certificate));
      payloads.add(named);
    }
    PeerKeyQuery query = new PeerKeyQuery("trust", MOON, payloads, NOW);
    refused(
        Reason.UNUSABLE_CERTIFICATE,
        "no certificate in an encoding that is taken",
        verifier.find(query, Trust.DEFAULT));
    assertEquals(0, fetches);
    PeerVerifier fetching =
        new PeerVerifier(store, new Revocation(Fetcher.NONE), () -> Optional.of(fetcher));
    trusted(key, fetching.find(query, Trust.DEFAULT));
    assertEquals(2, fetches);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOcspResponderIsAskedAndItsAnswerVerified(boolean genuine) throws Exception {
    authorities.add(of(root));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    try {
      String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      X509Certificate leaf = PkiFixtures.issue(root, key, names().ocsp(uri));
      Authority signer =
          genuine ? root : PkiFixtures.root(PkiFixtures.key("ecdsa"), "O=Example, CN=Root");
      server.createContext(
          "/",
          exchange -> {
            byte[] answer =
                OcspFixtures.answer(exchange.getRequestBody().readAllBytes(), signer, leaf, NOW);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      PeerVerifier online = new PeerVerifier(store, new Revocation(new HttpFetcher()));
      PeerKeys found =
          online.find(
              new PeerKeyQuery(
                  "trust",
                  MOON,
                  List.of(
                      new CertPayload(
                          CertificateEncoding.X509_SIGNATURE, Octets.wrap(Certificates.der(leaf)))),
                  NOW),
              revocation(RevocationPolicy.STRICT));
      if (genuine) {
        refused(Reason.REVOKED, "CN=moon", found);
      } else {
        refused(Reason.REVOCATION_UNKNOWN, "signed by nobody who may", found);
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void rawPublicKeysAreTrustedIfTheConnectionNamesThem() throws Exception {
    CertPayload raw =
        new CertPayload(
            CertificateEncoding.RAW_PUBLIC_KEY, Octets.wrap(key.publicInfo().getEncoded()));
    PeerKeyQuery query = new PeerKeyQuery("trust", MOON, List.of(raw), NOW);
    refused(Reason.UNKNOWN_AUTHORITY, "pubkeys", verifier.find(query, Trust.DEFAULT));
    Trust named =
        new Trust(
            List.of(),
            List.of(),
            List.of(key.publicInfo()),
            RevocationPolicy.RELAXED,
            ChainStrength.DEFAULT);
    trusted(key, verifier.find(query, named));
    trusted(key, find(MOON, named));
  }

  @Test
  void aPeerThatSendsNoCertificateMayHaveOneThatIsLoaded() throws Exception {
    refused(Reason.NO_CERTIFICATE, "moon.example", find(MOON, Trust.DEFAULT));
    authorities.add(of(root));
    certificates.add(of(middle));
    certificates.add(moon);
    trusted(key, find(MOON, Trust.DEFAULT));
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    CertPayload junk =
        new CertPayload(CertificateEncoding.X509_SIGNATURE, Octets.wrap(new byte[] {0x30, 1, 2}));
    refused(
        Reason.UNUSABLE_CERTIFICATE,
        "malformed",
        verifier.find(new PeerKeyQuery("trust", MOON, List.of(junk), NOW), Trust.DEFAULT));
    CertPayload huge =
        new CertPayload(CertificateEncoding.X509_SIGNATURE, Octets.wrap(new byte[61_000]));
    refused(
        Reason.TOO_LARGE,
        "61000",
        verifier.find(new PeerKeyQuery("trust", MOON, List.of(huge), NOW), Trust.DEFAULT));
    CertPayload pgp = new CertPayload(CertificateEncoding.PGP, Octets.wrap(new byte[10]));
    refused(
        Reason.UNUSABLE_CERTIFICATE,
        "PGP",
        verifier.find(new PeerKeyQuery("trust", MOON, List.of(pgp), NOW), Trust.DEFAULT));
  }

  private static X509CRL crl(Authority authority, X509Certificate... revoked) throws PkiException {
    List<Authority.Revocation> entries = new ArrayList<>();
    for (X509Certificate one : revoked) {
      entries.add(new Authority.Revocation(one.getSerialNumber(), NOW.minusSeconds(60), 1));
    }
    return authority.signCrl(
        entries,
        Optional.empty(),
        NOW.minusSeconds(30),
        NOW.plus(Duration.ofDays(1)),
        Authority.Manner.DEFAULT,
        RANDOM);
  }
}
