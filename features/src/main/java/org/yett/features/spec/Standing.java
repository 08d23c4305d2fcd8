package org.yett.features.spec;

import org.yett.spec.evidence.ProvenClause;
import org.yett.spec.ledger.Status;

/** Where a clause stands in the report: its rung, or why none is expected of it. */
enum Standing {
  INTEROP_PROVEN("interop-proven", "shown with a third party"),
  NEGATIVE("negative", "a violating peer is handled"),
  SIMULATED("simulated", "a scenario passed"),
  IMPLEMENTED("implemented", "cited in code only"),
  NONE("none", "no evidence"),
  EXCEPTED("excepted", "not followed, with a reason"),
  OUT("out", "does not apply");

  private final String word;
  private final String meaning;

  Standing(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** The standing of a clause. */
  static Standing of(ProvenClause clause) {
    if (!clause.entry().inScope()) {
      return OUT;
    }
    if (clause.entry().status() == Status.EXCEPTED) {
      return EXCEPTED;
    }
    return switch (clause.ladder()) {
      case NONE -> NONE;
      case IMPLEMENTED -> IMPLEMENTED;
      case SIMULATED -> SIMULATED;
      case NEGATIVE -> NEGATIVE;
      case INTEROP_PROVEN -> INTEROP_PROVEN;
    };
  }

  /** Whether a run showed it. */
  boolean isShown() {
    return compareTo(SIMULATED) <= 0;
  }

  /** The word that the pages and their filters use; a rung's own word where it is one. */
  String word() {
    return word;
  }

  /** What it means, in a few words. */
  String meaning() {
    return meaning;
  }
}
