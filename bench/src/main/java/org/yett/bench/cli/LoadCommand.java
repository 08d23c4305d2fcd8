package org.yett.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.yett.bench.ends.Ends;
import org.yett.bench.load.Contest;
import org.yett.bench.load.LoadGenerator;
import org.yett.bench.load.LoadResult;
import org.yett.bench.load.LoadRow;
import org.yett.bench.load.LoadTarget;
import org.yett.bench.load.ResponderProcess;
import org.yett.bench.machine.Machine;
import org.yett.bench.out.Csv;
import org.yett.bench.out.Json;
import org.yett.bench.out.TextTable;
import org.yett.bench.report.LoadPage;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.process.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett bench load}: many handshakes over real sockets. */
@Command(
    name = "load",
    description = {
      "Loads a gateway over UDP on the loopback interface: handshakes a second, CPU of both ends,",
      "memory of each IKE SA, and rekeying all of them at once."
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

  static final String INITIATOR = "initiator.bench.example";
  static final String RESPONDER = "responder.bench.example";
  static final String SECRET = ResponderProcess.SECRET;

  /** Fewer IKE SAs than this do not stand out from what else is on the heap. */
  private static final int ENOUGH = 100;

  private static final List<String> SUITES = List.of("x25519", "x25519-ke1_mlkem768");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the files go (target/bench/load).")
  private Path out = Path.of("target", "bench", "load");

  @Option(names = "--quick", description = "Up to 200 IKE SAs, for a first look.")
  private boolean quick;

  @Option(
      names = "--sas",
      split = ",",
      paramLabel = "N",
      description = "How many IKE SAs stand at the end of each step (1,100,1000,10000).")
  private List<Integer> sas = List.of();

  @Option(names = "--window", paramLabel = "N", description = "Handshakes at a time (2).")
  private int window = 2;

  @Option(
      names = "--against",
      paramLabel = "PEER",
      description = {
        "strongswan: after the load, rounds that load Yett and strongSwan in turn, in network",
        "namespaces (needs root)."
      })
  private String against = "";

  @Option(names = "--only-against", description = "The rounds against the other one alone.")
  private boolean only;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds against the other one (15; 3 with --quick).")
  private Integer rounds;

  @Spec private CommandSpec spec;

  /** For picocli. */
  public LoadCommand() {}

  /**
   * Everything that a run gave.
   *
   * @param machine where and when
   * @param window handshakes at a time
   * @param rows the steps
   * @param rounds against another implementation; empty if there were none
   */
  public record Result(
      Machine machine, int window, List<LoadRow> rows, List<Contest.Round> rounds) {
    /** Copies the lists. */
    public Result {
      rows = List.copyOf(rows);
      rounds = List.copyOf(rounds);
    }
  }

  @Override
  public Integer call() throws IOException {
    List<Integer> steps =
        !sas.isEmpty() ? sas : quick ? List.of(1, 50, 200) : List.of(1, 100, 1000, 10_000);
    if (window < 1 || steps.stream().anyMatch(n -> n < 1)) {
      throw new CommandFailure(ExitStatus.USAGE, "--window and --sas are at least 1");
    }
    Files.createDirectories(out);
    Progress progress = new Progress(System.err, "bench load");
    Machine machine = Machine.here();
    List<LoadRow> rows = new ArrayList<>();
    if (only && against.isEmpty()) {
      throw new CommandFailure(ExitStatus.USAGE, "--only-against goes with --against");
    }
    for (String suite : only ? List.<String>of() : SUITES) {
      measure(suite, steps, progress, rows);
    }
    Result result = new Result(machine.ended(), window, rows, contest(progress));
    Json.write(out.resolve("load.json"), result);
    Files.writeString(out.resolve("load.csv"), csv(result));
    LoadPage.of(result.rows(), result.rounds(), window, command())
        .write(out, result.machine().lines());
    print(result, spec.commandLine().getOut());
    if (!result.rounds().isEmpty()) {
      Files.writeString(out.resolve("rounds.csv"), Contest.csv(result.rounds()));
    }
    boolean whole = rows.stream().allMatch(row -> row.load().failed() == 0);
    return whole ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private String command() {
    StringBuilder text = new StringBuilder("./yett bench load --window " + window);
    if (quick) {
      text.append(" --quick");
    }
    if (!sas.isEmpty()) {
      text.append(" --sas ")
          .append(sas.stream().map(Object::toString).collect(Collectors.joining(",")));
    }
    if (!against.isEmpty()) {
      text.append(" --against ").append(against);
    }
    if (rounds != null) {
      text.append(" --rounds ").append(rounds);
    }
    if (only) {
      text.append(" --only-against");
    }
    return text.toString();
  }

  private List<Contest.Round> contest(Progress progress) {
    if (against.isEmpty()) {
      return List.of();
    }
    int many = Optional.ofNullable(rounds).orElse(quick ? 3 : 15);
    if (!against.equals("strongswan") || many < 1) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--against takes strongswan, and --rounds is at least 1");
    }
    return Contest.run(many, quick ? 40 : 300, window, progress);
  }

  private void measure(String suite, List<Integer> steps, Progress progress, List<LoadRow> rows)
      throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ResponderProcess responder = ResponderProcess.start()) {
      LoadTarget target =
          new LoadTarget(
              loopback,
              loopback,
              responder.port(),
              Ends.proposal(suite),
              INITIATOR,
              RESPONDER,
              SECRET,
              "10.1.0.0/16",
              "10.2.0.0/16");
      progress.stage(suite + ": warming up");
      try (LoadGenerator warm = new LoadGenerator(target)) {
        LoadResult ignored = warm.handshakes(quick ? 50 : 1000, window, n -> {});
        progress.detail(ignored.established() + " to warm up");
      }
      try (LoadGenerator generator = new LoadGenerator(target)) {
        long empty = responder.heap();
        int standing = 0;
        for (int step : steps) {
          int more = step - standing;
          if (more <= 0) {
            continue;
          }
          progress.stage(suite + ": up to " + step + " IKE SAs");
          Duration before = responder.cpu();
          LoadResult load =
              generator.handshakes(
                  more, window, n -> progress.detail(n + " of " + more + " handshakes"));
          double cpu = micros(responder.cpu().minus(before), load.established());
          standing += load.established();
          double heap =
              standing < ENOUGH ? Double.NaN : (responder.heap() - empty) / (double) standing;
          rows.add(new LoadRow(suite, "handshakes", standing, load, cpu, heap));
        }
        progress.stage(suite + ": rekeying " + standing + " IKE SAs at once");
        Duration before = responder.cpu();
        LoadResult rekeyed = generator.rekeyAll();
        double cpu = micros(responder.cpu().minus(before), rekeyed.established());
        rows.add(new LoadRow(suite, "rekey", standing, rekeyed, cpu, Double.NaN));
      }
    }
  }

  private static double micros(Duration cpu, int count) {
    return cpu.toNanos() / 1000.0 / Math.max(1, count);
  }

  private static String csv(Result result) {
    Csv csv =
        new Csv(
            "suite",
            "phase",
            "standing",
            "done",
            "failed",
            "seconds",
            "per_second",
            "responder_cpu_us",
            "initiator_cpu_us",
            "heap_octets_per_sa");
    for (LoadRow row : result.rows()) {
      csv.row(
          List.of(
              row.suite(),
              row.phase(),
              row.standing(),
              row.load().established(),
              row.load().failed(),
              row.load().seconds(),
              row.load().rate(),
              row.responderCpuMicros(),
              row.initiatorCpuMicros(),
              row.heapOctets()));
    }
    return csv.toString();
  }

  private void print(Result result, PrintWriter to) {
    TextTable table =
        new TextTable(
            "suite",
            "phase",
            "SAs",
            "failed",
            "a second",
            "responder us",
            "initiator us",
            "heap/SA");
    for (LoadRow row : result.rows()) {
      table.row(
          row.suite(),
          row.phase(),
          Integer.toString(row.standing()),
          Integer.toString(row.load().failed()),
          number(row.load().rate()),
          number(row.responderCpuMicros()),
          number(row.initiatorCpuMicros()),
          Double.isNaN(row.heapOctets()) ? "" : number(row.heapOctets()));
    }
    if (!result.rows().isEmpty()) {
      to.println(table);
    }
    if (!result.rounds().isEmpty()) {
      to.println(Contest.summary(result.rounds()));
    }
    result.machine().lines().forEach((name, value) -> to.println(name + ": " + value));
    to.println("report: " + out.resolve("index.html"));
    to.flush();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
