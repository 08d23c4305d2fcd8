package org.yett.features.vectors;

import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yett vectors}: test vectors of hybrid IKEv2. */
@Command(
    name = "vectors",
    description = {
      "Test vectors of hybrid IKEv2 and ESP: whole conversations with every intermediate value,",
      "negative ones, and those of the primitives."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      VerifyVectorsCommand.class,
      GenerateVectorsCommand.class,
      ShowVectorCommand.class,
      PackageVectorsCommand.class,
    })
public final class VectorsCommand implements Subcommand {
  @Spec private CommandSpec spec;

  /** For the service loader. */
  public VectorsCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitStatus.USAGE;
  }
}
