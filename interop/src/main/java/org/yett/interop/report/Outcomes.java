package org.yett.interop.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The last outcome of every cell, over all runs that left theirs in some directories. */
final class Outcomes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Outcome.Key, Outcome> latest = new LinkedHashMap<>();

  private Outcomes() {}

  /**
   * Reads what is below directories: a {@code verdict.json} for each cell that was tried, and of
   * {@code matrix.json} those that were not.
   *
   * @throws IOException if a file cannot be read or is malformed; it is named
   */
  static Outcomes read(List<Path> directories) throws IOException {
    Outcomes outcomes = new Outcomes();
    for (Path directory : directories) {
      for (Path file : named(directory, "verdict.json")) {
        outcomes.add(new Outcome(parse(file), file.toAbsolutePath().getParent()));
      }
      for (Path file : named(directory, "matrix.json")) {
        for (JsonNode cell : parse(file)) {
          Outcome outcome =
              new Outcome(cell, file.resolveSibling(cell.path("bundle").asText("none")));
          if (!outcome.ran()) {
            outcomes.add(outcome);
          }
        }
      }
    }
    return outcomes;
  }

  private static List<Path> named(Path directory, String name) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.getFileName().toString().equals(name)).sorted().toList();
    }
  }

  private static JsonNode parse(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is malformed: " + e.getOriginalMessage(), e);
    }
  }

  /** A later outcome replaces an earlier one; that a cell could not be run replaces nothing. */
  private void add(Outcome outcome) {
    latest.merge(
        outcome.key(),
        outcome,
        (old, other) -> {
          if (old.ran() != other.ran()) {
            return old.ran() ? old : other;
          }
          return other.date().isBefore(old.date()) ? old : other;
        });
  }

  /** The outcomes. */
  Collection<Outcome> all() {
    return List.copyOf(latest.values());
  }
}
