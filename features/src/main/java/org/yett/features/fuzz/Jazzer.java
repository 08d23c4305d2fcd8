package org.yett.features.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;

/**
 * Runs Jazzer in a process of its own, since it instruments the classes that it loads.
 *
 * @param target what is fuzzed
 * @param directory for what it reads and writes: {@code corpus} keeps what reached something new,
 *     {@code findings} what failed
 */
record Jazzer(FuzzTarget target, Path directory) {

  private static final String MAIN = "com.code_intelligence.jazzer.Jazzer";

  /** An input that takes longer is a hang. */
  private static final Duration HANG = Duration.ofSeconds(30);

  /** What starting, instrumenting and ending may take besides the fuzzing itself. */
  private static final Duration OVERHEAD = Duration.ofMinutes(3);

  /** What came of it. */
  record Result(int status, List<Path> findings) {
    boolean foundNothing() {
      return status == 0 && findings.isEmpty();
    }
  }

  Path corpus() {
    return directory.resolve("corpus");
  }

  private Path findings() {
    return directory.resolve("findings");
  }

  /** Fuzzes for some time, or until something fails. */
  Result fuzz(Duration time, Consumer<String> heard) throws IOException, InterruptedException {
    prepare();
    int status =
        run(List.of("-max_total_time=" + time.toSeconds(), corpus().toString()), time, heard);
    try (Stream<Path> found = Files.list(findings())) {
      return new Result(status, found.sorted().toList());
    }
  }

  /** Leaves of all inputs so many that nothing is reached by fewer; tells which. */
  List<byte[]> minimized(Consumer<String> heard) throws IOException, InterruptedException {
    prepare();
    Path merged = Files.createTempDirectory(directory, "merged");
    int status = run(List.of("-merge=1", merged.toString(), corpus().toString()), OVERHEAD, heard);
    if (status != 0) {
      throw new CommandFailure(ExitStatus.FAILED, "the inputs could not be merged");
    }
    try (Stream<Path> files = Files.list(merged)) {
      List<byte[]> inputs = new ArrayList<>();
      for (Path file : files.toList()) {
        inputs.add(Files.readAllBytes(file));
      }
      return inputs;
    }
  }

  /** Makes the directories, with the target's seeds and kept inputs. */
  private void prepare() throws IOException {
    Files.createDirectories(corpus());
    Files.createDirectories(findings());
    int number = 0;
    for (byte[] input : inputs(target)) {
      Files.write(corpus().resolve(String.format("kept-%04d", number++)), input);
    }
  }

  private static List<byte[]> inputs(FuzzTarget target) {
    List<byte[]> inputs = new ArrayList<>(target.seeds().get());
    inputs.addAll(KeptInputs.of(target));
    if (FuzzTargets.named(target.name()).isEmpty()) {
      for (FuzzTarget each : FuzzTargets.all()) {
        KeptInputs.of(each).forEach(input -> inputs.add(FuzzTargets.chosen(each, input)));
      }
    }
    return inputs;
  }

  private int run(List<String> arguments, Duration time, Consumer<String> heard)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + Fuzzer.TARGET + "=" + target.name(),
                "-XX:+EnableDynamicAgentLoading",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "--target_class=" + Fuzzer.class.getName(),
                "--instrumentation_includes=org.yett.**",
                "--custom_hook_excludes=**",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                "--reproducer_path=" + directory,
                "-artifact_prefix=" + findings() + "/",
                "-timeout=" + HANG.toSeconds(),
                "-rss_limit_mb=0",
                "-max_len=4096",
                "-use_value_profile=1"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    // It ends by itself; a fuzzer that hangs must not hang whoever waits for it.
    CompletableFuture.delayedExecutor(time.plus(OVERHEAD).toSeconds(), TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    try (var reader = process.inputReader()) {
      reader.lines().forEach(heard);
    }
    return process.waitFor();
  }

  /** Whether Jazzer is on the class path. */
  static boolean isThere() {
    return Jazzer.class.getResource("/" + MAIN.replace('.', '/') + ".class") != null;
  }
}
