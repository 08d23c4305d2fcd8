package org.yett.ike.config;

import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.spec.iana.EapType;

/** How we authenticate to the peer: one {@code local} section. */
public sealed interface LocalAuth {

  /** The identity that we send. */
  Identity identity();

  /**
   * By pre-shared key (RFC 7296 2.15). The key itself comes from a credential job.
   *
   * @param identity the identity that we send
   */
  record Psk(Identity identity) implements LocalAuth {}

  /**
   * By signature: the Digital Signature method (RFC 7427) where the peer takes it, the older
   * methods 1, 9, 10 and 11 otherwise. The private key and its certificates come from {@link
   * org.yett.ike.endpoint.Credentials#signers}.
   *
   * @param identity the identity that we send
   * @param credential names the keys that may be used; the engine hands it back in {@link
   *     org.yett.ike.endpoint.SignerQuery} and makes nothing else of it
   * @param schemes the only schemes to sign with, preferred first; empty leaves it to the key
   * @param send whether our certificates are sent
   */
  record Signature(
      Identity identity, String credential, List<SignatureScheme> schemes, SendCertificates send)
      implements LocalAuth {
    /** Copies the list. */
    public Signature {
      schemes = List.copyOf(schemes);
    }

    /** Any scheme; certificates if asked for. */
    public Signature(Identity identity, String credential) {
      this(identity, credential, List.of(), SendCertificates.IF_ASKED);
    }
  }

  /**
   * Not at all (RFC 7619): the peer learns nothing of us that it could rely on.
   *
   * @param identity the identity that we send, which proves nothing: of type ID_NULL without data,
   *     unless it is to tell something
   */
  record Null(Identity identity) implements LocalAuth {}

  /**
   * By EAP (RFC 7296 2.16): as initiator, we are the client; as responder, with {@link
   * RemoteAuth.Eap}, our EAP server proves us, and no signature (RFC 5998).
   *
   * @param identity the identity that we send
   * @param methods the methods that we take, preferred first; not empty
   * @param eapIdentity who we are in EAP; as a rule the same as {@code identity}
   * @param server whose certificate the server of a TLS method must have; empty for the identity of
   *     the responder
   * @param credential names the keys that TLS may use, as in {@link Signature}
   */
  record Eap(
      Identity identity,
      List<EapType> methods,
      EapIdentity eapIdentity,
      Optional<IdentityMatch> server,
      String credential)
      implements LocalAuth {
    /** Copies the list. */
    public Eap {
      methods = List.copyOf(methods);
      if (methods.isEmpty()) {
        throw new IllegalArgumentException("EAP without a method");
      }
    }
  }

  /** Whether we send our certificates: swanctl's {@code send_cert}. */
  enum SendCertificates {
    /** In every IKE_AUTH. */
    ALWAYS,
    /** If the peer has sent any CERTREQ. */
    IF_ASKED,
    /** Never: the peer has them. */
    NEVER
  }
}
