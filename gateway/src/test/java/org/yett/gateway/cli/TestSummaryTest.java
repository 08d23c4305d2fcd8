package org.yett.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The closing line of {@code yett test}. */
class TestSummaryTest {

  @TempDir Path directory;

  private record Run(int status, String out) {}

  private Run summary() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                Path.of("../.ci/TestSummary.java").toString(),
                directory.toString(),
                directory.resolve("matrix.json").toString(),
                directory.resolve("checks.txt").toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Run(process.exitValue(), out);
  }

  private void report(String module, String cases) throws Exception {
    Path reports = Files.createDirectories(directory.resolve(module + "/target/surefire-reports"));
    Files.writeString(
        reports.resolve("TEST-x.xml"), "<testsuite><properties/>" + cases + "</testsuite>");
  }

  @Test
  void passedFailedAndSkippedAreAddedUpOverModulesAndLiveRuns() throws Exception {
    report(
        "a",
        "<testcase classname='A' name='one'/><testcase classname='A' name='two'><skipped"
            + " message='no TUN here'/></testcase>");
    report("b", "<testcase classname='B' name='three'><failure message='x'>y</failure></testcase>");
    Files.writeString(
        directory.resolve("matrix.json"),
        """
        [ { "scenario" : "psk", "peer" : "strongswan", "yett_role" : "initiator", "verdict" : "pass", "reason" : "" },
          { "scenario" : "psk", "peer" : "strongswan", "yett_role" : "responder", "verdict" : "not run", "reason" : "no root" } ]
        """);
    Run run = summary();
    assertEquals(1, run.status());
    assertTrue(run.out().contains("not run: A.two: no TUN here\n"), run.out());
    assertTrue(run.out().contains("failed: B.three\n"), run.out());
    assertTrue(
        run.out().contains("not run: live run psk, Yett as responder: no root\n"), run.out());
    assertTrue(run.out().endsWith("2 passed, 1 failed, 2 skipped\n"), run.out());
  }

  @Test
  void withoutVerdictsTheLiveRunsCountAsNotRun() throws Exception {
    report("a", "<testcase classname='A' name='one'/>");
    Run run = summary();
    assertEquals(0, run.status(), run.out());
    assertTrue(run.out().contains("not run: live runs against real peers"), run.out());
    assertTrue(run.out().endsWith("1 passed, 0 failed, 1 skipped\n"), run.out());
  }

  @Test
  void aMatrixInWhichNoVerdictIsFoundIsAFailure() throws Exception {
    report("a", "<testcase classname='A' name='one'/>");
    Files.writeString(directory.resolve("matrix.json"), "[ { \"verdict\" : \"pass\" } ]");
    Run run = summary();
    assertEquals(1, run.status(), run.out());
    assertTrue(run.out().contains("no verdict could be read"), run.out());
    assertTrue(run.out().endsWith("1 passed, 1 failed, 0 skipped\n"), run.out());
  }

  @Test
  void nothingAtAllIsNoSuccess() throws Exception {
    assertEquals(1, summary().status());
  }

  @Test
  void aCheckOfTheWholeCountsAsATest() throws Exception {
    report("a", "<testcase classname='A' name='one'/>");
    Files.deleteIfExists(directory.resolve("matrix.json"));
    Files.writeString(
        directory.resolve("checks.txt"),
        "pass\tledger\t\nskip\ttexts\tnot at hand\nfail\tevidence\tsome is lost\n");
    Run run = summary();
    assertEquals(1, run.status());
    assertTrue(run.out().contains("not run: texts: not at hand\n"), run.out());
    assertTrue(run.out().contains("failed: evidence: some is lost\n"), run.out());
    assertTrue(run.out().endsWith("2 passed, 1 failed, 2 skipped\n"), run.out());
  }
}
