package org.yett.interop.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {

  @Test
  void status_output_and_errors_are_kept_apart() throws IOException {
    Finished finished = Command.of("sh", "-c", "echo out; echo bad >&2; exit 3").run();
    assertEquals(3, finished.status());
    assertEquals("out\n", finished.stdout());
    assertEquals("bad\n", finished.stderr());
    assertEquals("sh -c echo out; echo bad >&2; exit 3: exit status 3: bad", finished.summary());
  }

  @Test
  void input_and_environment_reach_the_program() throws IOException {
    Finished finished =
        Command.of("sh", "-c", "cat; echo $WORD")
            .withInput("given ")
            .withEnvironment(Map.of("WORD", "set"))
            .run();
    assertEquals("given set\n", finished.stdout());
  }

  @Test
  void a_listener_sees_each_line() throws IOException {
    List<String> lines = new ArrayList<>();
    Command.of("sh", "-c", "echo a; echo b").withListener(lines::add).run();
    assertEquals(List.of("a", "b"), lines);
  }

  @Test
  void a_program_that_outlives_its_limit_is_killed_with_its_children() throws IOException {
    Finished finished =
        Command.of("sh", "-c", "sleep 1000; true").within(Duration.ofMillis(200)).run();
    assertTrue(finished.timedOut());
    assertTrue(finished.took().toSeconds() < 100);
  }

  @Test
  void a_missing_program_is_an_error_of_its_own() {
    assertThrows(IOException.class, () -> Command.of("/no/such/program").run());
    assertThrows(IllegalArgumentException.class, () -> Command.of(List.of()));
  }
}
