package org.yett.gateway.vici;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.config.DaemonSettings;
import org.yett.gateway.config.SharedSecret;
import org.yett.gateway.control.ChildSaStatus;
import org.yett.gateway.control.ControlLog;
import org.yett.gateway.control.Counter;
import org.yett.gateway.control.Counters;
import org.yett.gateway.control.DaemonInfo;
import org.yett.gateway.control.GatewayControl;
import org.yett.gateway.control.GatewayListener;
import org.yett.gateway.control.GatewayStatistics;
import org.yett.gateway.control.IkeSaStatus;
import org.yett.gateway.control.InitiateRequest;
import org.yett.gateway.control.LogLine;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.control.PostureStatus;
import org.yett.gateway.control.SaTarget;
import org.yett.gateway.control.SuiteStatus;
import org.yett.ike.config.AddressPool;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.endpoint.PoolStatus;
import org.yett.ike.negotiate.AddressRange;

/** A gateway that does nothing: it has the SAs that it is given, and remembers what it was told. */
public final class FakeGateway implements GatewayControl {

  public final FakeCredentials credentials = new FakeCredentials();

  @Override
  public org.yett.gateway.control.CredentialControl credentials() {
    return credentials;
  }

  public final List<IkeSaStatus> sas = new CopyOnWriteArrayList<>();
  public final List<ConnectionSettings> connections = new CopyOnWriteArrayList<>();
  public final Map<String, SharedSecret> secrets = new TreeMap<>();
  public final List<GatewayListener> listeners = new CopyOnWriteArrayList<>();
  public final List<InitiateRequest> initiated = new CopyOnWriteArrayList<>();
  public final List<SaTarget> terminated = new CopyOnWriteArrayList<>();
  public final List<String> redirected = new CopyOnWriteArrayList<>();
  public final List<SaTarget> rekeyed = new CopyOnWriteArrayList<>();
  public volatile boolean reauthenticated;
  public volatile CompletableFuture<Outcome> next =
      CompletableFuture.completedFuture(new Outcome.Done());
  public volatile boolean reset;

