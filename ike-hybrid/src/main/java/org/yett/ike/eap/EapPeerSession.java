package org.yett.ike.eap;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.EapType;

/** EAP as client (RFC 3748 2): it answers what the server asks. */
public final class EapPeerSession implements EapSession {

  private final EapPeerConfig config;
  private final Randomness randomness;
  private final boolean inner;
  private Optional<EapType> type = Optional.empty();
  private Optional<PeerMethod> method = Optional.empty();
  private int rounds;

  /**
   * A client.
   *
   * @param config who it is, and what it takes
   * @param randomness of this session alone
   */
  public EapPeerSession(EapPeerConfig config, Randomness randomness) {
    this(config, randomness, false);
  }

  private EapPeerSession(EapPeerConfig config, Randomness randomness, boolean inner) {
    this.config = config;
    this.randomness = randomness;
    this.inner = inner;
  }

  /** A client inside a tunnel, which proves the server: only passwords. */
  static EapPeerSession inTunnel(EapPeerConfig outer, Randomness randomness) {
    EapPeerConfig config =
        new EapPeerConfig(
            outer.identity(), List.of(EapType.MSCHAPV2, EapType.MD5_CHALLENGE), false, outer.tls());
    return new EapPeerSession(config, randomness, true);
  }

  @Override
  public EapOutcome step(Optional<Octets> received, EapEnvironment environment) {
    Optional<EapPacket> packet = received.flatMap(EapPacket::decode);
    if (packet.isEmpty()) {
      return failed(EapFailure.MALFORMED, "a malformed EAP packet");
    }
    if (++rounds > MOST_ROUNDS) {
      return failed(EapFailure.TOO_MANY_ROUNDS, "EAP has taken " + MOST_ROUNDS + " messages");
    }
    return switch (packet.get()) {
      case EapPacket.Request request -> requested(request, environment);
      case EapPacket.Response response ->
          failed(EapFailure.MALFORMED, "an EAP response from the server");
      case EapPacket.Success success -> succeeded();
      case EapPacket.Failure failure ->
          method
              .flatMap(PeerMethod::failure)
              .map(broken -> failed(broken.reason(), broken.detail()))
              .orElseGet(
                  () -> failed(EapFailure.REFUSED_BY_PEER, "the server answers with EAP Failure"));
    };
  }

  @Clause("rfc7296:3.16/1")
  @Clause("rfc7296:3.16/4")
  @Clause("rfc7296:3.16/6")
  @Clause("rfc7296:3.16/8")
  private EapOutcome requested(EapPacket.Request request, EapEnvironment environment) {
    if (request.type().equals(EapType.IDENTITY)) {
      return answer(request, EapType.IDENTITY, config.identity().wire());
    } else if (request.type().equals(EapType.NOTIFICATION)) {
      return answer(request, EapType.NOTIFICATION, Octets.EMPTY);
    } else if (request.type().equals(EapType.LEGACY_NAK)) {
      return failed(EapFailure.MALFORMED, "an EAP request of type Nak");
    } else if (method.isPresent()) {
      return type.filter(request.type()::equals).isPresent()
          ? proceed(request, method.get(), environment)
          : failed(
              EapFailure.MALFORMED,
              "the server changes from " + type.get() + " to " + request.type());
    }
    // = rfc5998:3/2
    if (config.alone() && !EapMethods.isSafeAlone(request.type())) {
      return failed(
          EapFailure.METHOD_NOT_SAFE_ALONE,
          request.type() + " must not be used where nothing but EAP proves the responder");
    }
    if (!config.allowed().contains(request.type())) {
      return answer(request, EapType.LEGACY_NAK, desired());
    }
    type = Optional.of(request.type());
    method = Optional.of(begin(request.type()));
    return proceed(request, method.get(), environment);
  }

  private PeerMethod begin(EapType wanted) {
    Randomness own = randomness.scoped("peer-" + wanted.value());
    if (wanted.equals(EapType.MSCHAPV2)) {
      return new MsChapPeer(config.identity(), own);
    } else if (wanted.equals(EapType.TLS)) {
      return TlsPeer.plain(config, own);
    } else if (wanted.equals(EapType.TTLS)) {
      return TlsPeer.tunnel(config, own);
    } else if (wanted.equals(EapType.MD5_CHALLENGE)) {
      return new Md5Peer(config.identity());
    }
    throw new IllegalStateException("EAP method " + wanted);
  }

  /** The methods for which a Nak asks; 0 if there is none (RFC 3748 5.3.1). */
  private Octets desired() {
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    config.allowed().forEach(allowed -> types.write(allowed.value()));
    if (types.size() == 0) {
      types.write(0);
    }
    return Octets.wrap(types.toByteArray());
  }

  private EapOutcome proceed(
      EapPacket.Request request, PeerMethod running, EapEnvironment environment) {
    return switch (running.answer(request.identifier(), request.data(), environment)) {
      case Turn.Send(Octets data) -> answer(request, request.type(), data);
      case Turn.Broken(EapFailure reason, String detail) -> failed(reason, detail);
      case Turn.Done done -> throw new IllegalStateException("a client waits for EAP Success");
    };
  }

  private static EapOutcome answer(EapPacket.Request request, EapType as, Octets data) {
    return new EapOutcome.Continued(new EapPacket.Response(request.identifier(), as, data));
  }

  private EapOutcome succeeded() {
    if (method.isEmpty() || !method.get().isComplete()) {
      return failed(EapFailure.MALFORMED, "EAP Success before the method has come to its end");
    }
    Optional<Secret> key = method.get().takeKey();
    // = rfc5998:3/3
    if (config.alone() && key.isEmpty()) {
      return failed(EapFailure.METHOD_NOT_SAFE_ALONE, type.get() + " has made no key");
    }
    return new EapOutcome.Succeeded(Optional.empty(), type.get(), config.identity(), key);
  }

  /** Inside a tunnel, where nobody says Success: whether the method has come to its end. */
  boolean isComplete() {
    return inner && method.filter(PeerMethod::isComplete).isPresent();
  }

  private static EapOutcome failed(EapFailure reason, String detail) {
    return new EapOutcome.Failed(Optional.empty(), reason, detail);
  }

  @Override
  public void close() {
    method.ifPresent(PeerMethod::close);
  }
}
