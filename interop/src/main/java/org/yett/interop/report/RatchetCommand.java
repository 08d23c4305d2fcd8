package org.yett.interop.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.run.RequiredCells;
import org.yett.interop.scenario.Catalogue;
import org.yett.interop.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett interop ratchet}: no cell that has passed may turn anything else. */
@Command(
    name = "ratchet",
    description = {
      "Compares the last results of every cell with the list of those that are required, and says",
      "which are lost."
    },
    footer = {
      "",
      "Exit status: 0 all required cells passed, 1 one turned something else, 5 none did but some",
      "have no result.",
      "",
      "Examples:",
      "  yett interop ratchet                   does everything still pass?",
      "  yett interop ratchet --update          add to the list what passes by now",
      "  yett interop ratchet --update --force  also drop from it what no longer passes"
    },
    mixinStandardHelpOptions = true)
public final class RatchetCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "directory with results, any number of times (default: target/interop)")
  private List<Path> from = new ArrayList<>();

  @Option(names = "--update", description = "add the cells that pass to the list")
  private boolean update;

  @Option(names = "--force", description = "with --update: drop the cells that are lost")
  private boolean force;

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      description = "Yett's sources (default: where you are)")
  private Optional<Path> sources = Optional.empty();

  @Spec private CommandSpec spec;

  /** For picocli. */
  public RatchetCommand() {}

  @Override
  public Integer call() {
    if (force && !update) {
      throw new CommandFailure(ExitStatus.USAGE, "--force does nothing without --update");
    }
    Path file = Results.requiredList(sources);
    try {
      RequiredCells before = RequiredCells.parse(file.toString(), Files.readString(file));
      Map<String, Outcome> outcomes = new HashMap<>();
      for (Outcome outcome : Outcomes.read(Results.directories(from)).all()) {
        outcomes.put(key(outcome), outcome);
      }
      return compare(before, outcomes, file);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitStatus.CONFIGURATION, e.getMessage());
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, "cannot read or write: " + e.getMessage());
    }
  }

  private static String key(Outcome outcome) {
    return RequiredCells.key(
        outcome.json().path("subject").asText(),
        outcome.json().path("peer").asText(),
        outcome.version(),
        outcome.scenario(),
        outcome.role(),
        outcome.datapath());
  }

  /** What takes long is run with the whole matrix, not each time. */
  private static boolean heavy(Outcome outcome) {
    return Catalogue.named(outcome.scenario()).map(Scenario::heavy).orElse(false);
  }

  private int compare(RequiredCells before, Map<String, Outcome> outcomes, Path file)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> lost = new ArrayList<>();
    int missing = 0;
    for (String key : before.keys()) {
      Outcome outcome = outcomes.get(key);
      if (outcome == null || !outcome.ran()) {
        missing++;
        out.println("no result  " + key);
      } else if (!outcome.verdict().equals("pass")) {
        lost.add(key);
        out.println("lost       " + key + ": " + outcome.verdict() + ": " + outcome.reason());
      }
    }
    Set<String> gained = new HashSet<>();
    outcomes.forEach((key, outcome) -> {
      boolean passed = !key.isEmpty() && outcome.verdict().equals("pass");
      if (passed && !before.keys().contains(key) && !heavy(outcome)) {
        gained.add(key);
      }
    });
    if (update) {
      gained.stream().sorted().forEach(key -> out.println("gained     " + key));
      RequiredCells after = before.with(gained);
      Files.writeString(file, (force ? after.without(lost) : after).text());
    }
    out.printf(
        "%d required cells: %d lost, %d without result; %d gained%s%n",
        before.keys().size(),
        lost.size(),
        missing,
        gained.size(),
        gained.isEmpty() || update ? "" : " (yett interop ratchet --update adds them)");
    out.flush();
    if (!lost.isEmpty() && !force) {
      return ExitStatus.FAILED;
    }
    return missing == 0 ? ExitStatus.OK : ExitStatus.NOT_POSSIBLE_HERE;
  }
}
