package org.yett.ike.sim;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.yett.ike.config.AddressMatch;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildLifetimes;
import org.yett.ike.config.ChildMode;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.IkeLifetimes;
import org.yett.ike.config.Limits;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.MobilityConfig;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.config.StartAction;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.Credentials;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalStrings;
import org.yett.ike.negotiate.ProposalSyntaxException;
import org.yett.ike.negotiate.SelectorSyntaxException;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.spec.iana.ProtocolId;

/** One end of a {@link Pair}: a host and its single connection. Each method returns this. */
public final class PairConfig {

  /** The connection's name at both ends. */
  public static final String CONNECTION = "pair";

  /** The child's name at both ends. */
  public static final String CHILD = "net";

  /** The name of the second child at both ends, if there is one, between other networks. */
  public static final String SECOND_CHILD = "other";

  private record Networks(List<SelectorTemplate> local, List<SelectorTemplate> remote) {}

  private InetAddress address;
  private Identity identity;
  private String psk = "a secret of the simulation";
  private List<PolicyProposal> ike = ike("aes256gcm16-prfsha384-x25519-ke1_mlkem768");
  private List<PolicyProposal> esp = esp("aes256gcm16-esn-noesn");
  private List<SuiteRequirement> floor = List.of();
  private List<SelectorTemplate> localSelectors;
  private List<SelectorTemplate> remoteSelectors;
  private FragmentationMode fragmentation = FragmentationMode.YES;
  private boolean encapsulation;
  private UniquePolicy unique = UniquePolicy.NO;
  private Duration dpdDelay = Duration.ZERO;
  private EndpointConfig endpoint = EndpointConfig.DEFAULT;
  private OutgoingSeam seam = OutgoingSeam.NONE;
  private UnaryOperator<Randomness> draws = UnaryOperator.identity();
  private Function<Job, Duration> jobDelay = job -> Duration.ZERO;
  private UnaryOperator<Credentials> credentials = UnaryOperator.identity();
  private boolean behindNat;
  private Optional<Networks> second = Optional.empty();
  private IkeLifetimes ikeLifetimes = IkeLifetimes.NONE;
  private ChildLifetimes childLifetimes = ChildLifetimes.NONE;
  private MobilityConfig mobility = MobilityConfig.NONE;
  private List<String> further = List.of();
  private List<AddressMatch> peers = List.of(new AddressMatch.Any());
  private UnaryOperator<ConnectionConfig> connectionChange = UnaryOperator.identity();

  PairConfig(String address, String identity, String localNet, String remoteNet) {
    this.address = InetAddress.ofLiteral(address);
    this.identity = Identity.fqdn(identity);
    this.localSelectors = selectors(localNet);
    this.remoteSelectors = selectors(remoteNet);
  }

  static PairConfig initiator() {
    return new PairConfig("192.0.2.1", "initiator.example", "10.1.0.0/16", "10.2.0.0/16");
  }

  static PairConfig responder() {
    return new PairConfig("198.51.100.2", "responder.example", "10.2.0.0/16", "10.1.0.0/16");
  }

  private static List<PolicyProposal> ike(String proposals) {
    return proposals(ProtocolId.IKE, proposals);
  }

  private static List<PolicyProposal> esp(String proposals) {
    return proposals(ProtocolId.ESP, proposals);
  }

