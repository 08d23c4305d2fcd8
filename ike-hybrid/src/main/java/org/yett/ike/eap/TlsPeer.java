package org.yett.ike.eap;

import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.EapType;

/** EAP-TLS (RFC 5216, RFC 9190) and EAP-TTLS (RFC 5281, RFC 9427) as client. */
final class TlsPeer implements PeerMethod {

  private final EapPeerConfig config;
  private final Randomness randomness;
  private final EapType type;
  private final TlsFraming framing = new TlsFraming();
  private Optional<TlsClientEnd.Opened> opened = Optional.empty();
  private Optional<EapPeerSession> inner = Optional.empty();
  private Optional<Turn.Broken> failure = Optional.empty();
  private boolean innerSucceeded;
  private boolean committed;

  private TlsPeer(EapPeerConfig config, Randomness randomness, EapType type) {
    this.config = config;
    this.randomness = randomness;
    this.type = type;
  }

  /** EAP-TLS. */
  static TlsPeer plain(EapPeerConfig config, Randomness randomness) {
    return new TlsPeer(config, randomness, EapType.TLS);
  }

  /** EAP-TTLS. */
  static TlsPeer tunnel(EapPeerConfig config, Randomness randomness) {
    return new TlsPeer(config, randomness, EapType.TTLS);
  }

  private boolean isTunnel() {
    return type.equals(EapType.TTLS);
  }

  @Override
  public Turn answer(int identifier, Octets request, EapEnvironment environment) {
    opened.ifPresent(o -> o.end().in(environment));
    return switch (framing.take(request)) {
      case TlsFraming.Start start -> begin(environment);
      case TlsFraming.Fragment fragment -> new Turn.Send(TlsFraming.acknowledgement());
      case TlsFraming.Acknowledged acknowledged ->
          framing.hasMore() ? new Turn.Send(framing.next()) : take(new byte[0], environment);
      case TlsFraming.Whole(byte[] data) -> take(data, environment);
      case TlsFraming.Bad(String detail) -> malformed(detail);
    };
  }

  private Turn begin(EapEnvironment environment) {
    if (opened.isPresent()) {
      return malformed("a second start");
    }
    opened = Optional.of(TlsClientEnd.open(type, config.tls(), randomness, environment));
    return reply();
  }

  private Turn take(byte[] records, EapEnvironment environment) {
    if (opened.isEmpty() || framing.hasMore()) {
      return malformed("data before their time");
    }
    TlsLink link = opened.get().link();
    if (records.length > 0) {
      link.take(records);
    }
    byte[] inside = link.applicationData();
    if (!link.isComplete()) {
      return reply();
    }
    if (!isTunnel()) {
      // The server's last word in TLS 1.3 (RFC 9190 2.1.1): one octet of zeros.
      committed |= inside.length == 1 && inside[0] == 0;
      return reply();
    }
    return inTunnel(link, inside, environment).orElseGet(this::reply);
  }

  /** What goes wrong inside the tunnel; else there is something to send. */
  private Optional<Turn> inTunnel(TlsLink link, byte[] inside, EapEnvironment environment) {
    if (inner.isEmpty()) {
      inner = Optional.of(EapPeerSession.inTunnel(config, randomness.scoped("inner")));
      if (inside.length == 0) {
        // The client begins, unasked (RFC 5281 11.2.1).
        send(link, new EapPacket.Response(0, EapType.IDENTITY, config.identity().wire()));
        return Optional.empty();
      }
    }
    if (inside.length == 0) {
      return Optional.empty();
    }
    Optional<List<TtlsAvps.Avp>> pairs = TtlsAvps.decode(inside);
    Optional<Octets> message = pairs.flatMap(p -> TtlsAvps.all(p, TtlsAvps.EAP_MESSAGE));
    if (message.isEmpty()) {
      return Optional.of(malformed("no EAP message in the tunnel"));
    }
    return switch (inner.get().step(message, environment)) {
      case EapOutcome.Continued(EapPacket packet) -> {
        send(link, packet);
        yield Optional.empty();
      }
      case EapOutcome.Succeeded succeeded -> {
        succeeded.key().ifPresent(Secret::close);
        innerSucceeded = true;
        yield Optional.empty();
      }
      case EapOutcome.Failed failed ->
          Optional.of(new Turn.Broken(failed.reason(), "in the tunnel: " + failed.detail()));
    };
  }

  private static void send(TlsLink link, EapPacket packet) {
    link.sendApplicationData(TtlsAvps.encode(TtlsAvps.EAP_MESSAGE, packet.encode()));
  }

  /** Sends what TLS has to say: an alert too, if it has failed, and then EAP Failure follows. */
  private Turn reply() {
    TlsLink link = opened.orElseThrow().link();
    byte[] out = link.output();
    if (link.failure().isPresent()) {
      failure = Optional.of(new Turn.Broken(EapFailure.TLS, type + ": " + link.failure().get()));
    }
    return new Turn.Send(out.length == 0 ? TlsFraming.acknowledgement() : framing.send(out));
  }

  private Turn.Broken malformed(String detail) {
    return new Turn.Broken(EapFailure.MALFORMED, type + ": " + detail);
  }

  @Override
  public boolean isComplete() {
    if (opened.isEmpty() || !opened.get().link().isComplete() || framing.hasMore()) {
      return false;
    }
    return isTunnel()
        ? innerSucceeded || inner.filter(EapPeerSession::isComplete).isPresent()
        : committed || !opened.get().link().isTls13();
  }

  @Override
  public Optional<Turn.Broken> failure() {
    return failure;
  }

  @Override
  public Optional<Secret> takeKey() {
    return isComplete() ? opened.flatMap(o -> o.link().takeKey()) : Optional.empty();
  }

  @Override
  public void close() {
    inner.ifPresent(EapPeerSession::close);
    opened.ifPresent(o -> o.link().close());
  }
}
