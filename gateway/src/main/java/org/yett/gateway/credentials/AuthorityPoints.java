package org.yett.gateway.credentials;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A section of {@code authorities}: where to learn what an authority has revoked, beside what its
 * certificates say.
 *
 * @param name the section's name
 * @param certificate the authority's certificate
 * @param crlUris URIs of revocation lists
 * @param ocspUris URIs of OCSP responders
 */
public record AuthorityPoints(
    String name, X509Certificate certificate, List<String> crlUris, List<String> ocspUris) {
  public AuthorityPoints {
    crlUris = List.copyOf(crlUris);
    ocspUris = List.copyOf(ocspUris);
  }
}
