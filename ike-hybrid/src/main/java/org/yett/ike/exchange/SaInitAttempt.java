package org.yett.ike.exchange;

import java.util.Optional;
import org.yett.ike.event.Event.FailureReason;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.PsPayload;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * How an initiator tries IKE_SA_INIT at present.
 *
 * @param method the key exchange of the KE payload
 * @param nonce data of the Nonce payload
 * @param cookie what the responder wants to see back
 * @param solution of the puzzle that came with the cookie
 * @param restarts how often the exchange was started over because the responder asked for it
 * @param refusal what an unauthenticated answer said against it, if there was one
 */
record SaInitAttempt(
    KeyExchangeMethod method,
    Octets nonce,
    Optional<Octets> cookie,
    Optional<PsPayload> solution,
    int restarts,
    Optional<Refusal> refusal) {

  /**
   * What an answer said against it. Nothing authenticates it: it is not believed at once.
   *
   * @param reason what it comes to
   * @param detail in words
   */
  record Refusal(FailureReason reason, String detail) {}

  SaInitAttempt withCookie(Octets newCookie) {
    return new SaInitAttempt(
        method, nonce, Optional.of(newCookie), Optional.empty(), restarts + 1, refusal);
  }

  SaInitAttempt withSolution(PsPayload newSolution) {
    return new SaInitAttempt(method, nonce, cookie, Optional.of(newSolution), restarts, refusal);
  }

  @Clause("rfc7296:2.6.1/1")
  SaInitAttempt withMethod(KeyExchangeMethod newMethod) {
    return new SaInitAttempt(newMethod, nonce, cookie, solution, restarts + 1, refusal);
  }

  SaInitAttempt withRefusal(Refusal newRefusal) {
    return new SaInitAttempt(method, nonce, cookie, solution, restarts, Optional.of(newRefusal));
  }
}
