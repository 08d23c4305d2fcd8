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
      out.add(new Difference(path, brief(expected), brief(found), nearer));
    }
  }

  private static String brief(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    String text = node.isTextual() ? node.textValue() : node.toString();
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
  }

  /** In one line, without the file. */
  @Override
  public String toString() {
    return "%s: expected %s, found %s%s"
        .formatted(path, expected, found, clause.isEmpty() ? "" : " (" + clause + ")");
  }
}
