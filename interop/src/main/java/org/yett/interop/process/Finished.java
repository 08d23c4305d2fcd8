package org.yett.interop.process;

import java.time.Duration;
import java.util.List;

/**
 * What a program left behind when it had ended, or was ended because its time was over.
 *
 * @param command the program and its arguments
 * @param status its exit status; meaningless if {@code timedOut}
 * @param stdout everything it wrote to standard output
 * @param stderr everything it wrote to standard error
 * @param took wall time from start to end
 * @param timedOut whether it was killed because it outlived its limit
 */
public record Finished(
    List<String> command,
    int status,
    String stdout,
    String stderr,
    Duration took,
    boolean timedOut) {

  /** Copies the command. */
  public Finished {
    command = List.copyOf(command);
  }

  /** Whether it ended by itself with status 0. */
  public boolean succeeded() {
    return !timedOut && status == 0;
  }

  /** One line for a person: what was run, how it ended, and the last thing it said. */
  public String summary() {
    String end = timedOut ? "killed after " + took.toMillis() + " ms" : "exit status " + status;
    String said = lastLine(stderr.isBlank() ? stdout : stderr);
    return String.join(" ", command) + ": " + end + (said.isEmpty() ? "" : ": " + said);
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce("", (a, b) -> b).strip();
  }
}
