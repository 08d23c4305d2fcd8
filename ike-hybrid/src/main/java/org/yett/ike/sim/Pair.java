package org.yett.ike.sim;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.JobRunner;
import org.yett.ike.event.Event;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;

/** Two hosts and the link between them: the simulation that most scenarios need. */
public final class Pair {

  private static final InetAddress NAT_OF_INITIATOR = InetAddress.ofLiteral("203.0.113.1");
  private static final InetAddress NAT_OF_RESPONDER = InetAddress.ofLiteral("203.0.113.2");

  private final Simulation simulation;
  private final SimHost initiator;
  private final SimHost responder;
  private final SimCredentials initiatorKeys;
  private final SimCredentials responderKeys;
  private long lastTag;

  /** What a pair is made of; change it before {@link #build}. */
  public static final class Builder {
    private final long seed;
    private final PairConfig initiator = PairConfig.initiator();
    private final PairConfig responder = PairConfig.responder();
    private LinkProfile link = LinkProfile.PERFECT;
    private EndpointFactory factory = EndpointFactory.STANDARD;

    private Builder(long seed) {
      this.seed = seed;
    }

    /** Changes the host that initiates. */
    public Builder initiator(Consumer<PairConfig> change) {
      change.accept(initiator);
      return this;
    }

    /** Changes the host that responds. */
    public Builder responder(Consumer<PairConfig> change) {
      change.accept(responder);
      return this;
    }

    /** Changes both hosts. */
    public Builder both(Consumer<PairConfig> change) {
      return initiator(change).responder(change);
    }

    /** How the link is, in both directions. */
    public Builder link(LinkProfile profile) {
      this.link = profile;
      return this;
    }

    /** Makes the endpoints in another way. */
    public Builder factory(EndpointFactory other) {
      this.factory = other;
      return this;
    }

    /** The pair, with its connections loaded. */
    public Pair build() {
      return new Pair(this);
    }
  }

  /** A pair of which everything follows from the seed. */
  public static Builder builder(long seed) {
    return new Builder(seed);
  }

  private Pair(Builder builder) {
    simulation = new Simulation(builder.seed, builder.factory);
    simulation.links(builder.link);
    initiatorKeys =
        new SimCredentials().with(builder.responder.identity(), builder.initiator.psk());
    responderKeys =
        new SimCredentials().with(builder.initiator.identity(), builder.responder.psk());
    initiator = add("initiator", builder, builder.initiator, initiatorKeys, NAT_OF_INITIATOR);
    responder = add("responder", builder, builder.responder, responderKeys, NAT_OF_RESPONDER);
    load(initiator, builder.initiator, builder.responder);
    load(responder, builder.responder, builder.initiator);
  }

  private SimHost add(
      String name,
      Builder builder,
      PairConfig config,
      SimCredentials credentials,
      InetAddress natAddress) {
    SimHost host =
        simulation.addHost(
            name,
            config.address(),
            config.endpoint(),
            JobRunner.inline(config.credentials().apply(credentials)),
            config.jobDelay(),
            config.seam(),
            config.draws());
    if (config.isBehindNat()) {
      Nat nat = new Nat(natAddress);
      if (config == builder.responder) {
        // Whoever is to be found behind a NAT has its ports forwarded.
        for (int port : new int[] {Path.IKE_PORT, Path.NAT_TRAVERSAL_PORT}) {
          nat.forward(port, new TransportAddress(config.address(), port));
        }
      }
      simulation.nat(host, nat);
    }
    config.furtherAddresses().forEach(host::addAddress);
    if (config.isMobile()) {
      host.tellAddresses();
    }
    return host;
  }

  private static void load(SimHost host, PairConfig own, PairConfig peer) {
    host.handle(
        new Input.Commanded(new Command.LoadConnections(List.of(own.connection(peer.identity())))));
  }

  /** The simulation in which both live. */
  public Simulation simulation() {
    return simulation;
  }

  /** The host that initiates. */
  public SimHost initiator() {
    return initiator;
  }

  /** The host that responds. */
  public SimHost responder() {
    return responder;
  }

  /** The other host. */
  public SimHost peerOf(SimHost host) {
    return host == initiator ? responder : initiator;
  }

  /** The keys that a host knows. */
  public SimCredentials credentialsOf(SimHost host) {
    return host == initiator ? initiatorKeys : responderKeys;
  }

  /** The path from a host to the other one, on port 500. */
  public Path pathFrom(SimHost host) {
    return Path.plain(
        new TransportAddress(host.address(), Path.IKE_PORT),
        new TransportAddress(peerOf(host).seenAddress(), Path.IKE_PORT));
  }

  /** Commands the initiator to set up the connection; returns the command's tag. */
  public long initiate() {
    return initiate(initiator);
  }

  /** Commands a host to set up the connection; returns the command's tag. */
  public long initiate(SimHost host) {
    return initiate(host, PairConfig.CHILD);
  }

  /** Commands a host to set up a child of the connection; returns the command's tag. */
  public long initiate(SimHost host, String child) {
    long tag = ++lastTag;
    command(
        host, new Command.Initiate(tag, PairConfig.CONNECTION, Optional.of(child), pathFrom(host)));
    return tag;
  }

