package org.yett.gateway.credentials;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFixtures;
import org.yett.gateway.pki.SignatureAlgorithms;

/** A responder that says of one certificate that it is revoked. */
final class OcspFixtures {

  private OcspFixtures() {}

  static byte[] answer(byte[] request, Authority signer, X509Certificate revoked, Instant at)
      throws IOException {
    try {
      OCSPReq asked = new OCSPReq(request);
      BasicOCSPRespBuilder builder =
          new BasicOCSPRespBuilder(
              new RespID(
                  org.yett.gateway.pki.Certificates.holder(signer.certificate().orElseThrow())
                      .getSubject()));
      for (Req one : asked.getRequestList()) {
        builder.addResponse(
            one.getCertID(),
            one.getCertID().getSerialNumber().equals(revoked.getSerialNumber())
                ? new RevokedStatus(Date.from(at.minusSeconds(60)), 1)
                : null,
            Date.from(at.minusSeconds(30)),
            Date.from(at.plusSeconds(3600)));
      }
      builder.setResponseExtensions(
          new Extensions(asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)));
      return new OCSPRespBuilder()
          .build(
              OCSPResp.SUCCESSFUL,
              builder.build(
                  SignatureAlgorithms.signer(
                      signer.key(), Optional.empty(), false, PkiFixtures.RANDOM),
                  new X509CertificateHolder[0],
                  Date.from(at)))
          .getEncoded();
    } catch (OCSPException | PkiException e) {
      throw new IOException(e);
    }
  }
}
