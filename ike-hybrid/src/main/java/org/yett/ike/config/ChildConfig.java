package org.yett.ike.config;

import java.util.List;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.ike.negotiate.SuiteRequirement;

/**
 * A Child SA of a connection: one section of swanctl's {@code children}.
 *
 * @param name the section's name
 * @param proposals ESP proposals in order of preference
 * @param localSelectors our side of the traffic
 * @param remoteSelectors the peer's side of the traffic
 * @param mode tunnel or other
 * @param startAction when it is set up; for the embedder to act on
 * @param lifetimes when it is rekeyed and deleted
 * @param floor what the key exchanges behind its keys have to fulfil, its own or those of its IKE
 *     SA, whatever the proposals say; checked when it is set up and whenever it is rekeyed
 */
public record ChildConfig(
    String name,
    List<PolicyProposal> proposals,
    List<SelectorTemplate> localSelectors,
    List<SelectorTemplate> remoteSelectors,
    ChildMode mode,
    StartAction startAction,
    ChildLifetimes lifetimes,
    List<SuiteRequirement> floor) {

  /** Copies the lists. */
  public ChildConfig {
    proposals = List.copyOf(proposals);
    localSelectors = List.copyOf(localSelectors);
    remoteSelectors = List.copyOf(remoteSelectors);
    floor = List.copyOf(floor);
    if (proposals.isEmpty() || localSelectors.isEmpty() || remoteSelectors.isEmpty()) {
      throw new IllegalArgumentException("child " + name + " needs proposals and selectors");
    }
  }

  /** Lasts for ever, without a floor. */
  public ChildConfig(
      String name,
      List<PolicyProposal> proposals,
      List<SelectorTemplate> localSelectors,
      List<SelectorTemplate> remoteSelectors,
      ChildMode mode,
      StartAction startAction) {
    this(
        name,
        proposals,
        localSelectors,
        remoteSelectors,
        mode,
        startAction,
        ChildLifetimes.NONE,
        List.of());
  }

  /** The same for other traffic. */
  public ChildConfig withSelectors(List<SelectorTemplate> local, List<SelectorTemplate> remote) {
    return new ChildConfig(name, proposals, local, remote, mode, startAction, lifetimes, floor);
  }

  /** The same with other lifetimes. */
  public ChildConfig withLifetimes(ChildLifetimes other) {
    return new ChildConfig(
        name, proposals, localSelectors, remoteSelectors, mode, startAction, other, floor);
  }

  /** The same with another floor. */
  public ChildConfig withFloor(List<SuiteRequirement> other) {
    return new ChildConfig(
        name, proposals, localSelectors, remoteSelectors, mode, startAction, lifetimes, other);
  }
}
