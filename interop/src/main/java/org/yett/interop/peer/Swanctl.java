package org.yett.interop.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.yett.interop.lab.Chroot;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.process.Command;
import org.yett.interop.process.Finished;

/**
 * strongSwan's own control program, pointed at a vici socket. It drives any daemon that speaks
 * vici, ours included.
 */
final class Swanctl {
  /** Runs the program with arguments, where the daemon is. */
  @FunctionalInterface
  interface Runner {
    /** Runs it to its end. */
    Finished run(List<String> arguments, Duration limit) throws LaboratoryException;
  }

  private final Runner runner;

  /** Has somebody else run it. */
  Swanctl(Runner runner) {
    this.runner = runner;
  }

  /**
   * Points it at a socket.
   *
   * @param chroot the root filesystem that holds the program
   * @param directory the directory of this host that holds the socket
   * @param socket the socket's file name in that directory
   */
  Swanctl(Chroot chroot, Path directory, String socket) {
    this((arguments, limit) -> run(chroot, directory, socket, arguments, limit));
  }

  /** Loads connections and secrets from {@code swanctl.conf} in the directory. */
  Peer.Outcome load() throws LaboratoryException {
    return order(Duration.ofSeconds(10), "--load-all");
  }

  /** Initiates a Child SA; the program itself gives up after the limit. */
  Peer.Outcome initiate(String child, Duration limit) throws LaboratoryException {
    return order(limit, "--initiate", "--child", child, "--timeout", seconds(limit));
  }

  /** Orders something to be renewed; answers when that has begun. */
  Peer.Outcome rekey(Order what, Duration limit) throws LaboratoryException {
    return switch (what) {
      case CHILD -> order(limit, "--rekey", "--child", Connection.NAME);
      case IKE -> order(limit, "--rekey", "--ike", Connection.NAME);
      case REAUTHENTICATION -> order(limit, "--rekey", "--ike", Connection.NAME, "--reauth");
    };
  }

  /** Sends the initiator of the IKE SA to another gateway. */
  Peer.Outcome redirect(String gateway, Duration limit) throws LaboratoryException {
    return order(limit, "--redirect", "--ike", Connection.NAME, "--gateway", gateway);
  }

  /** Terminates the IKE SA. */
  Peer.Outcome terminate(Duration limit) throws LaboratoryException {
    return order(limit, "--terminate", "--ike", Connection.NAME, "--timeout", seconds(limit));
  }

  /** Lists the IKE SAs. */
  List<IkeSaState> list() throws LaboratoryException {
    Finished listed = run(Duration.ofSeconds(10), List.of("--list-sas", "--raw", "--pretty"));
    if (!listed.succeeded()) {
      throw new LaboratoryException("listing SAs failed: " + listed.summary());
    }
    return switch (ViciText.ikeSas(listed.stdout())) {
      case ViciText.Parsed.Sas(List<IkeSaState> sas) -> sas;
      case ViciText.Parsed.NotUnderstood(String why) -> throw new LaboratoryException(why);
    };
  }

  /** The daemon's counters by name. */
  SortedMap<String, Long> counters() throws LaboratoryException {
    Finished asked = run(Duration.ofSeconds(10), List.of("--counters"));
    if (!asked.succeeded()) {
      throw new LaboratoryException("asking for the counters failed: " + asked.summary());
    }
    return ViciText.counters(asked.stdout());
  }

  private Peer.Outcome order(Duration limit, String... arguments) throws LaboratoryException {
    Finished done = run(limit.plusSeconds(3), List.of(arguments));
    return new Peer.Outcome(done.succeeded(), done.stdout() + done.stderr());
  }

  private Finished run(Duration limit, List<String> arguments) throws LaboratoryException {
    return runner.run(arguments, limit);
  }

  private static Finished run(
      Chroot chroot, Path directory, String socket, List<String> arguments, Duration limit)
      throws LaboratoryException {
    List<String> command =
        new ArrayList<>(List.of("env", "SWANCTL_DIR=" + Chroot.DIRECTORY, "/usr/sbin/swanctl"));
    command.addAll(arguments);
    command.addAll(List.of("--uri", "unix://" + Chroot.DIRECTORY + "/" + socket));
    try {
      return Command.of(chroot.once(directory, command)).within(limit).run();
    } catch (IOException e) {
      throw new LaboratoryException("swanctl cannot be run: " + e.getMessage(), e);
    }
  }

  private static String seconds(Duration limit) {
    return Long.toString(Math.max(1, limit.toSeconds()));
  }
}
