package org.yett.spec.evidence;

import java.util.Locale;
import java.util.Optional;

/** A kind of evidence that a clause is followed; computed from sources and runs, never declared. */
public enum Evidence {
  /** Code of ours cites the very sentence. */
  IMPLEMENTED,
  /** A scenario or test tagged with the sentence ran and passed, and none of them failed. */
  SIMULATED,
  /**
   * A scenario or test with a peer that violates the sentence, or does what it says to refuse, ran
   * and passed.
   */
  NEGATIVE,
  /** A run with a third party's implementation showed it. */
  INTEROP_PROVEN;

  /** The word that reports use, for example {@code interop-proven}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind that a word of reports names; empty for any other word. */
  public static Optional<Evidence> ofWord(String word) {
    for (Evidence evidence : values()) {
      if (evidence.word().equals(word)) {
        return Optional.of(evidence);
      }
    }
    return Optional.empty();
  }
}
