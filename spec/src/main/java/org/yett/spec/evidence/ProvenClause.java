package org.yett.spec.evidence;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.spec.ledger.LedgerEntry;
import org.yett.spec.ledger.Status;

/**
 * A clause with what proves it.
 *
 * @param entry the clause
 * @param evidence what follows from the citations and the runs
 * @param code the citations of this very sentence in the program
 * @param sectionCode the citations of its section; they help a reader, but are no evidence for a
 *     single sentence
 * @param runs the scenarios and tests that are tagged with this very sentence, whatever their
 *     verdict
 */
public record ProvenClause(
    LedgerEntry entry,
    Set<Evidence> evidence,
    List<Citation> code,
    List<Citation> sectionCode,
    List<RunResult> runs) {

  /** Copies the collections. */
  public ProvenClause {
    EnumSet<Evidence> copy = EnumSet.noneOf(Evidence.class);
    copy.addAll(evidence);
    evidence = Collections.unmodifiableSet(copy);
    code = List.copyOf(code);
    sectionCode = List.copyOf(sectionCode);
    runs = List.copyOf(runs);
  }

  /** The evidence summed up. */
  public Ladder ladder() {
    return Ladder.of(evidence);
  }

  /**
   * The status that follows from the ledger's decision and the evidence: a clause that does not
   * apply, or is deliberately not followed, is excepted; one that is followed is active only if
   * something shows it, and otherwise still to be done.
   */
  public Status status() {
    if (entry.status() == Status.EXCEPTED) {
      return Status.EXCEPTED;
    }
    if (!evidence.isEmpty()) {
      return Status.ACTIVE;
    }
    return entry.status() == Status.UNREAD ? Status.UNREAD : Status.TODO;
  }

  /** Why the status is excepted; empty for every other one. */
  public Optional<String> reason() {
    return entry.outOfScope().or(entry::reason);
  }
}
