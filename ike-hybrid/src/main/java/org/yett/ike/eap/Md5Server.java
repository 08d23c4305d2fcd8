package org.yett.ike.eap;

import java.security.MessageDigest;
import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;

/** MD5-Challenge as server. */
final class Md5Server implements ServerMethod {

  private static final int CHALLENGE = 16;

  private final EapIdentity claimed;
  private final byte[] challenge;
  private int sentWith;

  Md5Server(EapIdentity claimed, Randomness randomness) {
    this.claimed = claimed;
    this.challenge = randomness.draw(Purpose.EAP, 0, CHALLENGE);
  }

  @Override
  public Turn begin(int identifier, EapEnvironment environment) {
    sentWith = identifier;
    return new Turn.Send(Md5Challenge.packet(challenge, Octets.EMPTY));
  }

  @Override
  public Turn advance(Octets response, EapEnvironment environment) {
    byte[] value = Md5Challenge.value(response);
    Optional<Secret> password = environment.credentials().password(claimed);
    if (password.isEmpty()) {
      return new Turn.Broken(EapFailure.NO_CREDENTIAL, "no EAP password for " + claimed);
    }
    try (Secret secret = password.get()) {
      return MessageDigest.isEqual(Md5Challenge.answer(sentWith, secret, challenge), value)
          ? new Turn.Done()
          : new Turn.Broken(EapFailure.WRONG_PASSWORD, "wrong EAP password for " + claimed);
    }
  }

  @Override
  public EapIdentity who() {
    return claimed;
  }

  @Override
  public Optional<Secret> takeKey() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
