package org.yett.ike.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.EndpointStatus;
import org.yett.ike.endpoint.Footprint;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.JobId;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.path.Path;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.WireError;

/** The IKEv2 engine: all IKE SAs of an endpoint, in both roles. */
public final class IkeEngine implements IkeEndpoint {

  private final EndpointContext context;
  private final FirstRequests firstRequests;
  private final DatapathEvents datapathEvents;
  private Instant wakeAt = Instant.MAX;
  private boolean shuttingDown;

  private IkeEngine(EndpointContext context) {
    this.context = context;
    this.firstRequests = new FirstRequests(context);
    this.datapathEvents = new DatapathEvents(context, this);
  }

  /**
   * An endpoint without connections and IKE SAs.
   *
   * @param config what holds for all IKE SAs
   * @param randomness in a scope of this endpoint's own
   * @param traces who hears the key schedule; {@link KeyTraces#NONE} in operation
   */
  public static IkeEngine create(EndpointConfig config, Randomness randomness, KeyTraces traces) {
    return create(config, randomness, KeyExchanges.laboratory(), traces, OutgoingSeam.NONE);
  }

  /**
   * An endpoint without connections and IKE SAs, with everything that can be exchanged.
   *
   * @param config what holds for all IKE SAs
   * @param randomness in a scope of this endpoint's own
   * @param keyExchanges the key exchange methods that can be run
   * @param traces who hears the key schedule
   * @param seam where tests change messages before they are sealed
   */
  public static IkeEngine create(
      EndpointConfig config,
      Randomness randomness,
      KeyExchanges keyExchanges,
      KeyTraces traces,
      OutgoingSeam seam) {
    return create(config, randomness, keyExchanges, traces, seam, Transitions.NONE);
  }

  /**
   * An endpoint as above, whose IKE SAs are watched.
   *
   * @param config what holds for all IKE SAs
   * @param randomness in a scope of this endpoint's own
   * @param keyExchanges the key exchange methods that can be run
   * @param traces who hears the key schedule
   * @param seam where tests change messages before they are sealed
   * @param transitions who hears how IKE SAs go from state to state
   */
  public static IkeEngine create(
      EndpointConfig config,
      Randomness randomness,
      KeyExchanges keyExchanges,
      KeyTraces traces,
      OutgoingSeam seam,
      Transitions transitions) {
    return new IkeEngine(
        new EndpointContext(config, randomness, keyExchanges, traces, seam, transitions));
  }

  @Override
  public List<Output> handle(Input input, Instant now) {
    context.advance(now);
    switch (input) {
      case Input.Datagram datagram -> receive(datagram.message(), datagram.path());
      case Input.Timer timer -> wake();
      case Input.Commanded commanded -> command(commanded.command());
      case Input.JobDone(JobId id, JobResult result) -> jobDone(id, result);
      case Input.PathEvent event -> pathEvent(event);
      case Input.DatapathEvent event -> datapathEvents.handle(event);
    }
    Instant next = context.table.nextDue().orElse(Instant.MAX);
    List<Output> outputs = new ArrayList<>();
    if (!next.equals(wakeAt)) {
      // First, so that it cannot overwrite a newer one, should a job be run and handed in at once.
      wakeAt = next;
      outputs.add(new Output.WakeAt(next));
    }
    outputs.addAll(context.takeOutputs());
    return List.copyOf(outputs);
  }

  private void receive(Octets octets, Path from) {
    Outer outer = context.decoder.decodeOuter(octets);
    Optional<IkeHeader> header =
        switch (outer) {
          case Outer.Clear clear -> Optional.of(clear.message().header());
          case Outer.Protected sealed -> Optional.of(sealed.message().header());
          case Outer.Malformed malformed -> malformed.header();
        };
    Optional<IkeSa> sa = header.flatMap(this::find);
    if (sa.isPresent()) {
      sa.get().receive(outer, from);
      return;
    }
    context.amplification.received(octets.size());
    switch (outer) {
      case Outer.Malformed malformed -> malformed(malformed, octets.size(), from);
      case Outer.Clear clear -> {
        if (context.crashDetection.takeForChild(clear.message(), from)) {
          return;
        }
        if (ours(clear.message().header()).isZero() && !shuttingDown) {
          firstRequests.receive(clear.message(), from);
        } else {
          context.offence(
              Optional.empty(), Offence.UNKNOWN_IKE_SPI, clear.message().describe(), from);
        }
      }
      case Outer.Protected sealed -> {
        context.offence(
            Optional.empty(), Offence.UNKNOWN_IKE_SPI, sealed.message().describe(), from);
        context.crashDetection.answerUnknown(sealed.message(), from);
      }
    }
  }

  /** The SPI that we chose, if the message is for an IKE SA of ours. */
  private static IkeSpi ours(IkeHeader header) {
    return header.spi(header.flags().sender().other());
  }

  private Optional<IkeSa> find(IkeHeader header) {
    Side side = header.flags().sender().other();
    return context.table.bySpi(ours(header)).filter(sa -> sa.channel().side() == side);
  }

