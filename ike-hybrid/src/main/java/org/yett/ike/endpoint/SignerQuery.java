package org.yett.ike.endpoint;

import java.util.List;
import org.yett.ike.config.Identity;
import org.yett.ike.wire.CertReqPayload;

/**
 * With what to sign.
 *
 * @param credential the name in {@link org.yett.ike.config.LocalAuth.Signature#credential}
 * @param ours the identity that we send
 * @param requests the peer's CERTREQ payloads in their order; a certificate under a requested
 *     authority is preferred to others (RFC 7296 3.7)
 * @param sendCertificates whether CERT payloads will be sent at all
 * @param hashAndUrl whether the peer takes Hash and URL encodings: it has sent
 *     HTTP_CERT_LOOKUP_SUPPORTED (RFC 7296 3.6)
 */
public record SignerQuery(
    String credential,
    Identity ours,
    List<CertReqPayload> requests,
    boolean sendCertificates,
    boolean hashAndUrl) {
  /** Copies the list. */
  public SignerQuery {
    requests = List.copyOf(requests);
  }
}
