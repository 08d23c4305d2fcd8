package org.yett.gateway.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFixtures;
import org.yett.ike.endpoint.PeerKeys.Reason;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.CertificateEncoding;

/** Certificates that are named by hash and URL (RFC 7296 3.6). */
class HashAndUrlTest {

  private static final String BASE = "http://ca.example/certs/";
  private static Authority root;
  private static X509Certificate moon;
  private static X509CRL list;

  private final Map<String, byte[]> web = new HashMap<>();

  private final Fetcher fetcher =
      new Fetcher() {
        @Override
        public byte[] get(String uri) throws IOException {
          byte[] found = web.get(uri);
          if (found == null) {
            throw new IOException("nothing there");
          }
          return found;
        }

        @Override
        public byte[] post(String uri, String type, byte[] body) {
          throw new AssertionError("nothing is posted");
        }
      };

  @BeforeAll
  static void make() throws PkiException {
    root = PkiFixtures.root(PkiFixtures.key("ecdsa"), "O=Example, CN=Root");
    moon =
        PkiFixtures.issue(
            root, PkiFixtures.key("ecdsa"), PkiFixtures.content("CN=moon").names("moon.example"));
    list =
        root.signCrl(
            List.of(),
            Optional.empty(),
            PkiFixtures.NOW,
            PkiFixtures.NOW.plusSeconds(60),
            Authority.Manner.DEFAULT,
            PkiFixtures.RANDOM);
  }

  private static byte[] sha1(byte[] octets) throws Exception {
    return MessageDigest.getInstance("SHA-1").digest(octets);
  }

  private static CertPayload payload(CertificateEncoding encoding, byte[] hash, String url) {
    return new CertPayload(
        encoding,
        Octets.concat(Octets.wrap(hash), Octets.wrap(url.getBytes(StandardCharsets.US_ASCII))));
  }

  private void refused(String why, CertPayload payload) {
    ChainException refused =
        assertThrows(ChainException.class, () -> HashAndUrl.fetch(payload, fetcher));
    assertEquals(Reason.UNUSABLE_CERTIFICATE, refused.reason());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  @Tag("rfc7296:3.6/2")
  @Tag("rfc7296:3.6/4")
  void aCertificateIsNamedByItsHashAndFoundAtItsUrl() throws Exception {
    byte[] der = Certificates.der(moon);
    CertPayload named = HashAndUrl.of(moon, BASE);
    String url = BASE + HexFormat.of().formatHex(sha1(der));
    assertEquals(payload(CertificateEncoding.HASH_AND_URL_X509, sha1(der), url), named);
    web.put(url, der);
    assertEquals(List.of(moon), HashAndUrl.fetch(named, fetcher).certificates());
  }

  @Test
  @Tag("rfc7296:3.6/2")
  void aBundleHasCertificatesAndRevocationLists() throws Exception {
    byte[] bundle =
        new DERSequence(
                new DERTaggedObject[] {
                  new DERTaggedObject(true, 0, ASN1Primitive.fromByteArray(Certificates.der(moon))),
                  new DERTaggedObject(
                      true,
                      0,
                      ASN1Primitive.fromByteArray(
                          Certificates.der(root.certificate().orElseThrow()))),
                  new DERTaggedObject(true, 1, ASN1Primitive.fromByteArray(list.getEncoded()))
                })
            .getEncoded();
    web.put(BASE, bundle);
    HashAndUrl.Found found =
        HashAndUrl.fetch(
            payload(CertificateEncoding.HASH_AND_URL_BUNDLE, sha1(bundle), BASE), fetcher);
    assertEquals(List.of(moon, root.certificate().orElseThrow()), found.certificates());
    assertEquals(List.of(list), found.lists());
  }

  @Test
  @Tag("rfc7296:3.6/2")
  @Tag("negative")
  void whatIsSomethingElseThanItsHashSaysIsRefused() throws Exception {
    CertPayload named = HashAndUrl.of(moon, BASE);
    String url = BASE + HexFormat.of().formatHex(sha1(Certificates.der(moon)));
    web.put(url, Certificates.der(root.certificate().orElseThrow()));
    refused("something else than the hash says", named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://ca.example/a", "file:///etc/passwd", "ftp://ca.example/a", "x"})
  @Tag("rfc7296:3.6/4")
  @Tag("rfc7296:3.6/5")
  @Tag("negative")
  void nothingIsFetchedFromAUrlOfAnotherScheme(String url) throws Exception {
    web.put(url, Certificates.der(moon));
    refused(
        "begins with http://",
        payload(CertificateEncoding.HASH_AND_URL_X509, sha1(Certificates.der(moon)), url));
  }

  @Test
  @Tag("rfc8019:4.7/3")
  @Tag("negative")
  void noMoreIsTakenThanACertificateNeeds() throws Exception {
    byte[] large = new byte[60_001];
    web.put(BASE, large);
    refused(
        "more than 60000 octets",
        payload(CertificateEncoding.HASH_AND_URL_X509, sha1(large), BASE));
  }

  @Test
  @Tag("negative")
  void whatCannotBeReadIsRefused() throws Exception {
    byte[] junk = {0x30, 0x03, 0x02, 0x01, 0x05};
    web.put(BASE, junk);
    for (CertificateEncoding encoding :
        List.of(CertificateEncoding.HASH_AND_URL_X509, CertificateEncoding.HASH_AND_URL_BUNDLE)) {
      refused(BASE, payload(encoding, sha1(junk), BASE));
      refused("expected a hash", new CertPayload(encoding, Octets.wrap(new byte[20])));
    }
  }
}
