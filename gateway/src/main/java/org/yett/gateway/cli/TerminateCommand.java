package org.yett.gateway.cli;

import java.io.PrintWriter;
import org.yett.gateway.vici.ViciMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett terminate}: deletes SAs. */
@Command(
    name = "terminate",
    description = "Deletes Child SAs, or IKE SAs with all their Child SAs, and tells the peer.",
    footer = {
      "",
      "Exit status: 0 if all of them are gone, 1 if not or if there was none, 4 if no gateway",
      "answers.",
      "",
      "Examples:",
      "  yett terminate net                # Child SAs 'net', or IKE SAs of that connection",
      "  yett terminate gw --force         # without waiting for the peer"
    })
public final class TerminateCommand implements Subcommand {

  @Mixin private ControlConnection connection;

  @Mixin private SaName name;

  @Option(names = "--force", description = "Do not wait for the peer's answer.")
  private boolean force;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Wait no longer; 0 waits as long as it takes. Default: ${DEFAULT-VALUE}.")
  private int timeout = 0;

  @Option(names = "--quiet", description = "Do not print what happens on the way.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return connection.call(client -> {
      ViciMessage answer =
          client.stream(
              "terminate",
              name.request(client).flag("force", force).put("timeout", timeout * 1000L).build(),
              "control-log",
              line -> Progress.print(quiet, out, line));
      return Progress.report(answer, "terminating '" + name + "'", out);
    });
  }
}
