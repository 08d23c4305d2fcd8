package org.yett.features.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import picocli.CommandLine;

/** The ratchet over a project in which one clause is cited, run and tried with a peer. */
class RatchetCommandTest {

  private static final String CLAUSE = "rfc9370:2.2.1/3";
  private static final String FULL = CLAUSE + " implemented simulated interop-proven\n";

  @TempDir private Path project;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void aClauseWithAllItsEvidence() throws IOException {
    Files.createDirectories(project.resolve("spec/src/main/java/org/yett/spec"));
    put("core/src/main/java/A.java", "class A {\n//= " + CLAUSE + "\n}\n");
    scenario("{\"status\":\"PASSED\"}");
    cell("pass", "");
    put(RatchetCommand.SNAPSHOT, FULL);
  }

  private void put(String file, String text) throws IOException {
    Files.createDirectories(project.resolve(file).getParent());
    Files.writeString(project.resolve(file), text);
  }

  private void scenario(String result) throws IOException {
    put(
        "features/target/cucumber/messages.ndjson",
        """
        {"testRunStarted":{"timestamp":{"seconds":1000,"nanos":5}}}
        {"pickle":{"id":"p","uri":"a.feature","name":"A name","tags":[{"name":"@%s"}]}}
        {"testCase":{"id":"c","pickleId":"p"}}
        {"testCaseStarted":{"id":"r","testCaseId":"c"}}
        {"testStepFinished":{"testCaseStartedId":"r","testStepResult":%s}}
        {"testCaseFinished":{"testCaseStartedId":"r"}}
        """
            .formatted(CLAUSE, result));
  }

  private void cell(String verdict, String reason) throws IOException {
    put(
        "target/interop.json",
        """
        [{"scenario": "hybrid", "subject": "yett", "peer": "someone", "version": "1",
          "yett_role": "initiator", "verdict": "%s", "reason": "%s", "seconds": 1.5,
          "date": "2026-11-23T00:00:00Z", "clauses": ["%s"]}]
        """
            .formatted(verdict, reason, CLAUSE));
  }

