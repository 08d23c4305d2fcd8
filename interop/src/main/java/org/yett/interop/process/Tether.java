package org.yett.interop.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A long-lived program that cannot outlive this JVM. It runs in mount and process namespaces of its
 * own, under a shell that is their init and that ends when its standard input closes: the kernel
 * closes that pipe when this JVM goes away for whatever reason, SIGKILL included, and kills every
 * process of the namespace, daemonised or not. Mounts made by the preparation vanish with it.
 */
public final class Tether implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** The preparation comes first; {@code "$@"} is the program. Descriptor 3 is the tether. */
  private static final String SCRIPT =
      """
      exec 3<&0 </dev/null
      trap 'exit 143' TERM
      (cat <&3 >/dev/null; kill -TERM $$) &
      set -e
      %s
      set +e
      "$@" 3<&- &
      wait $!
      exit $?
      """;

  private final String name;
  private final Process process;
  private final Path output;

  private Tether(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a program.
   *
   * @param name what messages call it
   * @param enter a command prefix that enters or makes further namespaces, possibly empty
   * @param preparation shell commands run before the program in its mount namespace, as root; the
   *     program does not start if one fails
   * @param command the program and its arguments
   * @param output file that receives its standard output and error, and those of the preparation
   * @throws IOException if the outermost program cannot be started
   */
  public static Tether start(
      String name, List<String> enter, String preparation, List<String> command, Path output)
      throws IOException {
    Process process =
        new ProcessBuilder(wrap(name, enter, preparation, command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    return new Tether(name, process, output);
  }

  /** The command line that puts a program on the tether of its standard input. */
  static List<String> wrap(
      String name, List<String> enter, String preparation, List<String> command) {
    List<String> all = new ArrayList<>(enter);
    all.addAll(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--"));
    all.addAll(List.of("sh", "-c", SCRIPT.formatted(preparation), name));
    all.addAll(command);
    return all;
  }

  /** What messages call it. */
  public String name() {
    return name;
  }

  /** Where its standard output and error go. */
  public Path output() {
    return output;
  }

  /** Process id, in this JVM's process namespace, of the outermost process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** The exit status of the program (143 if it was ended by the tether), once it has ended. */
  public Optional<Integer> exitStatus() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /** The init of its namespaces, which a helper may join; empty while it is not there yet. */
  public Optional<ProcessHandle> init() {
    // The enter prefix replaces itself, so that the child is unshare's.
    return process.children().filter(ProcessHandle::isAlive).findFirst();
  }

  /**
   * Asks the program to end (SIGTERM) and waits a little; then cuts the tether. Does nothing if it
   * has ended.
   */
  @Override
  public void close() {
    try {
      for (ProcessHandle program : programs()) {
        program.destroy();
      }
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        cut();
      }
      process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cut();
    }
  }

  /** Kills the program and all that it started, without asking. */
  public void cut() {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.flush();
    } catch (IOException alreadyClosed) {
      // The other end is gone, which is what cutting is for.
    }
    init().ifPresent(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** The children of init without the subshell that watches the tether. */
  private List<ProcessHandle> programs() {
    return init()
        .map(init -> init.children().filter(child -> !isShell(child)).toList())
        .orElse(List.of());
  }

  private static boolean isShell(ProcessHandle child) {
    String command = child.info().command().orElse("");
    return command.endsWith("/sh") || command.endsWith("/dash") || command.endsWith("/bash");
  }
}
