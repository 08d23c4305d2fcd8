package org.yett.ike.eap;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.TlsPrimitives;
import org.yett.spec.iana.EapType;

/** The server's end of TLS. */
final class TlsServerEnd extends DefaultTlsServer {

  private final TlsNames names;
  private final boolean asksForCertificate;
  private final EapCredentials.TlsKey key;
  private final Randomness randomness;
  private final TlsLink link;
  private EapEnvironment environment;

  private TlsServerEnd(
      TlsCrypto crypto,
      TlsNames names,
      boolean asksForCertificate,
      EapCredentials.TlsKey key,
      Randomness randomness,
      TlsLink link,
      EapEnvironment environment) {
    super(crypto);
    this.names = names;
    this.asksForCertificate = asksForCertificate;
    this.key = key;
    this.randomness = randomness;
    this.link = link;
    this.environment = environment;
  }

  /**
   * A connection.
   *
   * @param link what carries its octets
   * @param end what asks for credentials
   */
  record Opened(TlsLink link, TlsServerEnd end) {}

  /**
   * Opens a connection.
   *
   * @param asksForCertificate whether the client has to prove itself by a certificate
   * @return empty if we have no key with which TLS can work
   */
  static Optional<Opened> open(
      EapType type,
      TlsNames names,
      boolean asksForCertificate,
      Randomness randomness,
      EapEnvironment environment) {
    Optional<EapCredentials.TlsKey> key =
        environment.credentials().keys(names.credential(), names.ours()).stream()
            .filter(k -> TlsSchemes.isUsable(k.key()))
            .findFirst();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    TlsServerProtocol protocol = new TlsServerProtocol();
    TlsLink link = new TlsLink(protocol, type);
    TlsServerEnd end =
        new TlsServerEnd(
            TlsPrimitives.of(randomness),
            names,
            asksForCertificate,
            key.get(),
            randomness,
            link,
            environment);
    link.attempt(() -> protocol.accept(end));
    return Optional.of(new Opened(link, end));
  }

  /** What is at hand in the next step. */
  void in(EapEnvironment next) {
    environment = next;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv12);
  }

  /** EAP renegotiates nothing, so that peers without RFC 5746 (strongSwan) are no danger. */
  @Override
  public void notifySecureRenegotiation(boolean secureRenegotiation) {}

  @Override
  protected int[] getSupportedCipherSuites() {
    return TlsSuites.ofServer(TlsSchemes.isRsa(key.key()));
  }

  @Override
  public int[] getSupportedGroups() {
    return TlsSuites.groups().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    boolean tls13 = TlsUtils.isTLSv13(context);
    List<?> wanted = context.getSecurityParametersHandshake().getClientSigAlgs();
    Optional<TlsSchemes.Choice> choice =
        TlsSchemes.choose(key.key(), wanted == null ? List.of() : wanted, tls13);
    if (choice.isEmpty()) {
      throw new TlsFatalAlert(
          AlertDescription.handshake_failure, "the client takes no signature of our key");
    }
    return new TlsSigner(getCrypto(), key, choice.get(), randomness, tls13);
  }

  @Override
  public CertificateRequest getCertificateRequest() throws IOException {
    if (!asksForCertificate) {
      return null;
    }
    Vector<?> schemes = TlsSchemes.verified();
    return TlsUtils.isTLSv13(context)
        ? new CertificateRequest(TlsUtils.EMPTY_BYTES, schemes, null, null)
        : new CertificateRequest(
            new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
            schemes,
            null);
  }

  @Override
  public void notifyClientCertificate(Certificate certificate) throws IOException {
    TlsChains.check(names.trust(), names.peer(), certificate, environment);
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    link.completed(context);
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    if (level == AlertLevel.fatal) {
      link.alerted(AlertDescription.getText(description));
    }
  }
}
