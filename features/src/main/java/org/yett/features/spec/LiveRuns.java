package org.yett.features.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.evidence.RunResult.Verdict;

/**
 * Reads the verdicts of live runs against third parties, as {@code yett interop run --json} writes
 * them. Each cell names the clauses that it proves when it passes.
 */
final class LiveRuns {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OURS = "yett";

  private LiveRuns() {}

  /**
   * The runs in which we met somebody else; those of a peer with itself are left out.
   *
   * @param sources the root of the sources
   * @param catalogue where the scenarios stand, relative to that root, with slashes
   * @throws CommandFailure naming the file if it is malformed
   * @throws IOException if a file cannot be read
   */
  static List<RunResult> read(Path file, Path sources, String catalogue) throws IOException {
    List<String> lines =
        Files.isRegularFile(sources.resolve(catalogue))
            ? Files.readAllLines(sources.resolve(catalogue))
            : List.of();
    List<RunResult> results = new ArrayList<>();
    for (JsonNode cell : cells(file)) {
      String subject = text(file, cell, "subject");
      String peer = text(file, cell, "peer");
      if (subject.equals(OURS) == peer.equals(OURS)) {
        continue;
      }
      Set<ClauseKey> keys = new HashSet<>();
      for (JsonNode key : cell.path("clauses")) {
        keys.add(
            ClauseKey.parse(key.asText())
                .orElseThrow(() -> malformed(file, "\"" + key.asText() + "\" is no clause")));
      }
      String scenario = text(file, cell, "scenario");
      String verdict = text(file, cell, "verdict");
      results.add(
          new RunResult(
              "%s, Yett as %s, with %s %s on %s"
                  .formatted(
                      scenario,
                      text(file, cell, "yett_role"),
                      subject.equals(OURS) ? peer : subject,
                      text(file, cell, subject.equals(OURS) ? "version" : "subject_version"),
                      text(file, cell, "date").replaceFirst("T.*", "")),
              catalogue,
              line(lines, scenario),
              keys,
              false,
              true,
              switch (verdict) {
                case "pass" -> Verdict.PASSED;
                case "fail" -> Verdict.FAILED;
                default -> Verdict.NOT_RUN;
              },
              Duration.ofNanos(
                  new BigDecimal(cell.path("seconds").asText("0")).movePointRight(9).longValue()),
              verdict.equals("not run")
                  ? Optional.of(text(file, cell, "reason"))
                  : Optional.empty()));
    }
    return List.copyOf(results);
  }

  private static JsonNode cells(Path file) throws IOException {
    try {
      JsonNode cells = JSON.readTree(file.toFile());
      if (!cells.isArray()) {
        throw malformed(file, "expected an array of cells");
      }
      return cells;
    } catch (JsonProcessingException e) {
      throw malformed(file, e.getOriginalMessage());
    }
  }

  private static String text(Path file, JsonNode cell, String field) {
    if (!cell.path(field).isTextual()) {
      throw malformed(file, "a cell lacks the text \"" + field + "\"");
    }
    return cell.get(field).asText();
  }

  private static CommandFailure malformed(Path file, String what) {
    return new CommandFailure(
        ExitStatus.FAILED, file + ": malformed verdicts of live runs: " + what);
  }

  /** The line on which a scenario is defined; 0 if it is not found. */
  private static int line(List<String> lines, String scenario) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("(\"" + scenario + "\"")) {
        return i + 1;
      }
    }
    return 0;
  }
}
