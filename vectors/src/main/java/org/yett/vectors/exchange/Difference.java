package org.yett.vectors.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a document differs from what it should be.
 *
 * @param path in the document, for example {@code /steps/3/outputs/0/value}
 * @param expected what should stand there
 * @param found what stands there
 * @param clause the clause that says so, as far as the document names one there
 */
public record Difference(String path, String expected, String found, String clause) {

  private static final int LONGEST = 72;

  /** How much of what is right is shown before the first difference. */
  private static final int BEFORE = 16;

  /** All differences of two vectors, in the order of the document. */
  static List<Difference> between(ExchangeVector expected, ExchangeVector found) {
    List<Difference> differences = new ArrayList<>();
    String clause = found.clauses().isEmpty() ? "" : found.clauses().getFirst();
    compare("", VectorJson.tree(expected), VectorJson.tree(found), clause, differences);
    return differences;
  }

  private static void compare(
      String path, JsonNode expected, JsonNode found, String clause, List<Difference> out) {
    if (expected.equals(found)) {
      return;
    }
    String nearer = found.path("clause").isTextual() ? found.path("clause").textValue() : clause;
    if (expected.isObject() && found.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      for (Iterator<String> i = expected.fieldNames(); i.hasNext(); ) {
        names.add(i.next());
      }
      for (Iterator<String> i = found.fieldNames(); i.hasNext(); ) {
        names.add(i.next());
      }
      for (String name : names) {
        compare(path + "/" + name, expected.path(name), found.path(name), nearer, out);
      }
    } else if (expected.isArray() && found.isArray()) {
      for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
        compare(path + "/" + i, expected.path(i), found.path(i), nearer, out);
      }
    } else {
      String right = text(expected);
      String wrong = text(found);
      int at = firstDifference(right, wrong);
      out.add(new Difference(path, brief(right, at), brief(wrong, at), nearer));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.isTextual() ? node.textValue() : node.toString();
  }

  /** Where two texts part, as the number of a character. */
  static int firstDifference(String one, String other) {
    int at = 0;
    while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  /** A text, or of a long one the part where it becomes another one than it should be. */
  static String brief(String text, int at) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int from = Math.max(0, Math.min(at, text.length()) - BEFORE) & -2;
    int to = Math.min(text.length(), from + LONGEST);
    return "%s%s%s (characters %d to %d of %d)"
        .formatted(
            from == 0 ? "" : "...",
            text.substring(from, to),
            to == text.length() ? "" : "...",
            from,
            to,
            text.length());
  }

  /** In one line, without the file. */
  @Override
  public String toString() {
    return "%s: expected %s, found %s%s"
        .formatted(path, expected, found, clause.isEmpty() ? "" : " (" + clause + ")");
  }
}
