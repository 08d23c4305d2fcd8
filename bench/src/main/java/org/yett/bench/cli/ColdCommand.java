package org.yett.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.yett.bench.ends.Ends;
import org.yett.bench.load.LoadGenerator;
import org.yett.bench.load.LoadResult;
import org.yett.bench.load.LoadTarget;
import org.yett.bench.load.ResponderProcess;
import org.yett.bench.machine.Machine;
import org.yett.bench.out.Csv;
import org.yett.bench.out.Json;
import org.yett.bench.out.TextTable;
import org.yett.bench.report.FiguresPage;
import org.yett.bench.stat.Interval;
import org.yett.bench.stat.Statistics;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.process.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett bench cold}: the first handshakes after the start. */
@Command(
    name = "cold",
    description = {
      "Starts a gateway again and again, with and without the AOT cache, and measures how long it",
      "takes to be ready, and its first handshakes with an initiator that has warmed up."
    },
    mixinStandardHelpOptions = true)
public final class ColdCommand implements Callable<Integer> {

  private static final String CHART = "cold";
  private static final String CACHE_OPTION = "-XX:AOTCache=";
  private static final int WARM = 300;
  private static final int FIRST = 20;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes (target/bench/cold).")
  private Path out = Path.of("target", "bench", "cold");

  @Option(names = "--quick", description = "5 starts instead of 15.")
  private boolean quick;

  @Option(
      names = "--aot-cache",
      paramLabel = "FILE",
      description = "The cache; else the one with which this program was started.")
  private Path cache;

  @Option(
      names = "--suite",
      paramLabel = "SUITE",
      description = "Key exchanges (x25519-ke1_mlkem768).")
  private String suite = "x25519-ke1_mlkem768";

  @Spec private CommandSpec spec;

  /** For picocli. */
  public ColdCommand() {}

  /**
   * One start.
   *
   * @param aot whether with the cache
   * @param readyMillis from the start of the process until its port is open
   * @param firstMillis the first handshake
   * @param laterMillis the median of the next ones
   * @param cpuMillis CPU of the process until the first handshake is over
   */
  public record Start(
      boolean aot, double readyMillis, double firstMillis, double laterMillis, double cpuMillis) {}

  /**
   * Everything that a run gave.
   *
   * @param machine where and when
   * @param suite key exchanges
   * @param cache the AOT cache; empty if there is none
   * @param starts in the order in which they were
   */
  public record Result(Machine machine, String suite, String cache, List<Start> starts) {
    /** Copies the list. */
    public Result {
      starts = List.copyOf(starts);
    }
  }

  @Override
  public Integer call() throws IOException {
    Optional<String> aot = cacheOption();
    Files.createDirectories(out);
    Progress progress = new Progress(System.err, "bench cold");
    Machine machine = Machine.here();
    if (aot.isEmpty()) {
      progress.stage("no AOT cache here: starts without one alone");
    }
    progress.stage("warming the initiator up");
    try (ResponderProcess warm = ResponderProcess.start();
        LoadGenerator generator = new LoadGenerator(target(warm))) {
      LoadResult made = generator.handshakes(WARM, 2, n -> {});
      progress.detail(made.established() + " handshakes");
    }
    List<Start> starts = new ArrayList<>();
    int rounds = quick ? 5 : 15;
    for (int round = 1; round <= rounds; round++) {
      progress.stage("round " + round + " of " + rounds);
      starts.add(start(false, List.of()));
      if (aot.isPresent()) {
        starts.add(start(true, List.of(aot.get(), "-Xlog:aot*=off", "-Xlog:cds*=off")));
      }
    }
    Result result = new Result(machine.ended(), suite, aot.orElse(""), starts);
    Json.write(out.resolve("cold.json"), result);
    Files.writeString(out.resolve("cold.csv"), csv(result));
    page(result).write(out, result.machine().lines());
    print(result, spec.commandLine().getOut());
    return ExitStatus.OK;
  }

