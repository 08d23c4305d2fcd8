package org.yett.interop.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yett.interop.lab.Chroot;
import org.yett.interop.lab.Host;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Waiting;
import org.yett.interop.process.Tether;

/** strongSwan's charon with ESP in userland (kernel-libipsec), driven by swanctl. */
public final class StrongSwan implements Peer {
  private static final Duration READY = Duration.ofSeconds(10);

  static final Pattern COMPLAINT =
      Pattern.compile(
          "(?i)integrity check|verification failed|could not decrypt|failed to decrypt"
              + "|parsing failed|parsing body of message failed|invalid .* payload"
              + "|discarding|replay");

  /**
   * A response that arrives while the thread that sent the request still holds the IKE SA is thrown
   * away, which happens after COOKIE and INVALID_KE_PAYLOAD, all with message ID 0.
   */
  static final Pattern OVERTAKEN =
      Pattern.compile("ignoring request with ID \\d+, already processing");

  private final Path directory;
  private final String version;
  private final Tether daemon;
  private final Swanctl swanctl;

  private StrongSwan(Path directory, String version, Tether daemon, Swanctl swanctl) {
    this.directory = directory;
    this.version = version;
    this.daemon = daemon;
    this.swanctl = swanctl;
  }

  /**
   * Starts the daemon and loads the connection.
   *
   * @param root the root filesystem that has it
   * @param host where it runs; its directory receives configuration, log and control socket
   */
  public static StrongSwan start(DebianRoot root, Host host, Connection connection)
      throws LaboratoryException {
    Chroot chroot = new Chroot(root.directory());
    Path directory = host.directory();
    write(directory.resolve("strongswan.conf"), StrongSwanConf.settings(daemonKeys(connection)));
    write(directory.resolve("swanctl.conf"), connection.swanctl());
    makeDirectories(directory);
    connection.writeCredentials(directory);
    Tether daemon =
        host.start(
            "charon",
            chroot.preparation(directory),
            chroot.inside(
                List.of(
                    "env",
                    "STRONGSWAN_CONF=" + Chroot.DIRECTORY + "/strongswan.conf",
                    "/usr/sbin/charon-systemd")),
            directory.resolve("charon.out"));
    Swanctl swanctl = new Swanctl(chroot, directory, StrongSwanConf.SOCKET);
    StrongSwan started = new StrongSwan(directory, root.version(), daemon, swanctl);
    try {
      started.awaitReady();
      Outcome loaded = swanctl.load();
      if (!loaded.succeeded()) {
        throw new LaboratoryException("strongSwan refused its configuration: " + loaded.said());
      }
      return started;
    } catch (LaboratoryException e) {
      started.close();
      throw e;
    }
  }

  /** swanctl complains about each of these that is missing. */
  private static final List<String> SWANCTL_DIRECTORIES =
      List.of(
          "x509",
          "x509ca",
          "x509ocsp",
          "x509aa",
          "x509ac",
          "x509crl",
          "pubkey",
          "private",
          "rsa",
          "ecdsa",
          "pkcs8",
          "pkcs12");

  static Map<String, String> daemonKeys(Connection connection) {
    Map<String, String> keys = new LinkedHashMap<>();
    connection
        .tuning()
        .fragmentSize()
        .ifPresent(octets -> keys.put("fragment_size", Integer.toString(octets)));
    if (connection.tuning().demandCookies()) {
      // From the first half-open SA on, which the scenario provokes beforehand.
      keys.put("cookie_threshold", "1");
    }
    if (connection.tuning().deafness()) {
      keys.put("retransmit_timeout", "1.0");
      keys.put("plugins.kernel-netlink.roam_events", "no");
    }
    if (connection.tuning().rawEsp()) {
      keys.put("plugins.kernel-libipsec.raw_esp", "yes");
    }
    keys.putAll(connection.own(Connection.CHARON));
    return keys;
  }

  private void awaitReady() throws LaboratoryException {
    Path socket = directory.resolve(StrongSwanConf.SOCKET);
    boolean ready = Waiting.until(READY, () -> Files.exists(socket) || !daemon.alive());
    if (!ready || !daemon.alive()) {
      throw new LaboratoryException(
          "strongSwan did not start: "
              + daemon.exitStatus().map(status -> "exit status " + status).orElse("no socket")
              + ": "
              + read(daemon.output()).strip());
    }
  }

  @Override
  public String name() {
    return "strongswan";
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
    return read(directory.resolve(StrongSwanConf.LOG));
  }

  @Override
  public List<LoggedMessage> messages() throws LaboratoryException {
    return CharonLog.of(log()).messages();
  }

  @Override
  public Optional<String> complaint() throws LaboratoryException {
    return CharonLog.of(log()).find(COMPLAINT);
  }

  @Override
  public Optional<String> selfInflicted() throws LaboratoryException {
    return CharonLog.of(log()).find(OVERTAKEN);
  }

  @Override
  public boolean alive() {
    return daemon.alive();
  }

  @Override
  public void close() {
    daemon.close();
  }

  static void write(Path file, Settings settings) throws LaboratoryException {
    try {
      Files.writeString(file, settings.text());
    } catch (IOException e) {
      throw new LaboratoryException("writing " + file + " failed: " + e.getMessage(), e);
    }
  }

  /** Makes the directories that swanctl looks into. */
  static void makeDirectories(Path directory) throws LaboratoryException {
    for (String empty : SWANCTL_DIRECTORIES) {
      mkdir(directory.resolve(empty));
    }
  }

  private static void mkdir(Path directory) throws LaboratoryException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new LaboratoryException("making " + directory + " failed: " + e.getMessage(), e);
    }
  }

  private static String read(Path file) throws LaboratoryException {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new LaboratoryException("reading " + file + " failed: " + e.getMessage(), e);
    }
  }
}
