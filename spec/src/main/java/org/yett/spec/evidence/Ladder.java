package org.yett.spec.evidence;

import java.util.Locale;
import java.util.Set;

/**
 * A set of evidence summed up for display, by its strongest member; comparisons use the sets
 * themselves.
 */
public enum Ladder {
  /** No evidence. */
  NONE,
  /** Cited in code, shown by no run. */
  IMPLEMENTED,
  /** A scenario passed. */
  SIMULATED,
  /** A scenario passed in which a peer violates the clause. */
  NEGATIVE,
  /** Shown in a run with a third party. */
  INTEROP_PROVEN;

  /** The rung that a set of evidence reaches. */
  public static Ladder of(Set<Evidence> evidence) {
    if (evidence.contains(Evidence.INTEROP_PROVEN)) {
      return INTEROP_PROVEN;
    }
    if (evidence.contains(Evidence.NEGATIVE)) {
      return NEGATIVE;
    }
    if (evidence.contains(Evidence.SIMULATED)) {
      return SIMULATED;
    }
    return evidence.contains(Evidence.IMPLEMENTED) ? IMPLEMENTED : NONE;
  }

  /** The word that reports use, for example {@code interop-proven}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
