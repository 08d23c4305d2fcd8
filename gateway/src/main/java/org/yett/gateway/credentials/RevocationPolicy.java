package org.yett.gateway.credentials;

/** How much must be known about revocation: swanctl's {@code revocation}. */
public enum RevocationPolicy {
  /** A certificate is refused unless it is known not to be revoked. */
  STRICT,
  /** As strict for a certificate that says, or whose authority says, where to find out. */
  IFURI,
  /** Only a certificate that is known to be revoked is refused. */
  RELAXED
}
