package org.yett.gateway.credentials;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Certificates from a peer's own to below an authority that is trusted.
 *
 * @param certificates the peer's own first; the authority is not among them
 * @param anchor the authority
 */
record Chain(List<X509Certificate> certificates, X509Certificate anchor) {
  Chain {
    certificates = List.copyOf(certificates);
  }

  X509Certificate leaf() {
    return certificates.getFirst();
  }

  /** Who issued the certificate at an index. */
  X509Certificate issuer(int index) {
    return index + 1 < certificates.size() ? certificates.get(index + 1) : anchor;
  }
}
