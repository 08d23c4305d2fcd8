package org.yett.ike.eap;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.EapType;

/** EAP-TLS (RFC 5216, RFC 9190) and EAP-TTLS (RFC 5281, RFC 9427) as server. */
final class TlsServer implements ServerMethod {

  private final EapServerConfig config;
  private final EapIdentity claimed;
  private final Randomness randomness;
  private final EapType type;
  private final TlsFraming framing = new TlsFraming();
  private final EapServerSession inner;
  private Optional<TlsServerEnd.Opened> opened = Optional.empty();
  private EapIdentity proved;
  private boolean committed;

  private TlsServer(
      EapServerConfig config, EapIdentity claimed, Randomness randomness, EapType type) {
    this.config = config;
    this.claimed = claimed;
    this.randomness = randomness;
    this.type = type;
    this.inner = EapServerSession.inTunnel(config, randomness.scoped("inner"));
    this.proved = claimed;
  }

  /** EAP-TLS: the client proves itself by a certificate. */
  static TlsServer plain(EapServerConfig config, EapIdentity claimed, Randomness randomness) {
    return new TlsServer(config, claimed, randomness, EapType.TLS);
  }

  /** EAP-TTLS: the client proves itself by a password in the tunnel. */
  static TlsServer tunnel(EapServerConfig config, EapIdentity claimed, Randomness randomness) {
    return new TlsServer(config, claimed, randomness, EapType.TTLS);
  }

  private boolean isTunnel() {
    return type.equals(EapType.TTLS);
  }

  @Override
  public Turn begin(int identifier, EapEnvironment environment) {
    TlsNames names =
        new TlsNames(
            config.tls().credential(),
            config.tls().ours(),
            config.tls().trust(),
            Optional.of(claimed.identity()));
    opened = TlsServerEnd.open(type, names, !isTunnel(), randomness, environment);
    return opened.isPresent()
        ? new Turn.Send(TlsFraming.start())
        : new Turn.Broken(
            EapFailure.NO_CREDENTIAL,
            type + ": no certificate for " + config.tls().ours() + " whose key TLS can use");
  }

  @Override
  public Turn advance(Octets response, EapEnvironment environment) {
    opened.orElseThrow().end().in(environment);
    return switch (framing.take(response)) {
      case TlsFraming.Start start -> malformed("a start from the client");
      case TlsFraming.Fragment fragment -> new Turn.Send(TlsFraming.acknowledgement());
      case TlsFraming.Acknowledged acknowledged -> acknowledged(environment);
      case TlsFraming.Whole(byte[] data) -> take(data, environment);
      case TlsFraming.Bad(String detail) -> malformed(detail);
    };
  }

  private Turn acknowledged(EapEnvironment environment) {
    TlsLink link = opened.orElseThrow().link();
    if (framing.hasMore()) {
      return new Turn.Send(framing.next());
    } else if (link.failure().isPresent()) {
      return failed(link);
    } else if (!link.isComplete()) {
      return malformed("nothing, where something is to be said");
    }
    return isTunnel() ? beginInside(link, environment) : new Turn.Done();
  }

  /** The client has not begun inside the tunnel: we do. */
  private Turn beginInside(TlsLink link, EapEnvironment environment) {
    return inside(link, inner.step(Optional.empty(), environment));
  }

  private Turn take(byte[] records, EapEnvironment environment) {
    TlsLink link = opened.orElseThrow().link();
    if (framing.hasMore()) {
      return malformed("data before all of ours are taken");
    }
    link.take(records);
    byte[] data = link.applicationData();
    if (link.isComplete() && isTunnel() && data.length > 0) {
      return inTunnel(link, data, environment);
    }
    if (link.isComplete() && !isTunnel() && link.isTls13() && !committed) {
      // Our last word (RFC 9190 2.1.1).
      link.sendApplicationData(new byte[] {0});
      committed = true;
    }
    return reply(link);
  }

  private Turn inTunnel(TlsLink link, byte[] data, EapEnvironment environment) {
    Optional<List<TtlsAvps.Avp>> pairs = TtlsAvps.decode(data);
    if (pairs.isEmpty()) {
      return malformed("malformed pairs in the tunnel");
    }
    Optional<Octets> message = TtlsAvps.all(pairs.get(), TtlsAvps.EAP_MESSAGE);
    if (message.isPresent()) {
      return inside(link, inner.step(message, environment));
    }
    Optional<Octets> name = TtlsAvps.all(pairs.get(), TtlsAvps.USER_NAME);
    Optional<Octets> password = TtlsAvps.all(pairs.get(), TtlsAvps.USER_PASSWORD);
    return name.isPresent() && password.isPresent()
        ? plainPassword(name.get(), password.get(), environment)
        : malformed("neither EAP nor a password in the tunnel");
  }

  private Turn inside(TlsLink link, EapOutcome outcome) {
    return switch (outcome) {
      case EapOutcome.Continued(EapPacket packet) -> {
        link.sendApplicationData(TtlsAvps.encode(TtlsAvps.EAP_MESSAGE, packet.encode()));
        yield reply(link);
      }
      case EapOutcome.Succeeded succeeded -> {
        succeeded.key().ifPresent(Secret::close);
        proved = succeeded.who();
        yield new Turn.Done();
      }
      case EapOutcome.Failed failed ->
          new Turn.Broken(failed.reason(), "in the tunnel: " + failed.detail());
    };
  }

  /** PAP inside the tunnel (RFC 5281 11.2.5): the password is padded with zeros. */
  private Turn plainPassword(Octets name, Octets given, EapEnvironment environment) {
    Optional<EapIdentity> said = EapIdentity.ofWire(name);
    boolean anybody = config.policy() instanceof EapIdentityPolicy.Ask;
    if (said.isEmpty() || (!anybody && !said.get().isSameAs(claimed))) {
      return new Turn.Broken(
          EapFailure.WRONG_IDENTITY, "in the tunnel: a name that is not " + claimed);
    }
    int length = given.size();
    while (length > 0 && given.u8(length - 1) == 0) {
      length--;
    }
    byte[] octets = given.slice(0, length).toArray();
    Optional<Secret> known = environment.credentials().password(said.get());
    if (known.isEmpty()) {
      return new Turn.Broken(EapFailure.NO_CREDENTIAL, "no EAP password for " + said.get());
    }
    try (Secret secret = known.get()) {
      if (!secret.<Boolean>lend(right -> MessageDigest.isEqual(right, octets))) {
        return new Turn.Broken(EapFailure.WRONG_PASSWORD, "wrong EAP password for " + said.get());
      }
    }
    proved = said.get();
    return new Turn.Done();
  }

  private Turn reply(TlsLink link) {
    byte[] out = link.output();
    if (out.length > 0) {
      // An alert, too: the client acknowledges it, and then it is over.
      return new Turn.Send(framing.send(out));
    }
    return link.failure().isPresent() ? failed(link) : new Turn.Send(TlsFraming.acknowledgement());
  }

  private Turn failed(TlsLink link) {
    return new Turn.Broken(EapFailure.TLS, type + ": " + link.failure().orElseThrow());
  }

  private Turn.Broken malformed(String detail) {
    return new Turn.Broken(EapFailure.MALFORMED, type + ": " + detail);
  }

  @Override
  public EapIdentity who() {
    return proved;
  }

  @Override
  public Optional<Secret> takeKey() {
    return opened.flatMap(o -> o.link().takeKey());
  }

  @Override
  public void close() {
    inner.close();
    opened.ifPresent(o -> o.link().close());
  }
}
