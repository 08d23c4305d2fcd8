package org.yett.features.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.cli.CommandFailure;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.Citation;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.evidence.RunResult.Verdict;

/** What is read from the result files of runs. */
class RunResultsTest {

  private static final ClauseKey KEY = ClauseKey.parse("rfc9370:2.2.1/3").orElseThrow();

  @TempDir private Path directory;

  /** The results of one scenario whose steps ended so; without its end if it has none. */
  private RunResult scenario(boolean ends, String... statuses) throws IOException {
    StringBuilder messages =
        new StringBuilder(
            """
            {"testRunStarted":{"timestamp":{"seconds":1000,"nanos":5}}}
            {"gherkinDocument":{"feature":{"children":[{"scenario":{"id":"s","location":{"line":7}}}]}}}
            {"pickle":{"id":"p","uri":"classpath:features/a.feature","name":"A name","astNodeIds":["s"],"tags":[{"name":"@rfc9370:2.2.1/3"},{"name":"@negative"}]}}
            {"testCase":{"id":"c","pickleId":"p"}}
            {"testCaseStarted":{"id":"r","testCaseId":"c"}}
            """);
    for (String status : statuses) {
      messages.append(
          """
          {"testStepFinished":{"testCaseStartedId":"r","testStepResult":{"status":"%s","duration":{"seconds":1,"nanos":500000000}}}}
          """
              .formatted(status));
    }
    if (ends) {
      messages.append("{\"testCaseFinished\":{\"testCaseStartedId\":\"r\"}}\n");
    }
    Path file = Files.writeString(directory.resolve("messages.ndjson"), messages);
    CucumberMessages.Run run = CucumberMessages.read(file, uri -> "src/" + uri);
    assertEquals(Optional.of(Instant.ofEpochSecond(1000, 5)), run.started());
    return run.results().getFirst();
  }

  @Test
  void aScenarioAllOfWhoseStepsPassedHasPassed() throws IOException {
    RunResult result = scenario(true, "PASSED", "PASSED");
    assertEquals(
        new RunResult(
            "A name",
            "src/features/a.feature",
            7,
            Set.of(KEY),
            true,
            false,
            Verdict.PASSED,
            Duration.ofSeconds(3),
            Optional.empty()),
        result);
  }

  @Test
  void aStepThatFailedOrIsNotDefinedFailsTheScenario() throws IOException {
    assertEquals(Verdict.FAILED, scenario(true, "PASSED", "FAILED", "SKIPPED").verdict());
    assertEquals(Verdict.FAILED, scenario(true, "UNDEFINED").verdict());
    assertEquals(Verdict.FAILED, scenario(true, "PASSED", "PENDING").verdict());
  }

  @Test
  void aScenarioThatWasSkippedOrIsEmptyOrDidNotEndHasNotRun() throws IOException {
    assertEquals(Verdict.NOT_RUN, scenario(true, "PASSED", "SKIPPED").verdict());
    assertEquals(Verdict.NOT_RUN, scenario(true).verdict());
    assertEquals(Verdict.NOT_RUN, scenario(false, "PASSED").verdict());
  }

  @Test
  void aMalformedMessageIsNamedWithFileAndLine() throws IOException {
    Path file = Files.writeString(directory.resolve("m.ndjson"), "{}\n{\"pickle\":\n");
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> CucumberMessages.read(file, uri -> uri));
    assertTrue(failure.getMessage().startsWith(file + ":2: "), failure::getMessage);
  }

  private Verdict test(Optional<String> method) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("TEST-a.xml"),
            """
            <testsuite name="org.example.ATest">
              <testcase classname="org.example.ATest" name="passes(int)[1]" time="0.25"/>
              <testcase classname="org.example.ATest" name="passes(int)[2]" time="1,000.5"/>
              <testcase classname="org.example.ATest$Inner" name="fails" time="1"><failure/></testcase>
              <testcase classname="org.example.ATest" name="isSkipped" time="0"><skipped/></testcase>
              <testcase classname="ATest" name="isOfAnotherEngine" time="0"/>
            </testsuite>
            """);
    Citation tag =
        new Citation(
            KEY,
            Citation.Kind.TEST_TAG,
            "m/src/test/java/org/example/ATest.java",
            9,
            Optional.of(new Citation.TestName("org.example.ATest", method)));
    Citation.TestName violating = new Citation.TestName("org.example.ATest", Optional.of("fails"));
    RunResult result = JUnitReports.read(List.of(file), List.of(tag), Set.of(violating)).getFirst();
    assertEquals(Set.of(KEY), result.keys());
    assertEquals(method.equals(Optional.of("fails")), result.negative());
    if (method.equals(Optional.of("passes"))) {
      assertEquals(Duration.ofMillis(1000_750), result.duration());
    }
    return result.verdict();
  }

  @Test
  void aTaggedTestIsFoundInTheResultsByClassAndMethod() throws IOException {
    assertEquals(Verdict.PASSED, test(Optional.of("passes")));
    assertEquals(Verdict.FAILED, test(Optional.of("fails")));
    assertEquals(Verdict.NOT_RUN, test(Optional.of("isSkipped")));
    assertEquals(Verdict.NOT_RUN, test(Optional.of("isNotThere")));
    assertEquals(Verdict.PASSED, test(Optional.of("isOfAnotherEngine")));
    assertEquals(Verdict.FAILED, test(Optional.empty()));
  }
}
