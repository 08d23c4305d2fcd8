package org.yett.gateway.runtime;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.esp.packet.OuterHeaderPolicy;
import org.yett.gateway.config.ChildSettings;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.config.DaemonSettings;
import org.yett.gateway.config.EngineConfigMapper;
import org.yett.gateway.config.ExtensionSettings;
import org.yett.gateway.config.GatewayConfig;
import org.yett.gateway.config.SharedSecret;
import org.yett.gateway.control.ChildSaStatus;
import org.yett.gateway.control.ControlLog;
import org.yett.gateway.control.Counter;
import org.yett.gateway.control.Counters;
import org.yett.gateway.control.CredentialControl;
import org.yett.gateway.control.DaemonInfo;
import org.yett.gateway.control.GatewayControl;
import org.yett.gateway.control.GatewayListener;
import org.yett.gateway.control.GatewayStatistics;
import org.yett.gateway.control.IkeSaStatus;
import org.yett.gateway.control.InitiateRequest;
import org.yett.gateway.control.LogLine;
import org.yett.gateway.control.LogLine.Group;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.control.SaTarget;
import org.yett.gateway.datapath.ChildPolicy;
import org.yett.gateway.datapath.Datapath;
import org.yett.gateway.datapath.DatapathCounters;
import org.yett.gateway.datapath.PacketDatapath;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.Shard;
import org.yett.ike.config.StartAction;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.EndpointStatus;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.endpoint.JobRunner;
import org.yett.ike.endpoint.Output;
import org.yett.ike.endpoint.PoolStatus;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.Event;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.path.Path;

/**
 * A running gateway: an endpoint on its thread, a pool for its jobs, sockets, and a datapath.
 *
 * <p>Who may call what: operators call {@link GatewayControl} from any thread; outputs of the
 * endpoint are carried out on its own thread; packets never meet it.
 */
public final class Gateway implements GatewayControl, AutoCloseable {

  private static final Duration FAREWELL = Duration.ofSeconds(3);

  /** strongSwan's. */
  private static final int DEFAULT_REPLAY_WINDOW = 32;

  private static final Logger LOG = LoggerFactory.getLogger("org.yett.DMN");

  private final DaemonInfo daemon;
  private final DaemonSettings settings;
  private final Platform platform;
  private final Supplier<ConfigResult> reloader;
  private final MonotonicClock clock = new MonotonicClock();
  private final Instant startedAt = clock.instant();
  private final CredentialStore credentials = new CredentialStore();
  private final CommandTracker commands = new CommandTracker();
  private final CounterBook counters = new CounterBook();
  private final CopyOnWriteArrayList<GatewayListener> listeners = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<java.util.function.Consumer<Event>> eventTaps =
      new CopyOnWriteArrayList<>();
  private final EventJournal journal = new EventJournal(this::tellListeners);
  private final ThreadPoolExecutor jobs;
  private final EndpointLoop loop;
  private final IkeEndpoint endpoint;
  private final Datapath datapath;
  private final StatusView view;
  private final Connections connections;
  private final Map<IkeSaId, IkeSaStatus> established = new HashMap<>();
  private final Map<ChildSaId, IkeSaStatus> newChildren = new LinkedHashMap<>();
  private final Revival revival;
  private final AtomicBoolean closed = new AtomicBoolean();
  private Optional<AddressWatch> addresses = Optional.empty();

  /**
   * Starts a gateway.
   *
   * @param daemon what it says that it is
   * @param config what it begins with; its secrets are the gateway's from now on
   * @param platform what it stands on, the gateway's from now on
   * @param endpoints makes its endpoint
   * @param reloader reads the configuration again
   */
  public static Gateway start(
      DaemonInfo daemon,
      GatewayConfig config,
      Platform platform,
      EndpointFactory endpoints,
      Supplier<ConfigResult> reloader) {
    return start(daemon, config, platform, endpoints, reloader, event -> {});
  }