  private int ratchet(String... options) {
    CommandLine line = new CommandLine(new SpecCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      err.append(e.getMessage());
      return ((CommandFailure) e).status();
    });
    String[] all = new String[options.length + 3];
    all[0] = "ratchet";
    all[1] = "--sources";
    all[2] = project.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    return line.execute(all);
  }

  private String snapshot() throws IOException {
    return Files.readString(project.resolve(RatchetCommand.SNAPSHOT)).replaceAll("#.*\n", "");
  }

  private void says(String text) {
    assertTrue(out.toString().contains(text), () -> out + "\n" + err);
  }

  @Test
  void nothingIsLostWhileEverythingIsThere() {
    assertEquals(ExitStatus.OK, ratchet(), err::toString);
    says("1 clauses with 3 pieces of evidence in the snapshot: 0 lost, 0 not run; 0 gained");
  }

  @Test
  void whatIsGainedPassesAndIsAddedOnDemand() throws IOException {
    put(RatchetCommand.SNAPSHOT, CLAUSE + " implemented\n");
    assertEquals(ExitStatus.OK, ratchet(), err::toString);
    assertEquals(CLAUSE + " implemented\n", snapshot());
    assertEquals(ExitStatus.OK, ratchet("--update"), err::toString);
    assertEquals(FULL, snapshot());
    says("gained   " + CLAUSE + ": simulated");
  }

  @Test
  void aLossFailsAndNamesClauseAndEvidence() throws IOException {
    scenario("{\"status\":\"FAILED\"}");
    assertEquals(ExitStatus.FAILED, ratchet());
    says("lost     " + CLAUSE + ": simulated: \"A name\" (a.feature:0) failed");
  }

  @Test
  void renewingKeepsWhatIsLostUnlessForced() throws IOException {
    put("core/src/main/java/A.java", "class A {}\n");
    assertEquals(ExitStatus.FAILED, ratchet("--update"));
    assertEquals(FULL, snapshot());
    assertEquals(ExitStatus.OK, ratchet("--update", "--force"));
    assertEquals(CLAUSE + " simulated interop-proven\n", snapshot());
  }

  @Test
  void aScenarioThatCannotRunHereIsNotLostAndNotDroppedEvenByForce() throws IOException {
    scenario("{\"status\":\"SKIPPED\",\"message\":\"needs root\\n\\tat somewhere\"}");
    assertEquals(ExitStatus.NOT_POSSIBLE_HERE, ratchet());
    says("not run  " + CLAUSE + ": simulated: \"A name\" (a.feature:0): needs root\n");
    ratchet("--update", "--force");
    assertEquals(FULL, snapshot());
  }

  @Test
  void aPeerThatIsNotThereTakesNoEvidenceButOneThatFailsDoes() throws IOException {
    cell("not run", "no mirror");
    assertEquals(ExitStatus.NOT_POSSIBLE_HERE, ratchet());
    says("interop-proven: \"hybrid, Yett as initiator, with someone 1 on 2026-11-23\"");
    says("no mirror");
    cell("fail", "no tunnel");
    assertEquals(ExitStatus.FAILED, ratchet());
  }

  @Test
  void withoutAnyRunTheEvidenceOfRunsIsNotRunButThatOfCodeIsChecked() throws IOException {
    Files.delete(project.resolve("features/target/cucumber/messages.ndjson"));
    Files.delete(project.resolve("target/interop.json"));
    assertEquals(ExitStatus.NOT_POSSIBLE_HERE, ratchet());
    says("0 lost, 2 not run");
    put("core/src/main/java/A.java", "class A {}\n");
    assertEquals(ExitStatus.FAILED, ratchet());
  }

  @Test
  void theMatrixOfAllLiveRunsProvesWhatItsCellsPassed() throws IOException {
    Files.createDirectories(project.resolve("target/interop-report"));
    Files.move(
        project.resolve("target/interop.json"),
        project.resolve("target/interop-report/matrix.json"));
    assertEquals(ExitStatus.OK, ratchet(), err::toString);
    cell("fail", "no tunnel");
    Files.move(
        project.resolve("target/interop.json"),
        project.resolve("target/interop-report/matrix.json"),
        StandardCopyOption.REPLACE_EXISTING);
    assertEquals(ExitStatus.FAILED, ratchet());
  }

  @Test
  void aMalformedSnapshotIsNamedWithFileAndLine() throws IOException {
    put(RatchetCommand.SNAPSHOT, "# head\nrfc9370 simulated\n");
    assertEquals(ExitStatus.CONFIGURATION, ratchet());
    assertTrue(
        err.toString().startsWith(RatchetCommand.SNAPSHOT + ":2: \"rfc9370\""), err::toString);
  }

  @Test
  void aMissingSnapshotIsAnErrorUntilItIsMade() throws IOException {
    Files.delete(project.resolve(RatchetCommand.SNAPSHOT));
    assertEquals(ExitStatus.FAILED, ratchet());
    assertEquals(ExitStatus.OK, ratchet("--update"), err::toString);
    assertEquals(FULL, snapshot());
  }

  @Test
  void malformedVerdictsAreNamedWithTheirFile() throws IOException {
    put("target/interop.json", "[{\"subject\": \"yett\"}]");
    assertEquals(ExitStatus.FAILED, ratchet());
    assertTrue(err.toString().contains("interop.json: malformed"), err::toString);
    assertTrue(err.toString().contains("\"peer\""), err::toString);
  }

  @Test
  void aPeerThatMeetsItselfProvesNothingAboutUs() throws IOException {
    put(
        "target/interop.json",
        Files.readString(project.resolve("target/interop.json"))
            .replace("\"subject\": \"yett\"", "\"subject\": \"someone\""));
    assertEquals(ExitStatus.FAILED, ratchet());
    says("lost     " + CLAUSE + ": interop-proven: no live run shows it");
  }
}
