package org.yett.bench.cost;

import java.util.List;
import org.yett.bench.machine.Machine;
import org.yett.bench.out.Csv;

/**
 * Everything that a run of {@code yett bench cost} gave.
 *
 * @param machine where the simulation ran; its results do not depend on it
 * @param costs what operations were taken to cost, and where that was measured
 * @param seed of the first run of every cell
 * @param runs of every cell
 * @param cells the results
 */
public record CostResults(
    Machine machine, Costs costs, long seed, int runs, List<CostResult> cells) {

  /** Copies the list. */
  public CostResults {
    cells = List.copyOf(cells);
  }

  /**
   * The result of a cell.
   *
   * @throws IllegalArgumentException if it was not run
   */
  public CostResult of(CostCell cell) {
    return cells.stream()
        .filter(result -> result.cell().equals(cell))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not run: " + cell));
  }

  /** All results, a line for each. */
  public String csv() {
    Csv csv =
        new Csv(
            "suite",
            "authentication",
            "chain",
            "rtt_ms",
            "loss",
            "burst",
            "mtu",
            "black_hole",
            "kbit_per_s",
            "reordering",
            "timers",
            "fragment",
            "nat",
            "seed",
            "runs",
            "failed",
            "failure_low",
            "failure_high",
            "median_ms",
            "p95_ms",
            "p99_ms",
            "octets_out",
            "octets_back",
            "datagrams_out",
            "datagrams_back",
            "amplification",
            "cpu_initiator_us",
            "cpu_responder_us");
    for (CostResult r : cells) {
      CostCell c = r.cell();
      NetworkPath p = c.path();
      csv.row(
          List.of(
              c.suite(),
              c.authentication().scheme(),
              c.authentication().chain(),
              p.roundTripMillis(),
              p.loss(),
              p.burst(),
              p.mtu(),
              p.blackHole(),
              p.kilobits(),
              p.reordering(),
              c.timers(),
              c.fragment(),
              c.nat(),
              r.seed(),
              r.runs(),
              r.failed(),
              r.failure().low(),
              r.failure().high(),
              r.median(),
              r.p95(),
              r.p99(),
              r.octetsOut(),
              r.octetsBack(),
              r.datagramsOut(),
              r.datagramsBack(),
              r.amplification(),
              r.cpuInitiator(),
              r.cpuResponder()));
    }
    return csv.toString();
  }
}
