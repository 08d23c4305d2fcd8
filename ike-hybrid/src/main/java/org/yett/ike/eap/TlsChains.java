package org.yett.ike.eap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.yett.ike.config.Identity;
import org.yett.spec.iana.IdType;

/** Checks the certificates of TLS as those of IKE are checked: by whoever keeps the credentials. */
final class TlsChains {

  private TlsChains() {}

  /**
   * Checks a chain.
   *
   * @param trust names whom we trust
   * @param peer whom it has to be for; empty for whomever the first certificate names
   * @throws TlsFatalAlert if it is not accepted; its message says why, and stays with us
   */
  static void check(
      String trust, Optional<Identity> peer, Certificate received, EapEnvironment environment)
      throws IOException {
    if (received == null || received.isEmpty()) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure, "no certificate");
    }
    List<byte[]> chain = new ArrayList<>();
    for (TlsCertificate certificate : received.getCertificateList()) {
      chain.add(certificate.getEncoded());
    }
    org.bouncycastle.asn1.x509.Certificate own;
    try {
      own = org.bouncycastle.asn1.x509.Certificate.getInstance(chain.getFirst());
    } catch (IllegalArgumentException e) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate, "an unreadable certificate");
    }
    Identity wanted =
        peer.isPresent()
            ? peer.get()
            : Identity.of(IdType.DER_ASN1_DN, own.getSubject().getEncoded("DER"));
    switch (environment.credentials().check(trust, wanted, chain, environment.now())) {
      case EapCredentials.NotTrusted(String detail) ->
          throw new TlsFatalAlert(AlertDescription.bad_certificate, detail);
      case EapCredentials.Keys(List<byte[]> keys) -> {
        byte[] key = own.getSubjectPublicKeyInfo().getEncoded("DER");
        if (keys.stream().noneMatch(trusted -> Arrays.equals(trusted, key))) {
          throw new TlsFatalAlert(
              AlertDescription.bad_certificate, "another key than that which is trusted");
        }
      }
    }
  }
}
