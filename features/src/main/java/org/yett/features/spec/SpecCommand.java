package org.yett.features.spec;

import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yett spec}: every clause of the specifications, and the evidence for it. */
@Command(
    name = "spec",
    description = "Shows the clauses of the specifications and the evidence for each of them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      VerifyCommand.class,
      ShowCommand.class,
      ReportCommand.class,
      RatchetCommand.class
    })
public final class SpecCommand implements Subcommand {
  @Spec private CommandSpec spec;

  /** For the service loader. */
  public SpecCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitStatus.USAGE;
  }
}
