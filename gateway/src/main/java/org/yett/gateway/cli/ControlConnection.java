package org.yett.gateway.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yett.gateway.config.ControlSocketPath;
import org.yett.gateway.vici.ViciClient;
import picocli.CommandLine.Option;

/** The options with which a command finds the gateway, and the connection to it. */
final class ControlConnection {

  @Option(
      names = {"--socket", "--uri"},
      paramLabel = "PATH",
      description = {
        "Control socket of the gateway (a path or unix://PATH). Without it the one that",
        "$YETT_VICI names, or /run/yett.vici for root, or yett.vici in the user's own",
        "runtime directory."
      })
  private String socket;

  /** Work to be done with a connection. */
  interface Work<R> {
    R with(ViciClient client) throws IOException;
  }

  /** Connects, works and closes. */
  <R> R call(Work<R> work) {
    Path path = path();
    try (ViciClient client = open(path)) {
      return work.with(client);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.NO_GATEWAY, "talking to the gateway at " + path + ": " + e.getMessage());
    }
  }

  private Path path() {
    try {
      return Optional.ofNullable(socket)
          .map(ControlSocketPath::parse)
          .orElseGet(ControlSocketPath::byDefault);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitStatus.USAGE, e.getMessage());
    }
  }

  private static ViciClient open(Path path) {
    if (!Files.exists(path)) {
      throw new CommandFailure(
          ExitStatus.NO_GATEWAY,
          "no gateway: there is no control socket "
              + path
              + ". Start one with 'yett gateway --config FILE', or name its socket with --socket");
    }
    try {
      return ViciClient.connect(path);
    } catch (ConnectException e) {
      throw new CommandFailure(
          ExitStatus.NO_GATEWAY, "no gateway answers at " + path + ": " + e.getMessage());
    } catch (IOException e) {
      int status = Files.isWritable(path) ? ExitStatus.NO_GATEWAY : ExitStatus.NOT_POSSIBLE_HERE;
      throw new CommandFailure(
          status,
          "cannot open the control socket "
              + path
              + ": "
              + e.getMessage()
              + (Files.isWritable(path) ? "" : "; it belongs to the user who runs the gateway"));
    }
  }
}
