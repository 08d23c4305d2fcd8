package org.yett.features.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.cli.ExitStatus;
import org.yett.spec.ledger.LedgerDocument;
import org.yett.spec.ledger.LedgerVerifier.Verdict;
import picocli.CommandLine;

class VerifyCommandTest {

  private static final LedgerDocument OFFICIAL = document("rfc9242", false);
  private static final LedgerDocument TRANSCRIBED = document("rfc9370", true);
  private static final Path TEXT = Path.of("texts", "some.txt");

  private final StringWriter printed = new StringWriter();

  private static LedgerDocument document(String name, boolean provisional) {
    return new LedgerDocument(
        name, "Title", name + ".txt", provisional, List.of(), Set.of(), List.of());
  }

  private int print(Verdict... verdicts) {
    return VerifyCommand.print(List.of(verdicts), new PrintWriter(printed));
  }

  @Test
  void aDocumentThatAgreesIsReportedWithItsCounts() {
    assertEquals(ExitStatus.OK, print(new Verdict.Agrees(OFFICIAL, TEXT, 27, 2)));
    assertTrue(
        printed.toString().contains("agrees: 27 sentences and 2 by hand (some.txt)"),
        printed::toString);
  }

  @Test
  void aTranscribedDocumentIsProvisionalAndNeverCountedAsClean() {
    assertEquals(ExitStatus.OK, print(new Verdict.Agrees(TRANSCRIBED, TEXT, 27, 0)));
    assertFalse(printed.toString().contains("agrees: "), printed::toString);
    assertTrue(printed.toString().contains("0 agree, 1 provisional"), printed::toString);
  }

  @Test
  void everyDifferenceIsNamedAndFails() {
    assertEquals(
        ExitStatus.FAILED,
        print(
            new Verdict.Differs(OFFICIAL, TEXT, List.of("a: missing", "b: extra")),
            new Verdict.NotRun(TRANSCRIBED, "no text")));
    assertTrue(printed.toString().contains("  a: missing"), printed::toString);
    assertTrue(printed.toString().contains("  b: extra"), printed::toString);
  }

  @Test
  void aMissingTextIsNeitherCleanNorAFailure() {
    assertEquals(
        ExitStatus.NOT_POSSIBLE_HERE,
        print(
            new Verdict.Agrees(OFFICIAL, TEXT, 27, 0),
            new Verdict.NotRun(TRANSCRIBED, "rfc9370.txt is not there")));
    assertTrue(printed.toString().contains("not run: rfc9370.txt is not there"), printed::toString);
  }

  @Test
  void withoutAnyTextNoDocumentIsCalledClean(@TempDir Path empty) {
    CommandLine line = new CommandLine(new SpecCommand());
    line.setOut(new PrintWriter(printed));
    assertEquals(ExitStatus.NOT_POSSIBLE_HERE, line.execute("verify", "--texts", empty.toString()));
    assertTrue(printed.toString().contains(" 0 agree, 0 provisional, 0 differ"), printed::toString);
  }

  @Test
  void withoutTextsTheLedgerIsCheckedInItselfAndNothingIsSaidToAgree() {
    CommandLine line = new CommandLine(new SpecCommand());
    line.setOut(new PrintWriter(printed));
    assertEquals(ExitStatus.OK, line.execute("verify"));
    assertTrue(printed.toString().contains("not compared with any text"), printed::toString);
    assertFalse(printed.toString().contains("agree"), printed::toString);
  }
}
