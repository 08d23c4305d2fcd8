package org.yett.features.sim;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.Subcommand;
import org.yett.ike.sim.scenario.Scenario;
import org.yett.ike.sim.scenario.ScenarioRun;
import org.yett.ike.sim.scenario.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett sim}: plays a simulation from its seed. */
@Command(
    name = "sim",
    description = {
      "Plays IKEv2 between endpoints in virtual time, over a network that the seed decides.",
      "The same seed always gives the same run. The transcript shows each datagram as it is sent,",
      "with what is inside it, what becomes of it, the states of the IKE SAs, and the names of the",
      "keys that are derived."
    },
    footer = {
      "",
      "Signs in the transcript: -> sent, <- arrived, ~~ on the way, :: state, ** keys,",
      "++ Child SA, == the scenario. Times are virtual.",
      "",
      "Examples:",
      "  yett sim --list                           all scenarios",
      "  yett sim --seed 7                         the random schedule of seed 7",
      "  yett sim --seed 1 --scenario handshake    a scenario by name",
      "  yett sim --runs 100000 --seed 1           seeds 1 to 100000, failures only",
      "",
      "Exit status: 0 all is as it must be, 1 it is not."
    })
public final class SimCommand implements Subcommand {

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Everything follows from it; with --runs the first one (default: 1).")
  private long seed = 1;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "What is played (default: random).")
  private String scenario = Scenarios.random().name();

  @Option(names = "--list", description = "List the scenarios and end.")
  private boolean list;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Play so many seeds, without transcripts; each that fails is told at once.")
  private Optional<Long> runs = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many runs at a time (default: one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "Print the run as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** For the service loader. */
  public SimCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      list(out);
      return ExitStatus.OK;
    }
    Scenario played =
        Scenarios.named(scenario)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitStatus.USAGE,
                    "there is no scenario \"" + scenario + "\"; yett sim --list shows them"));
    if (runs.isPresent()) {
      return many(played, runs.get(), out);
    }
    ScenarioRun run = played.run(seed);
    if (json) {
      RunAsJson.write(run, out);
    } else {
      print(run, out);
    }
    return run.passed() ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private static void list(PrintWriter out) {
    List<Scenario> all = Scenarios.all();
    int width = all.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    for (Scenario each : all) {
      out.printf("%-" + width + "s  %s%n", each.name(), each.title());
    }
    out.flush();
  }

  private static void print(ScenarioRun run, PrintWriter out) {
    out.printf(
        "Scenario %s, seed %d: %s%n%n", run.scenario().name(), run.seed(), run.scenario().title());
    run.simulation().ifPresent(simulation -> out.print(simulation.transcript()));
    out.println();
    if (run.passed()) {
      out.println("All is as it must be.");
    } else {
      out.println("Not as it must be:");
      run.failures().forEach(failure -> out.println("  " + failure));
    }
    out.flush();
  }

  private int many(Scenario played, long count, PrintWriter out) {
    if (count < 1 || threads < 1) {
      throw new CommandFailure(ExitStatus.USAGE, "--runs and --threads are at least 1");
    }
    SeedRange range = new SeedRange(played, seed, count, threads);
    long failed =
        range.play(run -> {
          out.println(run.summary());
          out.flush();
        });
    out.printf(
        "%d runs of %s, seeds %d to %d: %s, %d ms each%n",
        count,
        played.name(),
        seed,
        seed + count - 1,
        failed == 0 ? "all as they must be" : failed + " not as they must be",
        range.millisEach());
    out.flush();
    return failed == 0 ? ExitStatus.OK : ExitStatus.FAILED;
  }
}
