package org.yett.ike.eap;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsUtils;
import org.yett.ike.crypto.Secret;
import org.yett.spec.iana.EapType;

/** A TLS connection without a socket: octets in, octets out. */
final class TlsLink implements AutoCloseable {

  /** Length of the MSK in octets; as many follow it in what TLS exports (RFC 5216 2.3). */
  private static final int MSK = 64;

  private final TlsProtocol protocol;
  private final EapType type;
  private Optional<Secret> key = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private boolean complete;
  private boolean tls13;

  TlsLink(TlsProtocol protocol, EapType type) {
    this.protocol = protocol;
    this.type = type;
  }

  /** Something of TLS that may fail. */
  interface Act {
    /** Does it. */
    void run() throws IOException;
  }

  /** Does something, and notes how it fails: what is to be sent then may be an alert. */
  void attempt(Act act) {
    if (failure.isPresent()) {
      return;
    }
    try {
      act.run();
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(describe(e));
    }
  }

  /** The whole chain of causes: the library puts what we have said behind its own words. */
  private static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < 4; t = t.getCause(), depth++) {
      text.append(text.isEmpty() ? "" : ": ");
      text.append(t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage());
    }
    return text.toString();
  }

  /** Takes records of the peer. */
  void take(byte[] records) {
    attempt(() -> protocol.offerInput(records));
  }

  /** The records that are to be sent; none if there is nothing to say. */
  byte[] output() {
    byte[] out = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(out, 0, out.length);
    return out;
  }

  /** What the peer has sent inside the tunnel. */
  byte[] applicationData() {
    byte[] data = new byte[protocol.getAvailableInputBytes()];
    protocol.readInput(data, 0, data.length);
    return data;
  }

  /** Sends something inside the tunnel. */
  void sendApplicationData(byte[] data) {
    attempt(() -> protocol.writeApplicationData(data, 0, data.length));
  }

  /** Why it has failed, if it has; for our log alone. */
  Optional<String> failure() {
    return failure;
  }

  /** The peer has said that it has failed. */
  void alerted(String alert) {
    if (failure.isEmpty()) {
      failure = Optional.of("the peer sends the TLS alert " + alert);
    }
  }

  boolean isComplete() {
    return complete && failure.isEmpty();
  }

  boolean isTls13() {
    return tls13;
  }

  /**
   * The handshake is complete: what the method's key is made of is taken.
   *
   * @param context while the secrets are still there
   */
  void completed(TlsContext context) {
    complete = true;
    SecurityParameters parameters = context.getSecurityParametersConnection();
    tls13 =
        ProtocolVersion.TLSv13.equals(parameters.getNegotiatedVersion().getEquivalentTLSVersion());
    byte[] exported = tls13 ? newer(context) : older(parameters);
    key = Optional.of(Secret.copyOf(exported, 0, MSK));
    Arrays.fill(exported, (byte) 0);
  }

  /** TLS 1.3 (RFC 9190 2.3, RFC 9427 2.1). */
  private byte[] newer(TlsContext context) {
    byte[] own = {(byte) type.value()};
    return context.exportKeyingMaterial("EXPORTER_EAP_TLS_Key_Material", own, 2 * MSK);
  }

  /** TLS 1.2 (RFC 5216 2.3, RFC 5281 8): before exporters were bound to the extended secret. */
  private byte[] older(SecurityParameters parameters) {
    String label = type.equals(EapType.TLS) ? "client EAP encryption" : "ttls keying material";
    byte[] client = parameters.getClientRandom();
    byte[] seed = Arrays.copyOf(client, client.length + parameters.getServerRandom().length);
    System.arraycopy(
        parameters.getServerRandom(), 0, seed, client.length, seed.length - client.length);
    return TlsUtils.PRF(parameters, parameters.getMasterSecret(), label, seed, 2 * MSK).extract();
  }

  /** The MSK; whoever takes it owns it. */
  Optional<Secret> takeKey() {
    Optional<Secret> taken = key;
    key = Optional.empty();
    return taken;
  }

  @Override
  public void close() {
    key.ifPresent(Secret::close);
    attempt(protocol::close);
  }
}
