package org.yett.interop.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.yett.interop.lab.Chroot;
import org.yett.interop.lab.Host;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Waiting;
import org.yett.interop.process.Tether;

/**
 * Our own gateway in a process of its own, with the class path of this one, driven by strongSwan's
 * swanctl: that it can be is part of what is shown.
 */
public final class YettGateway implements Peer {
  private static final String CONFIG = "yett.conf";
  private static final String SOCKET = "yett.vici";
  private static final String TRACE = "trace.jsonl";
  private static final Duration READY = Duration.ofSeconds(60);

  /** That keys are logged is no complaint. */
  private static final Pattern COMPLAINT =
      Pattern.compile(
          "^(?!.*the keys of all SAs are written to).*( (WARN|ERROR) |Exception|Error:)");

  /** Counters that stay at zero while a peer keeps to the protocol and the link loses nothing. */
  private static final Set<String> OFFENCES =
      Set.of(
          "invalid",
          "invalid-spi",
          "yett-ike-failed",
          "yett-authentication-failed",
          "yett-protocol-offence",
          "yett-peer-dead",
          "yett-esp-unknown-spi",
          "yett-esp-malformed",
          "yett-esp-bad-icv",
          "yett-esp-replayed",
          "yett-esp-selector-mismatch");

  private final Path directory;
  private final Tether daemon;
  private final Swanctl swanctl;
  private final String version;

  private YettGateway(Path directory, Tether daemon, Swanctl swanctl, String version) {
    this.directory = directory;
    this.daemon = daemon;
    this.swanctl = swanctl;
    this.version = version;
  }

  /**
   * Starts the gateway with the connection as its configuration.
   *
   * @param tools the root filesystem that has swanctl
   * @param host where it runs; its directory receives configuration, log and control socket
   * @param version the program's version
   */
  public static YettGateway start(Chroot tools, Host host, Connection connection, String version)
      throws LaboratoryException {
    Path directory = host.directory();
    Path config = directory.resolve(CONFIG);
    Path socket = directory.resolve(SOCKET);
    write(config, YettConf.settings(connection, socket).text());
    connection.writeCredentials(directory);
    Tether daemon =
        host.start(
            "yett",
            "mount -t proc proc /proc",
            command(directory, config),
            directory.resolve("yett.log"));
    Swanctl swanctl = new Swanctl(tools, directory, SOCKET);
    YettGateway started = new YettGateway(directory, daemon, swanctl, version);
    try {
      started.awaitReady(socket);
      return started;
    } catch (LaboratoryException e) {
      started.close();
      throw e;
    }
  }

  private static List<String> command(Path directory, Path config) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(KeyLogging.options(directory));
    command.addAll(
        List.of(
            "-cp",
            KeyLogging.classPath(),
            "org.yett.gateway.cli.Main",
            "gateway",
            "--config",
            config.toString(),
            "--trace",
            directory.resolve(TRACE).toString()));
    return command;
  }

  private void awaitReady(Path socket) throws LaboratoryException {
    boolean ready = Waiting.until(READY, () -> Files.exists(socket) || !daemon.alive());
    if (!ready || !daemon.alive()) {
      throw new LaboratoryException(
          "yett did not start: "
              + daemon.exitStatus().map(status -> "exit status " + status).orElse("no socket")
              + ": "
              + log().strip());
    }
  }

  @Override
  public String name() {
    return "yett";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Outcome initiate(Duration limit) throws LaboratoryException {
    return swanctl.initiate(Connection.NAME, limit);
  }

  @Override
  public Outcome initiate(String child, Duration limit) throws LaboratoryException {
    return swanctl.initiate(child, limit);
  }

  @Override
  public Outcome rekey(Order what, Duration limit) throws LaboratoryException {
    return swanctl.rekey(what, limit);
  }

  @Override
  public Outcome terminate(Duration limit) throws LaboratoryException {
    return swanctl.terminate(limit);
  }

  @Override
  public Outcome redirect(String gateway, Duration limit) throws LaboratoryException {
    return swanctl.redirect(gateway, limit);
  }

  @Override
  public List<IkeSaState> ikeSas() throws LaboratoryException {
    return swanctl.list();
  }

  @Override
  public String log() throws LaboratoryException {
    try {
      return Files.exists(daemon.output()) ? Files.readString(daemon.output()) : "";
    } catch (IOException e) {
      throw new LaboratoryException("reading yett's log failed: " + e.getMessage(), e);
    }
  }

  @Override
  public List<LoggedMessage> messages() throws LaboratoryException {
    Path file = directory.resolve(TRACE);
    try {
      return Files.exists(file) ? YettTrace.messages(Files.readAllLines(file)) : List.of();
    } catch (IOException e) {
      throw new LaboratoryException("reading yett's trace failed: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<String> complaint() throws LaboratoryException {
    SortedMap<String, Long> counters = swanctl.counters();
    if (counters.isEmpty()) {
      throw new LaboratoryException("yett has no counters");
    }
    write(directory.resolve("counters.txt"), counters);
    for (String name : OFFENCES) {
      if (counters.getOrDefault(name, 0L) > 0) {
        return Optional.of("the counter " + name + " is " + counters.get(name));
      }
    }
    return CharonLog.of(log()).find(COMPLAINT);
  }

  @Override
  public Optional<String> selfInflicted() {
    return Optional.empty();
  }

  @Override
  public boolean alive() {
    return daemon.alive();
  }

  @Override
  public void close() {
    daemon.close();
  }

  private static void write(Path file, SortedMap<String, Long> counters)
      throws LaboratoryException {
    StringBuilder text = new StringBuilder();
    counters.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
    write(file, text.toString());
  }

  private static void write(Path file, String text) throws LaboratoryException {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new LaboratoryException("writing " + file + " failed: " + e.getMessage(), e);
    }
  }
}
