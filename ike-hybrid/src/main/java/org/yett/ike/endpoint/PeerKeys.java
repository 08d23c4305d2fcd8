package org.yett.ike.endpoint;

import java.util.List;
import org.yett.ike.crypto.SignatureScheme;

/** The answer to a {@link PeerKeyQuery}. */
public sealed interface PeerKeys {

  /**
   * These keys are the peer's; a signature by any of them proves its identity.
   *
   * @param keys in the order in which to try them, not empty
   */
  record Trusted(List<PeerKey> keys) implements PeerKeys {
    /** Copies the list. */
    public Trusted {
      keys = List.copyOf(keys);
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("trusted keys are at least one");
      }
    }
  }

  /**
   * A public key of the peer.
   *
   * @param publicKey SubjectPublicKeyInfo in DER, as it stands in the certificate
   * @param schemes the only schemes that are accepted with this key; empty if there is no such
   *     constraint beyond that of the connection
   * @param source where it is from, for logs: the certificate's subject, or the name of a file
   */
  record PeerKey(byte[] publicKey, List<SignatureScheme> schemes, String source) {
    /** Copies both. */
    public PeerKey {
      publicKey = publicKey.clone();
      schemes = List.copyOf(schemes);
    }

    /** A copy. */
    @Override
    public byte[] publicKey() {
      return publicKey.clone();
    }
  }

  /**
   * No key is known to be the peer's.
   *
   * @param reason why, for counters
   * @param detail the same in words, for our log alone: the peer gets AUTHENTICATION_FAILED
   */
  record Refused(Reason reason, String detail) implements PeerKeys {}

  /** Why no key is known to be the peer's. */
  enum Reason {
    /** It has sent no certificate, and none of ours is its. */
    NO_CERTIFICATE,
    /** What it has sent is no certificate, or of an encoding that we do not take. */
    UNUSABLE_CERTIFICATE,
    /** A certificate, or the chain, is larger or longer than we take. */
    TOO_LARGE,
    /** The chain does not lead to an authority that we trust, or a signature in it is wrong. */
    UNKNOWN_AUTHORITY,
    /** The chain breaks a constraint: path length, names, policies, basic constraints. */
    CONSTRAINT_VIOLATED,
    /** A certificate has expired. */
    EXPIRED,
    /** A certificate is not valid yet. */
    NOT_YET_VALID,
    /** A certificate has been revoked. */
    REVOKED,
    /** Whether a certificate has been revoked cannot be found out, and must be known. */
    REVOCATION_UNKNOWN,
    /** The certificate is not for this identity. */
    WRONG_IDENTITY,
    /** Key usage or extended key usage does not allow it. */
    WRONG_USAGE,
    /** The key is too weak, or of an algorithm that we do not have. */
    UNACCEPTABLE_KEY
  }
}
