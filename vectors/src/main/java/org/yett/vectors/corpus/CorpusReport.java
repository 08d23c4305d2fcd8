package org.yett.vectors.corpus;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.Verification;
import org.yett.vectors.primitive.PrimitiveResult;
import org.yett.vectors.primitive.PrimitiveRunner;
import org.yett.vectors.primitive.PrimitiveVectorSet;

/**
 * What came of checking vectors.
 *
 * @param exchanges the exchange-level vectors
 * @param primitives the sets of primitive vectors
 * @param corpusProblems what is wrong with the corpus as a whole
 */
public record CorpusReport(
    List<Checked> exchanges, List<PrimitiveResult> primitives, List<String> corpusProblems) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One exchange-level vector.
   *
   * @param file its file
   * @param set as in {@link ExchangeVector#SETS}; empty if it cannot be read
   * @param problems what is wrong with it
   */
  public record Checked(String file, String set, List<String> problems) {}

  /** Copies the lists. */
  public CorpusReport {
    exchanges = List.copyOf(exchanges);
    primitives = List.copyOf(primitives);
    corpusProblems = List.copyOf(corpusProblems);
  }

  /** Checks one vector. */
  public static Checked check(String file, ExchangeVector vector) {
    return new Checked(file, vector.set(), Verification.problems(vector));
  }

  /** Runs one set of primitive vectors. */
  public static PrimitiveResult run(PrimitiveVectorSet set) {
    return PrimitiveRunner.run(set);
  }

  /** Whether nothing failed, and there was something. */
  public boolean passed() {
    return corpusProblems.isEmpty()
        && exchanges.size() + primitives.size() > 0
        && exchanges.stream().allMatch(checked -> checked.problems().isEmpty())
        && primitives.stream().allMatch(result -> result.failures().isEmpty());
  }

  private record Count(String kind, int passed, int failed, int leftOut) {}

  private List<Count> counts() {
    List<Count> counts = new ArrayList<>();
    for (String set : List.of("positive", "negative", "")) {
      count(set).ifPresent(counts::add);
    }
    if (!primitives.isEmpty()) {
      counts.add(
          new Count(
              "primitive",
              primitives.stream().mapToInt(PrimitiveResult::passed).sum(),
              primitives.stream().mapToInt(result -> result.failures().size()).sum(),
              primitives.stream().mapToInt(PrimitiveResult::notRun).sum()));
    }
    return counts;
  }

  private Optional<Count> count(String set) {
    List<Checked> ofSet = exchanges.stream().filter(checked -> checked.set().equals(set)).toList();
    int failed = (int) ofSet.stream().filter(checked -> !checked.problems().isEmpty()).count();
    String name = set.isEmpty() ? "unreadable" : set;
    return ofSet.isEmpty()
        ? Optional.empty()
        : Optional.of(new Count(name, ofSet.size() - failed, failed, 0));
  }

  /** For reading: failures first, then counts, what was left out, and what is missing. */
  public String text() {
    StringBuilder text = new StringBuilder();
    corpusProblems.forEach(problem -> text.append(problem).append('\n'));
    for (Checked checked : exchanges) {
      for (String problem : checked.problems()) {
        text.append(checked.file()).append(": ").append(problem).append('\n');
      }
    }
    for (PrimitiveResult result : primitives) {
      for (PrimitiveResult.Failure failure : result.failures()) {
        text.append(
            "%s: %s: %s%n".formatted(result.set().name(), failure.vector(), failure.detail()));
      }
    }
    text.append("%-12s %8s %8s %8s%n".formatted("vectors", "passed", "failed", "left out"));
    for (Count count : counts()) {
      text.append(
          "%-12s %8d %8d %8d%n"
              .formatted(count.kind(), count.passed(), count.failed(), count.leftOut()));
    }
    for (PrimitiveResult result : primitives) {
      text.append(
          "  %-44s %6d %8d %8d%n"
              .formatted(
                  result.set().name(), result.passed(), result.failures().size(), result.notRun()));
      result.leftOut().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(entry ->
              text.append("    left out %d: %s%n".formatted(entry.getValue(), entry.getKey())));
    }
    count(ExchangeVector.UNCONFIRMED)
        .ifPresent(count ->
            text.append(
                "not counted, as no other implementation has confirmed it: %s, %d passed, %d failed%n"
                    .formatted(count.kind(), count.passed(), count.failed())));
    text.append("missing from the corpus:\n");
    for (Missing missing : Missing.all()) {
      text.append("  %s (%s): %s%n".formatted(missing.what(), missing.clause(), missing.reason()));
    }
    return text.toString();
  }

  /** For programs. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("passed", passed());
    ObjectNode counts = root.putObject("counts");
    for (Count count : counts()) {
      counts
          .putObject(count.kind())
          .put("passed", count.passed())
          .put("failed", count.failed())
          .put("leftOut", count.leftOut());
    }
    count(ExchangeVector.UNCONFIRMED)
        .ifPresent(count ->
            root.putObject("notCounted")
                .putObject(count.kind())
                .put("passed", count.passed())
                .put("failed", count.failed()));
    ArrayNode problems = root.putArray("problems");
    corpusProblems.forEach(problem -> problems.addObject().put("problem", problem));
    for (Checked checked : exchanges) {
      checked
          .problems()
          .forEach(
              problem -> problems.addObject().put("file", checked.file()).put("problem", problem));
    }
    ArrayNode sets = root.putArray("primitive");
    for (PrimitiveResult result : primitives) {
      ObjectNode set = sets.addObject();
      set.put("set", result.set().name());
      set.put("passed", result.passed());
      set.put("failed", result.failures().size());
      ObjectNode leftOut = set.putObject("leftOut");
      result.leftOut().forEach(leftOut::put);
      for (PrimitiveResult.Failure failure : result.failures()) {
        problems
            .addObject()
            .put("file", result.set().name())
            .put("problem", failure.vector() + ": " + failure.detail());
      }
    }
    ArrayNode missing = root.putArray("missing");
    for (Missing what : Missing.all()) {
      missing
          .addObject()
          .put("what", what.what())
          .put("clause", what.clause())
          .put("reason", what.reason());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }
}
