package org.yett.ike.eap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;

/** EAP-MSCHAPv2 as client. */
final class MsChapPeer implements PeerMethod {

  private enum State {
    AWAITING_CHALLENGE,
    AWAITING_VERDICT,
    COMPLETE,
    FAILED
  }

  private final EapIdentity identity;
  private final Randomness randomness;
  private State state = State.AWAITING_CHALLENGE;
  private String authenticator = "";
  private Optional<Secret> key = Optional.empty();
  private Optional<Turn.Broken> failure = Optional.empty();

  MsChapPeer(EapIdentity identity, Randomness randomness) {
    this.identity = identity;
    this.randomness = randomness;
  }

  @Override
  public Turn answer(int identifier, Octets request, EapEnvironment environment) {
    return switch (state) {
      case AWAITING_CHALLENGE -> challenged(request, environment);
      case AWAITING_VERDICT -> judged(request);
      case COMPLETE, FAILED -> malformed("a request after the verdict");
    };
  }

  private Turn challenged(Octets request, EapEnvironment environment) {
    Optional<MsChapPackets.Named> challenge = MsChapPackets.readChallenge(request);
    if (challenge.isEmpty()) {
      return malformed("a malformed challenge");
    }
    Optional<Secret> password = environment.credentials().password(identity);
    if (password.isEmpty()) {
      return new Turn.Broken(EapFailure.NO_CREDENTIAL, "no EAP password for " + identity);
    }
    byte[] ours = randomness.draw(Purpose.EAP, 0, MsChapV2.CHALLENGE);
    try (Secret secret = password.get()) {
      MsChapV2.Result result =
          MsChapV2.compute(secret, challenge.get().challenge(), ours, identity.name());
      authenticator = result.authenticator();
      key = Optional.of(result.key());
      state = State.AWAITING_VERDICT;
      return new Turn.Send(
          MsChapPackets.response(
              MsChapPackets.id(request), ours, result.ntResponse(), identity.name()));
    }
  }

  private Turn judged(Octets request) {
    Optional<String> text = MsChapPackets.readVerdict(request);
    if (text.isEmpty()) {
      return malformed("a malformed verdict");
    }
    if (MsChapPackets.opCode(request) == MsChapPackets.FAILURE) {
      state = State.FAILED;
      failure =
          Optional.of(
              new Turn.Broken(EapFailure.WRONG_PASSWORD, "the server refuses the password"));
      return new Turn.Send(MsChapPackets.acknowledgement(MsChapPackets.FAILURE));
    }
    String proof = text.get().length() < 42 ? "" : text.get().substring(0, 42);
    if (!MessageDigest.isEqual(
        proof.getBytes(StandardCharsets.UTF_8), authenticator.getBytes(StandardCharsets.UTF_8))) {
      state = State.FAILED;
      return new Turn.Broken(
          EapFailure.WRONG_PASSWORD, "the server does not prove that it has the password");
    }
    state = State.COMPLETE;
    return new Turn.Send(MsChapPackets.acknowledgement(MsChapPackets.SUCCESS));
  }

  private static Turn.Broken malformed(String detail) {
    return new Turn.Broken(EapFailure.MALFORMED, "EAP-MSCHAPv2: " + detail);
  }

  @Override
  public boolean isComplete() {
    return state == State.COMPLETE;
  }

  @Override
  public Optional<Turn.Broken> failure() {
    return failure;
  }

  @Override
  public Optional<Secret> takeKey() {
    Optional<Secret> taken = isComplete() ? key : Optional.empty();
    if (taken.isPresent()) {
      key = Optional.empty();
    }
    return taken;
  }

  @Override
  public void close() {
    key.ifPresent(Secret::close);
  }
}
