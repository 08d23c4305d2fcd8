package org.yett.ike.eap;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.TlsPrimitives;
import org.yett.spec.iana.EapType;

/** The client's end of TLS. */
final class TlsClientEnd extends DefaultTlsClient {

  private final TlsNames names;
  private final Randomness randomness;
  private final TlsLink link;
  private EapEnvironment environment;

  private TlsClientEnd(
      TlsCrypto crypto,
      TlsNames names,
      Randomness randomness,
      TlsLink link,
      EapEnvironment environment) {
    super(crypto);
    this.names = names;
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
  record Opened(TlsLink link, TlsClientEnd end) {}

  /** Opens a connection, whose first records are to be sent then. */
  static Opened open(
      EapType type, TlsNames names, Randomness randomness, EapEnvironment environment) {
    TlsClientProtocol protocol = new TlsClientProtocol();
    TlsLink link = new TlsLink(protocol, type);
    TlsClientEnd end =
        new TlsClientEnd(TlsPrimitives.of(randomness), names, randomness, link, environment);
    link.attempt(() -> protocol.connect(end));
    return new Opened(link, end);
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
    return TlsSuites.ofClient();
  }

  @Override
  protected Vector<?> getSupportedSignatureAlgorithms() {
    return TlsSchemes.verified();
  }

  @Override
  protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector roles) {
    return TlsSuites.groups();
  }

  @Override
  public Vector<Integer> getEarlyKeyShareGroups() {
    return TlsSuites.firstGroup();
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
        TlsChains.check(names.trust(), names.peer(), certificate.getCertificate(), environment);
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        return credentials(request).orElse(null);
      }
    };
  }

  /** With what we prove ourselves; nothing if the server takes none of our keys. */
  private Optional<TlsCredentials> credentials(CertificateRequest request) throws IOException {
    boolean tls13 = TlsUtils.isTLSv13(context);
    List<?> wanted =
        request.getSupportedSignatureAlgorithms() == null
            ? List.of()
            : request.getSupportedSignatureAlgorithms();
    for (EapCredentials.TlsKey key :
        environment.credentials().keys(names.credential(), names.ours())) {
      Optional<TlsSchemes.Choice> choice = TlsSchemes.choose(key.key(), wanted, tls13);
      if (choice.isPresent()) {
        return Optional.of(new TlsSigner(getCrypto(), key, choice.get(), randomness, tls13));
      }
    }
    return Optional.empty();
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
