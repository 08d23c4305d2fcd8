package org.yett.ike.sim;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.EndpointStatus;
import org.yett.ike.endpoint.Footprint;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobRunner;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;

/** A host of a simulation: an endpoint, its Child SAs, and what it told. */
public final class SimHost {

  /** Something that a host told. */
  public record Told(Duration at, Event event) {}

  private final Simulation simulation;
  private final String name;
  private final InetAddress address;
  private final IntFunction<IkeEndpoint> boot;
  private final JobRunner jobs;
  private final Function<Job, Duration> jobDelay;
  private final ChildSaLog childSas;
  private final List<Told> events = new ArrayList<>();
  private final EventLaws laws;
  private final Set<InetAddress> assigned = new LinkedHashSet<>();
  private final Interfaces interfaces;
  private boolean tellsAddresses;
  private Instant wakeAt = Instant.MAX;
  private Optional<IkeEndpoint> endpoint = Optional.empty();
  private List<ConnectionConfig> connections = List.of();
  private Duration clockOffset = Duration.ZERO;
  private int incarnation;
  private int openJobs;

  SimHost(
      Simulation simulation,
      String name,
      InetAddress address,
      IntFunction<IkeEndpoint> boot,
      JobRunner jobs,
      Function<Job, Duration> jobDelay) {
    this.simulation = simulation;
    this.name = name;
    this.address = address;
    this.interfaces = new Interfaces(address);
    this.boot = boot;
    this.jobs = jobs;
    this.jobDelay = jobDelay;
    this.childSas = new ChildSaLog(name);
    this.laws = new EventLaws(name);
    this.endpoint = Optional.of(boot.apply(0));
  }

  /** Its name in the transcript. */
  public String name() {
    return name;
  }

  /** Its own address, or the first one of those with which it began. */
  public InetAddress address() {
    return address;
  }

  /** Where others see it: the address of its NAT, if it is behind one. */
  public InetAddress seenAddress() {
    return nat().map(Nat::address).orElse(address);
  }

  void behind(Nat newNat) {
    interfaces.put(address, Optional.of(newNat));
  }

  Interfaces interfaces() {
    return interfaces;
  }

  /** It gets one more address, and its endpoint is told all of them. */
  public void addAddress(String literal) {
    addAddress(literal, Optional.empty());
  }

  /** It gets one more address, behind a NAT if there is one, and its endpoint is told all. */
  public void addAddress(String literal, Optional<Nat> nat) {
    tell(Transcript.Kind.SCENARIO, "gets the address " + literal);
    interfaces.put(InetAddress.ofLiteral(literal), nat);
    tellAddresses();
  }

  /** It loses an address, and its endpoint is told what is left. */
  public void removeAddress(String literal) {
    tell(Transcript.Kind.SCENARIO, "loses the address " + literal);
    interfaces.remove(InetAddress.ofLiteral(literal));
    tellAddresses();
  }

  /** One address takes the place of another, as when a host moves to another network. */
  public void changeAddress(String from, String to) {
    tell(Transcript.Kind.SCENARIO, "moves from " + from + " to " + to);
    interfaces.remove(InetAddress.ofLiteral(from));
    addAddress(to);
  }

  /** Its endpoint is told its addresses. */
  public void tellAddresses() {
    tellsAddresses = true;
    handle(new Input.PathEvent.LocalAddresses(interfaces.all()));
  }

  /** What the endpoint holds. */
  public EndpointStatus status() {
    return running().status();
  }

  /** How much the endpoint remembers. */
  public Footprint footprint() {
    return running().footprint();
  }

  private IkeEndpoint running() {
    return endpoint.orElseThrow(() -> new IllegalStateException(name + " is down"));
  }

  /** What it did twice, or with Child SAs that were not there. */
  List<String> violations() {
    return Stream.concat(childSas.violations().stream(), laws.violations().stream()).toList();
  }

  /** How often it has crashed. */
  public int incarnation() {
    return incarnation;
  }

  /** The NAT in front of it, if there is one. */
  public Optional<Nat> nat() {
    return interfaces.natOf(address);
  }

  /** Whether it runs: it has not crashed, or has been started again. */
  public boolean isUp() {
    return endpoint.isPresent();
  }

  /**
   * It stops at once and forgets everything: nobody is told, jobs come to nothing, and what arrives
   * finds nobody.
   */
  public void crash() {
    if (isUp()) {
      tell(Transcript.Kind.SCENARIO, "crashes");
      endpoint = Optional.empty();
      incarnation++;
      openJobs = 0;
      wakeAt = Instant.MAX;
      childSas.forget();
    }
  }

  /** It starts anew, with other random numbers and the same connections. */
  public void restart() {
    crash();
    tell(Transcript.Kind.SCENARIO, "starts again");
    endpoint = Optional.of(boot.apply(incarnation));
    if (tellsAddresses) {
      tellAddresses();
    }
    handle(new Input.Commanded(new Command.LoadConnections(connections)));
  }

