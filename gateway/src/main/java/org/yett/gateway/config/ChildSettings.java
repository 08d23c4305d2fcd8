package org.yett.gateway.config;

import java.util.List;
import org.yett.gateway.config.settings.SourcePosition;
import org.yett.ike.config.ChildLifetimes;
import org.yett.ike.config.StartAction;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.SelectorTemplate;

/**
 * A section of {@code children}. IPsec mode is tunnel, the only one of this version.
 *
 * @param name the section's name
 * @param position where it was written
 * @param localSelectors our side of the traffic, in the order written; {@code dynamic} alone if
 *     none was written none was
 * @param remoteSelectors the peer's side of the traffic
 * @param proposals ESP proposals in order of preference; the default ones if none was written
 * @param startAction when it is set up
 * @param replayWindow packets that may arrive late and are still accepted; 0 accepts replays
 * @param copyDf whether the outer header takes the inner one's DF bit; it is clear otherwise
 * @param lifetimes when it is rekeyed and deleted
 * @param closeAction what is done when the peer deletes it
 * @param dpdAction what is done when the peer no longer answers
 */
public record ChildSettings(
    String name,
    SourcePosition position,
    List<SelectorTemplate> localSelectors,
    List<SelectorTemplate> remoteSelectors,
    List<PolicyProposal> proposals,
    StartAction startAction,
    int replayWindow,
    boolean copyDf,
    ChildLifetimes lifetimes,
    EndAction closeAction,
    EndAction dpdAction) {
  public ChildSettings {
    localSelectors = List.copyOf(localSelectors);
    remoteSelectors = List.copyOf(remoteSelectors);
    proposals = List.copyOf(proposals);
  }
}
