package org.yett.interop.cli;

import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.Subcommand;
import org.yett.interop.report.RatchetCommand;
import org.yett.interop.report.ReportCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yett interop}: real peers in network namespaces of this machine. */
@Command(
    name = "interop",
    description = "Runs Yett against other IPsec implementations and judges by evidence.",
    mixinStandardHelpOptions = true,
    subcommands = {
      RunCommand.class,
      ListCommand.class,
      PrepareCommand.class,
      ReportCommand.class,
      RatchetCommand.class
    })
public final class InteropCommand implements Subcommand {
  @Spec private CommandSpec spec;

  /** For the service loader. */
  public InteropCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitStatus.USAGE;
  }
}
