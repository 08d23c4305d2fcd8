package org.yett.gateway.runtime;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.gateway.config.LocalAuthSettings;
import org.yett.gateway.credentials.HashAndUrl;
import org.yett.gateway.credentials.OwnChains;
import org.yett.gateway.credentials.SubjectIdentities;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.KeyIds;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiKey;
import org.yett.ike.crypto.KeyParse;
import org.yett.ike.crypto.Pkcs8Key;
import org.yett.ike.crypto.SigningKey;
import org.yett.ike.endpoint.Signer;
import org.yett.ike.endpoint.SignerQuery;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.CertReqPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.CertificateEncoding;

/** Finds the private keys with which we may sign, and the certificates to send with each. */
final class SignerFinder {

  private static final Logger LOG = LoggerFactory.getLogger("org.yett.CFG");

  private final CertificateBook book;

  SignerFinder(CertificateBook book) {
    this.book = book;
  }

  /** Those under an authority that the peer has asked for come first. */
  @Clause("rfc7296:3.7")
  List<Signer> find(SignerQuery query, LocalAuthSettings.Pubkey round) {
    List<Signer> asked = new ArrayList<>();
    List<Signer> others = new ArrayList<>();
    List<Octets> authorities = new ArrayList<>();
    boolean raw = false;
    for (CertReqPayload request : query.requests()) {
      authorities.addAll(request.authorityHashes());
      raw |= request.encoding().equals(CertificateEncoding.RAW_PUBLIC_KEY);
    }
    List<X509Certificate> candidates =
        round.certificates().isEmpty()
            ? book.certificates().stream()
                .filter(c -> SubjectIdentities.has(c, query.ours()))
                .toList()
            : round.certificates();
    for (X509Certificate certificate : candidates) {
      try {
        SubjectPublicKeyInfo publicKey = Certificates.keyOf(certificate);
        Optional<SigningKey> key = key(publicKey);
        if (key.isPresent()) {
          OwnChains.Own chain = OwnChains.of(certificate, book);
          Signer signer = new Signer(key.get(), payloads(chain, query));
          (isAsked(chain, authorities) ? asked : others).add(signer);
        }
      } catch (PkiException e) {
        LOG.warn("a certificate of ours cannot be used: {}", e.getMessage());
      }
    }
    for (SubjectPublicKeyInfo publicKey : round.publicKeys()) {
      Optional<SigningKey> key = key(publicKey);
      if (key.isPresent()) {
        Signer signer = new Signer(key.get(), raw ? List.of(rawPayload(publicKey)) : List.of());
        (raw ? asked : others).add(signer);
      }
    }
    asked.addAll(others);
    return asked;
  }

  private Optional<SigningKey> key(SubjectPublicKeyInfo publicKey) {
    return book.keyOf(publicKey).flatMap(SignerFinder::usable);
  }

  private static Optional<SigningKey> usable(PkiKey key) {
    byte[] octets;
    try {
      octets = key.info().getEncoded("DER");
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      return switch (Pkcs8Key.of(octets)) {
        case KeyParse.Ok<SigningKey>(SigningKey parsed) -> Optional.of(parsed);
        case KeyParse.Bad<SigningKey>(String reason) -> {
          LOG.warn("a private key of ours cannot be used: {}", reason);
          yield Optional.empty();
        }
      };
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private static boolean isAsked(OwnChains.Own chain, List<Octets> authorities)
      throws PkiException {
    for (X509Certificate above : chain.authorities()) {
      if (authorities.contains(Octets.wrap(KeyIds.ofInfo(Certificates.keyOf(above))))) {
        return true;
      }
    }
    return false;
  }

  // = rfc7296:1.2/1, rfc7296:3.6/3
  private List<CertPayload> payloads(OwnChains.Own chain, SignerQuery query) {
    return query.sendCertificates()
        ? chain.toSend().stream().map(c -> payload(c, query.hashAndUrl())).toList()
        : List.of();
  }

  /** By its URL if the peer fetches it there, and it is said to lie there. */
  @Clause("rfc7296:3.6/2")
  private CertPayload payload(X509Certificate certificate, boolean hashAndUrl) {
    return book.points().stream()
        .filter(point -> hashAndUrl && isBelow(certificate, point.certificate()))
        .flatMap(point -> point.certUriBase().stream())
        .findFirst()
        .map(base -> HashAndUrl.of(certificate, base))
        .orElseGet(() ->
            new CertPayload(
                CertificateEncoding.X509_SIGNATURE, Octets.wrap(Certificates.der(certificate))));
  }

  private static boolean isBelow(X509Certificate certificate, X509Certificate authority) {
    return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
  }

  @Clause("rfc7670:3")
  private static CertPayload rawPayload(SubjectPublicKeyInfo key) {
    try {
      return new CertPayload(
          CertificateEncoding.RAW_PUBLIC_KEY, Octets.wrap(key.getEncoded("DER")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
