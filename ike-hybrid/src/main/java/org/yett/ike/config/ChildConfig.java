package org.yett.ike.config;

import java.util.List;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.SelectorTemplate;

/**
 * A Child SA of a connection: one section of swanctl's {@code children}.
 *
 * @param name the section's name
 * @param proposals ESP proposals in order of preference
 * @param localSelectors our side of the traffic
 * @param remoteSelectors the peer's side of the traffic
 * @param mode tunnel or other
 * @param startAction when it is set up; for the embedder to act on
 */
public record ChildConfig(
    String name,
    List<PolicyProposal> proposals,
    List<SelectorTemplate> localSelectors,
    List<SelectorTemplate> remoteSelectors,
    ChildMode mode,
    StartAction startAction) {

  /** Copies the lists. */
  public ChildConfig {
    proposals = List.copyOf(proposals);
    localSelectors = List.copyOf(localSelectors);
    remoteSelectors = List.copyOf(remoteSelectors);
    if (proposals.isEmpty() || localSelectors.isEmpty() || remoteSelectors.isEmpty()) {
      throw new IllegalArgumentException("child " + name + " needs proposals and selectors");
    }
  }
}
