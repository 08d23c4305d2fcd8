package org.yett.interop.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yett.interop.lab.Chroot;
import org.yett.interop.lab.Guest;
import org.yett.interop.lab.Host;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.process.Finished;

/** strongSwan's charon in a guest, with ESP in the guest's kernel, driven by swanctl there. */
public final class StrongSwanGuest implements Peer {
  private static final Duration READY = Duration.ofSeconds(20);
  private static final Duration ASKING = Duration.ofSeconds(10);
  private static final String MORE = "=== log";

  private final Path directory;
  private final String version;
  private final Guest guest;
  private final Swanctl swanctl;
  private final StringBuilder log = new StringBuilder();
  private long read;

  private StrongSwanGuest(Path directory, String version, Guest guest) {
    this.directory = directory;
    this.version = version;
    this.guest = guest;
    this.swanctl = new Swanctl(this::swanctl);
  }

  /**
   * Boots a guest, starts the daemon there and loads the connection.
   *
   * @param root the root filesystem that has daemon and kernel
   * @param host whose place the guest takes; its directory receives configuration and log
   */
  public static StrongSwanGuest start(DebianRoot root, Host host, Connection connection)
      throws LaboratoryException {
    Path directory = host.directory();
    StrongSwan.write(
        directory.resolve("strongswan.conf"),
        StrongSwanConf.inGuest(StrongSwan.daemonKeys(connection)));
    Settings settings = connection.swanctl();
    if (!connection.tuning().rawEsp()) {
      // A kernel sends ESP as such unless it is told otherwise.
      settings =
          Settings.builder()
              .addAll(settings)
              .set("connections." + Connection.NAME + ".encap", "yes")
              .build();
    }
    StrongSwan.write(directory.resolve("swanctl.conf"), settings);
    StrongSwan.makeDirectories(directory);
    connection.writeCredentials(directory);
    Guest guest = Guest.boot(new Chroot(root.directory()), Optional.empty(), host);
    StrongSwanGuest started = new StrongSwanGuest(directory, root.version(), guest);
    try {
      started.begin();
      return started;
    } catch (LaboratoryException e) {
      started.close();
      throw e;
    }
  }

  private void begin() throws LaboratoryException {
    String script =
        """
        touch %3$s
        STRONGSWAN_CONF=%1$s/strongswan.conf SWANCTL_DIR=%1$s setsid /usr/sbin/charon-systemd \
          >%1$s/charon.out 2>&1 </dev/null &
        for i in $(seq 1 200); do
          [ -S %2$s ] && exit 0
          sleep 0.05
        done
        cat %1$s/charon.out
        exit 1
        """
            .formatted(Chroot.DIRECTORY, StrongSwanConf.GUEST_SOCKET, StrongSwanConf.GUEST_LOG);
    Guest.Answer begun = guest.run(script, READY);
    if (begun.status() != 0) {
      throw new LaboratoryException("strongSwan did not start: " + begun.said().strip());
    }
    Outcome loaded = swanctl.load();
    if (!loaded.succeeded()) {
      throw new LaboratoryException("strongSwan refused its configuration: " + loaded.said());
    }
  }

  private Finished swanctl(List<String> arguments, Duration limit) throws LaboratoryException {
    String script =
        "SWANCTL_DIR=%s /usr/sbin/swanctl %s --uri unix://%s"
            .formatted(
                Chroot.DIRECTORY,
                arguments.stream().map(StrongSwanGuest::quoted).collect(Collectors.joining(" ")),
                StrongSwanConf.GUEST_SOCKET);
    long start = System.nanoTime();
    Guest.Answer answer = guest.run(script + "\n", limit.plusSeconds(3));
    return new Finished(
        arguments,
        answer.status(),
        answer.said(),
        "",
        Duration.ofNanos(System.nanoTime() - start),
        false);
  }

  private static String quoted(String argument) {
    return "'" + argument.replace("'", "'\\''") + "'";
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

  /** What the log has had since the last time is fetched, and kept among the evidence. */
  @Override
  public synchronized String log() throws LaboratoryException {
    if (guest.alive()) {
      Guest.Answer answer =
          guest.run(
              "echo '%s'\ntail -c +%d %s\n".formatted(MORE, read + 1, StrongSwanConf.GUEST_LOG),
              ASKING);
      int at = answer.said().indexOf(MORE);
      if (at < 0) {
        throw new LaboratoryException("strongSwan's log cannot be had: " + answer.said().strip());
      }
      String news = answer.said().substring(at + MORE.length() + 1);
      // A line that is not whole yet comes with the next.
      news = news.substring(0, news.lastIndexOf('\n') + 1);
      read += news.getBytes(StandardCharsets.UTF_8).length;
      log.append(news);
      append(directory.resolve(StrongSwanConf.LOG), news);
    }
    return log.toString();
  }

  private static void append(Path file, String text) throws LaboratoryException {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new LaboratoryException("writing " + file + " failed: " + e.getMessage(), e);
    }
  }

  @Override
  public List<LoggedMessage> messages() throws LaboratoryException {
    return CharonLog.of(log()).messages();
  }

  @Override
  public Optional<String> complaint() throws LaboratoryException {
    return CharonLog.of(log()).find(StrongSwan.COMPLAINT);
  }

  @Override
  public Optional<String> selfInflicted() throws LaboratoryException {
    return CharonLog.of(log()).find(StrongSwan.OVERTAKEN);
  }

  @Override
  public boolean alive() {
    return guest.alive();
  }

  @Override
  public void close() {
    try {
      String ignored = log();
    } catch (LaboratoryException e) {
      System.getLogger(StrongSwanGuest.class.getName())
          .log(System.Logger.Level.WARNING, "the end of the log is missing: {0}", e.getMessage());
    } finally {
      guest.close();
    }
  }
}
