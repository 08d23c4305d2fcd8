package org.yett.ike.negotiate;

import java.util.List;
import org.yett.spec.iana.ProtocolId;

/**
 * How a responder chooses.
 *
 * @param proposals what we accept, in order of preference; at least one
 * @param order whose order of preference counts
 * @param keyExchangeChoice whether the peer's KE payload has a say
 * @param floor what every suite has to fulfil besides
 */
public record SelectionPolicy(
    List<PolicyProposal> proposals,
    Order order,
    KeyExchangeChoice keyExchangeChoice,
    List<SuiteRequirement> floor) {

  /** Whose order of preference counts. */
  public enum Order {
    /**
     * Ours: strongSwan's {@code prefer_configured_proposals = yes}, its default and ours. Which
     * algorithms an SA has is then the responder's decision, and not to be swayed by whoever sends
     * the request.
     */
    CONFIGURED,
    /** The peer's, as RFC 7296 3.3 has proposals ordered. */
    SUPPLIED
  }

  /** Whether the peer's KE payload has a say. */
  public enum KeyExchangeChoice {
    /**
     * It has none: the best suite is chosen, at the cost of a further round trip by
     * INVALID_KE_PAYLOAD where the peer guessed another method. As strongSwan does; nobody on the
     * path can then bring about a weaker key exchange by the choice of a KE payload.
     */
    BEST,
    /**
     * The best suite with the method of the KE payload is chosen if there is one, which saves the
     * round trip.
     */
    RECEIVED_IF_POSSIBLE
  }

  /** Takes copies. */
  public SelectionPolicy {
    proposals = List.copyOf(proposals);
    floor = List.copyOf(floor);
    if (proposals.isEmpty()) {
      throw new IllegalArgumentException("a policy has at least one proposal");
    }
  }

  /** Our order, the best key exchange, no floor. */
  public static SelectionPolicy of(List<PolicyProposal> proposals) {
    return new SelectionPolicy(proposals, Order.CONFIGURED, KeyExchangeChoice.BEST, List.of());
  }

  /** The default proposals. */
  public static SelectionPolicy defaults(ProtocolId protocol) {
    return of(DefaultProposals.of(protocol));
  }
}
