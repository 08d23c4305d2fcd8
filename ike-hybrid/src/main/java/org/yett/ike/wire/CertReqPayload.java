package org.yett.ike.wire;

import java.util.ArrayList;
import java.util.List;
import org.yett.spec.iana.CertificateEncoding;
import org.yett.spec.iana.PayloadType;

/**
 * CERTREQ (RFC 7296 3.7).
 *
 * @param encoding the encoding that is asked for
 * @param authority for X.509 encodings the SHA-1 hashes, 20 octets each, of the trusted
 *     authorities' SubjectPublicKeyInfo; may be empty
 */
public record CertReqPayload(CertificateEncoding encoding, Octets authority) implements Payload {

  /** Length of one hash in octets. */
  public static final int HASH_SIZE = 20;

  /** Whether the certification authority field of this encoding is a list of SHA-1 hashes. */
  static boolean hasHashes(CertificateEncoding encoding) {
    return encoding.equals(CertificateEncoding.X509_SIGNATURE)
        || encoding.equals(CertificateEncoding.HASH_AND_URL_X509)
        || encoding.equals(CertificateEncoding.HASH_AND_URL_BUNDLE);
  }

  /** The hashes of an X.509 encoding; empty for any other. */
  public List<Octets> authorityHashes() {
    List<Octets> hashes = new ArrayList<>();
    if (hasHashes(encoding)) {
      for (int at = 0; at + HASH_SIZE <= authority.size(); at += HASH_SIZE) {
        hashes.add(authority.slice(at, HASH_SIZE));
      }
    }
    return List.copyOf(hashes);
  }

  @Override
  public PayloadType type() {
    return PayloadType.CERTREQ;
  }

  @Override
  public String describe() {
    return "CERTREQ(" + encoding + ", " + authority.size() + ")";
  }
}
