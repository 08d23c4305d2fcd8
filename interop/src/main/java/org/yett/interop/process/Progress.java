package org.yett.interop.process;

import java.io.PrintStream;
import java.time.Duration;

/** Tells a waiting person what a long task is doing, at most once in two seconds per stage. */
public final class Progress {
  private static final long QUIET = Duration.ofSeconds(2).toNanos();

  private final PrintStream out;
  private final String task;
  private final long start = System.nanoTime();
  private long spoken;

  /**
   * Starts the clock.
   *
   * @param out where to write; not closed here
   * @param task what each line begins with
   */
  public Progress(PrintStream out, String task) {
    this.out = out;
    this.task = task;
  }

  /** A new stage: always printed. */
  public synchronized void stage(String text) {
    spoken = System.nanoTime();
    out.printf("%s [%3d s] %s%n", task, elapsed().toSeconds(), text);
    out.flush();
  }

  /** What happens within the stage: printed only if nothing was for two seconds. */
  public synchronized void detail(String text) {
    if (!text.isBlank() && System.nanoTime() - spoken >= QUIET) {
      stage("  " + text.strip());
    }
  }

  /** Time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
