package org.yett.features.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every input that was kept once, and some seconds of new ones. */
class FuzzTest {

  /** A single input takes milliseconds; this is a hang, even on a busy machine. */
  private static final Duration HANG = Duration.ofSeconds(20);

  /** The time for new inputs; at length by {@code ./yett fuzz}. */
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("yett.fuzz.seconds", 20));

  static List<String> targets() {
    return FuzzTargets.all().stream().map(FuzzTarget::name).toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void keptInputsAndSeedsAreSurvived(String name) {
    FuzzTarget target = FuzzTargets.named(name).orElseThrow();
    List<byte[]> inputs = new ArrayList<>(target.seeds().get());
    assertFalse(inputs.isEmpty(), "a target has seeds");
    inputs.addAll(KeptInputs.of(target));
    inputs.add(new byte[0]);
    for (byte[] input : inputs) {
      assertTimeoutPreemptively(HANG, () -> target.run(input), () -> replay(name, input));
    }
  }

  private static String replay(String name, byte[] input) {
    return "./yett fuzz --target " + name + " --input " + HexFormat.of().formatHex(input);
  }

  @Test
  void newInputsAreSurvived(@TempDir Path directory) throws IOException, InterruptedException {
    assertTrue(Jazzer.isThere(), "Jazzer is on the class path");
    List<String> heard = new ArrayList<>();
    Jazzer jazzer = new Jazzer(FuzzTargets.together(), directory);
    Jazzer.Result result = jazzer.fuzz(TIME, heard::add);
    List<String> found = new ArrayList<>();
    for (Path finding : result.findings()) {
      byte[] input = Files.readAllBytes(finding);
      found.add("./yett fuzz --input " + HexFormat.of().formatHex(input));
    }
    assertTrue(
        result.foundNothing(), () -> "replay: " + found + "\n" + String.join("\n", last(heard)));
    // It has instrumented our classes, or it would find nothing new.
    assertTrue(heard.stream().anyMatch(line -> line.contains("org.yett.ike.wire")), "instrumented");
    try (Stream<Path> corpus = Files.list(jazzer.corpus())) {
      assertTrue(corpus.count() > FuzzTargets.all().size(), "inputs are kept");
    }
  }

  private static List<String> last(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - 60), lines.size());
  }

  @Test
  void whatDoesNotHoldIsFound() {
    assertThrows(AssertionError.class, () -> FuzzTarget.check(false, "pigs fly"));
  }

  @Test
  void remarksInKeptInputsAreNoInput() {
    List<byte[]> inputs = KeptInputs.parse("# a remark\n00ff # why\n\n01\n");
    assertEquals(2, inputs.size());
    assertEquals("00ff", HexFormat.of().formatHex(inputs.getFirst()));
  }
}
