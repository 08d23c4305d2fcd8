package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * A key exchange.
 *
 * @param request number of the message with the initiator's KE payload
 * @param response number of the message with the responder's
 * @param method of the IANA registry of Transform Type 4
 * @param clause where the method's secret is defined for IKEv2
 * @param initiatorRandom what the side that asked drew: a private value, or the seed d | z of
 *     ML-KEM
 * @param responderRandom what the other side drew: a private value, or the message m of ML-KEM
 * @param sharedSecret g^ir, or SK(n)
 */
@JsonPropertyOrder({
  "request",
  "response",
  "method",
  "clause",
  "initiatorRandom",
  "responderRandom",
  "sharedSecret"
})
public record KeyExchangeValue(
    int request,
    int response,
    int method,
    String clause,
    String initiatorRandom,
    String responderRandom,
    String sharedSecret) {

  /** Nothing is absent. */
  public KeyExchangeValue {
    Objects.requireNonNull(clause, "clause");
    Objects.requireNonNull(initiatorRandom, "initiatorRandom");
    Objects.requireNonNull(responderRandom, "responderRandom");
    Objects.requireNonNull(sharedSecret, "sharedSecret");
  }
}
