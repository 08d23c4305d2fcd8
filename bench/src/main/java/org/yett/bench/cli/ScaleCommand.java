package org.yett.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.yett.bench.crowd.CrowdRow;
import org.yett.bench.crowd.CrowdRun;
import org.yett.bench.machine.Machine;
import org.yett.bench.out.Csv;
import org.yett.bench.out.Json;
import org.yett.bench.out.TextTable;
import org.yett.bench.report.FiguresPage;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.process.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett bench scale}: what each of many IKE SAs costs. */
@Command(
    name = "scale",
    description = {
      "Measures the engine with many IKE SAs, in this process and without sockets: heap of each,",
      "established and half-open, and CPU of one handshake more."
    },
    mixinStandardHelpOptions = true)
public final class ScaleCommand implements Callable<Integer> {

  private static final String HEAP = "heap";
  private static final String CPU = "cpu";
  private static final int EACH = 50;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes (target/bench/scale).")
  private Path out = Path.of("target", "bench", "scale");

  @Option(names = "--quick", description = "Up to 1000 IKE SAs, 5 rounds.")
  private boolean quick;

  @Option(
      names = "--sas",
      split = ",",
      paramLabel = "N",
      description = "How many IKE SAs stand, ascending (100,1000,10000).")
  private List<Integer> sas = List.of();

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds (15; 5 with --quick).")
  private int rounds;

  @Option(
      names = "--suite",
      paramLabel = "SUITE",
      description = "Key exchanges (x25519-ke1_mlkem768).")
  private String suite = "x25519-ke1_mlkem768";

  @Spec private CommandSpec spec;

  /** For picocli. */
  public ScaleCommand() {}

  /**
   * Everything that a run gave.
   *
   * @param machine where and when
   * @param suite key exchanges
   * @param rounds of CPU
   * @param handshakes of each size in a round
   * @param rows one for each number of IKE SAs
   */
  public record Result(
      Machine machine, String suite, int rounds, int handshakes, List<CrowdRow> rows) {
    /** Copies the list. */
    public Result {
      rows = List.copyOf(rows);
    }
  }

  @Override
  public Integer call() throws IOException {
    List<Integer> sizes =
        !sas.isEmpty() ? sas : quick ? List.of(100, 1000) : List.of(100, 1000, 10_000);
    int many = rounds > 0 ? rounds : quick ? 5 : 15;
    if (sizes.stream().anyMatch(n -> n < 1)) {
      throw new CommandFailure(ExitStatus.USAGE, "--sas are at least 1");
    }
    Files.createDirectories(out);
    Progress progress = new Progress(System.err, "bench scale");
    Machine machine = Machine.here();
    List<CrowdRow> rows = new CrowdRun(suite, many, EACH).run(sizes, progress::stage);
    Result result = new Result(machine.ended(), suite, many, EACH, rows);
    Json.write(out.resolve("scale.json"), result);
    Files.writeString(out.resolve("scale.csv"), csv(result));
    page(result).write(out, result.machine().lines());
    print(result, spec.commandLine().getOut());
    return ExitStatus.OK;
  }

  private static List<String> cells(CrowdRow row) {
    return List.of(
        Integer.toString(row.standing()),
        number(row.establishedOctets()),
        number(row.halfOpenOctets()),
        number(row.responderMicros()),
        number(row.responder().low()) + " to " + number(row.responder().high()),
        number(row.initiatorMicros()),
        String.format(
            Locale.ROOT,
            "%.2f (%.2f to %.2f)",
            row.ratio(),
            row.ratioInterval().low(),
            row.ratioInterval().high()));
  }

  private static List<String> head(Result result) {
    return List.of(
        "IKE SAs",
        "heap/established",
        "heap/half-open",
        "responder us",
        "95 %",
        "initiator us",
        "times that at " + result.rows().getFirst().standing());
  }

  private static String csv(Result result) {
    Csv csv =
        new Csv(
            "standing",
            "heap_octets_established",
            "heap_octets_half_open",
            "responder_us",
            "responder_us_low",
            "responder_us_high",
            "initiator_us",
            "ratio",
            "ratio_low",
            "ratio_high");
    for (CrowdRow r : result.rows()) {
      csv.row(
          List.of(
              r.standing(),
              r.establishedOctets(),
              r.halfOpenOctets(),
              r.responderMicros(),
              r.responder().low(),
              r.responder().high(),
              r.initiatorMicros(),
              r.ratio(),
              r.ratioInterval().low(),
              r.ratioInterval().high()));
    }
    return csv.toString();
  }

  private static double[] of(Result result, ToDoubleFunction<CrowdRow> value) {
    return result.rows().stream().mapToDouble(value).toArray();
  }

  private FiguresPage page(Result result) {
    List<String> places =
        result.rows().stream().map(row -> Integer.toString(row.standing())).toList();
    CrowdRow last = result.rows().getLast();
    String command =
        "./yett bench scale --suite %s --rounds %d --sas %s"
            .formatted(result.suite(), result.rounds(), String.join(",", places));
    return new FiguresPage(
            "What many IKE SAs cost",
            "One responder in one process without sockets, "
                + result.suite()
                + " with a pre-shared key and one Child SA. Heap is what is in use after a"
                + " collection, with nothing of the initiators. CPU is of the thread, over "
                + result.handshakes()
                + " handshakes in each of "
                + result.rounds()
                + " rounds that go through all sizes.",
            command)
        .finding(
            HEAP,
            String.format(
                Locale.ROOT,
                "With %d IKE SAs each takes %.1f KB of heap with its Child SA and its keys, and %.1f"
                    + " KB while it is half-open.",
                last.standing(),
                last.establishedOctets() / 1024,
                last.halfOpenOctets() / 1024))
        .finding(
            CPU,
            String.format(
                Locale.ROOT,
                "A handshake takes %.2f times (95 %%: %.2f to %.2f) the CPU with %d IKE SAs that it"
                    + " takes with %d.",
                last.ratio(),
                last.ratioInterval().low(),
                last.ratioInterval().high(),
                last.standing(),
                result.rows().getFirst().standing()))
        .bars(
            HEAP,
            "Heap of each IKE SA",
            "IKE SAs",
            "octets",
            places,
            List.of(
                new FiguresPage.Line("established", of(result, CrowdRow::establishedOctets)),
                new FiguresPage.Line("half-open", of(result, CrowdRow::halfOpenOctets))),
            "One measurement for each size; with few IKE SAs it is mostly what else changed.")
        .bars(
            CPU,
            "CPU of one handshake more",
            "IKE SAs",
            "microseconds",
            places,
            List.of(
                new FiguresPage.Line(
                    "responder",
                    of(result, CrowdRow::responderMicros),
                    of(result, r -> r.responder().low()),
                    of(result, r -> r.responder().high())),
                new FiguresPage.Line("initiator", of(result, CrowdRow::initiatorMicros))),
            "Medians of the rounds; the responder's 95 % intervals are in the table and in the data.")
        .table(
            "All figures",
            "scale.csv",
            head(result),
            result.rows().stream().map(ScaleCommand::cells).toList());
  }

  private void print(Result result, PrintWriter to) {
    TextTable table = new TextTable(head(result).toArray(String[]::new));
    result.rows().forEach(row -> table.row(cells(row).toArray(String[]::new)));
    to.println(table);
    result.machine().lines().forEach((name, value) -> to.println(name + ": " + value));
    to.println("report: " + out.resolve("index.html"));
    to.flush();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
