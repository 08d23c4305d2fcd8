package org.yett.ike.eap;

import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;

/** MD5-Challenge as client: it proves the client alone, and makes no key. */
final class Md5Peer implements PeerMethod {

  private final EapIdentity identity;
  private boolean answered;

  Md5Peer(EapIdentity identity) {
    this.identity = identity;
  }

  @Override
  public Turn answer(int identifier, Octets request, EapEnvironment environment) {
    byte[] challenge = Md5Challenge.value(request);
    if (challenge.length == 0 || answered) {
      return new Turn.Broken(EapFailure.MALFORMED, "MD5-Challenge: a malformed challenge");
    }
    Optional<Secret> password = environment.credentials().password(identity);
    if (password.isEmpty()) {
      return new Turn.Broken(EapFailure.NO_CREDENTIAL, "no EAP password for " + identity);
    }
    answered = true;
    try (Secret secret = password.get()) {
      return new Turn.Send(
          Md5Challenge.packet(Md5Challenge.answer(identifier, secret, challenge), identity.wire()));
    }
  }

  @Override
  public boolean isComplete() {
    return answered;
  }

  @Override
  public Optional<Turn.Broken> failure() {
    return Optional.empty();
  }

  @Override
  public Optional<Secret> takeKey() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
