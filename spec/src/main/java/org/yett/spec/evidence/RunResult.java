package org.yett.spec.evidence;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yett.spec.ClauseKey;

/**
 * What one scenario or test came to in a run that happened.
 *
 * @param name its name, for a reader
 * @param file where it stands, relative to the root of the sources, with slashes
 * @param line the line, from 1; 0 if it is not known
 * @param keys the clauses, sections and documents that its tags name
 * @param negative whether a peer in it violates the clause
 * @param interop whether a third party's implementation took part
 * @param verdict how it ended
 * @param duration how long it took
 * @param excuse why it could not run where the run took place, if that is why it did not; empty for
 *     every other verdict, and for what was left out on purpose
 */
public record RunResult(
    String name,
    String file,
    int line,
    Set<ClauseKey> keys,
    boolean negative,
    boolean interop,
    Verdict verdict,
    Duration duration,
    Optional<String> excuse) {

  /** Copies the keys. */
  public RunResult {
    keys = Set.copyOf(keys);
  }

  /** How a scenario or test ended. */
  public enum Verdict {
    /** It ran to its end, and every step passed. */
    PASSED,
    /** It failed, or a step of it is pending, ambiguous or undefined. */
    FAILED,
    /** It was skipped, had no steps, or the run ended before it did. */
    NOT_RUN;

    /** The word that reports use, for example {@code not-run}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
