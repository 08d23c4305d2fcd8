package org.yett.ike.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;
import org.yett.ike.eap.EapCredentials;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.CertificateEncoding;

/** The credentials of IKE, as EAP methods ask for them. */
record EapCredentialsOf(Credentials credentials) implements EapCredentials {

  @Override
  public Optional<Secret> password(EapIdentity who) {
    return credentials.eapPassword(who);
  }

  @Override
  public List<TlsKey> keys(String credential, Identity ours) {
    return credentials.signers(new SignerQuery(credential, ours, List.of(), true, false)).stream()
        .filter(signer -> !chain(signer).isEmpty())
        .map(signer -> new TlsKey(signer.key(), chain(signer)))
        .toList();
  }

  private static List<byte[]> chain(Signer signer) {
    return signer.certificates().stream()
        .filter(c -> c.encoding().equals(CertificateEncoding.X509_SIGNATURE))
        .map(c -> c.data().toArray())
        .toList();
  }

  @Override
  public Trusted check(String trust, Identity peer, List<byte[]> chain, Instant at) {
    List<CertPayload> payloads =
        chain.stream()
            .map(der -> new CertPayload(CertificateEncoding.X509_SIGNATURE, Octets.wrap(der)))
            .toList();
    return switch (credentials.peerKeys(new PeerKeyQuery(trust, peer, payloads, at))) {
      case PeerKeys.Trusted trusted ->
          new Keys(trusted.keys().stream().map(PeerKeys.PeerKey::publicKey).toList());
      case PeerKeys.Refused refused -> new NotTrusted(refused.reason() + ", " + refused.detail());
    };
  }
}
