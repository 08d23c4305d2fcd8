package org.yett.bench.cli;

import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yett bench}: what a hybrid handshake costs. */
@Command(
    name = "bench",
    description = "Measures what hybrid handshakes cost: octets, time, CPU, memory.",
    mixinStandardHelpOptions = true,
    subcommands = {
      HandshakeCommand.class,
      CostCommand.class,
      LoadCommand.class,
      ScaleCommand.class,
      LiveCommand.class,
      ColdCommand.class,
      ReadmeCommand.class,
      RespondCommand.class,
      GenerateCommand.class
    })
public final class BenchCommand implements Subcommand {
  @Spec private CommandSpec spec;

  /** For the service loader. */
  public BenchCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitStatus.USAGE;
  }
}
