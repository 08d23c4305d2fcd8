package org.yett.spec.evidence;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.RunResult.Verdict;

/**
 * Compares the evidence that there is with that of a snapshot. What is gained never matters. What
 * is missing is lost, unless a run that would have given it could not take place here.
 *
 * @param lost what is gone, in reading order
 * @param withheld what could not be looked for, in reading order
 * @param gained what the snapshot does not have, in reading order
 */
public record Ratchet(List<Piece> lost, List<Piece> withheld, List<Piece> gained) {

  /** Copies the lists. */
  public Ratchet {
    lost = List.copyOf(lost);
    withheld = List.copyOf(withheld);
    gained = List.copyOf(gained);
  }

  /**
   * One piece of evidence.
   *
   * @param key the clause
   * @param evidence its kind
   * @param why why it is missing; empty if it is not
   */
  public record Piece(ClauseKey key, Evidence evidence, String why) {
    @Override
    public String toString() {
      return key + ": " + evidence.word() + (why.isEmpty() ? "" : ": " + why);
    }
  }

  /**
   * Compares.
   *
   * @param before what must not be lost
   * @param now what there is
   * @param unavailable the kinds of evidence whose runs as a whole have not taken place here, each
   *     with the reason
   */
  public static Ratchet compare(
      EvidenceSnapshot before, EvidenceBook now, Map<Evidence, String> unavailable) {
    EvidenceSnapshot after = EvidenceSnapshot.of(now);
    Map<Evidence, String> excuses = new EnumMap<>(Evidence.class);
    excuses.putAll(unavailable);
    List<Piece> lost = new ArrayList<>();
    List<Piece> withheld = new ArrayList<>();
    List<Piece> gained = new ArrayList<>();
    for (ClauseKey key : union(before, after)) {
      Set<Evidence> had = before.evidence(key);
      Set<Evidence> has = after.evidence(key);
      for (Evidence evidence : Evidence.values()) {
        if (has.contains(evidence) && !had.contains(evidence)) {
          gained.add(new Piece(key, evidence, ""));
        } else if (had.contains(evidence) && !has.contains(evidence)) {
          Optional<String> excuse =
              now.clause(key).flatMap(clause -> excuse(clause, evidence, excuses));
          if (excuse.isPresent()) {
            withheld.add(new Piece(key, evidence, excuse.get()));
          } else {
            lost.add(new Piece(key, evidence, why(now.clause(key), evidence)));
          }
        }
      }
    }
    return new Ratchet(lost, withheld, gained);
  }

  private static Set<ClauseKey> union(EvidenceSnapshot before, EvidenceSnapshot after) {
    Set<ClauseKey> keys = new TreeSet<>(before.keys());
    keys.addAll(after.keys());
    return keys;
  }

  /** The runs that bear on a kind of evidence. */
  private static List<RunResult> runs(ProvenClause clause, Evidence evidence) {
    return clause.runs().stream()
        .filter(run ->
            switch (evidence) {
              case IMPLEMENTED -> false;
              case SIMULATED, NEGATIVE -> !run.interop();
              case INTEROP_PROVEN -> run.interop();
            })
        .toList();
  }

  private static Optional<String> excuse(
      ProvenClause clause, Evidence evidence, Map<Evidence, String> unavailable) {
    List<RunResult> runs = runs(clause, evidence);
    if (runs.stream().anyMatch(run -> run.verdict() == Verdict.FAILED)) {
      return Optional.empty();
    }
    return runs.stream()
        .filter(run -> run.verdict() == Verdict.NOT_RUN)
        .filter(run -> evidence != Evidence.NEGATIVE || run.negative())
        .filter(run -> run.excuse().isPresent())
        .findFirst()
        .map(run -> named(run) + ": " + run.excuse().orElseThrow())
        .or(() -> Optional.ofNullable(unavailable.get(evidence)));
  }

  private static String why(Optional<ProvenClause> clause, Evidence evidence) {
    if (clause.isEmpty()) {
      return "the ledger no longer has the clause";
    }
    if (evidence == Evidence.IMPLEMENTED) {
      return "no code cites it";
    }
    List<RunResult> runs = runs(clause.get(), evidence);
    Optional<RunResult> failed =
        runs.stream().filter(run -> run.verdict() == Verdict.FAILED).findFirst();
    if (failed.isPresent()) {
      return named(failed.get()) + " failed";
    }
    List<RunResult> bearing =
        runs.stream().filter(run -> evidence != Evidence.NEGATIVE || run.negative()).toList();
    if (!bearing.isEmpty()) {
      return named(bearing.getFirst()) + " did not run";
    }
    return switch (evidence) {
      case NEGATIVE -> "no scenario with a violating peer names it";
      case INTEROP_PROVEN -> "no live run shows it";
      case SIMULATED, IMPLEMENTED -> "no scenario or test names it";
    };
  }

  private static String named(RunResult run) {
    return "\"" + run.name() + "\" (" + run.file() + ":" + run.line() + ")";
  }

  /** The snapshot with what has been gained. */
  public EvidenceSnapshot added(EvidenceSnapshot before) {
    return changed(before, List.of());
  }

  /** The snapshot with what has been gained and without what has been lost. */
  public EvidenceSnapshot replaced(EvidenceSnapshot before) {
    return changed(before, lost);
  }

  private EvidenceSnapshot changed(EvidenceSnapshot before, List<Piece> dropped) {
    Map<ClauseKey, Set<Evidence>> clauses = new TreeMap<>();
    for (ClauseKey key : before.keys()) {
      clauses.put(key, EnumSet.copyOf(before.evidence(key)));
    }
    for (Piece piece : gained) {
      clauses
          .computeIfAbsent(piece.key(), key -> EnumSet.noneOf(Evidence.class))
          .add(piece.evidence());
    }
    for (Piece piece : dropped) {
      clauses.get(piece.key()).remove(piece.evidence());
    }
    return EvidenceSnapshot.of(clauses);
  }
}