  /**
   * Starts a gateway of which a tap hears every event, from the first to the last, on the
   * endpoint's thread.
   *
   * @param daemon what it says that it is
   * @param config what it begins with; its secrets are the gateway's from now on
   * @param platform what it stands on, the gateway's from now on
   * @param endpoints makes its endpoint
   * @param reloader reads the configuration again
   * @param tap told every event
   */
  public static Gateway start(
      DaemonInfo daemon,
      GatewayConfig config,
      Platform platform,
      EndpointFactory endpoints,
      Supplier<ConfigResult> reloader,
      java.util.function.Consumer<Event> tap) {
    Gateway gateway;
    try {
      gateway = new Gateway(daemon, config, platform, endpoints, reloader);
    } catch (RuntimeException e) {
      platform.close();
      throw e;
    }
    gateway.eventTaps.add(tap);
    try {
      gateway.run(config);
      return gateway;
    } catch (RuntimeException e) {
      // Else the kernel would keep the rules and routes.
      gateway.close();
      throw e;
    }
  }

  private Gateway(
      DaemonInfo daemon,
      GatewayConfig config,
      Platform platform,
      EndpointFactory endpoints,
      Supplier<ConfigResult> reloader) {
    this.daemon = daemon;
    this.settings = config.daemon();
    this.platform = platform;
    this.reloader = reloader;
    ExtensionSettings extensions = config.daemon().extensions();
    this.endpoint =
        endpoints.create(
            EngineConfigMapper.endpoint(config.daemon(), Shard.ONLY)
                .withExtensions(
                    extensions.toEngine(
                        extensions.crashSecretFile().map(LastingSecret::open),
                        extensions.ticketSecretFile().map(LastingSecret::open))));
    this.loop = new EndpointLoop("yett-ike", endpoint, clock, this::carryOut, this::settled);
    PacketDatapath packets =
        new PacketDatapath(
            platform.kind(),
            platform.network(),
            platform.device(),
            platform.routing(),
            this::policy,
            (path, message) -> loop.submit(new Input.Datagram(path, message)),
            loop::submit);
    this.datapath = packets;
    this.view = new StatusView(packets);
    this.connections = new Connections(config.daemon(), platform);
    this.revival =
        new Revival(
            wanted -> connections.named(wanted.connection()).flatMap(c -> c.child(wanted.child())));
    this.jobs =
        (ThreadPoolExecutor)
            Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().name("yett-job-", 0).daemon().factory());
    packets.start();
  }

  private void run(GatewayConfig config) {
    loop.start();
    addresses =
        platform
            .addresses()
            .map(monitor ->
                new AddressWatch(
                    monitor,
                    Set.of(platform.device().name()),
                    now -> loop.submit(new Input.PathEvent.LocalAddresses(now))));
    install(config);
    journal.note(Group.DMN, 1, "%s %s runs".formatted(daemon.name(), daemon.version()));
  }

  /** Tells a tap every event, on the endpoint's thread, until the subscription is closed. */
  public Subscription tap(java.util.function.Consumer<Event> tap) {
    eventTaps.add(tap);
    return () -> eventTaps.remove(tap);
  }

  /** UDP port on which IKE and ESP in UDP are received. */
  public int natTraversalPort() {
    return platform.network().sockets().stream()
        .filter(s -> s.kind() == org.yett.gateway.net.OuterSocket.Kind.NAT_TRAVERSAL)
        .findFirst()
        .orElseThrow()
        .port();
  }

  @Override
  public DaemonInfo daemon() {
    return daemon;
  }

  @Override
  public GatewayStatistics statistics() {
    EndpointStatus status = endpointStatus();
    int workers = jobs.getMaximumPoolSize();
    return new GatewayStatistics(
        startedAt,
        Duration.between(startedAt, clock.instant()),
        status.ikeSas().size(),
        status.halfOpen(),
        status.ikeSas().stream().mapToInt(ikeSa -> ikeSa.childSas().size()).sum(),
        workers,
        workers - jobs.getActiveCount(),
        jobs.getQueue().size(),
        datapath.kind());
  }

  @Override
  public List<IkeSaStatus> ikeSas() {
    return view.ikeSas(endpointStatus(), clock.instant());
  }

  @Override
  public List<PoolStatus> pools() {
    return endpointStatus().pools();
  }

  @Override
  public DaemonSettings daemonSettings() {
    return settings;
  }

  @Override
  public List<ConnectionSettings> connections() {
    return connections.all();
  }

  @Override
  public Optional<Counters> counters(Optional<String> connection) {
    if (connection.isPresent() && connections.named(connection.get()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        connection.isPresent()
            ? counters.read(connection, Map.of(), new TreeMap<>())
            : counters.read(
                connection, datapathCounters(), new TreeMap<>(endpointStatus().counters())));
  }

  private Map<Counter, Long> datapathCounters() {
    DatapathCounters read = datapath.counters();
    Map<Counter, Long> values = new EnumMap<>(Counter.class);
    values.put(Counter.ESP_UNKNOWN_SPI, read.unknownSpi());
    values.put(Counter.ESP_MALFORMED, read.malformed());
    values.put(Counter.ESP_BAD_ICV, read.badIcv());
    values.put(Counter.ESP_REPLAYED, read.replayed());
    values.put(Counter.ESP_SELECTOR_MISMATCH, read.selectorMismatch());
    values.put(Counter.OUTBOUND_NO_SA, read.noOutboundSa());
    return values;
  }

  @Override
  public Outcome resetCounters(Optional<String> connection) {
    if (connection.isPresent() && connections.named(connection.get()).isEmpty()) {
      return new Outcome.NotFound();
    }
    counters.reset(connection);
    return new Outcome.Done();
  }

  @Override
  public CompletableFuture<Outcome> initiate(InitiateRequest request, ControlLog log) {
    Optional<ConnectionSettings> found = connections.find(request);
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(new Outcome.NotFound());
    }
    Path path;
    try {
      path = connections.pathTo(found.get());
    } catch (IOException e) {
      return CompletableFuture.completedFuture(new Outcome.Failed(e.getMessage()));
    }
    CommandTracker.Ticket ticket = commands.begin(log);
    give(new Command.Initiate(ticket.tag(), found.get().name(), request.child(), path));
    return ticket.future();
  }

  @Override
  public CompletableFuture<Outcome> terminate(SaTarget target, boolean force, ControlLog log) {
    CommandTracker.Ticket ticket = commands.begin(log);
    switch (target) {
      case SaTarget.Ike(long id) ->
          give(new Command.TerminateIke(ticket.tag(), new Command.IkeTarget.ById(new IkeSaId(id))));
      case SaTarget.Child(long ike, long id) ->
          give(
              new Command.TerminateChild(
                  ticket.tag(), new Command.ChildTarget.ById(new ChildSaId(id))));
    }
    return force ? CompletableFuture.completedFuture(new Outcome.Done()) : ticket.future();
  }

  @Override
  public CompletableFuture<Outcome> rekey(SaTarget target, boolean reauthenticate, ControlLog log) {
    CommandTracker.Ticket ticket = commands.begin(log);
    switch (target) {
      case SaTarget.Ike(long id) ->
          give(
              new Command.RekeyIke(
                  ticket.tag(), new Command.IkeTarget.ById(new IkeSaId(id)), reauthenticate));
      case SaTarget.Child(long ike, long id) ->
          give(
              new Command.RekeyChild(
                  ticket.tag(), new Command.ChildTarget.ById(new ChildSaId(id))));
    }
    return ticket.future();
  }

  @Override
  public CompletableFuture<Outcome> redirect(SaTarget.Ike ikeSa, GatewayIdentity gateway) {
    CommandTracker.Ticket ticket = commands.begin(ControlLog.NONE);
    give(
        new Command.Redirect(
            ticket.tag(), new Command.IkeTarget.ById(new IkeSaId(ikeSa.uniqueId())), gateway));
    return ticket.future();
  }

  @Override
  public Outcome loadConnection(ConnectionSettings connection) {
    connections.put(connection);
    loadIntoEndpoint();
    startChildren(List.of(connection));
    return new Outcome.Done();
  }

  @Override
  public Outcome unloadConnection(String name) {
    if (!connections.remove(name)) {
      return new Outcome.NotFound();
    }
    loadIntoEndpoint();
    return new Outcome.Done();
  }

  @Override
  public List<String> loadedSecrets() {
    return credentials.loadedNames();
  }

  @Override
  public Outcome loadSecret(SharedSecret secret) {
    credentials.load(secret);
    return new Outcome.Done();
  }

  @Override
  public Outcome unloadSecret(String name) {
    return credentials.unload(name) ? new Outcome.Done() : new Outcome.NotFound();
  }

  @Override
  public Outcome clearSecrets() {
    credentials.clearLoaded();
    return new Outcome.Done();
  }

  @Override
  public CredentialControl credentials() {
    return new RunningCredentials(credentials, this::loadIntoEndpoint);
  }

  @Override
  public Outcome reload() {
    return switch (reloader.get()) {
      case ConfigResult.Loaded loaded -> {
        loaded.diagnostics().forEach(d -> journal.note(Group.CFG, 1, d.toString()));
        install(loaded.config());
        yield new Outcome.Done();
      }
      case ConfigResult.Rejected rejected -> {
        rejected.diagnostics().forEach(d -> journal.note(Group.CFG, 0, d.toString()));
        yield new Outcome.Failed(
            rejected.diagnostics().isEmpty()
                ? "the configuration cannot be used"
                : rejected.diagnostics().getFirst().toString());
      }
    };
  }

  @Override
  public Subscription subscribe(GatewayListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Deletes all SAs, waits a short time for the peers' answers, and releases everything. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    CommandTracker.Ticket farewell = commands.begin(ControlLog.NONE);
    give(new Command.Shutdown(farewell.tag()));
    try {
      farewell.future().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.info("not every peer has answered our Delete; leaving");
    } catch (ExecutionException e) {
      LOG.warn("leaving without farewell", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    addresses.ifPresent(AddressWatch::close);
    loop.close();
    jobs.shutdownNow();
    datapath.close();
    commands.abandon("the gateway ends");
    credentials.close();
  }

  private void install(GatewayConfig config) {
    credentials.configure(config.secrets(), config.credentials());
    connections.replaceAll(config.connections());
    give(new Command.LoadPools(config.pools()));
    loadIntoEndpoint();
    startChildren(config.connections());
  }

  private void loadIntoEndpoint() {
    List<ConnectionConfig> mapped = new ArrayList<>();
    for (ConnectionSettings connection : connections.all()) {
      ConnectionConfig config =
          EngineConfigMapper.connection(
              connection, Connections::resolve, credentials.book().authorities());
      mapped.add(config.withAuth(config.auth().withHashAndUrl(settings.extensions().hashAndUrl())));
    }
    credentials.connections(connections.all());
    credentials.fetchesCertificates(settings.extensions().hashAndUrl());
    give(new Command.LoadConnections(mapped));
  }

  /** Starts what is to be started and neither stands nor is on its way, as after a reload. */
  private void startChildren(List<ConnectionSettings> loaded) {
    EndpointStatus before = endpointStatus();
    for (ConnectionSettings connection : loaded) {
      // One after the other: all of them shall share one IKE SA, which the first sets up.
      CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
      for (ChildSettings child : connection.children()) {
        if (child.startAction() == StartAction.START && !isThere(before, connection, child)) {
          last = last.thenCompose(done -> startChild(connection.name(), child.name()));
        }
      }
    }
  }

  private CompletableFuture<Void> startChild(String connection, String child) {
    return initiate(
            new InitiateRequest(Optional.of(connection), Optional.of(child)), ControlLog.NONE)
        .thenAccept(outcome -> noteStart(connection, child, outcome));
  }

  private static boolean isThere(
      EndpointStatus status, ConnectionSettings connection, ChildSettings child) {
    return status.ikeSas().stream()
        .filter(ikeSa -> ikeSa.connection().filter(connection.name()::equals).isPresent())
        .anyMatch(ikeSa ->
            ikeSa.establishedAt().isEmpty()
                || ikeSa.childSas().stream()
                    .anyMatch(held -> held.childSa().name().equals(child.name())));
  }

  private void noteStart(String connection, String child, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done() -> {
        // The journal has it already.
      }
      case Outcome.NotFound() -> journal.note(Group.CFG, 0, connection + "/" + child + " is gone");
      case Outcome.Failed(String reason) ->
          journal.note(
              Group.CFG, 0, "%s/%s could not be started: %s".formatted(connection, child, reason));
    }
  }

  private ChildPolicy policy(ChildSa childSa) {
    return connections
        .named(childSa.connection())
        .flatMap(connection -> connection.child(childSa.name()))
        .map(child -> new ChildPolicy(child.replayWindow(), outerHeader(child)))
        .orElse(ChildPolicy.of(DEFAULT_REPLAY_WINDOW));
  }

  private static OuterHeaderPolicy outerHeader(ChildSettings child) {
    return new OuterHeaderPolicy(
        child.copyDf() ? OuterHeaderPolicy.Df.COPY : OuterHeaderPolicy.Df.CLEAR,
        OuterHeaderPolicy.COPY_DSCP,
        OuterHeaderPolicy.DEFAULT.ecn());
  }

  private void give(Command command) {
    loop.submit(new Input.Commanded(command));
  }

  private EndpointStatus endpointStatus() {
    return loop.ask(IkeEndpoint::status).join();
  }

  // On the endpoint's thread from here on.

  private void carryOut(Output output) {
    switch (output) {
      case Output.Transmit(Path path, var message, var content) -> transmit(path, message, content);
      case Output.WakeAt _ -> throw new IllegalStateException("timers are the loop's own");
      case Output.InstallInbound(var childSa) -> datapath.installInbound(childSa);
      case Output.ActivateOutbound(var childSa) -> datapath.activateOutbound(childSa);
      case Output.UpdateChildSa(var id, int inbound, int outbound, Path path, boolean udp) ->
          datapath.update(inbound, path, udp);
      case Output.RemoveOutbound(var id, int inbound, int outbound) ->
          datapath.removeOutbound(inbound);
      case Output.RemoveChildSa(var id, int inbound, int outbound) -> datapath.remove(inbound);
      case Output.AddAddress(var address) -> datapath.addAddress(address);
      case Output.RemoveAddress(var address) -> datapath.removeAddress(address);
      case Output.RunJob(var id, var job) ->
          jobs.execute(() -> {
            JobResult result = JobRunner.inline(credentials).run(job);
            loop.submit(new Input.JobDone(id, result));
          });
      case Output.Emit(Event event) -> emit(event);
    }
  }

  private void transmit(Path path, org.yett.ike.wire.Octets message, Output.Content content) {
    try {
      platform.network().send(path, message, content);
    } catch (IOException e) {
      // As good as lost on the way: it will be sent again, or given up.
      journal.note(Group.NET, 1, "could not send on %s: %s".formatted(path, e.getMessage()));
    }
  }

  private void emit(Event event) {
    counters.record(event);
    journal.record(event);
    eventTaps.forEach(tap -> tell(tap, event));
    if (!closed.get()) {
      revival.after(event).forEach(this::revive);
    }
    switch (event) {
      case Event.CommandFinished(long tag, Optional<String> failure) ->
          commands.finished(tag, failure);
      case Event.IkeSaEstablished up ->
          status(up.ikeSa())
              .ifPresent(ikeSa -> {
                established.put(up.ikeSa(), ikeSa);
                listeners.forEach(l -> l.ikeUpDown(ikeSa.withChildren(List.of()), true));
              });
      case Event.IkeSaDeleted gone -> {
        IkeSaStatus last = established.remove(gone.ikeSa());
        if (last != null && !isReplaced(gone.reason())) {
          listeners.forEach(l -> l.ikeUpDown(last.withChildren(List.of()), false));
        }
      }
      case Event.IkeSaRekeyed rekeyed -> {
        // The successor is the same tunnel: it does not go down, and does not come up.
        IkeSaStatus before = established.remove(rekeyed.ikeSa());
        status(rekeyed.successor())
            .ifPresent(ikeSa -> {
              established.put(rekeyed.successor(), ikeSa);
              if (before != null) {
                listeners.forEach(l ->
                    l.ikeRekeyed(before.withChildren(List.of()), ikeSa.withChildren(List.of())));
              }
            });
      }
      case Event.ChildSaEstablished up ->
          status(up.ikeSa())
              .ifPresent(ikeSa -> {
                established.computeIfPresent(up.ikeSa(), (id, before) -> ikeSa);
                newChildren.put(up.childSa(), ikeSa);
              });
      case Event.ChildSaRekeyed rekeyed ->
          status(rekeyed.ikeSa())
              .ifPresent(ikeSa -> {
                newChildren.remove(rekeyed.successor());
                established.computeIfPresent(rekeyed.ikeSa(), (id, before) -> ikeSa);
                tellRekeyed(ikeSa, rekeyed);
              });
      case Event.ChildSaDeleted gone -> {
        IkeSaStatus last = established.get(gone.ikeSa());
        if (last != null && !isReplaced(gone.reason())) {
          tellChild(last, gone.childSa(), false);
        }
      }
      case Event.ExchangeTrace _,
          Event.IkeSaStarted _,
          Event.RekeyingFailed _,
          Event.InternalError _,
          Event.IkeSaFailed _,
          Event.ChildSaFailed _,
          Event.AuthenticationFailed _,
          Event.NegotiationRefused _,
          Event.ProtocolOffence _,
          Event.PeerAlive _,
          Event.PeerMoved _,
          Event.PuzzleReceived _,
          Event.Redirected _ -> {
        // The journal and the counters have it.
      }
    }
  }

  private static void tell(java.util.function.Consumer<Event> tap, Event event) {
    try {
      tap.accept(event);
    } catch (RuntimeException e) {
      // A full disk under a trace must not keep commands from being finished.
      LOG.warn("an observer of events failed: {}", e.toString());
    }
  }

  /** Whether there is another one in its place, so that nothing went down. */
  private static boolean isReplaced(Event.DeleteReason reason) {
    return switch (reason) {
      case REKEYED, REDUNDANT -> true;
      case COMMAND,
          PEER,
          PEER_DEAD,
          IKE_SA_GONE,
          REPLACED,
          PROTOCOL_ERROR,
          HARD_LIMIT,
          REAUTHENTICATED,
          OUT_OF_STEP,
          INTERNAL_ERROR,
          PEER_CRASHED,
          REDIRECTED,
          RESUMED,
          NOT_ACCEPTABLE ->
          false;
    };
  }

  /** All that an input has led to is known: Child SAs that succeed no other have come up. */
  private void settled() {
    newChildren.forEach((child, ikeSa) -> tellChild(ikeSa, child, true));
    newChildren.clear();
  }

  private void tellRekeyed(IkeSaStatus ikeSa, Event.ChildSaRekeyed rekeyed) {
    Optional<ChildSaStatus> before = child(ikeSa, rekeyed.childSa());
    Optional<ChildSaStatus> after = child(ikeSa, rekeyed.successor());
    if (before.isPresent() && after.isPresent()) {
      listeners.forEach(
          l -> l.childRekeyed(ikeSa.withChildren(List.of()), before.get(), after.get()));
    }
  }

  private static Optional<ChildSaStatus> child(IkeSaStatus ikeSa, ChildSaId id) {
    return ikeSa.children().stream().filter(c -> c.uniqueId() == id.value()).findFirst();
  }

  private void revive(Revival.Wanted wanted) {
    journal.note(
        Group.CFG, 1, "setting up %s/%s again".formatted(wanted.connection(), wanted.child()));
    // Not on this thread: finding the way to the peer may take time.
    jobs.execute(() -> startChild(wanted.connection(), wanted.child()));
  }

  private void tellChild(IkeSaStatus ikeSa, ChildSaId child, boolean up) {
    IkeSaStatus alone =
        ikeSa.withChildren(
            ikeSa.children().stream().filter(c -> c.uniqueId() == child.value()).toList());
    listeners.forEach(l -> l.childUpDown(alone, up));
  }

  private Optional<IkeSaStatus> status(IkeSaId id) {
    return endpoint.status().ikeSas().stream()
        .filter(ikeSa -> ikeSa.id().equals(id))
        .findFirst()
        .map(ikeSa -> view.ikeSa(ikeSa, clock.instant()));
  }

  private void tellListeners(LogLine line) {
    commands.log(line);
    listeners.forEach(listener -> listener.log(line));
  }
}