  /** Commands a host to delete the IKE SAs of the connection; returns the command's tag. */
  public long terminate(SimHost host) {
    long tag = ++lastTag;
    command(
        host,
        new Command.TerminateIke(tag, new Command.IkeTarget.ByConnection(PairConfig.CONNECTION)));
    return tag;
  }

  /** Commands a host to delete the Child SAs of the connection; returns the command's tag. */
  public long terminateChild(SimHost host) {
    long tag = ++lastTag;
    command(
        host,
        new Command.TerminateChild(
            tag,
            new Command.ChildTarget.ByName(Optional.of(PairConfig.CONNECTION), PairConfig.CHILD)));
    return tag;
  }

  /** Commands a host to rekey the Child SAs of the connection; returns the command's tag. */
  public long rekeyChild(SimHost host) {
    long tag = ++lastTag;
    command(
        host,
        new Command.RekeyChild(
            tag,
            new Command.ChildTarget.ByName(Optional.of(PairConfig.CONNECTION), PairConfig.CHILD)));
    return tag;
  }

  /** Commands a host to rekey the IKE SAs of the connection; returns the command's tag. */
  public long rekeyIke(SimHost host) {
    return rekeyIke(host, false);
  }

  /** Commands a host to reauthenticate the IKE SAs of the connection; returns the command's tag. */
  public long reauthenticate(SimHost host) {
    return rekeyIke(host, true);
  }

  private long rekeyIke(SimHost host, boolean reauthenticate) {
    long tag = ++lastTag;
    command(
        host,
        new Command.RekeyIke(
            tag, new Command.IkeTarget.ByConnection(PairConfig.CONNECTION), reauthenticate));
    return tag;
  }

  /** Commands a host to ask the other one for a sign of life; returns the command's tag. */
  public long checkLiveness(SimHost host) {
    long tag = ++lastTag;
    command(
        host,
        new Command.CheckLiveness(tag, new Command.IkeTarget.ByConnection(PairConfig.CONNECTION)));
    return tag;
  }

  /** Hands a command to a host now. */
  public void command(SimHost host, Command command) {
    simulation.note(host + " is commanded " + command);
    simulation.feed(host, new Input.Commanded(command));
  }

  /** How a command was finished, if it is. */
  public Optional<Event.CommandFinished> finished(SimHost host, long tag) {
    return host.events(Event.CommandFinished.class).stream()
        .filter(event -> event.tag() == tag)
        .findFirst();
  }

  /**
   * Runs until a command is finished.
   *
   * @return how it was finished; empty if it was not in time
   */
  public Optional<Event.CommandFinished> runUntilFinished(SimHost host, long tag, Duration limit) {
    simulation.runUntil(() -> finished(host, tag).isPresent(), limit);
    return finished(host, tag);
  }

  /** Whether both hosts hold an established IKE SA and a Child SA to send and to receive on. */
  public boolean isEstablished() {
    return isEstablished(initiator) && isEstablished(responder);
  }

  private static boolean isEstablished(SimHost host) {
    return host.status().ikeSas().stream().anyMatch(sa -> sa.established())
        && !host.childSas().outbound().isEmpty();
  }

  /**
   * What the two hosts do not agree on, once nothing is under way: for each Child SA of one there
   * is one of the other with the same SPIs, keys and selectors.
   */
  public List<String> disagreements() {
    List<String> found = new ArrayList<>(simulation.keyDisagreements());
    found.addAll(disagreements(initiator, responder));
    found.addAll(disagreements(responder, initiator));
    return found;
  }

  private static List<String> disagreements(SimHost one, SimHost other) {
    List<String> found = new ArrayList<>();
    for (ChildSa childSa : one.childSas().inbound()) {
      Optional<ChildSa> counterpart = other.childSas().receivingOn(childSa.outboundSpi());
      if (counterpart.isEmpty()) {
        found.add(one + " holds an SA that " + other + " does not: " + childSa);
      } else if (!agree(childSa, counterpart.get())) {
        found.add(one + " and " + other + " hold different SAs: " + childSa);
      }
    }
    return found;
  }

  private static boolean agree(ChildSa one, ChildSa other) {
    return one.inboundSpi() == other.outboundSpi()
        && one.suite().equals(other.suite())
        && one.inbound().encryption().equals(other.outbound().encryption())
        && one.inbound().integrity().equals(other.outbound().integrity())
        && one.outbound().encryption().equals(other.inbound().encryption())
        && one.outbound().integrity().equals(other.inbound().integrity())
        && one.localSelectors().equals(other.remoteSelectors())
        && one.remoteSelectors().equals(other.localSelectors())
        && one.mode() == other.mode()
        && one.udpEncapsulated() == other.udpEncapsulated();
  }

  /**
   * Sends a packet of traffic from a host on its newest Child SA, and tells the other host's
   * endpoint of it.
   *
   * @return whether the other host could receive it
   */
  public boolean sendPacket(SimHost from) {
    List<ChildSa> outbound = from.childSas().outbound();
    if (outbound.isEmpty()) {
      return false;
    }
    ChildSa sending = outbound.getLast();
    SimHost to = peerOf(from);
    Optional<ChildSa> receiving =
        to.childSas().receivingOn(sending.outboundSpi()).filter(other -> agree(sending, other));
    receiving.ifPresent(
        childSa -> simulation.feed(to, new Input.DatapathEvent.FirstInbound(childSa.inboundSpi())));
    return receiving.isPresent();
  }
}
