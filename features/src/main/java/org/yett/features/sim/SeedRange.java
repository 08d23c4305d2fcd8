package org.yett.features.sim;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.yett.ike.sim.scenario.Scenario;
import org.yett.ike.sim.scenario.ScenarioRun;

/** Plays a scenario with many seeds, several at a time. Each run is on one thread alone. */
final class SeedRange {

  private final Scenario scenario;
  private final long first;
  private final long count;
  private final int threads;
  private Duration spent = Duration.ZERO;

  SeedRange(Scenario scenario, long first, long count, int threads) {
    this.scenario = scenario;
    this.first = first;
    this.count = count;
    this.threads = threads;
  }

  /** Plays all of them; tells each run that failed, and how many did. */
  long play(Consumer<ScenarioRun> failed) {
    AtomicLong next = new AtomicLong();
    AtomicLong failures = new AtomicLong();
    long began = System.nanoTime();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      var working =
          IntStream.range(0, threads)
              .<Future<?>>mapToObj(i -> workers.submit(() -> work(next, failures, failed)))
              .toList();
      for (Future<?> each : working) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    spent = Duration.ofNanos(System.nanoTime() - began);
    return failures.get();
  }

  private void work(AtomicLong next, AtomicLong failures, Consumer<ScenarioRun> failed) {
    for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      ScenarioRun run = scenario.run(first + i);
      if (!run.passed()) {
        failures.incrementAndGet();
        synchronized (this) {
          failed.accept(run);
        }
      }
    }
  }

  /** The time that one run took, all threads together. */
  long millisEach() {
    return spent.toMillis() / count;
  }
}
