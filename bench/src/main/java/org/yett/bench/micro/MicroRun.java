package org.yett.bench.micro;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a plan with JMH, each item in JVMs of its own. */
public final class MicroRun {

  /** A whole handshake is so much more code to be compiled. */
  private static final int WHOLE = 6;

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final MicroPlan.Effort effort;

  /**
   * @param effort how long each benchmark is run
   */
  public MicroRun(MicroPlan.Effort effort) {
    this.effort = effort;
  }

  /**
   * Runs all items.
   *
   * @param log where JMH tells what it does
   * @param progress told before each item
   * @throws RunnerException if a benchmark fails, or JMH cannot run
   */
  public List<Figure> run(List<MicroPlan.Item> items, Path log, Consumer<String> progress)
      throws RunnerException {
    List<Figure> figures = new ArrayList<>();
    for (MicroPlan.Item item : items) {
      progress.accept(
          "%d of %d: %s of %s"
              .formatted(figures.size() + 1, items.size(), item.benchmark(), item.subject()));
      figures.add(run(item, log));
    }
    return figures;
  }

  private Figure run(MicroPlan.Item item, Path log) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(
                "^" + item.owner().getName().replace(".", "\\.") + "\\." + item.benchmark() + "$")
            .forks(effort.forks())
            .warmupIterations(
                effort.warmups() * (item.owner() == HandshakeBenchmark.class ? WHOLE : 1))
            .measurementIterations(effort.iterations())
            .warmupTime(TimeValue.milliseconds(effort.milliseconds()))
            .measurementTime(TimeValue.milliseconds(effort.milliseconds()))
            .addProfiler(GCProfiler.class)
            .jvmArgs("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
            .verbosity(VerboseMode.NORMAL)
            .output(log.toString())
            .shouldFailOnError(true);
    item.parameters().forEach(options::param);
    Collection<RunResult> results = new Runner(options.build()).run();
    if (results.size() != 1) {
      throw new RunnerException(item + " matches " + results.size() + " benchmarks");
    }
    RunResult result = results.iterator().next();
    checkUnit(result.getParams());
    List<Double> samples = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        samples.add(iteration.getPrimaryResult().getScore());
      }
    }
    double allocated =
        result.getSecondaryResults().entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(ALLOCATED))
            .mapToDouble(entry -> ((Result<?>) entry.getValue()).getScore())
            .findFirst()
            .orElse(Double.NaN);
    return Figure.of(item.benchmark(), item.subject(), item.side(), allocated, samples);
  }

  private static void checkUnit(BenchmarkParams params) {
    if (params.getTimeUnit() != java.util.concurrent.TimeUnit.NANOSECONDS) {
      throw new IllegalStateException(params.getBenchmark() + " does not measure nanoseconds");
    }
  }
}
