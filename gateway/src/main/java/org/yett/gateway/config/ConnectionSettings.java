package org.yett.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.config.settings.SourcePosition;
import org.yett.ike.config.Addressing;
import org.yett.ike.config.ChildlessPolicy;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.IkeLifetimes;
import org.yett.ike.config.MobilityConfig;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.negotiate.PolicyProposal;

/**
 * A section of {@code connections}: an IKEv2 connection.
 *
 * @param name the section's name
 * @param position where it was written
 * @param localAddresses addresses of ours that it is for; never empty
 * @param remoteAddresses addresses of peers that it is for; never empty
 * @param localPort our UDP port
 * @param remotePort the peer's UDP port
 * @param proposals IKE proposals in order of preference; the default ones if none was written
 * @param encapsulate whether ESP goes in UDP even without a NAT
 * @param fragmentation whether IKE messages are fragmented
 * @param unique what happens to an older IKE SA of the same peer
 * @param dpdDelay a peer that is silent for so long is asked for a sign of life; zero never asks
 * @param lifetimes when its IKE SAs are rekeyed, reauthenticated and deleted
 * @param mobility what happens when addresses change, {@code mobike}
 * @param auth how both ends authenticate
 * @param policy what SAs must have whatever the proposals say
 * @param addressing addresses that are asked of a peer or assigned to it
 * @param childless whether IKE SAs without a Child SA are set up
 * @param children its Child SAs, in order
 */
public record ConnectionSettings(
    String name,
    SourcePosition position,
    List<AddressSpec> localAddresses,
    List<AddressSpec> remoteAddresses,
    int localPort,
    int remotePort,
    List<PolicyProposal> proposals,
    boolean encapsulate,
    FragmentationMode fragmentation,
    UniquePolicy unique,
    Duration dpdDelay,
    IkeLifetimes lifetimes,
    MobilityConfig mobility,
    AuthSettings auth,
    PolicySettings policy,
    Addressing addressing,
    ChildlessPolicy childless,
    List<ChildSettings> children) {
  public ConnectionSettings {
    localAddresses = List.copyOf(localAddresses);
    remoteAddresses = List.copyOf(remoteAddresses);
    proposals = List.copyOf(proposals);
    children = List.copyOf(children);
  }

  /** Our identity in the first round; our address if none was written. */
  public Identity localId() {
    return auth.local().getFirst().identity();
  }

  /** The identity that the peer must have in the first round. */
  public IdentityMatch remoteId() {
    return auth.remote().getFirst().identity();
  }

  /** The child of that name. */
  public Optional<ChildSettings> child(String childName) {
    return children.stream().filter(c -> c.name().equals(childName)).findFirst();
  }
}
