package org.yett.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.config.ControlSocketPath;
import org.yett.gateway.config.GatewayConfig;
import org.yett.gateway.control.DaemonInfo;
import org.yett.gateway.runtime.Endpoints;
import org.yett.gateway.runtime.EventTrace;
import org.yett.gateway.runtime.Gateway;
import org.yett.gateway.runtime.Platform;
import org.yett.gateway.vici.ViciServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett gateway}: a gateway in the foreground, until it is told to end. */
@Command(
    name = "gateway",
    description = {
      "Runs an IPsec gateway in the foreground until SIGINT or SIGTERM, with strongSwan's",
      "swanctl.conf as its configuration. Needs Linux, and root or CAP_NET_ADMIN, CAP_NET_RAW and",
      "CAP_NET_BIND_SERVICE."
    },
    footer = {"", "Example:", "  yett gateway --config /etc/swanctl/swanctl.conf"})
public final class GatewayCommand implements Subcommand {

  private static final long LONGEST_FAREWELL_SECONDS = 10;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Configuration in the syntax of swanctl.conf.")
  private Path config;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Write every IKE message and SA to FILE, one JSON object a line; no secrets.")
  private Path trace;

  @Option(names = "--check", description = "Check the configuration and end.")
  private boolean check;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    ConfigResult result = ConfigLoader.load(config);
    result.diagnostics().forEach(err::println);
    err.flush();
    return switch (result) {
      case ConfigResult.Rejected rejected -> ExitStatus.CONFIGURATION;
      case ConfigResult.Loaded(GatewayConfig loaded, var diagnostics) -> {
        if (check) {
          spec.commandLine().getOut().println(config + " is in order.");
          yield ExitStatus.OK;
        }
        yield run(loaded);
      }
    };
  }

  private int run(GatewayConfig loaded) throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    // Before anything is set up that would have to be taken down.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnSignal(stop, stopped)));
    Path socket = loaded.daemon().viciSocket().orElseGet(ControlSocketPath::byDefault);
    // The trace is closed last: it has the gateway's farewell, too.
    try (EventTrace events = openTrace();
        Gateway gateway =
            Gateway.start(
                DaemonInfo.here("yett", ProgramVersion.text()),
                loaded,
                Platform.linux(loaded.daemon()),
                Endpoints.standard(),
                () -> ConfigLoader.load(config),
                events);
        ViciServer server = ViciServer.start(socket, gateway)) {
      stop.await();
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.NOT_POSSIBLE_HERE, e.getMessage());
    } finally {
      stopped.countDown();
    }
    return ExitStatus.OK;
  }

  private EventTrace openTrace() {
    try {
      return EventTrace.open(Optional.ofNullable(trace));
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, "--trace: cannot write to " + trace + ": " + e);
    }
  }

  /** Runs when the process is told to end: lets the gateway take leave of its peers. */
  private static void stopOnSignal(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      if (!stopped.await(LONGEST_FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("yett: the gateway did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
