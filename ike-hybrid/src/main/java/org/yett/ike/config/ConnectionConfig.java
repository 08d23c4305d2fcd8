package org.yett.ike.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.ike.path.Path;

/**
 * A connection: one section of swanctl's {@code connections}.
 *
 * @param name the section's name
 * @param localAddresses our addresses that it is for; matched against the path
 * @param remoteAddresses the peer's addresses that it is for
 * @param proposals IKE proposals in order of preference
 * @param floor what the suite has to fulfil whatever the proposals say
 * @param local how we authenticate
 * @param remote how the peer authenticates
 * @param children its Child SAs, in order
 * @param forceUdpEncapsulation {@code encap}: behave as if there were a NAT (RFC 7296 2.23)
 * @param fragmentation whether IKE fragmentation is used
 * @param unique what happens to an older IKE SA with the same peer
 * @param dpdDelay a peer that has been silent for so long is asked for a sign of life; zero never
 *     asks
 * @param mobility what happens when addresses change
 * @param lifetimes when the IKE SA is rekeyed, reauthenticated and deleted
 * @param addressing addresses that one end assigns to the other
 * @param childless whether IKE SAs without a Child SA are set up
 * @param auth further rounds of authentication, post-quantum preshared keys, the transcript
 */
public record ConnectionConfig(
    String name,
    List<AddressMatch> localAddresses,
    List<AddressMatch> remoteAddresses,
    List<PolicyProposal> proposals,
    List<SuiteRequirement> floor,
    LocalAuth local,
    RemoteAuth remote,
    List<ChildConfig> children,
    boolean forceUdpEncapsulation,
    FragmentationMode fragmentation,
    UniquePolicy unique,
    Duration dpdDelay,
    MobilityConfig mobility,
    IkeLifetimes lifetimes,
    Addressing addressing,
    ChildlessPolicy childless,
    AuthConfig auth) {

  /** Without MOBIKE and addresses to assign, whose IKE SAs last for ever. */
  public ConnectionConfig(
      String name,
      List<AddressMatch> localAddresses,
      List<AddressMatch> remoteAddresses,
      List<PolicyProposal> proposals,
      List<SuiteRequirement> floor,
      LocalAuth local,
      RemoteAuth remote,
      List<ChildConfig> children,
      boolean forceUdpEncapsulation,
      FragmentationMode fragmentation,
      UniquePolicy unique,
      Duration dpdDelay) {
    this(
        name,
        localAddresses,
        remoteAddresses,
        proposals,
        floor,
        local,
        remote,
        children,
        forceUdpEncapsulation,
        fragmentation,
        unique,
        dpdDelay,
        MobilityConfig.NONE,
        IkeLifetimes.NONE,
        Addressing.NONE,
        ChildlessPolicy.ALLOW,
        AuthConfig.DEFAULT);
  }

  /** Copies the lists. */
  public ConnectionConfig {
    localAddresses = List.copyOf(localAddresses);
    remoteAddresses = List.copyOf(remoteAddresses);
    proposals = List.copyOf(proposals);
    floor = List.copyOf(floor);
    children = List.copyOf(children);
    if (proposals.isEmpty()) {
      throw new IllegalArgumentException("connection " + name + " needs proposals");
    }
    if (dpdDelay.isNegative()) {
      throw new IllegalArgumentException("dpd_delay of connection " + name + " is negative");
    }
  }

  /** Whether the connection is for these two addresses. An empty list is for every address. */
  public boolean matches(Path path) {
    return matches(localAddresses, path.local().ip())
        && matches(remoteAddresses, path.remote().ip());
  }

  /** The same with other behaviour when addresses change. */
  public ConnectionConfig withMobility(MobilityConfig other) {
    return copy(children, other, lifetimes, addressing, childless, auth);
  }

  /** Whether the connection uses this address of ours. An empty list is for every address. */
  public boolean matchesLocal(InetAddress address) {
    return matches(localAddresses, address);
  }

  private static boolean matches(List<AddressMatch> patterns, InetAddress address) {
    return patterns.isEmpty() || patterns.stream().anyMatch(p -> p.matches(address));
  }

  /** The child of that name. */
  public Optional<ChildConfig> child(String childName) {
    return children.stream().filter(c -> c.name().equals(childName)).findFirst();
  }

  /** The same with other lifetimes. */
  public ConnectionConfig withLifetimes(IkeLifetimes other) {
    return copy(children, mobility, other, addressing, childless, auth);
  }

  /** The same with other children. */
  public ConnectionConfig withChildren(List<ChildConfig> other) {
    return copy(other, mobility, lifetimes, addressing, childless, auth);
  }

  /** The same with other addresses to assign. */
  public ConnectionConfig withAddressing(Addressing other) {
    return copy(children, mobility, lifetimes, other, childless, auth);
  }

  /** The same with another policy about IKE SAs without a Child SA. */
  public ConnectionConfig withChildless(ChildlessPolicy other) {
    return copy(children, mobility, lifetimes, addressing, other, auth);
  }

  /** The same with other authentication beside the first sections. */
  public ConnectionConfig withAuth(AuthConfig other) {
    return copy(children, mobility, lifetimes, addressing, childless, other);
  }

  /** The same with other first rounds of authentication. */
  public ConnectionConfig withFirstRounds(LocalAuth ours, RemoteAuth peers) {
    return new ConnectionConfig(
        name,
        localAddresses,
        remoteAddresses,
        proposals,
        floor,
        ours,
        peers,
        children,
        forceUdpEncapsulation,
        fragmentation,
        unique,
        dpdDelay,
        mobility,
        lifetimes,
        addressing,
        childless,
        auth);
  }

  /** Our rounds of authentication in order, the first one too. */
  public List<LocalAuth> localRounds() {
    return Stream.concat(Stream.of(local), auth.furtherLocal().stream()).toList();
  }

  /** The peer's rounds of authentication in order, the first one too. */
  public List<RemoteAuth> remoteRounds() {
    return Stream.concat(Stream.of(remote), auth.furtherRemote().stream()).toList();
  }

  private ConnectionConfig copy(
      List<ChildConfig> children,
      MobilityConfig mobility,
      IkeLifetimes lifetimes,
      Addressing addressing,
      ChildlessPolicy childless,
      AuthConfig auth) {
    return new ConnectionConfig(
        name,
        localAddresses,
        remoteAddresses,
        proposals,
        floor,
        local,
        remote,
        children,
        forceUdpEncapsulation,
        fragmentation,
        unique,
        dpdDelay,
        mobility,
        lifetimes,
        addressing,
        childless,
        auth);
  }
}
