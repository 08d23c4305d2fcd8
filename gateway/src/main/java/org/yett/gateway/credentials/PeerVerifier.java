package org.yett.gateway.credentials;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;
import org.yett.ike.endpoint.PeerKeyQuery;
import org.yett.ike.endpoint.PeerKeys;
import org.yett.ike.endpoint.PeerKeys.PeerKey;
import org.yett.ike.endpoint.PeerKeys.Reason;
import org.yett.ike.wire.CertPayload;
import org.yett.spec.Clause;
import org.yett.spec.iana.CertificateEncoding;

/** Finds which public keys are a peer's: from what it has sent, and from what is loaded. */
public final class PeerVerifier {

  /** Most CERT payloads of a peer that are looked at. */
  private static final int MOST_PAYLOADS = 24;

  /** Most octets of one certificate: above this, chains would not fit messages. */
  private static final int LARGEST = 60_000;

  private final CertificateStore store;
  private final Revocation revocation;
  private final Supplier<Optional<Fetcher>> lookUps;

  /** Over what is loaded; certificates by Hash and URL are not fetched. */
  public PeerVerifier(CertificateStore store, Revocation revocation) {
    this(store, revocation, Optional::empty);
  }

  /**
   * Over what is loaded.
   *
   * @param lookUps fetches certificates by Hash and URL, if they are taken at present
   */
  public PeerVerifier(
      CertificateStore store, Revocation revocation, Supplier<Optional<Fetcher>> lookUps) {
    this.store = store;
    this.revocation = revocation;
    this.lookUps = lookUps;
  }

  /**
   * What a peer has sent, decoded.
   *
   * @param certificates X.509 certificates, its own first
   * @param rawKey a raw public key
   * @param lists revocation lists
   */
  private record Sent(
      List<X509Certificate> certificates,
      Optional<SubjectPublicKeyInfo> rawKey,
      List<X509CRL> lists) {}

  /** The keys of a peer. */
  public PeerKeys find(PeerKeyQuery query, Trust trust) {
    try {
      Sent sent = decode(query.certificates());
      if (!sent.certificates().isEmpty()) {
        X509Certificate leaf = sent.certificates().getFirst();
        return new PeerKeys.Trusted(List.of(verified(leaf, sent, query, trust)));
      }
      if (sent.rawKey().isPresent()) {
        return new PeerKeys.Trusted(List.of(rawKey(sent.rawKey().get(), trust)));
      }
      return loaded(sent, query, trust);
    } catch (ChainException e) {
      return e.refusal();
    }
  }

  @Clause("rfc7296:3.6")
  private Sent decode(List<CertPayload> payloads) throws ChainException {
    if (payloads.size() > MOST_PAYLOADS) {
      throw new ChainException(
          Reason.TOO_LARGE,
          "%d CERT payloads; at most %d are taken".formatted(payloads.size(), MOST_PAYLOADS));
    }
    List<X509Certificate> certificates = new ArrayList<>();
    List<X509CRL> lists = new ArrayList<>();
    Optional<SubjectPublicKeyInfo> rawKey = Optional.empty();
    boolean other = false;
    Optional<Fetcher> fetcher = lookUps.get();
    for (CertPayload payload : payloads) {
      if (payload.data().size() > LARGEST) {
        throw new ChainException(
            Reason.TOO_LARGE,
            "a certificate of %d octets; at most %d are taken"
                .formatted(payload.data().size(), LARGEST));
      }
      byte[] octets = payload.data().toArray();
      try {
        if (payload.encoding().equals(CertificateEncoding.X509_SIGNATURE)) {
          certificates.add(Certificates.ofDer(octets));
        } else if (payload.encoding().equals(CertificateEncoding.CRL)) {
          lists.addAll(Certificates.readCrls(octets));
        } else if (payload.encoding().equals(CertificateEncoding.RAW_PUBLIC_KEY)) {
          rawKey = Optional.of(Certificates.readPublicKey(octets));
        } else if (HashAndUrl.isOne(payload) && fetcher.isPresent()) {
          HashAndUrl.Found found = HashAndUrl.fetch(payload, fetcher.get());
          certificates.addAll(found.certificates());
          lists.addAll(found.lists());
        } else {
          other = true;
        }
      } catch (PkiException e) {
        throw new ChainException(
            Reason.UNUSABLE_CERTIFICATE, "CERT(" + payload.encoding() + "): " + e.getMessage());
      }
    }
    if (other && certificates.isEmpty() && rawKey.isEmpty()) {
      throw new ChainException(
          Reason.UNUSABLE_CERTIFICATE,
          "no certificate in an encoding that is taken: "
              + payloads.stream().map(p -> p.encoding().toString()).toList());
    }
    return new Sent(certificates, rawKey, lists);
  }

