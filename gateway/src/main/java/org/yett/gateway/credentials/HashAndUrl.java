package org.yett.gateway.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;
import org.yett.ike.endpoint.PeerKeys.Reason;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.CertificateEncoding;

/**
 * Certificates that are named in a CERT payload by their SHA-1 hash and the URL where they lie (RFC
 * 7296 3.6). The hash names what is meant; trust comes of the chain, as with any certificate.
 */
@Clause("rfc7296:3.6/2")
@Clause("rfc7296:3.6/4")
public final class HashAndUrl {

  /** Octets of a SHA-1 hash. */
  private static final int HASH_SIZE = 20;

  /** Longest URL that is looked at, in octets. */
  private static final int LONGEST_URL = 2048;

  /** Most octets that are fetched. */
  private static final int LARGEST = 60_000;

  /** Most certificates and revocation lists of a bundle. */
  private static final int MOST_IN_BUNDLE = 16;

  /** Tags in a CertificateBundle. */
  private static final int CERTIFICATE_TAG = 0;

  private static final int LIST_TAG = 1;

  private HashAndUrl() {}

  /**
   * What was found at a URL.
   *
   * @param certificates in the order in which they lie there
   * @param lists revocation lists
   */
  record Found(List<X509Certificate> certificates, List<X509CRL> lists) {}

  /** Whether a payload names certificates in this way. */
  static boolean isOne(CertPayload payload) {
    return payload.encoding().equals(CertificateEncoding.HASH_AND_URL_X509)
        || payload.encoding().equals(CertificateEncoding.HASH_AND_URL_BUNDLE);
  }

  /**
   * Fetches what a payload names.
   *
   * @throws ChainException if it is not there, is something else than its hash says, or cannot be
   *     read
   */
  static Found fetch(CertPayload payload, Fetcher fetcher) throws ChainException {
    Octets data = payload.data();
    if (data.size() <= HASH_SIZE || data.size() > HASH_SIZE + LONGEST_URL) {
      throw unusable(payload, "expected a hash of 20 octets and a URL behind it");
    }
    String url = new String(data.from(HASH_SIZE).toArray(), StandardCharsets.US_ASCII);
    // = rfc7296:3.6/5
    if (!url.startsWith("http://")) {
      throw unusable(payload, "expected a URL that begins with http://");
    }
    byte[] octets;
    try {
      octets = fetcher.get(url, LARGEST);
    } catch (IOException e) {
      throw unusable(payload, url + ": " + e.getMessage());
    }
    if (!MessageDigest.isEqual(sha1(octets), data.slice(0, HASH_SIZE).toArray())) {
      throw unusable(payload, url + " has something else than the hash says");
    }
    try {
      return payload.encoding().equals(CertificateEncoding.HASH_AND_URL_X509)
          ? new Found(List.of(Certificates.ofDer(octets)), List.of())
          : bundle(octets);
    } catch (PkiException | IOException | IllegalArgumentException | IllegalStateException e) {
      throw unusable(payload, url + ": " + e.getMessage());
    }
  }

  private static Found bundle(byte[] octets) throws PkiException, IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    List<X509CRL> lists = new ArrayList<>();
    ASN1Sequence parts = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(octets));
    if (parts == null || parts.size() == 0 || parts.size() > MOST_IN_BUNDLE) {
      throw new IOException("expected a bundle of 1 to " + MOST_IN_BUNDLE + " certificates");
    }
    for (int i = 0; i < parts.size(); i++) {
      ASN1TaggedObject part = ASN1TaggedObject.getInstance(parts.getObjectAt(i));
      byte[] inside = part.getExplicitBaseObject().toASN1Primitive().getEncoded(ASN1Encoding.DER);
      switch (part.getTagNo()) {
        case CERTIFICATE_TAG -> certificates.add(Certificates.ofDer(inside));
        case LIST_TAG -> lists.addAll(Certificates.readCrls(inside));
        default -> throw new IOException("an unknown part of a bundle");
      }
    }
    return new Found(certificates, lists);
  }

  /**
   * Names a certificate of ours.
   *
   * @param base what comes before the hash, in hexadecimal, in the URL: {@code cert_uri_base}
   */
  public static CertPayload of(X509Certificate certificate, String base) {
    byte[] hash = sha1(Certificates.der(certificate));
    byte[] url = (base + HexFormat.of().formatHex(hash)).getBytes(StandardCharsets.US_ASCII);
    byte[] data = Arrays.copyOf(hash, hash.length + url.length);
    System.arraycopy(url, 0, data, hash.length, url.length);
    return new CertPayload(CertificateEncoding.HASH_AND_URL_X509, Octets.wrap(data));
  }

  private static byte[] sha1(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static ChainException unusable(CertPayload payload, String why) {
    return new ChainException(
        Reason.UNUSABLE_CERTIFICATE, "CERT(" + payload.encoding() + "): " + why);
  }
}
