package org.yett.ike.sim;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobRunner;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.exchange.Transitions;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.IkeSpi;

/**
 * Hosts and links in virtual time, which begins at the epoch and goes from one happening to the
 * next. Not thread-safe. The same seed and the same calls give the same transcript.
 */
public final class Simulation {

  /** More happenings than this in one run are taken for a loop. */
  private static final int MAX_HAPPENINGS = 2_000_000;

  private record Happening(Instant at, long number, Runnable what) {}

  private final long seed;
  private final EndpointFactory factory;
  private final PriorityQueue<Happening> queue =
      new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingLong(Happening::number));
  private final Map<String, SimHost> hosts = new LinkedHashMap<>();
  private final Map<String, VirtualLink> links = new LinkedHashMap<>();
  private final KeyBook keys = new KeyBook();
  private final MessageReader reader = new MessageReader(keys);
  private final Transcript transcript = new Transcript();
  private final List<String> violations = new ArrayList<>();
  private final List<Transitions.Transition> transitions = new ArrayList<>();
  private final List<Transitions.Transition> heard = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private LinkProfile defaultProfile = LinkProfile.PERFECT;
  private OnPath onPath = OnPath.NOBODY;
  private Instant now = Instant.EPOCH;
  private long happenings;
  private int inFlight;

  /**
   * An empty simulation.
   *
   * @param seed everything follows from it
   * @param factory makes endpoints
   */
  public Simulation(long seed, EndpointFactory factory) {
    this.seed = seed;
    this.factory = factory;
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** The present instant of virtual time. */
  public Instant now() {
    return now;
  }

  /** The virtual time since the start. */
  public Duration elapsed() {
    return Duration.between(Instant.EPOCH, now);
  }

  /** What happened so far. */
  public Transcript transcript() {
    return transcript;
  }

  /** The messages sent so far, opened, each once. */
  public List<ObservedMessage> messages() {
    return List.copyOf(reader.messages());
  }

  /**
   * A new host.
   *
   * @param name its name in the transcript, and the scope of its randomness
   * @param address its own address
   * @param config of its endpoint
   * @param jobs runs its jobs
   * @param jobDelay the virtual time that each job takes
   * @param seam edits its messages
   * @param draws changes what it draws
   */
  public SimHost addHost(
      String name,
      InetAddress address,
      EndpointConfig config,
      JobRunner jobs,
      Function<Job, Duration> jobDelay,
      OutgoingSeam seam,
      UnaryOperator<Randomness> draws) {
    IntFunction<IkeEndpoint> boot =
        incarnation ->
            factory.create(
                config,
                draws.apply(
                    DeterministicRandomness.ofSeed(seed)
                        .scoped(incarnation == 0 ? name : name + "-" + incarnation)),
                keys.of(name, derived -> note(Transcript.Kind.KEYS, name, derived)),
                seam,
                transition -> observe(name, transition));
    SimHost host = new SimHost(this, name, address, boot, jobs, jobDelay);
    if (hosts.putIfAbsent(name, host) != null) {
      throw new IllegalArgumentException("two hosts are called " + name);
    }
    return host;
  }

  void beginStep() {
    heard.clear();
  }

  void endStep(List<Output> outputs) {
    if (heard.size() == 1) {
      steps.add(Step.of(heard.getFirst(), outputs));
    }
  }

  private void observe(String host, Transitions.Transition transition) {
    transitions.add(transition);
    heard.add(transition);
    if (transition.moves()) {
      note(
          Transcript.Kind.STATE,
          host,
          "IKE SA "
              + transition.ikeSa()
              + ": "
              + transition.from()
              + " -> "
              + transition.to()
              + " ("
              + transition.input()
              + ")");
    }
  }

  /** How the IKE SAs of all hosts went from state to state so far. */
  public List<Transitions.Transition> transitions() {
    return List.copyOf(transitions);
  }

  /** The same with what the host did, where a step of one IKE SA alone was taken at a time. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /** All hosts, in the order in which they were added. */
  public List<SimHost> hosts() {
    return List.copyOf(hosts.values());
  }

  /** Puts a host behind a NAT. */
  public void nat(SimHost host, Nat nat) {
    host.behind(nat);
  }

  /** How all links are that are not given otherwise. */
  public void links(LinkProfile profile) {
    defaultProfile = profile;
    links.values().forEach(link -> link.profile(profile));
  }

  /** How the link from one host to another is, from now on. */
  public void link(SimHost from, SimHost to, LinkProfile profile) {
    linkOf(from.name(), to.name()).profile(profile);
  }

  /** Puts somebody on all paths, from now on. */
  public void onPath(OnPath somebody) {
    onPath = somebody;
  }

  private VirtualLink linkOf(String from, String to) {
    String name = from + ">" + to;
    return links.computeIfAbsent(name, n -> new VirtualLink(seed, n, defaultProfile));
  }

  /** Does something after some virtual time. */
  public void after(Duration delay, Runnable what) {
    queue.add(new Happening(now.plus(delay), happenings++, what));
  }

  /** Hands an input to a host now. */
  public void feed(SimHost host, Input input) {
    host.handle(input);
  }

  /** Writes a line into the transcript. */
  public void note(String text) {
    note(Transcript.Kind.SCENARIO, "scenario", text);
  }

  void note(Transcript.Kind kind, String who, String text) {
    transcript.add(elapsed(), kind, who, text);
  }

  void wake(SimHost host, Instant at) {
    if (at.equals(Instant.MAX)) {
      return;
    }
    Instant due = host.inSimulation(at);
    Instant when = due.isBefore(now) ? now : due;
    queue.add(
        new Happening(
            when,
            happenings++,
            () -> {
              // Replaced by another one, or by none, since.
              if (host.wakeAt().equals(at)) {
                host.handle(new Input.Timer());
              }
            }));
  }

  void send(SimHost from, Output.Transmit transmit) {
    Path path = transmit.path();
    boolean ike = transmit.content() == Output.Content.IKE;
    boolean marker = ike && path.encapsulation() == Encapsulation.UDP_NON_ESP_MARKER;
    SimDatagram datagram =
        new SimDatagram(
            path.local(), path.remote(), marker, transmit.content(), transmit.message());
    String what = ike ? reader.read(elapsed(), from.name(), transmit.message()) : "NAT keepalive";
    note(
        Transcript.Kind.SENT,
        from.name(),
        what + " [" + path + ", " + transmit.message().size() + " octets]");
    if (!from.interfaces().has(path.local().ip())) {
      violations.add(from + " sends from an address that it does not have: " + path);
    }
    SimDatagram outside = datagram.withSource(from.interfaces().outward(datagram.source()));
    List<SimDatagram> passed = onPath.pass(outside);
    if (passed.size() != 1 || !passed.getFirst().equals(outside)) {
      note(
          Transcript.Kind.LINK,
          from.name(),
          "somebody on the path made " + passed.size() + " of it");
    }
    passed.forEach(d -> carry(from.name(), d));
  }

  /** Puts a datagram on the way that no host has sent. */
  public void inject(SimDatagram datagram) {
    note(
        Transcript.Kind.LINK,
        "somebody",
        "sends " + datagram.octets().size() + " octets to " + datagram.destination());
    carry("somebody", datagram);
  }

  private void carry(String from, SimDatagram datagram) {
    Optional<SimHost> to =
        hosts.values().stream()
            .filter(host -> host.interfaces().isSeenAt(datagram.destination().ip()))
            .findFirst();
    if (to.isEmpty()) {
      note(Transcript.Kind.LINK, from, "no host at " + datagram.destination());
      return;
    }
    VirtualLink.Fate fate = linkOf(from, to.get().name()).carry(datagram, elapsed());
    if (!fate.remark().isEmpty()) {
      note(Transcript.Kind.LINK, from + " > " + to.get().name(), fate.remark());
    }
    for (VirtualLink.Arrival arrival : fate.arrivals()) {
      inFlight++;
      after(
          arrival.delay(),
          () -> {
            inFlight--;
            arrive(to.get(), arrival.datagram());
          });
    }
  }

  private void arrive(SimHost host, SimDatagram datagram) {
    Optional<TransportAddress> inside = host.interfaces().inward(datagram.destination());
    if (inside.isEmpty()) {
      note(Transcript.Kind.LINK, host.name(), "its NAT knows no " + datagram.destination());
      return;
    }
    if (datagram.content() == Output.Content.NAT_KEEPALIVE) {
      return;
    }
    boolean expectsMarker = inside.get().port() != Path.IKE_PORT;
    if (expectsMarker != datagram.marker()) {
      violations.add(
          "a non-ESP marker is "
              + (expectsMarker ? "missing" : "superfluous")
              + " in a datagram from "
              + datagram.source()
              + " to "
              + inside.get());
      return;
    }
    Encapsulation encapsulation =
        datagram.marker() ? Encapsulation.UDP_NON_ESP_MARKER : Encapsulation.UDP;
    Path path = new Path(inside.get(), datagram.source(), encapsulation);
    note(
        Transcript.Kind.ARRIVED,
        host.name(),
        datagram.octets().size() + " octets from " + datagram.source());
    host.handle(new Input.Datagram(path, datagram.octets()));
  }

  /** How many datagrams are under way. */
  public int inFlight() {
    return inFlight;
  }

  /** Runs for some virtual time. */
  public void runFor(Duration duration) {
    Instant end = now.plus(duration);
    run(end, () -> false);
    now = end;
  }

  /**
   * Runs until something is so.
   *
   * @param condition asked after each happening
   * @param limit the most virtual time that is spent
   * @return whether it became so in time
   */
  public boolean runUntil(BooleanSupplier condition, Duration limit) {
    return condition.getAsBoolean() || run(now.plus(limit), condition);
  }

  private boolean run(Instant end, BooleanSupplier condition) {
    for (int count = 0; count < MAX_HAPPENINGS; count++) {
      Happening next = queue.peek();
      if (next == null || next.at().isAfter(end)) {
        return false;
      }
      queue.poll();
      now = next.at();
      next.what().run();
      if (condition.getAsBoolean()) {
        return true;
      }
    }
    throw new IllegalStateException(
        "seed " + seed + ": no end after " + MAX_HAPPENINGS + " happenings");
  }

  /**
   * What must never happen, whatever the network does: a Message ID or an IV used twice for
   * different contents, messages that no keys open, an SA installed or removed twice, a non-ESP
   * marker where none belongs, an address that is not the host's own.
   */
  public List<String> violations() {
    List<String> all = new ArrayList<>(violations);
    all.addAll(reader.violations());
    hosts.values().forEach(host -> all.addAll(host.violations()));
    return all;
  }

  /**
   * The epochs for which two hosts have derived different keys, of those IKE SAs that are
   * established at some host that runs: what was forged in IKE_SA_INIT comes out in IKE_AUTH.
   */
  public List<String> keyDisagreements() {
    Set<IkeSpi> standing =
        hosts.values().stream()
            .filter(SimHost::isUp)
            .flatMap(host -> host.status().ikeSas().stream())
            .filter(IkeSaStatus::established)
            .map(IkeSaStatus::initiatorSpi)
            .collect(Collectors.toSet());
    return keys.disagreements(epoch -> standing.contains(epoch.initiatorSpi()));
  }
}