  /** An established hybrid IKE SA with one Child SA. */
  public static IkeSaStatus established(String connection, long id) {
    return new IkeSaStatus(
        connection,
        id,
        IkeSaStatus.State.ESTABLISHED,
        true,
        new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 4500),
        new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 4500),
        Optional.of("a.example"),
        Optional.of("b.example"),
        0x0102030405060708L,
        0x8899aabbccddeeffL,
        false,
        true,
        false,
        Optional.of(
            suite(
                "PRF_HMAC_SHA2_384",
                "CURVE_25519",
                Map.of(1, "ML_KEM_768"),
                "aes256gcm16-prfsha384-x25519-ke1_mlkem768")),
        Optional.of(
            new PostureStatus(
                List.of("x25519", "mlkem768"),
                true,
                true,
                "psk",
                "psk",
                false,
                false,
                false,
                false)),
        Optional.of(Duration.ofSeconds(61)),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of("messages-in", 4L),
        List.of("10.3.0.1"),
        List.of(),
        List.of("10.2.0.53"),
        List.of(child("net", id * 10)));
  }

  public static ChildSaStatus child(String name, long id) {
    return new ChildSaStatus(
        name,
        id,
        ChildSaStatus.State.INSTALLED,
        ChildSaStatus.Mode.TUNNEL,
        true,
        0x01020304,
        0xfeedbeef,
        Optional.of(suite("", "", Map.of(), "aes256gcm16")),
        new ChildSaStatus.Traffic(840, 10, Optional.of(Duration.ofSeconds(1))),
        ChildSaStatus.Traffic.NONE,
        Duration.ofSeconds(60),
        Optional.empty(),
        Optional.empty(),
        List.of("10.1.0.0/16", "2001:db8:1::/64"),
        List.of("10.2.0.0/16[tcp/80]"),
        List.of(),
        Map.of("bad-icv", 3L));
  }

  private static SuiteStatus suite(
      String prf, String keyExchange, Map<Integer, String> additional, String text) {
    return new SuiteStatus(
        Optional.of("AES_GCM_16"),
        OptionalInt.of(256),
        Optional.empty(),
        Optional.of(prf).filter(s -> !s.isEmpty()),
        Optional.of(keyExchange).filter(s -> !s.isEmpty()),
        new TreeMap<>(additional),
        false,
        text);
  }

  /** Loads a configuration file's text. */
  public FakeGateway configure(String text) {
    switch (ConfigLoader.load("fake.conf", text, Path.of("/nowhere"))) {
      case ConfigResult.Loaded loaded -> connections.addAll(loaded.config().connections());
      case ConfigResult.Rejected rejected ->
          throw new IllegalArgumentException(rejected.diagnostics().toString());
    }
    return this;
  }

  @Override
  public DaemonInfo daemon() {
    return new DaemonInfo("yett", "1.2.3", "Linux", "6.1", "amd64");
  }

  @Override
  public GatewayStatistics statistics() {
    return new GatewayStatistics(
        Instant.parse("2026-01-02T03:04:05Z"), Duration.ofSeconds(200), 3, 1, 2, 8, 7, 0, "memory");
  }

  @Override
  public List<IkeSaStatus> ikeSas() {
    return sas;
  }

  @Override
  public List<PoolStatus> pools() {
    AddressRange addresses = AddressRange.ofPrefix(InetAddress.ofLiteral("10.3.0.0"), 24);
    return List.of(
        new PoolStatus(
            new AddressPool("clients", addresses, List.of()),
            BigInteger.valueOf(254),
            List.of(
                new PoolStatus.Lease(
                    InetAddress.ofLiteral("10.3.0.1"), Identity.fqdn("carol"), true),
                new PoolStatus.Lease(
                    InetAddress.ofLiteral("10.3.0.2"), Identity.fqdn("dave"), false))));
  }

  @Override
  public DaemonSettings daemonSettings() {
    return DaemonSettings.DEFAULT;
  }

  @Override
  public List<ConnectionSettings> connections() {
    return connections;
  }

  @Override
  public Optional<Counters> counters(Optional<String> connection) {
    return connection.isPresent()
            && connections.stream().noneMatch(c -> c.name().equals(connection.get()))
        ? Optional.empty()
        : Optional.of(
            new Counters(
                Map.of(Counter.INVALID, 5L, Counter.ESP_REPLAYED, 2L),
                new TreeMap<>(Map.of("SELECTED_UNOFFERED_KE", 1L)),
                new TreeMap<>(Map.of("greatest-amplification-percent", 103L))));
  }

  @Override
  public Outcome resetCounters(Optional<String> connection) {
    reset = true;
    return new Outcome.Done();
  }

  @Override
  public CompletableFuture<Outcome> initiate(InitiateRequest request, ControlLog log) {
    initiated.add(request);
    String name = request.connection().or(request::child).orElseThrow();
    log.log(
        new LogLine(
            LogLine.Group.IKE, 1, Optional.of(name), OptionalLong.of(7), "initiating IKE_SA"));
    log.log(LogLine.of(LogLine.Group.NET, 2, "too much detail"));
    return next;
  }

  @Override
  public CompletableFuture<Outcome> terminate(SaTarget target, boolean force, ControlLog log) {
    terminated.add(target);
    log.log(LogLine.of(LogLine.Group.IKE, 1, "deleting"));
    return next;
  }

  @Override
  public CompletableFuture<Outcome> redirect(SaTarget.Ike ikeSa, GatewayIdentity gateway) {
    redirected.add(ikeSa.uniqueId() + " to " + gateway);
    return CompletableFuture.completedFuture(new Outcome.Done());
  }

  @Override
  public CompletableFuture<Outcome> rekey(SaTarget target, boolean reauthenticate, ControlLog log) {
    rekeyed.add(target);
    reauthenticated = reauthenticate;
    return next;
  }

  @Override
  public Outcome loadConnection(ConnectionSettings connection) {
    connections.removeIf(c -> c.name().equals(connection.name()));
    connections.add(connection);
    return new Outcome.Done();
  }

  @Override
  public Outcome unloadConnection(String name) {
    return connections.removeIf(c -> c.name().equals(name))
        ? new Outcome.Done()
        : new Outcome.NotFound();
  }

  @Override
  public List<String> loadedSecrets() {
    return new ArrayList<>(secrets.keySet());
  }

  @Override
  public Outcome loadSecret(SharedSecret secret) {
    secrets.put(secret.name(), secret);
    return new Outcome.Done();
  }

  @Override
  public Outcome unloadSecret(String name) {
    return secrets.remove(name) == null ? new Outcome.NotFound() : new Outcome.Done();
  }

  @Override
  public Outcome clearSecrets() {
    secrets.clear();
    return new Outcome.Done();
  }

  @Override
  public Outcome reload() {
    return new Outcome.Failed("gw.conf:1:1: error: something");
  }

  @Override
  public Subscription subscribe(GatewayListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
