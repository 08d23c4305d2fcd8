package org.yett.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import org.yett.bench.machine.Machine;
import org.yett.bench.micro.Breakdown;
import org.yett.bench.micro.Figure;
import org.yett.bench.micro.MicroPlan;
import org.yett.bench.micro.MicroResult;
import org.yett.bench.micro.MicroRun;
import org.yett.bench.out.Csv;
import org.yett.bench.out.Json;
import org.yett.bench.out.TextTable;
import org.yett.bench.report.HandshakePage;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.process.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett bench handshake}: primitives, steps and whole handshakes, by JMH. */
@Command(
    name = "handshake",
    description = "Measures each primitive, each step and the whole of a handshake in memory.",
    mixinStandardHelpOptions = true)
public final class HandshakeCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the files go (target/bench/handshake).")
  private Path out = Path.of("target", "bench", "handshake");

  @Option(
      names = "--quick",
      description = "A first look in about three minutes; the whole takes about an hour.")
  private boolean quick;

  @Spec private CommandSpec spec;

  /** For picocli. */
  public HandshakeCommand() {}

  @Override
  public Integer call() throws IOException {
    MicroPlan plan = quick ? MicroPlan.QUICK : MicroPlan.FULL;
    Files.createDirectories(out);
    Path log = out.resolve("jmh.log");
    Progress progress = new Progress(System.err, "bench handshake");
    Machine machine = Machine.here();
    List<Figure> figures;
    try {
      figures = new MicroRun(plan.effort()).run(plan.items(), log, progress::stage);
    } catch (RunnerException e) {
      throw new CommandFailure(
          ExitStatus.FAILED,
          "JMH failed: "
              + Optional.ofNullable(e.getMessage()).orElse("see the log")
              + " (its log is "
              + log
              + ")");
    }
    MicroResult result =
        new MicroResult(machine.ended(), plan.effort(), figures, breakdowns(plan, figures));
    Json.write(out.resolve("handshake.json"), result);
    Files.writeString(out.resolve("handshake.csv"), csv(result));
    HandshakePage.of(result, "./yett bench handshake" + (quick ? " --quick" : ""))
        .write(out, result.machine().lines());
    print(result, spec.commandLine().getOut());
    return ExitStatus.OK;
  }

  private static List<Breakdown> breakdowns(MicroPlan plan, List<Figure> figures) {
    List<Breakdown> breakdowns = new ArrayList<>();
    for (String suite : plan.suites()) {
      if (plan.methods().containsAll(Breakdown.methods(suite))) {
        for (String side : List.of("initiator", "responder", "both")) {
          breakdowns.add(Breakdown.of(suite, side, figures));
        }
      }
    }
    return breakdowns;
  }

  private static String csv(MicroResult result) {
    Csv csv =
        new Csv(
            "benchmark",
            "subject",
            "side",
            "median_ns",
            "low_ns",
            "high_ns",
            "allocated_octets",
            "iterations");
    for (Figure f : result.figures()) {
      csv.row(
          List.of(
              f.benchmark(),
              f.subject(),
              f.side(),
              f.median(),
              f.low(),
              f.high(),
              f.allocated(),
              f.samples().size()));
    }
    return csv.toString();
  }

  private void print(MicroResult result, PrintWriter to) {
    TextTable primitives = new TextTable("operation", "us", "95 %", "octets allocated");
    for (Figure f : result.figures()) {
      primitives.row(
          f.subject() + " " + f.benchmark() + (f.side().equals("any") ? "" : " (" + f.side() + ")"),
          us(f.median()),
          us(f.low()) + " to " + us(f.high()),
          String.format(Locale.ROOT, "%.0f", f.allocated()));
    }
    to.println(primitives);
    for (Breakdown b : result.breakdowns()) {
      to.printf(
          Locale.ROOT,
          "%s, %s: %s us, %.2f times its primitives (%s us)%n",
          b.suite(),
          b.side(),
          us(b.whole()),
          b.ratio(),
          us(b.floor()));
      TextTable steps = new TextTable("  step", "us", "%", "octets allocated");
      for (Breakdown.Step step : b.steps()) {
        steps.row(
            "  " + step.name(),
            us(step.nanoseconds()),
            String.format(Locale.ROOT, "%.1f", b.percent(step)),
            String.format(Locale.ROOT, "%.0f", step.allocated()));
      }
      to.println(steps);
    }
    result.machine().lines().forEach((name, value) -> to.println(name + ": " + value));
    to.println("report: " + out.resolve("index.html"));
    to.flush();
  }

  private static String us(double nanoseconds) {
    return String.format(Locale.ROOT, "%.1f", nanoseconds / 1000);
  }
}
