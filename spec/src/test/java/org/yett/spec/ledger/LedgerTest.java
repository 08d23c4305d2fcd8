package org.yett.spec.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.spec.ClauseKey;
import org.yett.spec.Level;
import org.yett.spec.text.NormativeSentence;

class LedgerTest {

  private static final String SENTENCE = "A gate MUST close at night.";

  private static final String GOOD =
      """
      # Gates.
      document: rfc9999
      title: Gates
      source: rfc9999.txt
      alias: gates
      sections: 1

      [1/1] MUST receiver active
      hash: %s
      text: Shut it
        after dark.

      [1/x1] MAY both excepted
      hash: %s
      text: Oak will do.
      reason: Ours is of iron.
      """
          .formatted(NormativeSentence.hash(SENTENCE), NormativeSentence.hash("Oak is fine."));

  @Test
  void anEntryIsReadWithItsContinuationLines() {
    LedgerDocument document = read(GOOD);
    LedgerEntry first = document.entries().getFirst();
    assertEquals("rfc9999:1/1", first.key().toString());
    assertEquals(Level.MUST, first.level());
    assertEquals(Role.RECEIVER, first.role());
    assertEquals("Shut it after dark.", first.paraphrase());
    assertEquals(8, first.line());
    assertTrue(first.inScope());
    assertEquals("Ours is of iron.", document.entries().get(1).reason().orElseThrow());
  }

  @Test
  void everyProblemIsNamedWithItsFileAndLine() {
    String bad =
        GOOD.replace("MUST receiver active", "MUST porter asleep")
            .replace("reason: Ours is of iron.", "colour: red");
    LedgerParser.Result.Malformed malformed =
        assertInstanceOf(
            LedgerParser.Result.Malformed.class, LedgerParser.parse("rfc9999.ledger", bad));
    List<String> problems = malformed.problems().stream().map(LedgerProblem::toString).toList();
    assertEquals(4, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith("rfc9999.ledger:8: unknown role \"porter\""));
    assertTrue(problems.get(1).startsWith("rfc9999.ledger:8: unknown status \"asleep\""));
    assertTrue(problems.get(2).startsWith("rfc9999.ledger:16: expected one of the fields"));
    assertTrue(problems.get(3).startsWith("rfc9999.ledger:13: the status \"excepted\""));
  }

  @Test
  void whatDoesNotApplyIsExceptedAndNothingElseHasAReason() {
    String out = GOOD.replace("reason: Ours is of iron.", "out: We have none.");
    assertFalse(read(out).entries().get(1).inScope());
    for (String wrong :
        List.of(
            out.replace("excepted", "todo"),
            out + "reason: And it is dear.\n",
            GOOD.replace("excepted", "active"))) {
      assertInstanceOf(LedgerParser.Result.Malformed.class, LedgerParser.parse("f", wrong));
    }
  }

  private static List<String> inconsistencies(String... texts) {
    return LedgerConsistency.problems(Ledger.of(Stream.of(texts).map(LedgerTest::read).toList()))
        .stream()
        .map(LedgerProblem::toString)
        .toList();
  }

  @Test
  void aLedgerWithoutGapsInOrderAndInOwnWordsIsConsistent() {
    assertEquals(List.of(), inconsistencies(GOOD));
  }

  @Test
  void aGapAWrongOrderAndASentenceInTheTextsOwnWordsAreNamed() {
    assertEquals(
        List.of("rfc9999.ledger:8: rfc9999:1/2 is there, but rfc9999:1/1 is not"),
        inconsistencies(GOOD.replace("[1/1]", "[1/2]")));
    assertEquals(
        List.of("rfc9999.ledger:13: rfc9999:1/x1 stands after rfc9999:2/1"),
        inconsistencies(GOOD.replace("[1/1]", "[2/1]").replace("sections: 1", "sections: 1 2")));
    assertEquals(
        List.of("rfc9999.ledger:8: rfc9999:1/1 repeats the sentence; say it in other words"),
        inconsistencies(GOOD.replace("text: Shut it\n  after dark.", "text: " + SENTENCE)));
  }

