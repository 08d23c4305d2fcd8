package org.yett.interop.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yett.interop.lab.Chroot;
import org.yett.interop.lab.Guest;
import org.yett.interop.lab.Host;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.OuterNetwork;
import org.yett.interop.lab.Waiting;

/**
 * libreswan's pluto in a guest whose kernel has ESP, driven by whack. Everything that is known of
 * its SAs comes from pluto's own log, from whack and from the guest's kernel.
 */
public final class Libreswan implements Peer {
  private static final Duration READY = Duration.ofSeconds(20);
  private static final Duration ASKING = Duration.ofSeconds(10);
  private static final String WHACK = "/usr/libexec/ipsec/whack ";
  private static final String LOG = "pluto.log";
  private static final String STATES = "=== states";
  private static final String KERNEL = "=== kernel";
  private static final String MORE = "=== log";

  private static final Pattern COMPLAINT =
      Pattern.compile(
          "(?i)^(?!.*(in-progress|duplicate) Message ID).*(EXPECTATION FAILED|ABORT: ASSERTION|dropping .*(payload|message)|malformed"
              + "|invalid (IKE|length|syntax)|failed to match authenticator|does not match)");

  private final Path directory;
  private final String version;
  private final Guest guest;
  private final StringBuilder log = new StringBuilder();
  private long read;

  private Libreswan(Path directory, String version, Guest guest) {
    this.directory = directory;
    this.version = version;
    this.guest = guest;
  }

  /**
   * Boots a guest, starts the daemon there and loads the connection.
   *
   * @param kernel the root filesystem that has the guest's kernel
   * @param root the root filesystem that has the daemon
   * @param host whose place the guest takes; its directory receives configuration and log
   */
  public static Libreswan start(
      DebianRoot kernel, DebianRoot root, Host host, Connection connection)
      throws LaboratoryException {
    Path directory = host.directory();
    write(directory.resolve("ipsec.conf"), IpsecConf.conf(connection));
    write(directory.resolve("ipsec.secrets"), IpsecConf.secrets(connection));
    connection.writeCredentials(directory);
    Guest guest =
        Guest.boot(
            new Chroot(kernel.directory()),
            Optional.of(root.directory()).filter(own -> !own.equals(kernel.directory())),
            host);
    Libreswan started = new Libreswan(directory, root.version(), guest);
    try {
      started.begin(connection);
      return started;
    } catch (LaboratoryException e) {
      started.close();
      throw e;
    }
  }

  private void begin(Connection connection) throws LaboratoryException {
    StringBuilder script = new StringBuilder("set -e\nmkdir -p /run/pluto " + IpsecConf.NSS + "\n");
    script.append("certutil -N -d sql:" + IpsecConf.NSS + " --empty-password\n");
    if (connection.keys().containsKey(Connection.CREDENTIALS)) {
      script.append(
          """
          for ca in x509ca/*.pem; do
            certutil -A -d sql:%1$s -n "$(basename $ca .pem)" -t CT,, -a -i $ca
          done
          openssl pkcs12 -export -in x509/lab.pem -inkey private/lab.pem -name %2$s \
            -passout pass:lab -out /run/lab.p12
          pk12util -i /run/lab.p12 -d sql:%1$s -W lab
          for crl in x509crl/*.crl; do
            [ ! -e "$crl" ] || crlutil -I -d sql:%1$s -i $crl -B
          done
          """
              .formatted(IpsecConf.NSS, IpsecConf.CERTIFICATE));
    }
    script.append("/usr/libexec/ipsec/pluto --config " + Chroot.DIRECTORY + "/ipsec.conf\n");
    String ignored = order("starting libreswan", script.toString(), READY);
    boolean loaded =
        Waiting.until(
            READY,
            () -> {
              Guest.Answer status = guest.run(WHACK + "--status", ASKING);
              return status.said().contains("Total IPsec connections: loaded ")
                  && !status.said().contains("loaded 0,")
                  && status.said().contains("\"" + Connection.NAME + "\":");
            });
    if (!loaded) {
      throw new LaboratoryException(
          "libreswan refused its configuration: "
              + PlutoLog.of(log()).refusals().stream().reduce((a, b) -> b).orElse("see its log"));
    }
    // Else it begins anew what has been deleted.
    impair("revival", "");
  }

  @Override
  public void impair(String what, String how) throws LaboratoryException {
    String value = how.isEmpty() ? what : what + ":" + how;
    String ignored = order("impairing libreswan", WHACK + "--impair " + value, ASKING);
  }

  @Override
  public void heal() throws LaboratoryException {
    impair("none", "");
    impair("revival", "");
  }

  private String order(String what, String script, Duration limit) throws LaboratoryException {
    Guest.Answer answer = guest.run("cd " + Chroot.DIRECTORY + "\n" + script, limit);
    if (answer.status() != 0) {
      throw new LaboratoryException(what + " failed: " + answer.said().strip());
    }
    return answer.said();
  }

