package org.yett.vectors.exchange;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.AuthConfig;
import org.yett.ike.config.ChildlessPolicy;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.config.TranscriptPolicy;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.wire.CertReqPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.CertificateEncoding;
import org.yett.spec.iana.EapType;
import org.yett.vectors.primitive.VectorFormatException;

/** How a host of a vector authenticates, and what else its connection is to do. */
final class StageAuth {

  private static final CertReqPayload RAW_KEYS =
      new CertReqPayload(CertificateEncoding.RAW_PUBLIC_KEY, Octets.EMPTY);

  private StageAuth() {}

  static ConnectionConfig change(ConnectionConfig connection, HostSetup setup, HostSetup peer) {
    ConnectionConfig changed =
        connection.withFirstRounds(local(setup), remote(peer)).withAuth(auth(setup));
    return setup.options().contains("childless")
        ? changed.withChildless(ChildlessPolicy.FORCE)
        : changed;
  }

  /** The EAP method of a client; empty if the host is none. */
  private static Optional<EapType> method(HostSetup setup) {
    return setup.options().contains("eap-mschapv2")
        ? Optional.of(EapType.MSCHAPV2)
        : setup.options().contains("eap-md5")
            ? Optional.of(EapType.MD5_CHALLENGE)
            : Optional.empty();
  }

  private static LocalAuth local(HostSetup setup) {
    Identity identity = Identity.fqdn(setup.identity());
    Optional<EapType> eap = method(setup);
    if (eap.isPresent()) {
      return new LocalAuth.Eap(
          identity, List.of(eap.get()), EapIdentity.of(identity), Optional.empty(), "");
    }
    return setup.isSigning()
        ? new LocalAuth.Signature(
            identity, setup.identity(), List.of(scheme(setup)), LocalAuth.SendCertificates.ALWAYS)
        : new LocalAuth.Psk(identity);
  }

  private static RemoteAuth remote(HostSetup peer) {
    IdentityMatch identity = new IdentityMatch.Exactly(Identity.fqdn(peer.identity()));
    Optional<EapType> eap = method(peer);
    if (eap.isPresent()) {
      return new RemoteAuth.Eap(
          identity,
          List.of(eap.get()),
          new EapIdentityPolicy.FromIkeIdentity(),
          peer.identity(),
          List.of());
    }
    return peer.isSigning()
        ? new RemoteAuth.Signature(
            identity, peer.identity(), List.of(RAW_KEYS), List.of(scheme(peer)))
        : new RemoteAuth.Psk(identity);
  }

  private static SignatureScheme scheme(HostSetup setup) {
    Optional<SignatureScheme> scheme =
        SignatureScheme.all().stream()
            .filter(candidate -> candidate.toString().equals(setup.scheme()))
            .findFirst();
    return scheme.orElseThrow(
        () -> new VectorFormatException("unknown signature algorithm: " + setup.scheme()));
  }

  private static AuthConfig auth(HostSetup setup) {
    List<String> options = setup.options();
    List<PpkConfig.PpkId> ids =
        setup.ppks().stream()
            .map(ppk -> HexFormat.of().parseHex(ppk.id()))
            .map(id -> new PpkConfig.PpkId(id[0], HexFormat.of().formatHex(id, 1, id.length)))
            .toList();
    PpkConfig ppk =
        new PpkConfig(
                ids,
                options.contains("ppk-required"),
                options.contains("ppk"),
                options.contains("ppk-intermediate"),
                true)
            .withInCreation(
                options.contains("ppk-creation")
                    ? PpkConfig.InCreation.REQUIRED
                    : PpkConfig.InCreation.NO);
    return AuthConfig.DEFAULT
        .withPpk(ppk)
        .withTranscript(
            options.contains("transcript") ? TranscriptPolicy.REQUIRED : TranscriptPolicy.OFF);
  }
}
