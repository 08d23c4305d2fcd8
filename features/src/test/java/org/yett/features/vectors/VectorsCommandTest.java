package org.yett.features.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.gateway.cli.ExitStatus;
import org.yett.vectors.corpus.CorpusFiles;
import picocli.CommandLine;

class VectorsCommandTest {

  private static final String FILE = "positive/addke-1-mlkem768.json";

  @TempDir private Path directory;

  private record Ran(int status, String out) {}

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new VectorsCommand()).setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      out.append(e.getMessage());
      return ExitStatus.USAGE;
    });
    return new Ran(line.execute(arguments), out.toString());
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String document() {
    return CorpusFiles.bundled().documents().get(FILE);
  }

  @Test
  void aVectorThatIsAsGeneratedPasses() throws Exception {
    Ran ran = run("verify", write("good.json", document()).toString());
    assertEquals(ExitStatus.OK, ran.status(), ran.out());
    assertTrue(ran.out().contains("missing from the corpus:"), ran.out());
  }

  @Test
  void whatIsWrongIsNamedWithFilePathExpectedFoundAndClause() throws Exception {
    String right = "6bdfe678";
    Path file = write("bad.json", document().replace(right, "00000000"));
    Ran ran = run("verify", file.toString(), "--json");
    assertEquals(ExitStatus.FAILED, ran.status());
    for (String part :
        new String[] {
          "bad.json",
          "/steps/4/outputs/0/value",
          "expected 6bdfe678",
          "found 00000000",
          "rfc9370:2.2.2"
        }) {
      assertTrue(ran.out().contains(part), () -> part + " in " + ran.out());
    }
  }

  @Test
  void whatIsNoVectorIsToldApart() throws Exception {
    Ran text = run("verify", write("text.json", "not JSON").toString());
    assertEquals(ExitStatus.FAILED, text.status());
    assertTrue(text.out().contains("text.json: not JSON"), text.out());
    Ran nothing = run("verify", directory.resolve("absent").toString());
    assertEquals(ExitStatus.USAGE, nothing.status());
    assertTrue(nothing.out().contains("no such file or directory"), nothing.out());
  }

  @Test
  void aVectorIsShownForReading() {
    Ran ran = run("show", "addke-1-mlkem768");
    assertEquals(ExitStatus.OK, ran.status());
    assertTrue(ran.out().contains("SKEYSEED(n) = prf(SK_d(n-1), SK(n) | Ni | Nr)"), ran.out());
    assertEquals(ExitStatus.USAGE, run("show", "absent").status());
  }

  @Test
  void theArchiveIsTheSameEachTimeAndItsChecksumsHold() throws Exception {
    Path one = directory.resolve("one.zip");
    Path other = directory.resolve("other.zip");
    assertEquals(ExitStatus.OK, run("package", "--out", one.toString()).status());
    assertEquals(ExitStatus.OK, run("package", "--out", other.toString()).status());
    assertEquals(-1, Files.mismatch(one, other));
    java.util.Map<String, byte[]> files = new java.util.TreeMap<>();
    try (var zip = new java.util.zip.ZipInputStream(Files.newInputStream(one))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    String root = "yett-vectors-1/";
    var sums =
        new String(files.remove(root + "SHA256SUMS"), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(files.size(), sums.lines().count());
    var digest = java.security.MessageDigest.getInstance("SHA-256");
    for (String line : sums.lines().toList()) {
      byte[] content = files.get(root + line.substring(66));
      assertEquals(
          line.substring(0, 64), java.util.HexFormat.of().formatHex(digest.digest(content)));
    }
    for (String name :
        new String[] {
          "README.md", "LICENSE", "exchange-vectors-1.schema.json", "check_vectors.py"
        }) {
      assertTrue(files.containsKey(root + name), name);
    }
  }
}
