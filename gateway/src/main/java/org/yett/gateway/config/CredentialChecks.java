package org.yett.gateway.config;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.gateway.credentials.SubjectIdentities;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;

/** Whether there are the keys and authorities without which a connection cannot come about. */
final class CredentialChecks {

  private CredentialChecks() {}

  static void check(
      ConnectionSettings connection, LoadedCredentials credentials, Diagnostics diagnostics) {
    for (LocalAuthSettings round : connection.auth().local()) {
      if (round instanceof LocalAuthSettings.Pubkey pubkey && !hasKey(pubkey, credentials)) {
        diagnostics.error(
            connection.position(),
            "connection '"
                + connection.name()
                + "' signs, and there is no private key for "
                + (pubkey.certificates().isEmpty() && pubkey.publicKeys().isEmpty()
                    ? "a certificate of '" + pubkey.identity() + "'"
                    : "its certificates or public keys")
                + ": expected the key in the directory private (or rsa, ecdsa, pkcs8, pkcs12)");
      }
    }
    for (RemoteAuthSettings round : connection.auth().remote()) {
      if (round instanceof RemoteAuthSettings.Pubkey pubkey
          && pubkey.trust().authorities().isEmpty()
          && pubkey.trust().certificates().isEmpty()
          && pubkey.trust().publicKeys().isEmpty()
          && credentials.authorities().isEmpty()
          && credentials.certificates().isEmpty()) {
        diagnostics.error(
            connection.position(),
            "connection '"
                + connection.name()
                + "' trusts nobody: expected the peer's authority in the directory x509ca, or"
                + " cacerts, certs or pubkeys in its section remote");
      }
    }
  }

  private static boolean hasKey(LocalAuthSettings.Pubkey round, LoadedCredentials credentials) {
    for (SubjectPublicKeyInfo key : round.publicKeys()) {
      if (credentials.keyOf(key).isPresent()) {
        return true;
      }
    }
    for (X509Certificate certificate :
        round.certificates().isEmpty() ? credentials.certificates() : round.certificates()) {
      if (!round.certificates().isEmpty() || SubjectIdentities.has(certificate, round.identity())) {
        try {
          if (credentials.keyOf(Certificates.keyOf(certificate)).isPresent()) {
            return true;
          }
        } catch (PkiException e) {
          // No key of ours belongs to a certificate that cannot be read.
          continue;
        }
      }
    }
    return false;
  }
}
