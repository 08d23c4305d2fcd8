package org.yett.vectors.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker in Python, which shares no code with this tree, over the whole corpus. */
class IndependentCheckerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> CORPUS = CorpusFiles.bundled().documents();

  /** Draws that an implementation of its own has to have, too. */
  private static final List<String> ON_THE_WIRE =
      List.of(
          "ike-spi",
          "child-spi",
          "nonce",
          "ke-private",
          "kem-seed",
          "kem-encapsulation",
          "pss-salt");

  /** The distribution's own Python comes first: its packages belong to it. */
  private static final List<String> INTERPRETERS = List.of("/usr/bin/python3", "python3");

  private static String interpreter = "";

  @TempDir private static Path directory;

  private record Ran(int status, String out) {}

  @BeforeAll
  static void findPython() throws Exception {
    for (String candidate : INTERPRETERS) {
      if (interpreter.isEmpty() && imports(candidate)) {
        interpreter = candidate;
      }
    }
    String absent = "not run: no Python 3 with the package cryptography (python3-cryptography)";
    if (interpreter.isEmpty()) {
      System.out.println(absent);
    }
    assumeTrue(!interpreter.isEmpty(), absent);
    Files.writeString(
        directory.resolve("check_vectors.py"),
        CorpusFiles.resource("check_vectors.py").orElseThrow());
  }

  private static boolean imports(String candidate) throws InterruptedException {
    try {
      return run(List.of(candidate, "-c", "import cryptography")).status() == 0;
    } catch (IOException e) {
      // There is no such program.
      return false;
    }
  }

  private static Ran run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out);
  }

  private static Ran check(Path where) throws IOException, InterruptedException {
    return run(
        List.of(
            interpreter,
            directory.resolve("check_vectors.py").toString(),
            "--json",
            where.toString()));
  }

  private static void write(Path root, String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void everyVectorPasses() throws Exception {
    Path all = directory.resolve("all");
    for (Map.Entry<String, String> document : CORPUS.entrySet()) {
      write(all, document.getKey(), document.getValue());
    }
    Ran ran = check(all);
    assertEquals(0, ran.status(), ran.out());
    JsonNode counts = JSON.readTree(ran.out()).get("counts");
    int passed = 0;
    for (JsonNode count : counts) {
      passed += count.get("passed").intValue();
    }
    assertEquals(CORPUS.size(), passed, ran.out());
    System.out.println("independent checker: " + counts);
  }

  @Test
  void theExampleOfTheReadmeComputesWhatItSays() throws Exception {
    String readme = CorpusFiles.resource("README.md").orElseThrow();
    List<String> blocks = List.of(readme.split("```", -1));
    String code = blocks.get(1).substring("python".length());
    String printed = blocks.get(3).strip();
    Path place = directory.resolve("example");
    String file = "positive/addke-1-mlkem768.json";
    write(place, file, CORPUS.get(file));
    write(place, "example.py", code);
    Process process =
        new ProcessBuilder(interpreter, "example.py")
            .directory(place.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    assertEquals(printed, out.strip());
  }

  @Test
  void oneBitOfOneInputOfEachPositiveVectorIsNoticed() throws Exception {
    Path mutants = directory.resolve("mutants");
    int count = 0;
    for (Map.Entry<String, String> document : CORPUS.entrySet()) {
      if (document.getKey().startsWith("positive/")) {
        write(mutants, document.getKey(), mutant(document.getKey(), document.getValue()));
        count++;
      }
    }
    Ran ran = check(mutants);
    assertEquals(1, ran.status(), ran.out());
    List<String> unnoticed = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    JSON.readTree(ran.out()).get("problems").forEach(problem -> problems.add(problem.textValue()));
    try (Stream<Path> files = Files.list(mutants.resolve("positive"))) {
      for (Path file : files.toList()) {
        if (problems.stream().noneMatch(problem -> problem.startsWith(file + ": "))) {
          unnoticed.add(file.getFileName().toString());
        }
      }
    }
    assertEquals(List.of(), unnoticed);
    assertTrue(count >= 60, count + " mutants");
  }

  private static String mutant(String file, String text) throws IOException {
    ObjectNode mutant = (ObjectNode) JSON.readTree(text);
    List<ObjectNode> draws = new ArrayList<>();
    for (JsonNode draw : mutant.get("random")) {
      if (ON_THE_WIRE.contains(draw.get("purpose").textValue())) {
        draws.add((ObjectNode) draw);
      }
    }
    ObjectNode draw = draws.get(Math.floorMod(file.hashCode(), draws.size()));
    String value = draw.get("value").textValue();
    int at = Math.floorMod(file.hashCode(), value.length() / 2 - 2) + 1;
    int digit = Character.digit(value.charAt(at), 16) ^ 4;
    draw.put(
        "value", value.substring(0, at) + Character.forDigit(digit, 16) + value.substring(at + 1));
    return mutant.toString();
  }
}
