package org.yett.gateway.credentials;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Whom a {@code remote} section trusts.
 *
 * @param authorities the only authorities that are trusted; none for all that are loaded
 * @param certificates the only certificates that a peer may have; none for any under a trusted
 *     authority
 * @param publicKeys raw public keys that are the peer's
 * @param revocation how much must be known about revocation
 * @param strength what the keys and signatures of a chain must have
 */
public record Trust(
    List<X509Certificate> authorities,
    List<X509Certificate> certificates,
    List<SubjectPublicKeyInfo> publicKeys,
    RevocationPolicy revocation,
    ChainStrength strength) {

  /** All authorities that are loaded. */
  public static final Trust DEFAULT =
      new Trust(List.of(), List.of(), List.of(), RevocationPolicy.RELAXED, ChainStrength.DEFAULT);

  public Trust {
    authorities = List.copyOf(authorities);
    certificates = List.copyOf(certificates);
    publicKeys = List.copyOf(publicKeys);
  }
}
