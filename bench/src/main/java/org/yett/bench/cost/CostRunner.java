package org.yett.bench.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs many cells, several at a time; the results do not depend on how many. */
public final class CostRunner {

  private final Costs costs;

  /**
   * @param costs what operations take
   */
  public CostRunner(Costs costs) {
    this.costs = costs;
  }

  /**
   * Runs cells.
   *
   * @param seed of the first run of every cell
   * @param runs of every cell
   * @param progress told after each cell
   * @return the results in the order of the cells
   */
  public List<CostResult> run(List<CostCell> cells, long seed, int runs, Consumer<String> progress)
      throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      List<Future<CostResult>> futures = new ArrayList<>();
      for (CostCell cell : cells) {
        futures.add(
            pool.submit(() -> {
              CostResult result = new CostSimulation(costs).run(cell, seed, runs);
              progress.accept("%d of %d: %s".formatted(done.incrementAndGet(), cells.size(), cell));
              return result;
            }));
      }
      List<CostResult> results = new ArrayList<>();
      try {
        for (Future<CostResult> future : futures) {
          results.add(future.get());
        }
      } catch (ExecutionException e) {
        pool.shutdownNow();
        throw new IllegalStateException("a cell failed", e.getCause());
      } catch (InterruptedException e) {
        pool.shutdownNow();
        throw e;
      }
      return results;
    }
  }
}
