package org.yett.ike.eap;

import java.security.MessageDigest;
import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;

/**
 * EAP-MSCHAPv2 as server. A wrong password ends it at once by EAP Failure: there is no second try,
 * and an unknown client learns no more than one with a wrong password.
 */
final class MsChapServer implements ServerMethod {

  private static final String NAME = "yett";

  private enum State {
    AWAITING_RESPONSE,
    AWAITING_ACKNOWLEDGEMENT,
    OVER
  }

  private final EapIdentity claimed;
  private final byte[] challenge;
  private final int id;
  private State state = State.AWAITING_RESPONSE;
  private Optional<Secret> key = Optional.empty();

  MsChapServer(EapIdentity claimed, Randomness randomness) {
    this.claimed = claimed;
    this.challenge = randomness.draw(Purpose.EAP, 0, MsChapV2.CHALLENGE);
    this.id = randomness.draw(Purpose.EAP, 1, 1)[0] & 0xff;
  }

  @Override
  public Turn begin(int identifier, EapEnvironment environment) {
    return new Turn.Send(MsChapPackets.challenge(id, challenge, NAME));
  }

  @Override
  public Turn advance(Octets response, EapEnvironment environment) {
    return switch (state) {
      case AWAITING_RESPONSE -> answered(response, environment);
      case AWAITING_ACKNOWLEDGEMENT -> acknowledged(response);
      case OVER -> malformed("a response after the end");
    };
  }

  private Turn answered(Octets response, EapEnvironment environment) {
    Optional<MsChapPackets.Named> read = MsChapPackets.readResponse(response);
    if (read.isEmpty() || MsChapPackets.id(response) != id) {
      return malformed("a malformed response");
    }
    state = State.OVER;
    String name = read.get().name();
    String plain = MsChapV2.withoutDomain(name);
    boolean same =
        name.equals(claimed.name())
            || plain.equals(MsChapV2.withoutDomain(claimed.name()))
            || (!plain.isEmpty() && EapIdentity.of(plain).isSameAs(claimed));
    if (!same) {
      return new Turn.Broken(
          EapFailure.WRONG_IDENTITY,
          "EAP-MSCHAPv2: a response in the name of "
              + EapIdentity.of(name.isEmpty() ? "-" : name).identity()
              + ", and the client is "
              + claimed
              + " (eap_id = %any would ask it)");
    }
    Optional<Secret> password = environment.credentials().password(claimed);
    if (password.isEmpty()) {
      return new Turn.Broken(EapFailure.NO_CREDENTIAL, "no EAP password for " + claimed);
    }
    try (Secret secret = password.get()) {
      MsChapV2.Result result = MsChapV2.compute(secret, challenge, read.get().challenge(), name);
      key = Optional.of(result.key());
      if (!MessageDigest.isEqual(result.ntResponse(), read.get().ntResponse())) {
        return new Turn.Broken(EapFailure.WRONG_PASSWORD, "wrong EAP password for " + claimed);
      }
      state = State.AWAITING_ACKNOWLEDGEMENT;
      return new Turn.Send(
          MsChapPackets.verdict(MsChapPackets.SUCCESS, id, result.authenticator() + " M=Welcome"));
    }
  }

  private Turn acknowledged(Octets response) {
    state = State.OVER;
    return MsChapPackets.opCode(response) == MsChapPackets.SUCCESS && response.size() == 1
        ? new Turn.Done()
        : malformed("the client does not acknowledge the success");
  }

  private static Turn.Broken malformed(String detail) {
    return new Turn.Broken(EapFailure.MALFORMED, "EAP-MSCHAPv2: " + detail);
  }

  @Override
  public EapIdentity who() {
    return claimed;
  }

  @Override
  public Optional<Secret> takeKey() {
    Optional<Secret> taken = key;
    key = Optional.empty();
    return taken;
  }

  @Override
  public void close() {
    key.ifPresent(Secret::close);
  }
}
