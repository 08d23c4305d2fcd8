package org.yett.gateway.config;

import java.io.ByteArrayOutputStream;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.KeyIds;
import org.yett.gateway.pki.PkiException;
import org.yett.ike.config.AuthConfig;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.wire.CertReqPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.CertificateEncoding;

/** Turns how a connection authenticates into what the IKE engine takes. */
final class AuthMapper {

  private final ConnectionSettings connection;
  private final List<X509Certificate> authorities;

  AuthMapper(ConnectionSettings connection, List<X509Certificate> authorities) {
    this.connection = connection;
    this.authorities = authorities;
  }

  /** All our rounds. */
  List<LocalAuth> local() {
    List<LocalAuth> rounds = new ArrayList<>();
    for (LocalAuthSettings round : connection.auth().local()) {
      rounds.add(
          switch (round) {
            case LocalAuthSettings.Psk psk -> new LocalAuth.Psk(psk.identity());
            case LocalAuthSettings.Null none -> new LocalAuth.Null(none.identity());
            case LocalAuthSettings.Eap eap ->
                new LocalAuth.Eap(
                    eap.identity(),
                    eap.methods(),
                    eap.eapIdentity(),
                    eap.server(),
                    RoundNames.local(connection.name(), rounds.size()));
            case LocalAuthSettings.Pubkey pubkey ->
                new LocalAuth.Signature(
                    pubkey.identity(),
                    RoundNames.local(connection.name(), rounds.size()),
                    pubkey.schemes(),
                    connection.auth().sendCertificates());
          });
    }
    return rounds;
  }

  /** All the peer's rounds. */
  List<RemoteAuth> remote() {
    List<RemoteAuth> rounds = new ArrayList<>();
    for (RemoteAuthSettings round : connection.auth().remote()) {
      rounds.add(
          switch (round) {
            case RemoteAuthSettings.Psk psk -> new RemoteAuth.Psk(psk.identity());
            case RemoteAuthSettings.Null none -> new RemoteAuth.Null(none.identity());
            case RemoteAuthSettings.Eap eap ->
                new RemoteAuth.Eap(
                    eap.identity(),
                    eap.methods(),
                    eap.eapIdentity(),
                    RoundNames.remote(connection.name(), rounds.size()),
                    requests(eap.keys()));
            case RemoteAuthSettings.Pubkey pubkey ->
                new RemoteAuth.Signature(
                    pubkey.identity(),
                    RoundNames.remote(connection.name(), rounds.size()),
                    requests(pubkey),
                    pubkey.schemes());
          });
    }
    return rounds;
  }

  /** What goes beyond the first rounds. */
  AuthConfig further() {
    AuthSettings auth = connection.auth();
    List<LocalAuth> local = local();
    List<RemoteAuth> remote = remote();
    return AuthConfig.DEFAULT
        .withRounds(local.subList(1, local.size()), remote.subList(1, remote.size()))
        .withPpk(auth.ppk())
        .withTranscript(auth.transcript())
        .withAnnouncedMethods(auth.announceMethods());
  }

  @Clause("rfc7296:3.7")
  private List<CertReqPayload> requests(RemoteAuthSettings.Pubkey round) {
    List<CertReqPayload> requests = new ArrayList<>();
    if (!connection.auth().requestCertificates()) {
      return requests;
    }
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (X509Certificate authority :
        round.trust().authorities().isEmpty() ? authorities : round.trust().authorities()) {
      try {
        hashes.writeBytes(KeyIds.ofInfo(Certificates.keyOf(authority)));
      } catch (PkiException e) {
        // Nobody has a certificate of an authority that cannot be read.
        continue;
      }
    }
    if (hashes.size() > 0) {
      requests.add(
          new CertReqPayload(
              CertificateEncoding.X509_SIGNATURE, Octets.wrap(hashes.toByteArray())));
    }
    if (!round.trust().publicKeys().isEmpty()) {
      requests.add(new CertReqPayload(CertificateEncoding.RAW_PUBLIC_KEY, Octets.EMPTY));
    }
    return requests;
  }
}
