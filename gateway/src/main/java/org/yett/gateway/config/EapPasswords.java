package org.yett.gateway.config;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.crypto.Secret;

/**
 * The passwords of EAP clients: sections {@code eap*} of {@code secrets}. One that belongs to
 * nobody is everybody's; of equals the one written last counts.
 *
 * @param secrets in the order written
 */
public record EapPasswords(List<SharedSecret> secrets) {
  public EapPasswords {
    secrets = List.copyOf(secrets);
  }

  /** A copy of the password of a client, which the asker closes. */
  public Optional<Secret> of(EapIdentity who) {
    Optional<SharedSecret> best = Optional.empty();
    boolean owned = false;
    for (SharedSecret secret : secrets) {
      boolean own = secret.owners().stream().anyMatch(o -> EapIdentity.of(o).isSameAs(who));
      if (own || (secret.owners().isEmpty() && !owned)) {
        best = Optional.of(secret);
        owned |= own;
      }
    }
    return best.map(secret -> secret.value().duplicate());
  }
}
