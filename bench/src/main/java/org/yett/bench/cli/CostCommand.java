package org.yett.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yett.bench.cost.CostCell;
import org.yett.bench.cost.CostMatrix;
import org.yett.bench.cost.CostResult;
import org.yett.bench.cost.CostResults;
import org.yett.bench.cost.CostRunner;
import org.yett.bench.cost.Costs;
import org.yett.bench.cost.MeasureCosts;
import org.yett.bench.machine.Machine;
import org.yett.bench.out.Json;
import org.yett.bench.out.TextTable;
import org.yett.bench.report.CostReport;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.process.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett bench cost}: handshakes on many paths in virtual time, and the report. */
@Command(
    name = "cost",
    description = {
      "Simulates handshakes in virtual time: suites, authentication, paths and timers.",
      "The same seed and the same costs give the same figures on every machine."
    },
    mixinStandardHelpOptions = true)
public final class CostCommand implements Callable<Integer> {

  private static final int QUICK_RUNS = 100;
  private static final int FULL_RUNS = 2000;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes (target/bench/cost).")
  private Path out = Path.of("target", "bench", "cost");

  @Option(names = "--quick", description = "Fewer cells, and 100 runs of each instead of 2000.")
  private boolean quick;

  @Option(names = "--runs", paramLabel = "N", description = "Runs of each cell.")
  private Integer runs;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the first run (1).")
  private long seed = 1;

  @Option(
      names = "--costs",
      paramLabel = "FILE",
      description = "What operations cost; else the figures that come with Yett are taken.")
  private Path costsFile;

  @Option(
      names = "--measure",
      description = "Measure first what operations cost here; keeps it as costs.json in DIR.")
  private boolean measure;

  @Spec private CommandSpec spec;

  /** For picocli. */
  public CostCommand() {}

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    Progress progress = new Progress(System.err, "bench cost");
    Costs costs = costs(progress);
    Machine machine = Machine.here();
    List<CostCell> cells = quick ? CostMatrix.quick() : CostMatrix.full();
    int each = Optional.ofNullable(runs).orElse(quick ? QUICK_RUNS : FULL_RUNS);
    if (each < 1) {
      throw new CommandFailure(ExitStatus.USAGE, "--runs is at least 1");
    }
    progress.stage(cells.size() + " cells of " + each + " runs");
    List<CostResult> results;
    try {
      results = new CostRunner(costs).run(cells, seed, each, progress::detail);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitStatus.FAILED, "interrupted");
    }
    CostResults all = new CostResults(machine.ended(), costs, seed, each, results);
    new CostReport(all, command(each)).write(out);
    print(all, spec.commandLine().getOut());
    return ExitStatus.OK;
  }

  private Costs costs(Progress progress) throws IOException {
    if (measure) {
      Costs measured = MeasureCosts.here(quick, progress::stage);
      Json.write(out.resolve("costs.json"), measured);
      return measured;
    }
    if (costsFile == null) {
      return Costs.reference();
    }
    try {
      return Json.read(costsFile, Costs.class);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.CONFIGURATION, costsFile + " holds no costs: " + e.getMessage());
    }
  }

  /** What gives the same again. */
  private String command(int each) {
    return "./yett bench cost --seed "
        + seed
        + " --runs "
        + each
        + (quick ? " --quick" : "")
        + (measure ? " --costs costs.json" : costsFile == null ? "" : " --costs " + costsFile);
  }

  private void print(CostResults all, PrintWriter to) {
    TextTable table =
        new TextTable("key exchange", "ms", "datagrams", "octets out", "octets back", "CPU us");
    for (String suite : CostMatrix.SUITES) {
      CostResult r = all.of(CostCell.of(suite, CostMatrix.base()));
      table.row(
          suite,
          number(r.median()),
          number(r.datagrams()),
          number(r.octetsOut()),
          number(r.octetsBack()),
          number(r.cpuInitiator()) + " + " + number(r.cpuResponder()));
    }
    to.println("Without losses, round trip 100 ms, pre-shared key:");
    to.println(table);
    to.println("report: " + out.resolve("index.html"));
    to.flush();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
