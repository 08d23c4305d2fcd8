package org.yett.vectors.primitive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs our implementations against sets. */
public final class PrimitiveRunner {

  private PrimitiveRunner() {}

  /** Runs all vectors of a set. */
  public static PrimitiveResult run(PrimitiveVectorSet set) {
    int passed = 0;
    List<PrimitiveResult.Failure> failures = new ArrayList<>();
    Map<String, Integer> leftOut = new TreeMap<>();
    for (PrimitiveVectorSet.LeftOut reason : set.leftOut()) {
      leftOut.merge(reason.reason(), reason.count(), Integer::sum);
    }
    for (PrimitiveVector vector : set.vectors()) {
      switch (runOne(set, vector)) {
        case Outcome.Passed() -> passed++;
        case Outcome.Failed(String detail) ->
            failures.add(new PrimitiveResult.Failure(vector.toString(), detail));
        case Outcome.NotRun(String reason) -> leftOut.merge(reason, 1, Integer::sum);
      }
    }
    return new PrimitiveResult(set, passed, List.copyOf(failures), Map.copyOf(leftOut));
  }

  private static Outcome runOne(PrimitiveVectorSet set, PrimitiveVector vector) {
    try {
      return set.kind().run(set, vector);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // An implementation that throws on a vector fails it; the others still run.
      return new Outcome.Failed("threw " + e);
    }
  }
}
