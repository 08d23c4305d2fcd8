package org.yett.ike.wire;

import java.util.List;
import java.util.stream.Collectors;
import org.yett.spec.iana.PayloadType;

/**
 * SA (RFC 7296 3.3).
 *
 * @param proposals at least one, the most preferred first
 */
public record SaPayload(List<Proposal> proposals) implements Payload {

  /** Refuses an SA payload without proposals. */
  public SaPayload {
    proposals = List.copyOf(proposals);
    if (proposals.isEmpty()) {
      throw new IllegalArgumentException("an SA payload has at least one proposal");
    }
  }

  @Override
  public PayloadType type() {
    return PayloadType.SA;
  }

  @Override
  public String describe() {
    return proposals.stream().map(Proposal::describe).collect(Collectors.joining(", ", "SA(", ")"));
  }
}