  private static List<PolicyProposal> proposals(ProtocolId protocol, String text) {
    try {
      return ProposalStrings.parseList(protocol, text);
    } catch (ProposalSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<SelectorTemplate> selectors(String list) {
    try {
      List<SelectorTemplate> selectors = new ArrayList<>();
      for (String selector : list.split(",", -1)) {
        selectors.add(SelectorTemplate.parse(selector));
      }
      return selectors;
    } catch (SelectorSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** IKE proposals, as in a configuration. */
  public PairConfig ikeProposals(String proposals) {
    this.ike = ike(proposals);
    return this;
  }

  /** IKE proposals, for algorithms that have no keyword. */
  public PairConfig ikeProposals(List<PolicyProposal> proposals) {
    this.ike = List.copyOf(proposals);
    return this;
  }

  /** ESP proposals, as in a configuration. */
  public PairConfig espProposals(String proposals) {
    this.esp = esp(proposals);
    return this;
  }

  /** What every IKE suite must fulfil. */
  public PairConfig floor(SuiteRequirement... requirements) {
    this.floor = List.of(requirements);
    return this;
  }

  /** The host's own address. */
  public PairConfig address(String literal) {
    this.address = InetAddress.ofLiteral(literal);
    return this;
  }

  /** The pre-shared key. */
  public PairConfig psk(String key) {
    this.psk = Objects.requireNonNull(key, "key");
    return this;
  }

  /** Our identity, an FQDN. */
  public PairConfig identity(String fqdn) {
    this.identity = Identity.fqdn(fqdn);
    return this;
  }

  /** Traffic selectors as in a configuration, separated by commas. */
  public PairConfig selectors(String local, String remote) {
    this.localSelectors = selectors(local);
    this.remoteSelectors = selectors(remote);
    return this;
  }

  /** Whether IKE fragmentation is used. */
  public PairConfig fragmentation(FragmentationMode mode) {
    this.fragmentation = mode;
    return this;
  }

  /** The largest IP datagram of a fragment, in octets. */
  public PairConfig fragmentSize(int octets) {
    this.endpoint = endpoint.withFragmentation(endpoint.fragmentation().withDatagram(octets));
    return this;
  }

  /** Behaves as if there were a NAT. */
  public PairConfig forceUdpEncapsulation() {
    this.encapsulation = true;
    return this;
  }

  /** What happens to older IKE SAs with the same peer. */
  public PairConfig unique(UniquePolicy policy) {
    this.unique = policy;
    return this;
  }

  /** When the peer is asked for a sign of life. */
  public PairConfig dpdDelay(Duration delay) {
    this.dpdDelay = delay;
    return this;
  }

  /** Changes the connection, after everything else has been set. */
  public PairConfig connection(UnaryOperator<ConnectionConfig> change) {
    this.connectionChange = Objects.requireNonNull(change, "change");
    return this;
  }

  /** Changes the configuration of the endpoint. */
  public PairConfig endpoint(UnaryOperator<EndpointConfig> change) {
    this.endpoint = change.apply(endpoint);
    return this;
  }

  /** How long the host keeps IKE SAs and messages of which a part is still missing. */
  public PairConfig patience(Duration lifetime) {
    Limits old = endpoint.limits();
    Limits limits =
        new Limits(
            old.halfOpen(),
            old.halfOpenPerAddress(),
            lifetime,
            lifetime,
            old.intermediateExchanges(),
            old.saInitRestarts());
    this.endpoint = endpoint.withLimits(limits);
    return this;
  }

  /** There is a second child, between these networks. */
  public PairConfig secondChild(String local, String remote) {
    this.second = Optional.of(new Networks(selectors(local), selectors(remote)));
    return this;
  }

  /** When the IKE SA is rekeyed, reauthenticated and deleted. */
  public PairConfig ikeLifetimes(IkeLifetimes lifetimes) {
    this.ikeLifetimes = Objects.requireNonNull(lifetimes, "lifetimes");
    return this;
  }

  /** When the Child SA is rekeyed and deleted. */
  public PairConfig childLifetimes(ChildLifetimes lifetimes) {
    this.childLifetimes = Objects.requireNonNull(lifetimes, "lifetimes");
    return this;
  }

  /** How many requests of the peer are taken at a time. */
  public PairConfig window(int requests) {
    this.endpoint = endpoint.withWindow(requests);
    return this;
  }

  /** Changes what the host draws, where chance is to be helped. */
  public PairConfig draws(UnaryOperator<Randomness> change) {
    this.draws = change;
    return this;
  }

  /** Changes what the host knows of keys; what it is given knows its pre-shared keys. */
  public PairConfig credentials(UnaryOperator<Credentials> change) {
    this.credentials = Objects.requireNonNull(change, "change");
    return this;
  }

  /** Edits the messages of this host. */
  public PairConfig seam(OutgoingSeam editor) {
    this.seam = editor;
    return this;
  }

  /** The virtual time that every job takes. */
  public PairConfig jobDelay(Duration delay) {
    return jobDelay(job -> delay);
  }

  /** The virtual time that each job takes. */
  public PairConfig jobDelay(Function<Job, Duration> delay) {
    this.jobDelay = delay;
    return this;
  }

  /** What happens when addresses change. */
  public PairConfig mobility(MobilityConfig behaviour) {
    this.mobility = behaviour;
    return this;
  }

  /** The only addresses from which peers are accepted. */
  public PairConfig peersAt(String... literals) {
    this.peers =
        Stream.of(literals)
            .<AddressMatch>map(literal -> new AddressMatch.Host(InetAddress.ofLiteral(literal)))
            .toList();
    return this;
  }

  /** Gives the host further addresses. */
  public PairConfig addresses(String... further) {
    this.further = List.of(further);
    return this;
  }

  /** Puts the host behind a NAT. */
  public PairConfig behindNat() {
    this.behindNat = true;
    return this;
  }

  List<String> furtherAddresses() {
    return further;
  }

  boolean isMobile() {
    return mobility.mobike();
  }

  InetAddress address() {
    return address;
  }

  Identity identity() {
    return identity;
  }

  String psk() {
    return psk;
  }

  EndpointConfig endpoint() {
    return endpoint;
  }

  UnaryOperator<Randomness> draws() {
    return draws;
  }

  OutgoingSeam seam() {
    return seam;
  }

  UnaryOperator<Credentials> credentials() {
    return credentials;
  }

  Function<Job, Duration> jobDelay() {
    return jobDelay;
  }

  boolean isBehindNat() {
    return behindNat;
  }

  ConnectionConfig connection(Identity peer) {
    return connectionChange.apply(
        new ConnectionConfig(
                CONNECTION,
                List.<AddressMatch>of(
                    isMobile() ? new AddressMatch.Any() : new AddressMatch.Host(address)),
                peers,
                ike,
                floor,
                new LocalAuth.Psk(identity),
                new RemoteAuth.Psk(new IdentityMatch.Exactly(peer)),
                children(),
                encapsulation,
                fragmentation,
                unique,
                dpdDelay)
            .withLifetimes(ikeLifetimes)
            .withMobility(mobility));
  }

  private List<ChildConfig> children() {
    List<ChildConfig> children = new ArrayList<>();
    children.add(child(CHILD, localSelectors, remoteSelectors));
    second.ifPresent(nets -> children.add(child(SECOND_CHILD, nets.local(), nets.remote())));
    return children;
  }

  private ChildConfig child(
      String name, List<SelectorTemplate> local, List<SelectorTemplate> remote) {
    return new ChildConfig(name, esp, local, remote, ChildMode.TUNNEL, StartAction.NONE)
        .withLifetimes(childLifetimes);
  }
}
