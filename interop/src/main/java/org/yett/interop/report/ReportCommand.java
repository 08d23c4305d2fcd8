package org.yett.interop.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett interop report}: the matrix and its evidence as a site of static pages. */
@Command(
    name = "report",
    description = {
      "Writes the last result of every cell, of all runs that left theirs, as static pages, which",
      "open from the file system, with each cell's evidence and matrix.json beside them."
    },
    footer = {
      "",
      "Example:",
      "  yett interop report --out /tmp/matrix && xdg-open /tmp/matrix/index.html"
    },
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "directory with results, any number of times (default: target/interop)")
  private List<Path> from = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "target/interop-report",
      description = "where to write (default: ${DEFAULT-VALUE})")
  private Path out;

  @Spec private CommandSpec spec;

  /** For picocli. */
  public ReportCommand() {}

  @Override
  public Integer call() {
    try {
      new Site(Outcomes.read(Results.directories(from)), Causes.shipped()).write(out);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, "cannot write the report: " + e.getMessage());
    }
    spec.commandLine().getOut().println(out.resolve("index.html"));
    spec.commandLine().getOut().flush();
    return ExitStatus.OK;
  }
}