  private Outcome whack(String arguments, Duration limit, Pattern success)
      throws LaboratoryException {
    String seconds = Long.toString(limit.toSeconds());
    Guest.Answer answer =
        guest.run("timeout " + seconds + " " + WHACK + arguments, limit.plusSeconds(3));
    return new Outcome(success.matcher(answer.said()).find(), answer.said());
  }

  private static final Pattern CHILD_UP =
      Pattern.compile(
          "(initiator|responder) (established|rekeyed) Child SA|initiator created Child");

  @Override
  public String name() {
    return "libreswan";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Outcome initiate(Duration limit) throws LaboratoryException {
    return initiate(Connection.NAME, limit);
  }

  @Override
  public Outcome initiate(String child, Duration limit) throws LaboratoryException {
    return whack("--name " + child + " --initiate", limit, CHILD_UP);
  }

  @Override
  public Outcome rekey(Order what, Duration limit) throws LaboratoryException {
    String name = " --name " + Connection.NAME;
    return switch (what) {
      case CHILD -> whack("--rekey-child" + name, limit, Pattern.compile("rekeyed Child SA"));
      case IKE -> whack("--rekey-ike" + name, limit, Pattern.compile("rekeyed IKE SA"));
      case REAUTHENTICATION -> {
        Optional<String> number = PlutoLog.of(log()).newestIkeSa();
        yield whack(
            "--impair trigger_v2_replace:" + number.orElse("1"), limit, Pattern.compile(""));
      }
    };
  }

  @Override
  public Outcome terminate(Duration limit) throws LaboratoryException {
    return whack(
        "--terminate --name " + Connection.NAME, limit, Pattern.compile("deleting|terminat"));
  }

  @Override
  public Outcome redirect(String gateway, Duration limit) throws LaboratoryException {
    return whack(
        "--name " + Connection.NAME + " --redirect-to " + gateway, limit, Pattern.compile(""));
  }

  @Override
  public List<IkeSaState> ikeSas() throws LaboratoryException {
    String all =
        ask(
            "echo '"
                + STATES
                + "'; "
                + WHACK
                + "--showstates\necho '"
                + KERNEL
                + "'; ip -s xfrm state\n");
    return PlutoState.ikeSas(
        between(all, STATES, KERNEL), between(all, KERNEL, MORE), PlutoLog.of(log.toString()));
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from);
    int end = text.indexOf(to);
    return start < 0 || end < start ? "" : text.substring(start + from.length(), end);
  }

  /** Runs a script and takes what the log has had since the last time. */
  private synchronized String ask(String script) throws LaboratoryException {
    Guest.Answer answer =
        guest.run(
            script + "echo '" + MORE + "'\ntail -c +" + (read + 1) + " " + IpsecConf.LOG + "\n",
            ASKING);
    int at = answer.said().indexOf(MORE);
    if (at < 0) {
      throw new LaboratoryException("libreswan cannot be asked: " + answer.said().strip());
    }
    String news = answer.said().substring(at + MORE.length() + 1);
    // A line that is not whole yet comes with the next.
    news = news.substring(0, news.lastIndexOf('\n') + 1);
    read += news.getBytes(StandardCharsets.UTF_8).length;
    log.append(news);
    append(directory.resolve(LOG), news);
    return answer.said().substring(0, at + MORE.length());
  }

  @Override
  public String log() throws LaboratoryException {
    if (guest.alive()) {
      String ignored = ask("");
    }
    return log.toString();
  }

  @Override
  public List<LoggedMessage> messages() throws LaboratoryException {
    return PlutoLog.of(log()).messages();
  }

  @Override
  public Optional<String> complaint() throws LaboratoryException {
    return PlutoLog.of(log()).find(COMPLAINT);
  }

  @Override
  public Optional<String> selfInflicted() {
    return Optional.empty();
  }

  @Override
  public Optional<OuterNetwork> network() {
    return Optional.of(
        new OuterNetwork() {
          @Override
          public void add(String address) throws LaboratoryException {
            guest.add(address);
            String ignored = order("listening", WHACK + "--listen", ASKING);
          }

          @Override
          public void change(String from, String to) throws LaboratoryException {
            guest.change(from, to);
          }
        });
  }

  @Override
  public boolean alive() {
    return guest.alive();
  }

  @Override
  public void close() {
    guest.close();
  }

  private static void write(Path file, String text) throws LaboratoryException {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new LaboratoryException("writing " + file + " failed: " + e.getMessage(), e);
    }
  }

  private static void append(Path file, String text) throws LaboratoryException {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new LaboratoryException("writing " + file + " failed: " + e.getMessage(), e);
    }
  }
}
