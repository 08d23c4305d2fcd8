package org.yett.gateway.cli;

import java.io.PrintWriter;
import org.yett.gateway.vici.ViciMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett version}: the version of this program, and of the gateway that runs. */
@Command(
    name = "version",
    description = "Prints the version of this program, and with --daemon that of the gateway.",
    footer = {"", "Example:", "  yett version --daemon"})
public final class VersionCommand implements Subcommand {

  @Mixin private ControlConnection connection;

  @Option(names = "--daemon", description = "Ask the gateway that runs for its version.")
  private boolean daemon;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (String line : new VersionProvider().getVersion()) {
      out.println(line);
    }
    if (daemon) {
      ViciMessage version = connection.call(c -> c.request("version", ViciMessage.EMPTY));
      out.printf(
          "gateway: %s %s (%s %s, %s)%n",
          version.text("daemon").orElse("?"),
          version.text("version").orElse("?"),
          version.text("sysname").orElse("?"),
          version.text("release").orElse("?"),
          version.text("machine").orElse("?"));
    }
    return ExitStatus.OK;
  }
}
