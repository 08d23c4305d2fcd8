package org.yett.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.yett.bench.cost.ReadmeTable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yett bench readme}: the table of octets and datagrams in the README. */
@Command(
    name = "readme",
    description = "Writes the table of what handshakes put on the wire into the README.",
    mixinStandardHelpOptions = true)
public final class ReadmeCommand implements Callable<Integer> {

  @Option(names = "--file", paramLabel = "FILE", description = "The README (README.md).")
  private Path file = Path.of("README.md");

  /** For picocli. */
  public ReadmeCommand() {}

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(ExitStatus.NOT_POSSIBLE_HERE, "there is no " + file);
    }
    try {
      Files.writeString(file, ReadmeTable.inserted(Files.readString(file)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitStatus.FAILED, file + ": " + e.getMessage());
    }
    return ExitStatus.OK;
  }
}