  private void malformed(Outer.Malformed malformed, int size, Path from) {
    WireError error = malformed.error();
    context.offence(Optional.empty(), error.offence(), error.describe(), from);
    boolean request = malformed.header().filter(IkeHeader::isRequest).isPresent();
    if (request && error.offence().reaction().whenNot().isPresent()) {
      NotifyPayload notify =
          // = rfc7296:2.5/2, rfc7296:3.1/6
          NotifyPayload.of(error.offence().reaction().whenNot().get(), error.notificationData());
      context.clearAnswers.answerOffence(malformed.header().get(), size, List.of(notify), from);
    }
  }

  private void wake() {
    for (IkeSa sa : context.table.due(context.now())) {
      try {
        sa.wake(context.now());
      } catch (RuntimeException e) {
        // One IKE SA that breaks down must not stop the timers of the others.
        breakDown(sa, e);
      }
    }
  }

  private void breakDown(IkeSa sa, RuntimeException cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    context.tell(
        new Event.InternalError(
            Optional.of(sa.id()),
            "a timer threw "
                + cause.getClass().getName()
                + (trace.length == 0 ? "" : " at " + trace[0])));
    try {
      sa.drop(DeleteReason.INTERNAL_ERROR);
    } catch (RuntimeException again) {
      context.tell(
          new Event.InternalError(
              Optional.of(sa.id()), "the IKE SA cannot be ended: " + again.getClass().getName()));
      context.table.remove(sa);
    }
  }

  private void jobDone(JobId id, JobResult result) {
    Optional<IkeSa> sa = context.table.byId(id.ikeSa());
    if (sa.isPresent()) {
      sa.get().jobDone(id, result);
    } else {
      context.count(Counter.LATE_JOBS);
      result.discard();
    }
  }

  private void pathEvent(Input.PathEvent event) {
    switch (event) {
      case Input.PathEvent.PathMtu mtu -> {
        context.learnMtu(mtu.remote(), mtu.datagram());
        context.table.all().stream()
            .filter(sa -> sa.channel().route().path().remote().equals(mtu.remote()))
            .forEach(IkeSa::pathTakesLess);
      }
      case Input.PathEvent.LocalAddresses ours -> {
        context.learnAddresses(ours.addresses());
        context.table.all().forEach(IkeSa::addressesChanged);
      }
      case Input.PathEvent.Doubtful doubtful ->
          context.table.all().stream()
              .filter(sa -> sa.channel().route().path().remote().ip().equals(doubtful.remote()))
              .forEach(IkeSa::pathDoubtful);
    }
  }

  private void command(Command command) {
    switch (command) {
      case Command.LoadConnections load -> {
        context.load(load.connections());
        context.resumption.connectionsLoaded();
      }
      case Command.LoadPools load -> context.addresses.load(load.pools());
      case Command.Initiate initiate ->
          initiate(
              initiate.connection(),
              initiate.child(),
              Optional.empty(),
              initiate.path(),
              List.of(initiate.tag()));
      case Command.TerminateIke terminate ->
          forEach(
              terminate.tag(),
              ikeSas(terminate.target()),
              (sa, tags) -> sa.terminate(DeleteReason.COMMAND, tags));
      case Command.TerminateChild terminate ->
          forEach(
              terminate.tag(), childSas(terminate.target()), (child, tags) -> child.delete(tags));
      case Command.RekeyIke rekey ->
          forEach(
              rekey.tag(),
              ikeSas(rekey.target()).stream().filter(IkeSa::isInCharge).toList(),
              (sa, tags) ->
                  sa.whileEstablished(e ->
                      rekey.reauthenticate()
                          ? new Aging(sa).reauthenticate(e, tags)
                          : new Aging(sa).rekeyIke(e, tags)));
      case Command.RekeyChild rekey ->
          forEach(
              rekey.tag(),
              childSas(rekey.target()).stream().filter(held -> held.child().isInUse()).toList(),
              (held, tags) ->
                  held.sa()
                      .whileEstablished(
                          e -> new Aging(held.sa()).rekeyChild(e, held.child(), tags)));
      case Command.Redirect redirect ->
          forEach(
              redirect.tag(),
              ikeSas(redirect.target()).stream().filter(IkeSa::isInCharge).toList(),
              (sa, tags) ->
                  sa.whileEstablished(
                      e -> new SessionRedirect(sa).send(e, redirect.gateway(), tags)));
      case Command.LoadRedirectRules load -> context.redirection.rules(load.rules());
      case Command.CheckLiveness check ->
          forEach(
              check.tag(),
              ikeSas(check.target()).stream().filter(IkeSa::isInCharge).toList(),
              (sa, tags) -> sa.whileEstablished(e -> new Maintenance(sa).checkLiveness(e, tags)));
      case Command.Shutdown shutdown -> {
        shuttingDown = true;
        List<IkeSa> all = context.table.all().stream().filter(sa -> !sa.isOver()).toList();
        if (all.isEmpty()) {
          context.await(shutdown.tag());
          context.finish(List.of(shutdown.tag()), Optional.empty());
        } else {
          forEach(shutdown.tag(), all, (sa, tags) -> sa.terminate(DeleteReason.COMMAND, tags));
        }
      }
    }
  }

