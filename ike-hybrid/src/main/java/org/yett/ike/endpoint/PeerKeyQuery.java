package org.yett.ike.endpoint;

import java.time.Instant;
import java.util.List;
import org.yett.ike.config.Identity;
import org.yett.ike.wire.CertPayload;

/**
 * Which public keys are the peer's.
 *
 * @param trust the name in {@link org.yett.ike.config.RemoteAuth.Signature#trust}
 * @param peer the identity that the peer has sent in its ID payload: a key counts only if a
 *     certificate or the configuration binds it to this identity
 * @param certificates the peer's CERT payloads in their order, of any encoding, CRLs too; may be
 *     empty. They are the peer's word: nothing about them has been checked. The first X.509 or raw
 *     key is the one whose private half signed (RFC 7296 3.6).
 * @param at the time for which validity is judged
 */
public record PeerKeyQuery(
    String trust, Identity peer, List<CertPayload> certificates, Instant at) {
  /** Copies the list. */
  public PeerKeyQuery {
    certificates = List.copyOf(certificates);
  }
}
