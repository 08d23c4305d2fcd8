package org.yett.gateway.config;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.gateway.credentials.SubjectIdentities;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;
import org.yett.spec.iana.EapType;

/** Whether there are the keys and authorities without which a connection cannot come about. */
final class CredentialChecks {

  private CredentialChecks() {}

  static void check(
      ConnectionSettings connection, LoadedCredentials credentials, Diagnostics diagnostics) {
    for (LocalAuthSettings round : connection.auth().local()) {
      if (round instanceof LocalAuthSettings.Eap eap
          && eap.methods().equals(List.of(EapType.TLS))
          && !hasKey(eap.tls(), credentials)) {
        diagnostics.error(
            connection.position(),
            "connection '"
                + connection.name()
                + "' authenticates in TLS, and there is no certificate with private key for '"
                + eap.identity()
                + "': expected certs in local, or one in the directory x509, and the key in the"
                + " directory private (or rsa, ecdsa, pkcs8, pkcs12)");
      }
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
      Optional<RemoteAuthSettings.Pubkey> trusting =
          round.verification().filter(keys -> needsTrust(round, connection));
      if (trusting.isPresent()
          && trusting.get().trust().authorities().isEmpty()
          && trusting.get().trust().certificates().isEmpty()
          && trusting.get().trust().publicKeys().isEmpty()
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

  /** Whether certificates of the peer are looked at. */
  private static boolean needsTrust(RemoteAuthSettings round, ConnectionSettings connection) {
    return !(round instanceof RemoteAuthSettings.Eap eap)
        || eap.methods().equals(List.of(EapType.TLS))
        || connection.auth().local().getFirst() instanceof LocalAuthSettings.Eap;
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
