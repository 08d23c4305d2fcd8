package org.yett.gateway.cli;

import java.io.PrintWriter;
import org.yett.gateway.vici.ViciMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett initiate}: sets up an IKE SA and a Child SA. */
@Command(
    name = "initiate",
    description = "Sets up a Child SA, and the IKE SA that it needs, and waits until it stands.",
    footer = {
      "",
      "Exit status: 0 if it stands, 1 if it could not be set up, 4 if no gateway answers.",
      "",
      "Examples:",
      "  yett initiate net                 # the child 'net', or the connection of that name",
      "  yett initiate net --ike gw        # the child 'net' of the connection 'gw'",
      "  yett initiate gw --timeout 5"
    })
public final class InitiateCommand implements Subcommand {

  @Mixin private ControlConnection connection;

  @Mixin private SaName name;

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
              "initiate",
              name.request(client).put("timeout", timeout * 1000L).build(),
              "control-log",
              line -> Progress.print(quiet, out, line));
      return Progress.report(answer, "initiating '" + name + "'", out);
    });
  }
}
