package org.yett.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.yett.bench.cost.Costs;
import org.yett.bench.live.LiveRow;
import org.yett.bench.live.LiveRun;
import org.yett.bench.machine.Machine;
import org.yett.bench.out.Csv;
import org.yett.bench.out.Json;
import org.yett.bench.out.TextTable;
import org.yett.bench.report.FiguresPage;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.process.Progress;
import org.yett.tun.netns.Privileges;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett bench live}: some cells of the cost matrix between real network namespaces. */
@Command(
    name = "live",
    description = {
      "Runs some cells of the cost matrix between network namespaces, over a link that is emulated",
      "between two TUN devices (delay, loss, rate and queue), and shows the difference from the",
      "same in virtual time. Needs root."
    },
    mixinStandardHelpOptions = true)
public final class LiveCommand implements Callable<Integer> {

  private static final String TIME = "time";
  private static final List<String> SUITES = List.of("x25519", "x25519-ke1_mlkem768");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes (target/bench/live).")
  private Path out = Path.of("target", "bench", "live");

  @Option(names = "--quick", description = "Two paths and 30 handshakes of each cell.")
  private boolean quick;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Handshakes of each cell (100; 30 with --quick).")
  private int runs;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the links (1).")
  private long seed = 1;

  @Spec private CommandSpec spec;

  /** For picocli. */
  public LiveCommand() {}

  /**
   * Everything that a run gave.
   *
   * @param machine where and when
   * @param seed of the links, and of the first run in virtual time
   * @param simulated runs of each cell in virtual time
   * @param rows the cells
   */
  public record Result(Machine machine, long seed, int simulated, List<LiveRow> rows) {
    /** Copies the list. */
    public Result {
      rows = List.copyOf(rows);
    }
  }

  @Override
  public Integer call() throws IOException {
    List<String> missing = Privileges.probe().missing();
    if (!missing.isEmpty()) {
      throw new CommandFailure(ExitStatus.NOT_POSSIBLE_HERE, String.join("; ", missing));
    }
    int many = runs > 0 ? runs : quick ? 30 : 100;
    int simulated = quick ? 200 : 2000;
    Files.createDirectories(out);
    Progress progress = new Progress(System.err, "bench live");
    Machine machine = Machine.here();
    List<LiveRow> rows =
        new LiveRun(Costs.reference(), seed, many, simulated)
            .run(SUITES, LiveRun.paths(quick), progress);
    Result result = new Result(machine.ended(), seed, simulated, rows);
    Json.write(out.resolve("live.json"), result);
    Files.writeString(out.resolve("live.csv"), csv(result));
    page(result, many).write(out, result.machine().lines());
    print(result, spec.commandLine().getOut());
    return ExitStatus.OK;
  }

  private static List<String> head() {
    return List.of(
        "key exchange",
        "path",
        "failed",
        "live ms",
        "95 %",
        "simulated ms",
        "difference",
        "live p95",
        "simulated p95",
        "octets",
        "more than simulated");
  }

  private static List<String> cells(LiveRow r) {
    return List.of(
        r.suite(),
        r.path(),
        r.failed() + " of " + r.runs(),
        number(r.median()),
        number(r.interval().low()) + " to " + number(r.interval().high()),
        number(r.simulated().median()),
        String.format(Locale.ROOT, "%+.1f ms, %+.1f %%", r.difference(), 100 * r.relative()),
        number(r.p95()),
        number(r.simulated().p95()),
        number(r.octetsOut() + r.octetsBack()),
        String.format(Locale.ROOT, "%+.0f", r.octetDifference()));
  }

  private static String csv(Result result) {
    Csv csv =
        new Csv(
            "suite",
            "path",
            "runs",
            "failed",
            "live_ms",
            "live_ms_low",
            "live_ms_high",
            "live_p95_ms",
            "simulated_ms",
            "simulated_p95_ms",
            "simulated_failed",
            "difference_ms",
            "live_octets_out",
            "live_octets_back",
            "simulated_octets_out",
            "simulated_octets_back",
            "live_packets");
    for (LiveRow r : result.rows()) {
      csv.row(
          List.of(
              r.suite(),
              r.path(),
              r.runs(),
              r.failed(),
              r.median(),
              r.interval().low(),
              r.interval().high(),
              r.p95(),
              r.simulated().median(),
              r.simulated().p95(),
              r.simulated().failed(),
              r.difference(),
              r.octetsOut(),
              r.octetsBack(),
              r.simulated().octetsOut(),
              r.simulated().octetsBack(),
              r.packets()));
    }
    return csv.toString();
  }

  private static double[] of(Result result, ToDoubleFunction<LiveRow> value) {
    return result.rows().stream().mapToDouble(value).toArray();
  }

  private FiguresPage page(Result result, int many) {
    List<String> places =
        result.rows().stream().map(row -> row.suite() + ", " + row.path()).toList();
    LiveRow widest =
        result.rows().stream()
            .max((a, b) -> Double.compare(Math.abs(a.relative()), Math.abs(b.relative())))
            .orElseThrow();
    return new FiguresPage(
            "Handshakes between namespaces, and in virtual time",
            "Yett's initiator and Yett's gateway in a network namespace each, real sockets and real"
                + " timers, over a link that a program of ours emulates between two TUN devices;"
                + " beside it the same cells in virtual time, "
                + result.simulated()
                + " runs each. Seed "
                + result.seed()
                + ".",
            "./yett bench live --seed %d --runs %d%s"
                .formatted(result.seed(), many, quick ? " --quick" : ""))
        .finding(
            TIME,
            String.format(
                Locale.ROOT,
                "The medians differ by %+.1f %% at most (%s over %s): %.0f ms live, %.0f ms in virtual"
                    + " time.",
                100 * widest.relative(),
                widest.suite(),
                widest.path(),
                widest.median(),
                widest.simulated().median()))
        .bars(
            TIME,
            "Median time of a handshake",
            "key exchange and path",
            "milliseconds",
            places,
            List.of(
                new FiguresPage.Line(
                    "namespaces",
                    of(result, LiveRow::median),
                    of(result, r -> r.interval().low()),
                    of(result, r -> r.interval().high())),
                new FiguresPage.Line("virtual time", of(result, r -> r.simulated().median()))),
            many
                + " handshakes of each cell in the namespaces; 95 % intervals are in the table and in"
                + " the data.")
        .table(
            "All figures",
            "live.csv",
            head(),
            result.rows().stream().map(LiveCommand::cells).toList());
  }

  private void print(Result result, PrintWriter to) {
    TextTable table = new TextTable(head().toArray(String[]::new));
    result.rows().forEach(row -> table.row(cells(row).toArray(String[]::new)));
    to.println(table);
    result.machine().lines().forEach((name, value) -> to.println(name + ": " + value));
    to.println("report: " + out.resolve("index.html"));
    to.flush();
  }

  private static String number(double value) {
    return Double.isInfinite(value) || Double.isNaN(value)
        ? "never"
        : String.format(Locale.ROOT, "%.0f", value);
  }
}