  @Test
  void aNameThatTwoDocumentsClaimIsNamed() {
    String other =
        GOOD.replace("document: rfc9999", "document: rfc1")
            .replace("alias: gates", "alias: rfc9999");
    assertEquals(1, inconsistencies(GOOD, other).size());
  }

  @Test
  void theShippedLedgersAreConsistent() {
    if (Ledger.load() instanceof Ledger.Loaded.Ready(Ledger ledger)) {
      assertEquals(List.of(), LedgerConsistency.problems(ledger));
    }
  }

  @Test
  void aPlaceGivenTwiceIsAProblem() {
    String twice = GOOD + "\n" + GOOD.substring(GOOD.indexOf("[1/1]"), GOOD.indexOf("[1/x1]"));
    assertInstanceOf(LedgerParser.Result.Malformed.class, LedgerParser.parse("f", twice));
  }

  @Test
  void anAliasNamesTheSameClause() {
    Ledger ledger = Ledger.of(List.of(read(GOOD)));
    assertTrue(ledger.entry(ClauseKey.parse("gates:1/1").orElseThrow()).isPresent());
    assertFalse(ledger.entry(ClauseKey.parse("gates:1/2").orElseThrow()).isPresent());
  }

  @Test
  void aTextThatAgreesIsClean(@TempDir Path texts) throws IOException {
    write(texts, "1.  Gates\n\n   " + SENTENCE + "  Oak is fine.\n");
    LedgerVerifier.Verdict.Agrees agrees =
        assertInstanceOf(LedgerVerifier.Verdict.Agrees.class, verify(texts));
    assertEquals(1, agrees.sentences());
    assertEquals(1, agrees.byHand());
  }

  @Test
  void aDriftedSentenceAndAMissingAndAnExtraOneAreNamed(@TempDir Path texts) throws IOException {
    write(texts, "1.  Gates\n\n   A gate MUST close by day.  It MAY squeak.\n");
    List<String> differences = differences(texts);
    assertEquals(3, differences.size(), differences::toString);
    assertTrue(differences.get(0).startsWith("rfc9999:1/1: drifted"));
    assertTrue(differences.get(1).startsWith("rfc9999:1/x1: drifted"));
    assertTrue(differences.get(2).startsWith("rfc9999:1/2: missing"));

    write(texts, "1.  Gates\n\n   Oak is fine.\n");
    assertTrue(differences(texts).getFirst().startsWith("rfc9999:1/1: extra"));
  }

  @Test
  void aMissingAndAnExtraSectionAreNamed(@TempDir Path texts) throws IOException {
    write(texts, "1.  Gates\n\n   " + SENTENCE + "  Oak is fine.\n\n1.1.  Posts\n\n   None.\n");
    assertEquals(List.of("rfc9999:1.1: missing: a section of the text"), differences(texts));
  }

  @Test
  void aTextThatIsNotAtHandIsNotRun(@TempDir Path texts) throws IOException {
    assertInstanceOf(LedgerVerifier.Verdict.NotRun.class, verify(texts));
  }

  @Test
  void theShippedLedgersAreInOrder() {
    switch (Ledger.load()) {
      case Ledger.Loaded.Ready(Ledger ledger) -> {
        assertTrue(ledger.documents().size() >= 4);
        ledger
            .entries()
            .forEach(entry -> assertTrue(ledger.entry(entry.key()).isPresent(), entry::toString));
      }
      case Ledger.Loaded.Malformed(List<LedgerProblem> problems) ->
          assertEquals(List.of(), problems);
    }
  }

  private static LedgerDocument read(String text) {
    return assertInstanceOf(
            LedgerParser.Result.Read.class, LedgerParser.parse("rfc9999.ledger", text))
        .document();
  }

  private static LedgerVerifier.Verdict verify(Path texts) throws IOException {
    return LedgerVerifier.verify(Ledger.of(List.of(read(GOOD))), texts).getFirst();
  }

  private static List<String> differences(Path texts) throws IOException {
    return assertInstanceOf(LedgerVerifier.Verdict.Differs.class, verify(texts)).differences();
  }

  private static void write(Path texts, String text) throws IOException {
    Files.writeString(texts.resolve("9999.txt"), text);
  }
}
