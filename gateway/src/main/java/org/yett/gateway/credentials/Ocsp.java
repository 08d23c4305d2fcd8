package org.yett.gateway.credentials;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.yett.gateway.pki.Bouncy;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;

/** Asks an OCSP responder about one certificate (RFC 6960). */
final class Ocsp {

  private static final int NONCE_OCTETS = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** How long an answer that does not say is kept, and how far clocks may be apart. */
  private static final Duration SHORT = Duration.ofMinutes(5);

  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

  private Ocsp() {}

  /**
   * What a responder has said.
   *
   * @param status about the certificate
   * @param until until when it may be relied on
   */
  record Answer(Revocation.Status status, Instant until) {
    boolean isCurrent(Instant at) {
      return at.isBefore(until);
    }
  }

  static Answer ask(
      Fetcher fetcher, String uri, X509Certificate certificate, X509Certificate issuer, Instant at)
      throws IOException, PkiException {
    byte[] nonce = new byte[NONCE_OCTETS];
    RANDOM.nextBytes(nonce);
    try {
      DigestCalculatorProvider digests =
          new JcaDigestCalculatorProviderBuilder().setProvider(Bouncy.PROVIDER).build();
      CertificateID id =
          new CertificateID(
              digests.get(CertificateID.HASH_SHA1),
              Certificates.holder(issuer),
              certificate.getSerialNumber());
      byte[] request =
          new OCSPReqBuilder()
              .addRequest(id)
              .setRequestExtensions(
                  new Extensions(
                      new Extension(
                          OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                          false,
                          new DEROctetString(nonce).getEncoded())))
              .build()
              .getEncoded();
      OCSPResp response = new OCSPResp(fetcher.post(uri, "application/ocsp-request", request));
      if (response.getStatus() != OCSPResp.SUCCESSFUL
          || !(response.getResponseObject() instanceof BasicOCSPResp basic)) {
        throw new PkiException("the responder refuses to answer (" + response.getStatus() + ")");
      }
      verify(basic, issuer, at);
      Extension returned = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
      if (returned != null
          && !java.security.MessageDigest.isEqual(
              returned.getExtnValue().getOctets(), new DEROctetString(nonce).getEncoded())) {
        throw new PkiException("the answer is to another question (nonce)");
      }
      for (SingleResp single : basic.getResponses()) {
        if (single.getCertID().matchesIssuer(Certificates.holder(issuer), digests)
            && single.getCertID().getSerialNumber().equals(certificate.getSerialNumber())) {
          return answer(single, at);
        }
      }
      throw new PkiException("the answer is about another certificate");
    } catch (OCSPException | OperatorCreationException | RuntimeException e) {
      // RuntimeException: what Bouncy Castle throws at octets that are no answer.
      throw new PkiException("a malformed answer");
    }
  }

  private static Answer answer(SingleResp single, Instant at) throws PkiException {
    Instant from = single.getThisUpdate().toInstant();
    Instant until =
        Optional.ofNullable(single.getNextUpdate()).map(Date::toInstant).orElse(from.plus(SHORT));
    if (from.minus(SHORT).isAfter(at) || until.plus(SHORT).isBefore(at)) {
      throw new PkiException("the answer is out of date");
    }
    return switch (single.getCertStatus()) {
      case RevokedStatus revoked ->
          new Answer(
              new Revocation.Status.Revoked(
                  revoked.getRevocationTime().toInstant(),
                  revoked.hasRevocationReason()
                      ? "reason " + revoked.getRevocationReason()
                      : "no reason given"),
              until);
      case CertificateStatus status when status == CertificateStatus.GOOD ->
          new Answer(new Revocation.Status.Good(), until);
      case null -> new Answer(new Revocation.Status.Good(), until);
      default -> throw new PkiException("the responder does not know the certificate");
    };
  }

  /** By the authority itself, or by one whom it has certified for that (RFC 6960 4.2.2.2). */
  private static void verify(BasicOCSPResp answer, X509Certificate issuer, Instant at)
      throws PkiException, OCSPException, OperatorCreationException {
    if (isSignedBy(answer, issuer)) {
      return;
    }
    for (X509CertificateHolder holder : answer.getCerts()) {
      X509Certificate signer = Certificates.ofDer(encoded(holder));
      if (isDelegate(signer, issuer, at) && isSignedBy(answer, signer)) {
        return;
      }
    }
    throw new PkiException("the answer is signed by nobody who may");
  }

  private static byte[] encoded(X509CertificateHolder holder) throws PkiException {
    try {
      return holder.getEncoded();
    } catch (IOException e) {
      throw new PkiException("a malformed certificate in the answer");
    }
  }

  private static boolean isSignedBy(BasicOCSPResp answer, X509Certificate signer)
      throws PkiException, OCSPException, OperatorCreationException {
    try {
      return answer.isSignatureValid(
          new JcaContentVerifierProviderBuilder()
              .setProvider(Bouncy.PROVIDER)
              .build(Certificates.holder(signer)));
    } catch (OCSPException | java.security.cert.CertificateException e) {
      // Another algorithm than that of this key: not signed by it.
      return false;
    }
  }

  private static boolean isDelegate(X509Certificate signer, X509Certificate issuer, Instant at) {
    try {
      if (signer.getExtendedKeyUsage() == null
          || !signer.getExtendedKeyUsage().contains(OCSP_SIGNING)
          || !signer.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        return false;
      }
      ChainValidator.validity(signer, at);
      signer.verify(
          org.yett.gateway.pki.PublicKeys.of(Certificates.keyOf(issuer)), Bouncy.PROVIDER);
      return true;
    } catch (java.security.GeneralSecurityException
        | ChainException
        | PkiException
        | RuntimeException e) {
      return false;
    }
  }
}
