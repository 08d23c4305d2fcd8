package org.yett.features.subject;

import java.util.function.UnaryOperator;
import org.yett.ike.endpoint.OutgoingSeam.Draft;
import org.yett.spec.iana.ExchangeType;

/**
 * One thing that an end of ours does differently from what its own configuration says: mostly a
 * breach of the protocol. Retransmissions repeat what was sent first.
 *
 * @param exchange in messages of this exchange
 * @param response in its responses, or in its requests
 * @param ordinal in which of those that the end sends, from 1; 0 for all
 * @param edit makes the message that is sent instead
 */
public record Violation(
    ExchangeType exchange, boolean response, int ordinal, UnaryOperator<Draft> edit) {

  /** For all messages of that kind. */
  public static final int EACH = 0;
}
