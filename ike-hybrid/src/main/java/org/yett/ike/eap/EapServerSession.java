package org.yett.ike.eap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.EapType;

/** EAP as server (RFC 3748 2). */
public final class EapServerSession implements EapSession {

  private final EapServerConfig config;
  private final Randomness randomness;
  private final List<EapType> untried;
  private EapIdentity claimed;
  private boolean awaitsIdentity;
  private Optional<EapType> type = Optional.empty();
  private Optional<ServerMethod> method = Optional.empty();
  private boolean answered;
  private int identifier;
  private int rounds;

  /**
   * A server.
   *
   * @param config what it offers, and to whom
   * @param randomness of this session alone
   */
  public EapServerSession(EapServerConfig config, Randomness randomness) {
    this.config = config;
    this.randomness = randomness;
    this.untried = new ArrayList<>(config.allowed());
    this.claimed =
        config.policy() instanceof EapIdentityPolicy.Fixed(EapIdentity fixed)
            ? fixed
            : config.claimed();
    this.awaitsIdentity = config.policy() instanceof EapIdentityPolicy.Ask;
    this.identifier = randomness.draw(Purpose.EAP, 0, 1)[0] & 0xff;
  }

  /** A server inside a tunnel, which proves us: only passwords, once the client has said who. */
  static EapServerSession inTunnel(EapServerConfig outer, Randomness randomness) {
    EapServerSession session =
        new EapServerSession(
            new EapServerConfig(
                outer.claimed(),
                outer.policy(),
                List.of(EapType.MSCHAPV2, EapType.MD5_CHALLENGE),
                false,
                outer.tls()),
            randomness);
    session.awaitsIdentity = true;
    return session;
  }

  @Override
  public EapOutcome step(Optional<Octets> received, EapEnvironment environment) {
    if (received.isEmpty()) {
      // = rfc7296:3.16/5, rfc7296:3.16/7
      return awaitsIdentity
          ? request(EapType.IDENTITY, Octets.EMPTY)
          : beginNext(environment, Optional.empty());
    }
    if (++rounds > MOST_ROUNDS) {
      return failed(EapFailure.TOO_MANY_ROUNDS, "EAP has taken " + MOST_ROUNDS + " messages");
    }
    Optional<EapPacket> packet = EapPacket.decode(received.get());
    return packet.isPresent() && packet.get() instanceof EapPacket.Response response
        ? responded(response, environment)
        : failed(EapFailure.MALFORMED, "a malformed EAP response");
  }

  private EapOutcome responded(EapPacket.Response response, EapEnvironment environment) {
    boolean unasked = awaitsIdentity && rounds == 1 && method.isEmpty();
    if (response.identifier() != identifier && !unasked) {
      return failed(
          EapFailure.MALFORMED,
          "an EAP response with Identifier " + response.identifier() + ", not " + identifier);
    }
    if (awaitsIdentity) {
      return identified(response, environment);
    }
    ServerMethod running = method.orElseThrow();
    if (response.type().equals(EapType.LEGACY_NAK) && !answered) {
      running.close();
      return beginNext(environment, Optional.of(response.data()));
    }
    if (type.filter(response.type()::equals).isEmpty()) {
      return failed(
          EapFailure.MALFORMED,
          "an EAP response of type " + response.type() + " to " + type.orElseThrow());
    }
    answered = true;
    return turn(running.advance(response.data(), environment), running);
  }

  private EapOutcome identified(EapPacket.Response response, EapEnvironment environment) {
    Optional<EapIdentity> said =
        response.type().equals(EapType.IDENTITY)
            ? EapIdentity.ofWire(response.data())
            : Optional.empty();
    if (said.isEmpty()) {
      return failed(EapFailure.MALFORMED, "no EAP identity where one is asked for");
    }
    awaitsIdentity = false;
    identifier = response.identifier();
    if (config.policy() instanceof EapIdentityPolicy.Ask) {
      claimed = said.get();
    } else if (!said.get().isSameAs(claimed)) {
      return failed(
          EapFailure.WRONG_IDENTITY,
          "the client says that it is " + said.get() + ", and it is to be " + claimed);
    }
    return beginNext(environment, Optional.empty());
  }

  /**
   * Begins the next method.
   *
   * @param desired the types that a Nak asks for
   */
  private EapOutcome beginNext(EapEnvironment environment, Optional<Octets> desired) {
    String obstacle = "none of our EAP methods is left";
    EapFailure reason = EapFailure.NO_COMMON_METHOD;
    while (!untried.isEmpty()) {
      EapType next = untried.removeFirst();
      if (desired.isPresent() && !contains(desired.get(), next)) {
        obstacle = "the client takes none of our EAP methods";
        continue;
      }
      ServerMethod candidate = method(next);
      int with = identifier + 1 & 0xff;
      switch (candidate.begin(with, environment)) {
        case Turn.Send(Octets data) -> {
          method = Optional.of(candidate);
          type = Optional.of(next);
          return request(next, data);
        }
        case Turn.Broken(EapFailure why, String detail) -> {
          candidate.close();
          reason = why;
          obstacle = detail;
        }
        case Turn.Done done -> throw new IllegalStateException(next + " is done at once");
      }
    }
    return failed(reason, obstacle);
  }

  private static boolean contains(Octets types, EapType wanted) {
    for (int i = 0; i < types.size(); i++) {
      if (types.u8(i) == wanted.value()) {
        return true;
      }
    }
    return false;
  }

  private ServerMethod method(EapType wanted) {
    Randomness own = randomness.scoped("server-" + wanted.value());
    if (wanted.equals(EapType.MSCHAPV2)) {
      return new MsChapServer(claimed, own);
    } else if (wanted.equals(EapType.TLS)) {
      return TlsServer.plain(config, claimed, own);
    } else if (wanted.equals(EapType.TTLS)) {
      return TlsServer.tunnel(config, claimed, own);
    } else if (wanted.equals(EapType.MD5_CHALLENGE)) {
      return new Md5Server(claimed, own);
    }
    throw new IllegalStateException("EAP method " + wanted);
  }

  @Clause("rfc7296:2.16/7")
  private EapOutcome turn(Turn turn, ServerMethod running) {
    return switch (turn) {
      case Turn.Send(Octets data) -> request(type.orElseThrow(), data);
      case Turn.Broken(EapFailure reason, String detail) -> failed(reason, detail);
      case Turn.Done done -> {
        Optional<Secret> key = running.takeKey();
        // = rfc5998:3/3
        if (config.alone() && key.isEmpty()) {
          yield failed(EapFailure.METHOD_NOT_SAFE_ALONE, type.orElseThrow() + " has made no key");
        }
        yield new EapOutcome.Succeeded(
            Optional.of(new EapPacket.Success(identifier)), type.orElseThrow(), running.who(), key);
      }
    };
  }

  private EapOutcome request(EapType of, Octets data) {
    identifier = identifier + 1 & 0xff;
    return new EapOutcome.Continued(new EapPacket.Request(identifier, of, data));
  }

  @Clause("rfc7296:2.16/8")
  @Clause("rfc7296:2.16/9")
  private EapOutcome failed(EapFailure reason, String detail) {
    return new EapOutcome.Failed(Optional.of(new EapPacket.Failure(identifier)), reason, detail);
  }

  @Override
  public void close() {
    method.ifPresent(ServerMethod::close);
  }
}
