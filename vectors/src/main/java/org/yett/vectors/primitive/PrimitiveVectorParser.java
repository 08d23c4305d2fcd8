package org.yett.vectors.primitive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * From JSON to a set. As strict as the JSON Schema beside the corpus: what it does not know is an
 * error, with the place.
 */
final class PrimitiveVectorParser {

  private static final Set<String> SET_FIELDS =
      Set.of(
          "schema", "set", "title", "kind", "parameters", "source", "leftOut", "shared", "vectors");
  private static final Set<String> SOURCE_FIELDS =
      Set.of("project", "repository", "file", "sha256", "licence", "changes");
  private static final Set<String> VECTOR_FIELDS =
      Set.of("id", "result", "note", "flags", "in", "out");

  private final String file;
  private final Map<String, byte[]> shared = new LinkedHashMap<>();

  private PrimitiveVectorParser(String file) {
    this.file = file;
  }

  static PrimitiveVectorSet parse(String file, JsonNode root) {
    return new PrimitiveVectorParser(file).set(root);
  }

  private PrimitiveVectorSet set(JsonNode root) {
    onlyFields("", root, SET_FIELDS);
    String schema = text("/schema", root.path("schema"));
    if (!schema.equals(PrimitiveVectors.SCHEMA)) {
      throw error("/schema", "expected " + PrimitiveVectors.SCHEMA + ", found " + schema);
    }
    String label = text("/kind", root.path("kind"));
    PrimitiveKind kind =
        PrimitiveKind.of(label).orElseThrow(() -> error("/kind", "unknown kind " + label));
    object("/parameters", root.path("parameters"));
    Map<String, Integer> parameters = new LinkedHashMap<>();
    root.path("parameters")
        .properties()
        .forEach(entry ->
            parameters.put(
                entry.getKey(), number("/parameters/" + entry.getKey(), entry.getValue())));
    root.path("shared")
        .properties()
        .forEach(entry ->
            shared.put(entry.getKey(), hex("/shared/" + entry.getKey(), entry.getValue())));
    List<PrimitiveVectorSet.LeftOut> leftOut = new ArrayList<>();
    for (int i = 0; i < root.path("leftOut").size(); i++) {
      String at = "/leftOut/" + i;
      JsonNode entry = root.path("leftOut").get(i);
      onlyFields(at, entry, Set.of("count", "reason"));
      leftOut.add(
          new PrimitiveVectorSet.LeftOut(
              number(at + "/count", entry.path("count")),
              text(at + "/reason", entry.path("reason"))));
    }
    if (!root.path("vectors").isArray()) {
      throw error("/vectors", "expected an array");
    }
    List<PrimitiveVector> vectors = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < root.path("vectors").size(); i++) {
      PrimitiveVector vector = vector("/vectors/" + i, root.path("vectors").get(i));
      if (!ids.add(vector.id())) {
        throw error("/vectors/" + i + "/id", "a second vector " + vector.id());
      }
      vectors.add(vector);
    }
    return new PrimitiveVectorSet(
        text("/set", root.path("set")),
        text("/title", root.path("title")),
        kind,
        Map.copyOf(parameters),
        source(root.path("source")),
        List.copyOf(leftOut),
        List.copyOf(vectors));
  }

  private VectorSource source(JsonNode node) {
    onlyFields("/source", node, SOURCE_FIELDS);
    return new VectorSource(
        text("/source/project", node.path("project")),
        text("/source/repository", node.path("repository")),
        text("/source/file", node.path("file")),
        node.path("sha256").asText(""),
        text("/source/licence", node.path("licence")),
        text("/source/changes", node.path("changes")));
  }

  private PrimitiveVector vector(String at, JsonNode node) {
    onlyFields(at, node, VECTOR_FIELDS);
    PrimitiveVector.Expectation expectation = PrimitiveVector.Expectation.VALID;
    if (node.has("result")) {
      String result = text(at + "/result", node.path("result"));
      expectation =
          switch (result) {
            case "valid", "invalid", "acceptable" ->
                PrimitiveVector.Expectation.valueOf(result.toUpperCase(Locale.ROOT));
            default ->
                throw error(
                    at + "/result", "expected valid, invalid or acceptable, found " + result);
          };
    }
    Set<String> flags = new LinkedHashSet<>();
    for (JsonNode flag : node.path("flags")) {
      flags.add(text(at + "/flags", flag));
    }
    return new PrimitiveVector(
        text(at + "/id", node.path("id")),
        expectation,
        node.path("note").asText(""),
        Set.copyOf(flags),
        octets(at + "/in", node.path("in")),
        node.has("out") ? octets(at + "/out", node.path("out")) : Map.of());
  }

  private Map<String, byte[]> octets(String at, JsonNode node) {
    object(at, node);
    Map<String, byte[]> values = new LinkedHashMap<>();
    node.properties()
        .forEach(entry ->
            values.put(entry.getKey(), value(at + "/" + entry.getKey(), entry.getValue())));
    return values;
  }

  /** Digits, or a shared value with changes. */
  private byte[] value(String at, JsonNode node) {
    if (!node.isObject()) {
      return hex(at, node);
    }
    onlyFields(at, node, Set.of("of", "changes"));
    String name = text(at + "/of", node.path("of"));
    if (!shared.containsKey(name)) {
      throw error(at + "/of", "no shared value " + name);
    }
    byte[] octets = shared.get(name).clone();
    for (int i = 0; i < node.path("changes").size(); i++) {
      String where = at + "/changes/" + i;
      JsonNode change = node.path("changes").get(i);
      int offset = number(where + "/0", change.path(0));
      byte[] replacement = hex(where + "/1", change.path(1));
      if (change.size() != 2 || offset > octets.length - replacement.length) {
        throw error(where, "expected an offset and digits inside the shared value");
      }
      System.arraycopy(replacement, 0, octets, offset, replacement.length);
    }
    return octets;
  }

  private byte[] hex(String at, JsonNode node) {
    String digits = text(at, node);
    if (!digits.matches("(?:[0-9a-f]{2})*+")) {
      throw error(at, "expected pairs of lower-case hexadecimal digits");
    }
    return HexFormat.of().parseHex(digits);
  }

  private String text(String at, JsonNode node) {
    if (!node.isTextual()) {
      throw error(at, "expected a string");
    }
    return node.asText();
  }

  private int number(String at, JsonNode node) {
    if (!node.isInt() || node.asInt() < 0) {
      throw error(at, "expected a number that is not negative");
    }
    return node.asInt();
  }

  private void object(String at, JsonNode node) {
    if (!node.isObject()) {
      throw error(at, "expected an object");
    }
  }

  private void onlyFields(String at, JsonNode node, Set<String> known) {
    object(at, node);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw error(at + "/" + entry.getKey(), "unknown field");
      }
    }
  }

  private VectorFormatException error(String at, String message) {
    return new VectorFormatException(file + ": " + (at.isEmpty() ? "/" : at) + ": " + message);
  }
}
