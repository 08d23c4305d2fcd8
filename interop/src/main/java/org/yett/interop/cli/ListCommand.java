package org.yett.interop.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.scenario.Catalogue;
import org.yett.interop.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yett interop list}. */
@Command(name = "list", description = "Lists the scenarios.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int width = Catalogue.all().stream().mapToInt(s -> s.name().length()).max().orElse(1);
    for (Scenario scenario : Catalogue.all()) {
      out.printf(Locale.ROOT, "%-" + width + "s  %s%n", scenario.name(), scenario.shows());
    }
    out.flush();
    return ExitStatus.OK;
  }
}