  private interface Act<T> {
    void on(T target, List<Long> tags);
  }

  /** Does something to each target; the command is finished when all are. */
  private <T> void forEach(long tag, List<T> targets, Act<T> act) {
    if (targets.isEmpty()) {
      context.await(tag);
      context.finish(List.of(tag), Optional.of("no such SA"));
      return;
    }
    targets.forEach(target -> context.await(tag));
    targets.forEach(target -> act.on(target, List.of(tag)));
  }

  /** Begins to set up an IKE SA with a Child SA; commands with these tags wait for it. */
  void initiate(
      String connection,
      Optional<String> child,
      Optional<SelectorPair> packet,
      Path path,
      List<Long> tags) {
    tags.forEach(context::await);
    Optional<ConnectionConfig> config = context.connection(connection);
    if (config.isEmpty()) {
      context.finish(tags, Optional.of("no connection " + connection));
      return;
    }
    Optional<ChildConfig> wanted =
        child.isPresent()
            ? config.get().child(child.get())
            : config.get().children().stream().findFirst();
    if (wanted.isEmpty() && (child.isPresent() || !config.get().childless().accepted())) {
      context.finish(
          tags,
          Optional.of(
              "connection " + connection + " has no child" + child.map(c -> " " + c).orElse("")));
      return;
    }
    if (shuttingDown) {
      context.finish(tags, Optional.of("the endpoint is shutting down"));
      return;
    }
    if (wanted.isPresent() && tookOver(config.get(), wanted.get(), packet, path, tags)) {
      return;
    }
    new Beginnings(new IkeSa(context, Side.INITIATOR, path))
        .initiate(
            new InitiatorPlan(config.get(), wanted, packet, tags)
                .withTicket(context.resumption.forAttempt(config.get(), path)));
  }

  /** An IKE SA of the connection that stands, or is being set up, takes the Child SA. */
  private boolean tookOver(
      ConnectionConfig connection,
      ChildConfig child,
      Optional<SelectorPair> packet,
      Path path,
      List<Long> tags) {
    Optional<IkeSa> usable =
        context.table.standing().candidates(connection.name()).stream()
            .filter(sa ->
                sa.connection().filter(c -> isSame(c, connection)).isPresent()
                    && sa.channel().route().path().remote().ip().equals(path.remote().ip())
                    && sa.further().takes(child))
            .reduce((older, newer) -> newer);
    usable.ifPresent(sa -> sa.further().want(child, packet, tags));
    return usable.isPresent();
  }

  private static boolean isSame(ConnectionConfig one, ConnectionConfig other) {
    return one.name().equals(other.name())
        && one.local().equals(other.local())
        && one.remote().equals(other.remote());
  }

  private List<IkeSa> ikeSas(Command.IkeTarget target) {
    return switch (target) {
      case Command.IkeTarget.ById byId ->
          context.table.byId(byId.id()).stream().filter(sa -> !sa.isOver()).toList();
      case Command.IkeTarget.ByConnection by ->
          context.table.all().stream()
              .filter(sa -> !sa.isOver())
              .filter(
                  sa -> sa.connection().filter(c -> c.name().equals(by.connection())).isPresent())
              .toList();
    };
  }

  /** A Child SA and the IKE SA that holds it. */
  private record Held(IkeSa sa, ChildSas.Child child) {
    void delete(List<Long> tags) {
      sa.whileEstablished(e ->
          new Maintenance(sa).deleteChildSas(e, List.of(child.id()), DeleteReason.COMMAND, tags));
    }
  }

  private List<Held> childSas(Command.ChildTarget target) {
    return context.table.all().stream()
        .flatMap(sa -> sa.childSas().all().stream().map(child -> new Held(sa, child)))
        .filter(held ->
            switch (target) {
              case Command.ChildTarget.ById byId -> held.child().id().equals(byId.id());
              case Command.ChildTarget.ByName(var connection, var child) ->
                  held.child().sa().name().equals(child)
                      && connection
                          .filter(c -> !c.equals(held.child().sa().connection()))
                          .isEmpty();
            })
        .toList();
  }

  @Override
  public Footprint footprint() {
    return new Footprint(context.footprint());
  }

  @Override
  public EndpointStatus status() {
    Map<String, Long> counters = new TreeMap<>(context.counters());
    context.amplification.addTo(counters);
    return new EndpointStatus(
        context.table.all().stream().filter(sa -> !sa.isOver()).map(StatusOf::ikeSa).toList(),
        context.table.halfOpen(),
        new TreeMap<>(context.offences()),
        new TreeMap<>(counters),
        context.addresses.status());
  }
}
