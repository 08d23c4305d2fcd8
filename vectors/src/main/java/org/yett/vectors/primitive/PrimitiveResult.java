package org.yett.vectors.primitive;

import java.util.List;
import java.util.Map;

/**
 * What came of a set.
 *
 * @param set the set that was run
 * @param passed how many vectors came out as expected
 * @param failures the others that were run
 * @param leftOut how many were not run, by reason
 */
public record PrimitiveResult(
    PrimitiveVectorSet set, int passed, List<Failure> failures, Map<String, Integer> leftOut) {

  /** How many vectors were run. */
  public int executed() {
    return passed + failures.size();
  }

  /** How many of the source's vectors were not run. */
  public int notRun() {
    return leftOut.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * A vector that came out otherwise than expected.
   *
   * @param vector which
   * @param detail what was expected and found
   */
  public record Failure(String vector, String detail) {}
}
