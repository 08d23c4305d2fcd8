package org.yett.ike.negotiate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why no proposal was chosen: which one came closest, and what it lacked. For our own log: the peer
 * hears NO_PROPOSAL_CHOSEN alone.
 *
 * @param proposalNumber the number of the peer's proposal that came closest
 * @param ours the proposal of ours that it came closest to
 * @param obstacles what was between the two; at least one
 * @param received the peer's proposals in words
 * @param configured our proposals
 */
public record Refusal(
    int proposalNumber,
    PolicyProposal ours,
    List<Obstacle> obstacles,
    List<String> received,
    List<PolicyProposal> configured) {

  /** Takes copies. */
  public Refusal {
    obstacles = List.copyOf(obstacles);
    received = List.copyOf(received);
    configured = List.copyOf(configured);
  }

  /** The closest proposal and what it lacked, in one line. */
  public String text() {
    return "no proposal chosen: the peer's proposal "
        + proposalNumber
        + " came closest to ours ("
        + ours
        + "), but "
        + obstacles.stream().map(Obstacle::text).collect(Collectors.joining("; "));
  }

  /** All proposals of both sides, in one line. */
  public String bothSides() {
    return "the peer offers "
        + String.join(", ", received)
        + "; we accept "
        + configured.stream().map(PolicyProposal::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return text();
  }
}
