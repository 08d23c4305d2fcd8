package org.yett.spec.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.RunResult.Verdict;

class RatchetTest {

  private static final String CLAUSE = "rfc1:2.1/1";

  private final List<Citation> citations = new ArrayList<>();
  private final List<RunResult> runs = new ArrayList<>();

  private static ClauseKey key(String text) {
    return ClauseKey.parse(text).orElseThrow();
  }

  private void cited() {
    citations.add(
        new Citation(
            key(CLAUSE), Citation.Kind.COMMENT, "m/src/main/java/A.java", 1, Optional.empty()));
  }

  private void ran(boolean negative, boolean interop, Verdict verdict, Optional<String> excuse) {
    runs.add(
        new RunResult(
            "a run",
            "a.feature",
            7,
            Set.of(key(CLAUSE)),
            negative,
            interop,
            verdict,
            Duration.ZERO,
            excuse));
  }

  private Ratchet against(String snapshot, Map<Evidence, String> unavailable) {
    return Ratchet.compare(
        read(snapshot), EvidenceBook.of(TestLedger.LEDGER, citations, runs), unavailable);
  }

  private Ratchet against(String snapshot) {
    return against(snapshot, Map.of());
  }

  private static EvidenceSnapshot read(String text) {
    return assertInstanceOf(
            EvidenceSnapshot.Result.Read.class, EvidenceSnapshot.parse("snapshot", text))
        .snapshot();
  }

  private static List<String> texts(List<Ratchet.Piece> pieces) {
    return pieces.stream().map(Ratchet.Piece::toString).toList();
  }

  @Test
  void whatIsGainedNeverFails() {
    cited();
    ran(true, false, Verdict.PASSED, Optional.empty());
    Ratchet ratchet = against("rfc1:2.1/1 simulated\n");
    assertEquals(List.of(), ratchet.lost());
    assertEquals(List.of(), ratchet.withheld());
    assertEquals(
        List.of("rfc1:2.1/1: implemented", "rfc1:2.1/1: negative"), texts(ratchet.gained()));
  }

  @Test
  void aCitationThatIsGoneIsLost() {
    assertEquals(
        List.of("rfc1:2.1/1: implemented: no code cites it"),
        texts(against("rfc1:2.1/1 implemented\n").lost()));
  }

  @Test
  void aScenarioThatIsGoneIsLost() {
    assertEquals(
        List.of("rfc1:2.1/1: simulated: no scenario or test names it"),
        texts(against("rfc1:2.1/1 simulated\n").lost()));
  }

  @Test
  void aScenarioThatIsNoLongerOneOfAViolatingPeerLosesOnlyThat() {
    ran(false, false, Verdict.PASSED, Optional.empty());
    assertEquals(
        List.of("rfc1:2.1/1: negative: no scenario with a violating peer names it"),
        texts(against("rfc1:2.1/1 simulated negative\n").lost()));
  }

  @Test
  void aScenarioThatFailedIsLostEvenIfAnotherCouldNotRun() {
    ran(false, false, Verdict.FAILED, Optional.empty());
    ran(false, false, Verdict.NOT_RUN, Optional.of("needs root"));
    assertEquals(
        List.of("rfc1:2.1/1: simulated: \"a run\" (a.feature:7) failed"),
        texts(against("rfc1:2.1/1 simulated\n").lost()));
  }

  @Test
  void aScenarioThatCouldNotRunHereIsWithheldAndSaysWhy() {
    ran(true, false, Verdict.NOT_RUN, Optional.of("needs root"));
    Ratchet ratchet = against("rfc1:2.1/1 simulated negative\n");
    assertEquals(List.of(), ratchet.lost());
    assertEquals(
        List.of(
            "rfc1:2.1/1: simulated: \"a run\" (a.feature:7): needs root",
            "rfc1:2.1/1: negative: \"a run\" (a.feature:7): needs root"),
        texts(ratchet.withheld()));
  }

  @Test
  void aScenarioThatWasSwitchedOffIsLost() {
    ran(false, false, Verdict.NOT_RUN, Optional.empty());
    assertEquals(
        List.of("rfc1:2.1/1: simulated: \"a run\" (a.feature:7) did not run"),
        texts(against("rfc1:2.1/1 simulated\n").lost()));
  }

  @Test
  void whatAWholeRunWouldHaveGivenIsWithheldIfThatRunDidNotTakePlace() {
    Ratchet ratchet =
        against(
            "rfc1:2.1/1 implemented interop-proven\n",
            Map.of(Evidence.INTEROP_PROVEN, "there were no live runs"));
    assertEquals(
        List.of("rfc1:2.1/1: interop-proven: there were no live runs"), texts(ratchet.withheld()));
    assertEquals(1, ratchet.lost().size());
  }

  @Test
  void aLiveRunDoesNotStandForASimulatedOne() {
    ran(false, true, Verdict.PASSED, Optional.empty());
    Ratchet ratchet = against("rfc1:2.1/1 simulated\n");
    assertEquals(1, ratchet.lost().size());
    assertEquals(List.of("rfc1:2.1/1: interop-proven"), texts(ratchet.gained()));
  }

  @Test
  void aClauseThatTheLedgerNoLongerHasIsLost() {
    assertEquals(
        List.of("rfc1:9/9: simulated: the ledger no longer has the clause"),
        texts(against("rfc1:9/9 simulated\n").lost()));
  }

  @Test
  void renewingAddsAndDropsOnlyWhatItIsToldTo() {
    cited();
    Ratchet ratchet = against("rfc1:2.1/1 simulated\nrfc1:2.1/2 negative\n");
    EvidenceSnapshot before = read("rfc1:2.1/1 simulated\nrfc1:2.1/2 negative\n");
    assertEquals(
        List.of("rfc1:2.1/1 implemented simulated", "rfc1:2.1/2 negative"),
        lines(ratchet.added(before)));
    assertEquals(List.of("rfc1:2.1/1 implemented"), lines(ratchet.replaced(before)));
  }

  private static List<String> lines(EvidenceSnapshot snapshot) {
    return snapshot.text().lines().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void aSnapshotIsReadAsItWasWrittenInReadingOrder() {
    EvidenceSnapshot snapshot = read("rfc1:10/1 negative\nrfc1:2.1/x1 simulated implemented\n");
    assertEquals(
        List.of("rfc1:2.1/x1 implemented simulated", "rfc1:10/1 negative"), lines(snapshot));
    assertEquals(snapshot.text(), read(snapshot.text()).text());
    assertEquals(3, snapshot.size());
  }

  @Test
  void everyMalformedLineIsNamed() {
    EvidenceSnapshot.Result.Malformed malformed =
        assertInstanceOf(
            EvidenceSnapshot.Result.Malformed.class,
            EvidenceSnapshot.parse(
                "e.txt",
                """
                # a comment
                rfc1:2.1 simulated
                rfc1:2.1/1 guessed
                rfc1:2.1/1 simulated
                rfc1:2.1/2
                """));
    List<String> problems = malformed.problems().stream().map(CitationProblem::toString).toList();
    assertEquals(4, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith("e.txt:2: \"rfc1:2.1\" is no key"));
    assertTrue(problems.get(1).startsWith("e.txt:3: unknown evidence \"guessed\""));
    assertTrue(problems.get(2).startsWith("e.txt:4: rfc1:2.1/1 is given twice"));
    assertTrue(problems.get(3).startsWith("e.txt:5: rfc1:2.1/2 needs at least one evidence"));
  }
}
