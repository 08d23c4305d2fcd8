package org.yett.features.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett fuzz}: fuzzes decoders, the engine, the configuration and the control protocol. */
@Command(
    name = "fuzz",
    description = {
      "Tries inputs that nobody would send: Jazzer looks for those that reach something new, and",
      "tells each one that throws, hangs or breaks what must hold."
    },
    footer = {
      "",
      "Examples:",
      "  yett fuzz --list                          all targets",
      "  yett fuzz --seconds 600                   all targets in turn, ten minutes together",
      "  yett fuzz --target peer --seconds 3600    one target",
      "  yett fuzz --target chain --input 2100ff   one input again",
      "",
      "Exit status: 0 nothing was found, 1 something was, 5 Jazzer is not there."
    })
public final class FuzzCommand implements Subcommand {

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "What is fuzzed (default: all in turn).")
  private Optional<String> name = Optional.empty();

  @Option(names = "--seconds", paramLabel = "N", description = "How long (default: 60).")
  private int seconds = 60;

  @Option(names = "--list", description = "List the targets and end.")
  private boolean list;

  @Option(
      names = "--input",
      paramLabel = "HEX",
      description = "Try this input alone, in this process.")
  private Optional<String> input = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For inputs that reach something new and for findings (default: target/fuzz).")
  private Path out = Path.of("target", "fuzz");

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description = "Write the fewest inputs that reach all that was reached, one a line.")
  private Optional<Path> keep = Optional.empty();

  @Spec private CommandSpec spec;

  /** For the service loader. */
  public FuzzCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter printer = spec.commandLine().getOut();
    if (list) {
      FuzzTargets.all().forEach(t -> printer.printf("%-12s%s%n", t.name(), t.title()));
      printer.flush();
      return ExitStatus.OK;
    }
    FuzzTarget target = name.map(FuzzCommand::named).orElseGet(FuzzTargets::together);
    if (input.isPresent()) {
      target.run(octets(input.get()));
      printer.println("nothing happened");
      printer.flush();
      return ExitStatus.OK;
    }
    if (!Jazzer.isThere()) {
      throw new CommandFailure(ExitStatus.NOT_POSSIBLE_HERE, "Jazzer is not on the class path");
    }
    Jazzer jazzer = new Jazzer(target, out.resolve(target.name()));
    if (keep.isPresent()) {
      keep(jazzer.minimized(line -> {}), keep.get());
      return ExitStatus.OK;
    }
    PrintWriter err = spec.commandLine().getErr();
    Jazzer.Result result = jazzer.fuzz(Duration.ofSeconds(seconds), err::println);
    err.flush();
    tell(target, result, printer);
    return result.foundNothing() ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private static FuzzTarget named(String name) {
    return FuzzTargets.named(name)
        .orElseThrow(() ->
            new CommandFailure(
                ExitStatus.USAGE,
                "there is no target \"" + name + "\"; yett fuzz --list shows them"));
  }

  private static byte[] octets(String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--input takes hexadecimal digits, two for each octet");
    }
  }

  private static void tell(FuzzTarget target, Jazzer.Result result, PrintWriter printer)
      throws IOException {
    for (Path finding : result.findings()) {
      printer.printf("found: %s%n", finding);
      printer.printf(
          "replay: ./yett fuzz%s --input %s%n",
          FuzzTargets.named(target.name()).map(t -> " --target " + t.name()).orElse(""),
          HexFormat.of().formatHex(Files.readAllBytes(finding)));
    }
    printer.printf(
        "%s: %s%n",
        target.name(), result.foundNothing() ? "nothing found" : "see above, and what Jazzer says");
    printer.flush();
  }

  private static void keep(List<byte[]> inputs, Path file) throws IOException {
    List<String> lines =
        inputs.stream()
            .map(HexFormat.of()::formatHex)
            .sorted(Comparator.comparingInt(String::length).thenComparing(line -> line))
            .toList();
    Files.write(file, lines);
  }
}
