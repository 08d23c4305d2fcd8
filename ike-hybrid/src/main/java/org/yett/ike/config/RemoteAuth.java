package org.yett.ike.config;

import java.util.List;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.wire.CertReqPayload;
import org.yett.spec.iana.EapType;

/** How the peer must authenticate: one {@code remote} section. */
public sealed interface RemoteAuth {

  /** The identities that are accepted. */
  IdentityMatch identity();

  /**
   * By pre-shared key (RFC 7296 2.15).
   *
   * @param identity the identities that are accepted
   */
  record Psk(IdentityMatch identity) implements RemoteAuth {}

  /**
   * Not at all (RFC 7619): whatever identity the peer sends counts for nothing.
   *
   * @param identity the identities that are accepted, which proves nothing; as a rule any
   */
  record Null(IdentityMatch identity) implements RemoteAuth {}

  /**
   * By signature (RFC 7427, and the older methods 1, 9, 10 and 11). Which keys are the peer's says
   * {@link org.yett.ike.endpoint.Credentials#peerKeys}.
   *
   * @param identity the identities that are accepted
   * @param trust names authorities, certificates and public keys that are trusted, and how
   *     revocation is checked; the engine hands it back in {@link
   *     org.yett.ike.endpoint.PeerKeyQuery} and makes nothing else of it
   * @param requests the CERTREQ payloads that we send: encoding 4 with the SHA-1 hashes of the
   *     authorities' SubjectPublicKeyInfo (RFC 7296 3.7), encoding 15 without any for raw public
   *     keys (RFC 7670 4); empty sends none
   * @param schemes the only schemes that are accepted, empty for all but SHA-1; announced in
   *     SUPPORTED_AUTH_METHODS, and their hashes in SIGNATURE_HASH_ALGORITHMS
   */
  record Signature(
      IdentityMatch identity,
      String trust,
      List<CertReqPayload> requests,
      List<SignatureScheme> schemes)
      implements RemoteAuth {
    /** Copies the lists. */
    public Signature {
      requests = List.copyOf(requests);
      schemes = List.copyOf(schemes);
    }

    /** Any scheme. */
    public Signature(IdentityMatch identity, String trust, List<CertReqPayload> requests) {
      this(identity, trust, requests, List.of());
    }

    /** The schemes that are accepted, preferred first. */
    public List<SignatureScheme> accepted() {
      return schemes.isEmpty() ? SignatureScheme.all() : schemes;
    }
  }

  /**
   * By EAP (RFC 7296 2.16): as responder, we are the server; as initiator, with {@link
   * LocalAuth.Eap}, the responder may prove itself by EAP alone (RFC 5998).
   *
   * @param identity the identities that are accepted in IDi or IDr
   * @param methods the methods that we offer, preferred first; not empty
   * @param eapIdentity who the client may be in EAP
   * @param trust names who is trusted with certificates in TLS, and, as initiator, with signatures
   *     of a responder that does not take EAP alone, as in {@link Signature}
   * @param requests the CERTREQ payloads that we send, as in {@link Signature}
   */
  record Eap(
      IdentityMatch identity,
      List<EapType> methods,
      EapIdentityPolicy eapIdentity,
      String trust,
      List<CertReqPayload> requests)
      implements RemoteAuth {
    /** Copies the lists. */
    public Eap {
      methods = List.copyOf(methods);
      requests = List.copyOf(requests);
      if (methods.isEmpty()) {
        throw new IllegalArgumentException("EAP without a method");
      }
    }

    /** How a responder proves itself that does not take EAP alone. */
    public Signature asSignature() {
      return new Signature(identity, trust, requests);
    }
  }
}
