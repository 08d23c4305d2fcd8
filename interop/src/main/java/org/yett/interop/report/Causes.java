package org.yett.interop.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why cells did not pass, and whose fault that is by the RFC: written by whoever has looked into
 * it, a line for each, with peer, scenario, role of Yett, whose fault, clause, and cause, separated
 * by bars. A star stands for every scenario or role.
 *
 * @param all the lines
 */
record Causes(List<Cause> all) {
  private static final String RESOURCE = "causes.txt";
  private static final Pattern SEPARATOR = Pattern.compile(" \\| ");
  private static final int FIELDS = 6;

  /** Copies the list. */
  Causes {
    all = List.copyOf(all);
  }

  /**
   * A cause.
   *
   * @param peer the beginning of the peer's name and version
   * @param scenario the scenario, or a star
   * @param role the role, or a star
   * @param fault whose it is
   * @param clause by what it is
   * @param words what happens
   */
  record Cause(
      String peer, String scenario, String role, String fault, String clause, String words) {}

  /** Those that this program was built with. */
  static Causes shipped() {
    return parse(RESOURCE, Html.resource(RESOURCE));
  }

  /**
   * Reads causes.
   *
   * @throws IllegalArgumentException naming the first line that is wrong
   */
  static Causes parse(String name, String text) {
    List<Cause> all = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> fields = SEPARATOR.splitAsStream(line).toList();
      if (fields.size() != FIELDS) {
        throw new IllegalArgumentException(
            "%s:%d: expected peer | scenario | role | fault | clause | cause"
                .formatted(name, number));
      }
      all.add(
          new Cause(
              fields.get(0),
              fields.get(1),
              fields.get(2),
              fields.get(3),
              fields.get(4),
              fields.get(5)));
    }
    return new Causes(all);
  }

  /** The first that fits a cell that did not pass. */
  Optional<Cause> of(Outcome outcome) {
    if (!outcome.verdict().equals("fail")) {
      return Optional.empty();
    }
    return all.stream()
        .filter(cause -> outcome.peer().startsWith(cause.peer()))
        .filter(
            cause -> cause.scenario().equals("*") || cause.scenario().equals(outcome.scenario()))
        .filter(cause -> cause.role().equals("*") || cause.role().equals(outcome.role()))
        .findFirst();
  }
}
