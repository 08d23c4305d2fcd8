package org.yett.interop.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program to be run to its end, with a limit on its time. Immutable; the {@code with} methods
 * give changed copies.
 */
public final class Command {
  private final List<String> arguments;
  private final Duration limit;
  private final Map<String, String> environment;
  private final String input;
  private final Consumer<String> listener;
  private final boolean tethered;

  private Command(
      List<String> arguments,
      Duration limit,
      Map<String, String> environment,
      String input,
      Consumer<String> listener,
      boolean tethered) {
    this.arguments = List.copyOf(arguments);
    this.limit = limit;
    this.environment = Map.copyOf(environment);
    this.input = input;
    this.listener = listener;
    this.tethered = tethered;
  }

  /** A program with its arguments, 30 seconds to live, and no input. */
  public static Command of(String... arguments) {
    return of(List.of(arguments));
  }

  /** A program with its arguments, 30 seconds to live, and no input. */
  public static Command of(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    return new Command(arguments, Duration.ofSeconds(30), Map.of(), "", line -> {}, false);
  }

  /** The same with another limit on its wall time. */
  public Command within(Duration newLimit) {
    return new Command(arguments, newLimit, environment, input, listener, tethered);
  }

  /** The same with variables added to the inherited environment. */
  public Command withEnvironment(Map<String, String> added) {
    return new Command(arguments, limit, added, input, listener, tethered);
  }

  /** The same with a text, in UTF-8, on its standard input. */
  public Command withInput(String text) {
    return new Command(arguments, limit, environment, text, listener, tethered);
  }

  /** The same with a listener that sees each line of standard output as it comes. */
  public Command withListener(Consumer<String> newListener) {
    return new Command(arguments, limit, environment, input, newListener, tethered);
  }

  /**
   * The same in mount and process namespaces of its own, killed with all that it started if this
   * JVM goes away (see {@link Tether}). It has no input then.
   */
  public Command tethered() {
    return new Command(arguments, limit, environment, "", listener, true);
  }

  /**
   * Runs it and waits. A program that outlives its limit is killed with its descendants.
   *
   * @throws IOException if the program cannot be started at all, for example because it is missing
   * @throws InterruptedIOException if the waiting thread is interrupted; the program is killed
   */
  public Finished run() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            tethered ? Tether.wrap(arguments.getFirst(), List.of(), ":", arguments) : arguments);
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      CompletableFuture<String> out = gather(process.getInputStream(), listener);
      CompletableFuture<String> err = gather(process.getErrorStream(), line -> {});
      if (!tethered) {
        feed(process);
      }
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        kill(process);
      }
      int status = process.waitFor();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Finished(arguments, status, get(out), get(err), took, !ended);
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while running " + arguments.getFirst());
    }
  }

  private void feed(Process process) throws IOException {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (!input.isEmpty() && process.isAlive()) {
        throw e;
      }
      // A program that ended without reading its input says why by its exit status.
    }
  }

  private static void kill(Process process) {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process.toHandle());
    family.forEach(ProcessHandle::destroyForcibly);
  }

  private static CompletableFuture<String> gather(InputStream stream, Consumer<String> listener) {
    CompletableFuture<String> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          StringBuilder text = new StringBuilder();
          try (BufferedReader reader =
              new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
              text.append(line).append('\n');
              listener.accept(line);
            }
            result.complete(text.toString());
          } catch (IOException e) {
            // The stream is closed under us when the program is killed: keep what was read.
            result.complete(text.toString());
          }
        });
    return result;
  }

  private static String get(CompletableFuture<String> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the output reader failed", e.getCause());
    }
  }
}
