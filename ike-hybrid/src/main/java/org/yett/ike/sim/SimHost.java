package org.yett.ike.sim;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.ike.endpoint.EndpointStatus;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
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
  private final IkeEndpoint endpoint;
  private final JobRunner jobs;
  private final Duration jobDelay;
  private final ChildSaLog childSas;
  private final List<Told> events = new ArrayList<>();
  private Optional<Nat> nat = Optional.empty();
  private Instant wakeAt = Instant.MAX;

  SimHost(
      Simulation simulation,
      String name,
      InetAddress address,
      IkeEndpoint endpoint,
      JobRunner jobs,
      Duration jobDelay) {
    this.simulation = simulation;
    this.name = name;
    this.address = address;
    this.endpoint = endpoint;
    this.jobs = jobs;
    this.jobDelay = jobDelay;
    this.childSas = new ChildSaLog(name);
  }

  /** Its name in the transcript. */
  public String name() {
    return name;
  }

  /** Its own address. */
  public InetAddress address() {
    return address;
  }

  /** Where others see it: the address of its NAT, if it is behind one. */
  public InetAddress seenAddress() {
    return nat.map(Nat::address).orElse(address);
  }

  Optional<Nat> nat() {
    return nat;
  }

  void behind(Nat newNat) {
    nat = Optional.of(newNat);
  }

  /** What the endpoint holds. */
  public EndpointStatus status() {
    return endpoint.status();
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

  Instant wakeAt() {
    return wakeAt;
  }

  /** Hands the endpoint an input now, and carries out what it wants done. */
  void handle(Input input) {
    for (Output output : endpoint.handle(input, simulation.now())) {
      carryOut(output);
    }
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
      case Output.RemoveChildSa remove -> {
        childSas.remove(remove);
        tell(Transcript.Kind.CHILD_SA, "remove " + remove.id());
      }
      case Output.RunJob run ->
          simulation.after(
              jobDelay, () -> handle(new Input.JobDone(run.id(), jobs.run(run.job()))));
      case Output.Emit emit -> {
        events.add(new Told(simulation.elapsed(), emit.event()));
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
