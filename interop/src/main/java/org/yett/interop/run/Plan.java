package org.yett.interop.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;

/**
 * The cells of a run, in the order of the report.
 *
 * @param entries the cells
 */
public record Plan(List<Entry> entries) {

  /** Copies the entries. */
  public Plan {
    entries = List.copyOf(entries);
  }

  /**
   * A cell to be run.
   *
   * @param scenario its scenario
   * @param role the role of the implementation under test
   */
  public record Entry(Scenario scenario, Role role) {}

  /** Every scenario in every role. */
  public static Plan of(List<Scenario> scenarios, Set<Role> roles) {
    List<Entry> entries = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      for (Role role : Role.values()) {
        if (roles.contains(role)) {
          entries.add(new Entry(scenario, role));
        }
      }
    }
    return new Plan(entries);
  }

  /** The cells that are wanted. */
  public Plan only(Predicate<Entry> wanted) {
    return new Plan(entries.stream().filter(wanted).toList());
  }

  /**
   * Runs all cells.
   *
   * @param runner runs one
   * @param atOnce how many run side by side
   * @param listener sees each cell when it is done, from any thread
   * @return the cells in the order of the plan
   */
  public List<Cell> run(CellRunner runner, int atOnce, Consumer<Cell> listener)
      throws IOException, InterruptedException {
    try (ExecutorService executor = Executors.newFixedThreadPool(atOnce)) {
      List<Future<Cell>> futures = new ArrayList<>();
      for (Entry entry : entries) {
        futures.add(
            executor.submit(() -> {
              Cell cell = runner.run(entry.scenario(), entry.role());
              listener.accept(cell);
              return cell;
            }));
      }
      try {
        List<Cell> cells = new ArrayList<>();
        for (Future<Cell> future : futures) {
          cells.add(future.get());
        }
        return cells;
      } catch (ExecutionException e) {
        executor.shutdownNow();
        switch (e.getCause()) {
          case IOException io -> throw io;
          case UncheckedIOException io -> throw io.getCause();
          case RuntimeException own -> throw own;
          default -> throw new IllegalStateException(e.getCause());
        }
      } catch (InterruptedException e) {
        executor.shutdownNow();
        throw e;
      }
    }
  }

  /** All cells as not run, for one reason. */
  public List<Cell> notRun(
      Cell.Identity subject, Cell.Identity peer, String reason, Instant date, Path out) {
    return entries.stream()
        .map(entry ->
            new Cell(
                entry.scenario(),
                entry.role(),
                subject,
                peer,
                new Verdict.NotRun(reason),
                List.of(),
                Duration.ZERO,
                date,
                Bundle.place(out, peer, entry.scenario(), entry.role())))
        .toList();
  }
}
