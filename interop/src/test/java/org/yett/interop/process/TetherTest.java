package org.yett.interop.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TetherTest {
  @TempDir Path directory;

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    boolean can = false;
    try {
      can = Command.of("unshare", "--mount", "--pid", "--fork", "true").run().succeeded();
    } catch (IOException absent) {
      // No such program here.
    }
    assumeTrue(can, "namespaces need root on Linux");
  }

  private Tether start(String preparation, String... command) throws IOException {
    return Tether.start(
        "test", List.of(), preparation, List.of(command), directory.resolve("output"));
  }

  private static boolean waitFor(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    return condition.getAsBoolean();
  }

  @Test
  void a_program_that_ends_by_itself_leaves_its_status_and_output() throws Exception {
    try (Tether tether = start("echo prepared", "sh", "-c", "echo said; exit 7")) {
      assertTrue(waitFor(() -> !tether.alive()));
      assertEquals(Optional.of(7), tether.exitStatus());
      assertEquals("prepared\nsaid\n", Files.readString(tether.output()));
    }
  }

  @Test
  void a_failing_preparation_keeps_the_program_from_starting() throws Exception {
    Path trace = directory.resolve("trace");
    try (Tether tether = start("false", "touch", trace.toString())) {
      assertTrue(waitFor(() -> !tether.alive()));
      assertFalse(Files.exists(trace));
      assertTrue(tether.exitStatus().orElseThrow() != 0);
    }
  }

  @Test
  void whatever_the_program_started_dies_with_the_tether() throws Exception {
    Tether tether = start(":", "sh", "-c", "setsid sleep 1000 & exec sleep 1001");
    assertTrue(waitFor(() -> sleepers(tether) == 2), "both run");
    List<ProcessHandle> all = tether.init().orElseThrow().descendants().toList();
    tether.cut();
    assertTrue(waitFor(() -> all.stream().noneMatch(ProcessHandle::isAlive)));
    assertTrue(waitFor(() -> !tether.alive()));
  }

  private static long sleepers(Tether tether) {
    return tether
        .init()
        .map(init ->
            init.descendants().filter(p -> p.info().command().orElse("").endsWith("sleep")).count())
        .orElse(0L);
  }

  @Test
  void closing_asks_the_program_to_end_first() throws Exception {
    Path trace = directory.resolve("trace");
    Tether tether =
        start(
            ":",
            "env",
            "perl",
            "-e",
            "$SIG{TERM}=sub{open F,'>','"
                + trace
                + "';close F;exit 0};"
                + " $|=1; print \"up\\n\"; sleep 1000;");
    assertTrue(
        waitFor(() -> {
          try {
            return Files.exists(tether.output())
                && Files.readString(tether.output()).contains("up");
          } catch (IOException e) {
            return false;
          }
        }));
    tether.close();
    assertTrue(Files.exists(trace));
  }

  @Test
  void a_tethered_command_that_outlives_its_limit_is_killed() throws IOException {
    Finished finished =
        Command.of("sh", "-c", "echo begun; sleep 1000")
            .tethered()
            .within(Duration.ofMillis(500))
            .run();
    assertTrue(finished.timedOut());
    assertEquals("begun\n", finished.stdout());
    assertFalse(finished.succeeded());
  }
}
