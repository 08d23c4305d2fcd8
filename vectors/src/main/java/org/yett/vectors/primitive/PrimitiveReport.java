package org.yett.vectors.primitive;

import java.util.List;
import java.util.Locale;

/** Prints results as a table. */
public final class PrimitiveReport {

  private PrimitiveReport() {}

  /** One line a set, its failures and reasons below it, and a line of totals. */
  public static String table(List<PrimitiveResult> results) {
    int width = results.stream().mapToInt(result -> result.set().name().length()).max().orElse(3);
    String row = "%-" + width + "s  %8s  %8s  %8s%n";
    StringBuilder text = new StringBuilder();
    text.append(row.formatted("set", "passed", "failed", "left out"));
    int passed = 0;
    int failed = 0;
    int notRun = 0;
    for (PrimitiveResult result : results) {
      passed += result.passed();
      failed += result.failures().size();
      notRun += result.notRun();
      text.append(
          row.formatted(
              result.set().name(), result.passed(), result.failures().size(), result.notRun()));
      for (PrimitiveResult.Failure failure : result.failures()) {
        text.append("  FAILED ").append(failure.vector()).append(": ").append(failure.detail());
        text.append(System.lineSeparator());
      }
      result.leftOut().entrySet().stream()
          .sorted(java.util.Map.Entry.comparingByKey())
          .forEach(entry ->
              text.append(
                  String.format(
                      Locale.ROOT, "  left out %d: %s%n", entry.getValue(), entry.getKey())));
    }
    return text.append(row.formatted("total", passed, failed, notRun)).toString();
  }
}
