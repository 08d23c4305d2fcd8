package org.yett.gateway.credentials;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A section of {@code authorities}: where to learn what an authority has revoked, beside what its
 * certificates say.
 *
 * @param name the section's name
 * @param certificate the authority's certificate
 * @param crlUris URIs of revocation lists
 * @param ocspUris URIs of OCSP responders
 * @param certUriBase where certificates of this authority lie, to be named by hash and URL: their
 *     SHA-1 hash in hexadecimal comes behind it
 */
public record AuthorityPoints(
    String name,
    X509Certificate certificate,
    List<String> crlUris,
    List<String> ocspUris,
    Optional<String> certUriBase) {
  public AuthorityPoints {
    crlUris = List.copyOf(crlUris);
    ocspUris = List.copyOf(ocspUris);
  }

  /** Whose certificates are not named by hash and URL. */
  public AuthorityPoints(
      String name, X509Certificate certificate, List<String> crlUris, List<String> ocspUris) {
    this(name, certificate, crlUris, ocspUris, Optional.empty());
  }
}