  /**
   * Somebody sets its clock, or it was suspended for a while. When the clock goes back, the
   * endpoint sees time stand still.
   *
   * @param step how far the clock goes forward; negative if it goes back
   */
  public void stepClock(Duration step) {
    tell(Transcript.Kind.SCENARIO, "its clock is moved by " + step);
    clockOffset = clockOffset.plus(step);
    if (!wakeAt.equals(Instant.MAX)) {
      simulation.wake(this, wakeAt);
    }
  }

  /** The instant of virtual time at which its clock shows this. */
  Instant inSimulation(Instant shown) {
    return shown.minus(clockOffset);
  }

  /** Its Child SAs. */
  public ChildSaLog childSas() {
    return childSas;
  }

  /** What it told so far. */
  public List<Told> events() {
    return List.copyOf(events);
  }

  /** What it told so far of this kind. */
  public <E extends Event> List<E> events(Class<E> kind) {
    return events.stream()
        .map(Told::event)
        .flatMap(event -> kind.isInstance(event) ? Stream.of(kind.cast(event)) : Stream.empty())
        .toList();
  }

  /** Addresses that peers have assigned to this host. */
  public Set<InetAddress> assigned() {
    return Set.copyOf(assigned);
  }

  Instant wakeAt() {
    return wakeAt;
  }

  /** Whether the endpoint wants to be woken at some time. */
  public boolean hasTimer() {
    return !wakeAt.equals(Instant.MAX);
  }

  /** How many of the endpoint's jobs are under way. */
  public int openJobs() {
    return openJobs;
  }

  /** Hands the endpoint an input now, and carries out what it wants done. */
  void handle(Input input) {
    if (endpoint.isEmpty()) {
      tell(Transcript.Kind.LINK, "is down");
      return;
    }
    if (input instanceof Input.Commanded(Command.LoadConnections(var loaded))) {
      connections = loaded;
    }
    simulation.beginStep();
    List<Output> outputs = endpoint.get().handle(input, simulation.now().plus(clockOffset));
    simulation.endStep(outputs);
    outputs.forEach(this::carryOut);
  }

  private void run(Output.RunJob run) {
    int asking = incarnation;
    openJobs++;
    simulation.after(
        jobDelay.apply(run.job()),
        () -> {
          if (incarnation == asking) {
            openJobs--;
            handle(new Input.JobDone(run.id(), jobs.run(run.job())));
          }
        });
  }

  private void carryOut(Output output) {
    switch (output) {
      case Output.Transmit transmit -> simulation.send(this, transmit);
      case Output.WakeAt wake -> {
        wakeAt = wake.instant();
        simulation.wake(this, wakeAt);
      }
      case Output.InstallInbound install -> {
        childSas.install(install);
        tell(Transcript.Kind.CHILD_SA, "install inbound " + install.childSa());
      }
      case Output.ActivateOutbound activate -> {
        childSas.activate(activate);
        tell(Transcript.Kind.CHILD_SA, "activate outbound " + activate.childSa());
      }
      case Output.UpdateChildSa update -> {
        childSas.update(update);
        tell(Transcript.Kind.CHILD_SA, "move " + update.id() + " to " + update.path());
      }
      case Output.RemoveOutbound remove -> {
        childSas.removeOutbound(remove);
        tell(Transcript.Kind.CHILD_SA, "remove outbound " + remove.id());
      }
      case Output.RemoveChildSa remove -> {
        childSas.remove(remove);
        tell(Transcript.Kind.CHILD_SA, "remove " + remove.id());
      }
      case Output.AddAddress add -> {
        if (!assigned.add(add.address())) {
          throw new IllegalStateException(name + " has " + add.address() + " already");
        }
        tell(Transcript.Kind.CHILD_SA, "add address " + add.address().getHostAddress());
      }
      case Output.RemoveAddress remove -> {
        if (!assigned.remove(remove.address())) {
          throw new IllegalStateException(name + " has no " + remove.address());
        }
        tell(Transcript.Kind.CHILD_SA, "remove address " + remove.address().getHostAddress());
      }
      case Output.RunJob run -> run(run);
      case Output.Emit emit -> {
        events.add(new Told(simulation.elapsed(), emit.event()));
        laws.hear(incarnation, emit.event());
        if (!(emit.event() instanceof Event.ExchangeTrace)) {
          // Messages are in the transcript already, with what is inside them.
          tell(Transcript.Kind.EVENT, emit.event().toString());
        }
      }
    }
  }

  private void tell(Transcript.Kind kind, String text) {
    simulation.note(kind, name, text);
  }

  @Override
  public String toString() {
    return name;
  }
}
