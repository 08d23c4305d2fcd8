package org.yett.spec.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.spec.ClauseKey;
import org.yett.spec.ledger.Ledger;
import org.yett.spec.ledger.LedgerEntry;

/**
 * The evidence for every clause of a ledger.
 *
 * <p>Only citations and tags that name the sentence itself count: whoever names a section has not
 * said which of its demands he means. Scenarios count if they passed. A clause one of whose
 * scenarios failed has neither {@link Evidence#SIMULATED} nor {@link Evidence#NEGATIVE}, however
 * many others passed; one that did not run gives nothing and takes nothing.
 */
public final class EvidenceBook {

  private final Ledger ledger;
  private final Map<ClauseKey, ProvenClause> clauses;

  private EvidenceBook(Ledger ledger, Map<ClauseKey, ProvenClause> clauses) {
    this.ledger = ledger;
    this.clauses = clauses;
  }

  /** Computes the evidence from what the sources cite and what runs showed. */
  public static EvidenceBook of(
      Ledger ledger, Collection<Citation> citations, Collection<RunResult> runs) {
    Map<ClauseKey, List<Citation>> code = new HashMap<>();
    for (Citation citation : citations) {
      if (citation.isCode()) {
        code.computeIfAbsent(citation.key(), key -> new ArrayList<>()).add(citation);
      }
    }
    Map<ClauseKey, List<RunResult>> byKey = new HashMap<>();
    for (RunResult run : runs) {
      run.keys().stream()
          .map(ledger::canonical)
          .distinct()
          .forEach(key -> byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(run));
    }
    Map<ClauseKey, ProvenClause> clauses = new LinkedHashMap<>();
    ledger.entries().forEach(entry -> clauses.put(entry.key(), prove(entry, code, byKey)));
    return new EvidenceBook(ledger, clauses);
  }

  private static ProvenClause prove(
      LedgerEntry entry,
      Map<ClauseKey, List<Citation>> code,
      Map<ClauseKey, List<RunResult>> byKey) {
    List<Citation> cited = code.getOrDefault(entry.key(), List.of());
    List<RunResult> runs = byKey.getOrDefault(entry.key(), List.of());
    Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
    if (!cited.isEmpty()) {
      evidence.add(Evidence.IMPLEMENTED);
    }
    evidence.addAll(shown(runs.stream().filter(run -> !run.interop()).toList()));
    List<RunResult> interop = runs.stream().filter(RunResult::interop).toList();
    if (!shown(interop).isEmpty()) {
      evidence.add(Evidence.INTEROP_PROVEN);
    }
    return new ProvenClause(
        entry, evidence, cited, code.getOrDefault(entry.key().atSection(), List.of()), runs);
  }

  private static Set<Evidence> shown(List<RunResult> runs) {
    Set<Evidence> shown = EnumSet.noneOf(Evidence.class);
    for (RunResult run : runs) {
      switch (run.verdict()) {
        case PASSED -> {
          shown.add(Evidence.SIMULATED);
          if (run.negative()) {
            shown.add(Evidence.NEGATIVE);
          }
        }
        case FAILED -> {
          return EnumSet.noneOf(Evidence.class);
        }
        case NOT_RUN -> {}
      }
    }
    return shown;
  }

  /** The ledger that the evidence is for. */
  public Ledger ledger() {
    return ledger;
  }

  /** All clauses, in the order of the ledger. */
  public Collection<ProvenClause> clauses() {
    return clauses.values();
  }

  /** One clause; its document may be named by an alias. */
  public Optional<ProvenClause> clause(ClauseKey key) {
    return Optional.ofNullable(clauses.get(ledger.canonical(key)));
  }

  /** The clauses that a key covers: one sentence, those of a section, or those of a document. */
  public Stream<ProvenClause> covered(ClauseKey key) {
    ClauseKey canonical = ledger.canonical(key);
    return clauses.values().stream().filter(clause -> canonical.covers(clause.entry().key()));
  }
}