  private Optional<String> cacheOption() {
    if (cache != null) {
      if (!Files.isReadable(cache)) {
        throw new CommandFailure(ExitStatus.USAGE, cache + " cannot be read");
      }
      return Optional.of(CACHE_OPTION + cache);
    }
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(CACHE_OPTION))
        .findFirst();
  }

  private LoadTarget target(ResponderProcess responder) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new LoadTarget(
        loopback,
        loopback,
        responder.port(),
        Ends.proposal(suite),
        LoadCommand.INITIATOR,
        LoadCommand.RESPONDER,
        LoadCommand.SECRET,
        "10.1.0.0/16",
        "10.2.0.0/16");
  }

  private Start start(boolean aot, List<String> options) throws IOException {
    long begun = System.nanoTime();
    try (ResponderProcess responder = ResponderProcess.startWith(options)) {
      double ready = (System.nanoTime() - begun) / 1e6;
      try (LoadGenerator generator = new LoadGenerator(target(responder))) {
        double first = one(generator);
        double cpu = responder.cpu().toNanos() / 1e6;
        double[] later = new double[FIRST - 1];
        for (int i = 0; i < later.length; i++) {
          later[i] = one(generator);
        }
        return new Start(aot, ready, first, Statistics.median(later), cpu);
      }
    }
  }

  private static double one(LoadGenerator generator) throws IOException {
    LoadResult result = generator.handshakes(1, 1, n -> {});
    if (result.failed() > 0) {
      throw new IOException("a handshake with a gateway that has just started failed");
    }
    return result.seconds() * 1000;
  }

  private static double[] of(Result result, boolean aot, ToDoubleFunction<Start> value) {
    return result.starts().stream().filter(s -> s.aot() == aot).mapToDouble(value).toArray();
  }

  private static String csv(Result result) {
    Csv csv = new Csv("aot_cache", "ready_ms", "first_ms", "later_ms", "cpu_ms");
    for (Start s : result.starts()) {
      csv.row(List.of(s.aot(), s.readyMillis(), s.firstMillis(), s.laterMillis(), s.cpuMillis()));
    }
    return csv.toString();
  }

  private static List<List<String>> rows(Result result) {
    List<List<String>> rows = new ArrayList<>();
    for (boolean aot : new boolean[] {false, true}) {
      if (of(result, aot, Start::readyMillis).length > 0) {
        rows.add(
            List.of(
                aot ? "with" : "without",
                cell(of(result, aot, Start::readyMillis)),
                cell(of(result, aot, Start::firstMillis)),
                cell(of(result, aot, Start::laterMillis)),
                cell(of(result, aot, Start::cpuMillis))));
      }
    }
    return rows;
  }

  private static String cell(double[] values) {
    Interval interval = Statistics.medianInterval(values);
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f to %.0f)",
        Statistics.median(values),
        interval.low(),
        interval.high());
  }

  private static List<String> head() {
    return List.of(
        "AOT cache",
        "ready, ms",
        "first handshake, ms",
        "the next " + (FIRST - 1) + ", ms",
        "CPU until then, ms");
  }

  private FiguresPage page(Result result) {
    List<FiguresPage.Line> lines = new ArrayList<>();
    for (boolean aot : new boolean[] {false, true}) {
      if (of(result, aot, Start::readyMillis).length > 0) {
        lines.add(line(result, aot));
      }
    }
    return new FiguresPage(
            "The first handshake after the start",
            "A gateway is started as a process of its own on the loopback interface, and an initiator"
                + " that has warmed up makes "
                + FIRST
                + " handshakes with it, one after the other, "
                + result.suite()
                + ". Medians over "
                + of(result, false, Start::readyMillis).length
                + " starts of each kind in turn.",
            "./yett bench cold --suite " + suite + (quick ? " --quick" : ""))
        .bars(
            CHART,
            "Start and first handshakes",
            "what",
            "milliseconds",
            List.of("ready", "first handshake", "later handshake"),
            lines,
            "Medians; their 95 % intervals are in the table and in the data.")
        .table("All figures", "cold.csv", head(), rows(result));
  }

  private static FiguresPage.Line line(Result result, boolean aot) {
    List<ToDoubleFunction<Start>> values =
        List.of(Start::readyMillis, Start::firstMillis, Start::laterMillis);
    List<double[]> samples = values.stream().map(value -> of(result, aot, value)).toList();
    return new FiguresPage.Line(
        aot ? "with AOT cache" : "without AOT cache",
        samples.stream().mapToDouble(Statistics::median).toArray(),
        samples.stream().mapToDouble(s -> Statistics.medianInterval(s).low()).toArray(),
        samples.stream().mapToDouble(s -> Statistics.medianInterval(s).high()).toArray());
  }

  private void print(Result result, PrintWriter to) {
    TextTable table = new TextTable(head().toArray(String[]::new));
    rows(result).forEach(row -> table.row(row.toArray(String[]::new)));
    to.println(table);
    result.machine().lines().forEach((name, value) -> to.println(name + ": " + value));
    to.println("report: " + out.resolve("index.html"));
    to.flush();
  }
}
