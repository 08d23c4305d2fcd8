package org.yett.spec.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.Citation.Kind;
import org.yett.spec.evidence.RunResult.Verdict;
import org.yett.spec.ledger.Status;

class EvidenceBookTest {

  private static final ClauseKey CLAUSE = key("rfc1:2.1/1");

  private static ClauseKey key(String text) {
    return ClauseKey.parse(text).orElseThrow();
  }

  private static Citation code(String key, String file) {
    return new Citation(key(key), Kind.COMMENT, file, 3, Optional.empty());
  }

  private static RunResult run(String key, boolean negative, Verdict verdict) {
    return new RunResult(
        "s",
        "a.feature",
        1,
        Set.of(key(key)),
        negative,
        false,
        verdict,
        Duration.ZERO,
        Optional.empty());
  }

  private static ProvenClause clause(List<Citation> citations, RunResult... runs) {
    return EvidenceBook.of(TestLedger.LEDGER, citations, List.of(runs))
        .clause(CLAUSE)
        .orElseThrow();
  }

  @Test
  void codeThatCitesTheSentenceMakesItImplemented() {
    ProvenClause clause = clause(List.of(code("rfc1:2.1/1", "m/src/main/java/A.java")));
    assertEquals(Set.of(Evidence.IMPLEMENTED), clause.evidence());
    assertEquals(Ladder.IMPLEMENTED, clause.ladder());
  }

  @Test
  void codeThatCitesOnlyTheSectionIsShownButProvesNothing() {
    ProvenClause clause = clause(List.of(code("rfc1:2.1", "m/src/main/java/A.java")));
    assertEquals(Set.of(), clause.evidence());
    assertEquals(1, clause.sectionCode().size());
  }

  @Test
  void aCitationInATestIsNoImplementation() {
    assertEquals(
        Set.of(), clause(List.of(code("rfc1:2.1/1", "m/src/test/java/ATest.java"))).evidence());
  }

  @Test
  void aPassedScenarioMakesItSimulatedAndANegativeOneAlsoNegative() {
    assertEquals(
        Set.of(Evidence.SIMULATED),
        clause(List.of(), run("rfc1:2.1/1", false, Verdict.PASSED)).evidence());
    assertEquals(
        Set.of(Evidence.SIMULATED, Evidence.NEGATIVE),
        clause(List.of(), run("rfc1:2.1/1", true, Verdict.PASSED)).evidence());
  }

  @Test
  void aScenarioThatDidNotRunGivesNothing() {
    assertEquals(Set.of(), clause(List.of(), run("rfc1:2.1/1", true, Verdict.NOT_RUN)).evidence());
  }

  @Test
  void aFailedScenarioTakesWhatOthersGave() {
    assertEquals(
        Set.of(),
        clause(
                List.of(),
                run("rfc1:2.1/1", true, Verdict.PASSED),
                run("rfc1:2.1/1", false, Verdict.FAILED))
            .evidence());
  }

  @Test
  void aScenarioOfTheSectionOrOfAnotherSentenceProvesNothing() {
    assertEquals(
        Set.of(),
        clause(
                List.of(),
                run("rfc1:2.1", false, Verdict.PASSED),
                run("rfc1:2.1/2", false, Verdict.PASSED))
            .evidence());
  }

  @Test
  void aKeyUnderAnAliasCountsForTheDocument() {
    assertEquals(
        Set.of(Evidence.SIMULATED),
        EvidenceBook.of(
                TestLedger.LEDGER, List.of(), List.of(run("rfc2:3/1", false, Verdict.PASSED)))
            .clause(key("draft-x-01:3/1"))
            .orElseThrow()
            .evidence());
  }

  @Test
  void theLadderIsTheStrongestMember() {
    assertEquals(Ladder.NONE, Ladder.of(Set.of()));
    assertEquals(Ladder.SIMULATED, Ladder.of(Set.of(Evidence.SIMULATED, Evidence.IMPLEMENTED)));
    assertEquals(Ladder.INTEROP_PROVEN, Ladder.of(Set.of(Evidence.INTEROP_PROVEN)));
  }

  @Test
  void aClauseThatIsFollowedIsActiveOnlyIfSomethingShowsIt() {
    assertEquals(Status.TODO, clause(List.of()).status());
    assertEquals(
        Status.ACTIVE, clause(List.of(code("rfc1:2.1/1", "m/src/main/java/A.java"))).status());
  }
}
