package org.yett.features.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.evidence.RunResult.Verdict;

/**
 * Reads the results of a Cucumber run from its messages (one JSON object a line). The tags are
 * those that the scenarios had when they ran, not those that the sources have now.
 */
final class CucumberMessages {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLASS_PATH = "classpath:";

  /** The run, when it began, and what its scenarios came to. */
  record Run(Optional<Instant> started, List<RunResult> results) {}

  private record Attempt(
      String testCase, List<String> statuses, List<Duration> durations, List<String> excuses) {}

  private final UnaryOperator<String> fileOfUri;
  private final Map<String, JsonNode> pickles = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, String> pickleOfCase = new HashMap<>();
  private final Map<String, Attempt> attempts = new HashMap<>();
  private final Map<String, Attempt> finished = new HashMap<>();
  private Optional<Instant> started = Optional.empty();

  private CucumberMessages(UnaryOperator<String> fileOfUri) {
    this.fileOfUri = fileOfUri;
  }

  /**
   * Reads a file of messages.
   *
   * @param fileOfUri gives the source file for the path of a feature on the class path
   * @throws CommandFailure naming file and line if a line is no JSON object
   * @throws IOException if the file cannot be read
   */
  static Run read(Path file, UnaryOperator<String> fileOfUri) throws IOException {
    CucumberMessages messages = new CucumberMessages(fileOfUri);
    List<String> all = Files.readAllLines(file);
    for (int i = 0; i < all.size(); i++) {
      try {
        JsonNode envelope = JSON.readTree(all.get(i));
        if (!all.get(i).isBlank() && !envelope.isObject()) {
          throw malformed(file, i + 1, "expected a JSON object");
        }
        messages.take(envelope);
      } catch (JsonProcessingException e) {
        throw malformed(file, i + 1, "no JSON: " + e.getOriginalMessage());
      }
    }
    return new Run(messages.started, messages.results());
  }

  private static CommandFailure malformed(Path file, int line, String what) {
    return new CommandFailure(
        ExitStatus.FAILED, file + ":" + line + ": malformed Cucumber message: " + what);
  }

  private void take(JsonNode envelope) {
    if (envelope.has("testRunStarted")) {
      JsonNode time = envelope.get("testRunStarted").path("timestamp");
      started =
          Optional.of(
              Instant.ofEpochSecond(time.path("seconds").asLong(), time.path("nanos").asLong()));
    } else if (envelope.has("gherkinDocument")) {
      noteLines(envelope.get("gherkinDocument"));
    } else if (envelope.has("pickle")) {
      JsonNode pickle = envelope.get("pickle");
      pickles.put(pickle.path("id").asText(), pickle);
    } else if (envelope.has("testCase")) {
      JsonNode testCase = envelope.get("testCase");
      pickleOfCase.put(testCase.path("id").asText(), testCase.path("pickleId").asText());
    } else if (envelope.has("testCaseStarted")) {
      JsonNode start = envelope.get("testCaseStarted");
      attempts.put(
          start.path("id").asText(),
          new Attempt(
              start.path("testCaseId").asText(),
              new ArrayList<>(),
              new ArrayList<>(),
              new ArrayList<>()));
    } else if (envelope.has("testStepFinished")) {
      JsonNode step = envelope.get("testStepFinished");
      JsonNode result = step.path("testStepResult");
      Attempt attempt = attempts.get(step.path("testCaseStartedId").asText());
      if (attempt != null) {
        attempt.statuses().add(result.path("status").asText());
        if (result.path("status").asText().equals("SKIPPED")) {
          excuse(result).ifPresent(attempt.excuses()::add);
        }
        attempt
            .durations()
            .add(
                Duration.ofSeconds(
                    result.path("duration").path("seconds").asLong(),
                    result.path("duration").path("nanos").asLong()));
      }
    } else if (envelope.has("testCaseFinished")) {
      JsonNode end = envelope.get("testCaseFinished");
      Attempt attempt = attempts.get(end.path("testCaseStartedId").asText());
      if (attempt != null && !end.path("willBeRetried").asBoolean()) {
        finished.put(pickleOfCase.getOrDefault(attempt.testCase(), ""), attempt);
      }
    }
  }

  /** Why a step was left out; the steps after it say nothing. */
  private static Optional<String> excuse(JsonNode result) {
    String said =
        result.path("exception").path("message").asText(result.path("message").asText("")).strip();
    return said.lines().findFirst();
  }

  /** Notes the line of everything in a feature that has an identity. */
  private void noteLines(JsonNode node) {
    if (node.has("id") && node.has("location")) {
      lines.put(node.get("id").asText(), node.get("location").path("line").asInt());
    }
    node.forEach(this::noteLines);
  }

  private List<RunResult> results() {
    List<RunResult> results = new ArrayList<>();
    pickles.forEach((id, pickle) -> {
      Set<ClauseKey> keys = new HashSet<>();
      boolean negative = false;
      for (JsonNode tag : pickle.path("tags")) {
        String name = tag.path("name").asText();
        if (name.equals("@negative")) {
          negative = true;
        } else {
          ClauseKey.parse(name.replaceFirst("^@", "")).ifPresent(keys::add);
        }
      }
      Optional<Attempt> attempt = Optional.ofNullable(finished.get(id));
      results.add(
          new RunResult(
              pickle.path("name").asText(),
              file(pickle.path("uri").asText()),
              line(pickle),
              keys,
              negative,
              false,
              attempt.map(a -> verdict(a.statuses())).orElse(Verdict.NOT_RUN),
              attempt
                  .map(a -> a.durations().stream().reduce(Duration.ZERO, Duration::plus))
                  .orElse(Duration.ZERO),
              attempt
                  .filter(a -> verdict(a.statuses()) == Verdict.NOT_RUN)
                  .flatMap(a -> a.excuses().stream().findFirst())));
    });
    return List.copyOf(results);
  }

  private String file(String uri) {
    return uri.startsWith(CLASS_PATH) ? fileOfUri.apply(uri.substring(CLASS_PATH.length())) : uri;
  }

  /** The line of the scenario, or of the row of examples that it was made from. */
  private int line(JsonNode pickle) {
    JsonNode nodes = pickle.path("astNodeIds");
    return nodes.isEmpty() ? 0 : lines.getOrDefault(nodes.get(nodes.size() - 1).asText(), 0);
  }

  private static Verdict verdict(List<String> statuses) {
    Set<String> seen = new HashSet<>(statuses);
    if (seen.equals(Set.of("PASSED"))) {
      return Verdict.PASSED;
    }
    seen.removeAll(Set.of("PASSED", "SKIPPED", "UNKNOWN"));
    return seen.isEmpty() ? Verdict.NOT_RUN : Verdict.FAILED;
  }
}
