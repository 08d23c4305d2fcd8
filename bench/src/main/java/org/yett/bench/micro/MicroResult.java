package org.yett.bench.micro;

import java.util.List;
import org.yett.bench.machine.Machine;

/**
 * Everything that a run of {@code yett bench handshake} gave.
 *
 * @param machine where and when
 * @param effort how long each benchmark was run
 * @param figures what each gave
 * @param breakdowns of what handshakes consist
 */
public record MicroResult(
    Machine machine, MicroPlan.Effort effort, List<Figure> figures, List<Breakdown> breakdowns) {
  /** Copies the lists. */
  public MicroResult {
    figures = List.copyOf(figures);
    breakdowns = List.copyOf(breakdowns);
  }
}
