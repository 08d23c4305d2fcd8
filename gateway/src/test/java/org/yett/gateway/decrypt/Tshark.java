package org.yett.gateway.decrypt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Somebody else's dissector. */
public final class Tshark {
  private Tshark() {}

  /** Skips the calling test, and says why, where there is no tshark. */
  public static void require() {
    boolean there;
    try {
      there =
          new ProcessBuilder("tshark", "--version")
                  .redirectErrorStream(true)
                  .start()
                  .inputReader()
                  .lines()
                  .count()
              > 0;
    } catch (IOException e) {
      there = false;
    }
    Assumptions.assumeTrue(there, "tshark is not installed (Debian package tshark)");
  }

  /** Some fields of each packet, separated by tabs. */
  public static List<String> fields(Path capture, List<String> options, String... fields)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString()));
    command.addAll(options);
    command.addAll(List.of("-T", "fields"));
    for (String field : fields) {
      command.addAll(List.of("-e", field));
    }
    return run(command);
  }

  /** What tshark prints. */
  public static List<String> run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Path errors = java.nio.file.Files.createTempFile("tshark", ".err");
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    int status = process.waitFor();
    String said = java.nio.file.Files.readString(errors);
    java.nio.file.Files.delete(errors);
    assertEquals(0, status, said);
    return lines;
  }
}
