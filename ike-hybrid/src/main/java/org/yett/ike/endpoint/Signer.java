package org.yett.ike.endpoint;

import java.util.List;
import org.yett.ike.crypto.SigningKey;
import org.yett.ike.wire.CertPayload;

/**
 * A private key of ours with the certificates that tell whose it is.
 *
 * @param key the private key
 * @param certificates CERT payloads to send with a signature of it, the key's own first (RFC 7296
 *     3.6): X.509 certificates in DER (encoding 4), Hash and URL (12), or one raw public key
 *     (encoding 15: a SubjectPublicKeyInfo in DER, RFC 7670 3); empty if none is to be sent
 */
public record Signer(SigningKey key, List<CertPayload> certificates) {
  /** Copies the list. */
  public Signer {
    certificates = List.copyOf(certificates);
  }
}
