package org.yett.ike.exchange;

import java.util.Optional;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * How an initiator tries IKE_SA_INIT at present.
 *
 * @param method the key exchange of the KE payload
 * @param nonce data of the Nonce payload
 * @param cookie what the responder wants to see back
 * @param restarts how often the exchange was started over because the responder asked for it
 * @param refusal what an unauthenticated answer said against it, if there was one
 */
record SaInitAttempt(
    KeyExchangeMethod method,
    Octets nonce,
    Optional<Octets> cookie,
    int restarts,
    Optional<String> refusal) {

  SaInitAttempt withCookie(Octets newCookie) {
    return new SaInitAttempt(method, nonce, Optional.of(newCookie), restarts + 1, refusal);
  }

  @Clause("rfc7296:2.6.1/1")
  SaInitAttempt withMethod(KeyExchangeMethod newMethod) {
    return new SaInitAttempt(newMethod, nonce, cookie, restarts + 1, refusal);
  }

  SaInitAttempt withRefusal(String newRefusal) {
    return new SaInitAttempt(method, nonce, cookie, restarts, Optional.of(newRefusal));
  }
}
