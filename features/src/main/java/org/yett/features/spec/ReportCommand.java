package org.yett.features.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett spec report}: the evidence for every clause as a site of static pages. */
@Command(
    name = "report",
    description = {
      "Writes the clauses of all specifications with their evidence as static pages, which open",
      "from the file system, and as ledger.json and ledger.csv."
    },
    footer = {
      "",
      "The evidence is computed from the sources and from the results of the last ./yett test.",
      "",
      "Example:",
      "  yett spec report --out /tmp/clauses && xdg-open /tmp/clauses/index.html"
    })
final class ReportCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write (default: target/spec-report in the sources).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      description = "Yett's sources with their test results (default: where you are).")
  private Optional<Path> sources = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Project project = Project.in(sources);
    Project.Gathered gathered = project.gather();
    Path directory = out.orElse(project.root().resolve("target/spec-report"));
    try {
      new Report(gathered).write(directory);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, "cannot write the report: " + e);
    }
    gathered.remarks().forEach(remark -> spec.commandLine().getErr().println("yett: " + remark));
    spec.commandLine().getOut().println(directory.resolve("index.html"));
    return ExitStatus.OK;
  }
}