  private PeerKey verified(X509Certificate leaf, Sent sent, PeerKeyQuery query, Trust trust)
      throws ChainException {
    if (!SubjectIdentities.has(leaf, query.peer())) {
      throw new ChainException(
          Reason.WRONG_IDENTITY,
          "the peer says it is '%s', and its certificate is for %s"
              .formatted(query.peer(), SubjectIdentities.described(leaf)));
    }
    chain(leaf, sent, query, trust);
    return key(leaf);
  }

  private void chain(X509Certificate leaf, Sent sent, PeerKeyQuery query, Trust trust)
      throws ChainException {
    if (!trust.certificates().isEmpty()) {
      if (!trust.certificates().contains(leaf)) {
        throw new ChainException(
            Reason.UNKNOWN_AUTHORITY,
            "%s is none of the certificates of the connection (certs)"
                .formatted(ChainFinder.name(leaf)));
      }
      // Trusted by itself, whoever has issued it.
      ChainValidator.validate(new Chain(List.of(leaf), leaf), trust.strength(), query.at());
      return;
    }
    List<X509Certificate> others = new ArrayList<>(sent.certificates());
    others.addAll(store.certificates());
    List<X509Certificate> anchors =
        trust.authorities().isEmpty() ? store.authorities() : trust.authorities();
    // Authorities that are loaded, though not trusted here, may stand between.
    others.addAll(store.authorities());
    List<X509CRL> lists = new ArrayList<>(store.revocationLists());
    lists.addAll(sent.lists());
    List<Chain> chains;
    try {
      chains = new ChainFinder(anchors, others.stream().distinct().toList()).chains(leaf);
    } catch (ChainException e) {
      if (trust.authorities().isEmpty() && store.certificates().contains(leaf)) {
        // Loaded as a peer's certificate, so that it is trusted by itself, as with strongSwan.
        ChainValidator.validate(new Chain(List.of(leaf), leaf), trust.strength(), query.at());
        return;
      }
      throw e;
    }
    ChainException first = null;
    for (Chain chain : chains) {
      try {
        ChainValidator.validate(chain, trust.strength(), query.at());
        revocation.check(chain, trust.revocation(), lists, store.points(), query.at());
        return;
      } catch (ChainException e) {
        first = first == null ? e : first;
      }
    }
    throw first;
  }

  private PeerKey key(X509Certificate leaf) throws ChainException {
    try {
      return new PeerKey(
          Certificates.keyOf(leaf).getEncoded("DER"), List.of(), ChainFinder.name(leaf));
    } catch (PkiException | java.io.IOException e) {
      throw new ChainException(Reason.UNUSABLE_CERTIFICATE, "an unreadable public key");
    }
  }

  /** A raw public key proves the identity for which the configuration names it (RFC 7670 6). */
  @Clause("rfc7670:6")
  private static PeerKey rawKey(SubjectPublicKeyInfo key, Trust trust) throws ChainException {
    byte[] octets = encoded(key);
    for (SubjectPublicKeyInfo known : trust.publicKeys()) {
      if (Arrays.equals(encoded(known), octets)) {
        return new PeerKey(octets, List.of(), "a raw public key of the connection");
      }
    }
    throw new ChainException(
        Reason.UNKNOWN_AUTHORITY,
        trust.publicKeys().isEmpty()
            ? "a raw public key, and the connection names none (pubkeys)"
            : "a raw public key that is none of the connection's (pubkeys)");
  }

  private static byte[] encoded(SubjectPublicKeyInfo key) throws ChainException {
    try {
      return key.getEncoded("DER");
    } catch (java.io.IOException e) {
      throw new ChainException(Reason.UNUSABLE_CERTIFICATE, "an unreadable public key");
    }
  }

  /** A peer that sends no certificate may have one that is loaded here. */
  private PeerKeys loaded(Sent sent, PeerKeyQuery query, Trust trust) throws ChainException {
    List<PeerKey> keys = new ArrayList<>();
    for (SubjectPublicKeyInfo known : trust.publicKeys()) {
      keys.add(new PeerKey(encoded(known), List.of(), "a raw public key of the connection"));
    }
    List<X509Certificate> candidates =
        trust.certificates().isEmpty() ? store.certificates() : trust.certificates();
    ChainException why = null;
    for (X509Certificate candidate : candidates) {
      if (SubjectIdentities.has(candidate, query.peer())) {
        try {
          keys.add(verified(candidate, sent, query, trust));
        } catch (ChainException e) {
          why = e;
        }
      }
    }
    if (!keys.isEmpty()) {
      return new PeerKeys.Trusted(keys);
    }
    return why != null
        ? why.refusal()
        : new PeerKeys.Refused(
            Reason.NO_CERTIFICATE,
            "the peer has sent no certificate, and none that is loaded is for '%s'"
                .formatted(query.peer()));
  }
}
