package org.yett.vectors.exchange;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.yett.vectors.corpus.CorpusFiles;

/**
 * The published JSON schema of the vectors, and that part of JSON Schema 2020-12 in which it is
 * written: $ref within the document, type, const, enum, pattern, minimum and maximum, required,
 * properties, additionalProperties (false), items, minItems and maxItems. Any other word that would
 * restrict something is refused when the schema is read, so that none is passed over.
 */
final class Schema {

  private static final List<String> WITHOUT_EFFECT =
      List.of("$schema", "$id", "$defs", "$comment", "title", "description");

  private static final Schema PUBLISHED = parse();

  private final JsonNode root;
  private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

  private Schema(JsonNode root) {
    this.root = root;
  }

  private static Schema parse() {
    String text = CorpusFiles.resource("exchange-vectors-1.schema.json").orElseThrow();
    try {
      return new Schema(new ObjectMapper().readTree(text));
    } catch (JacksonException e) {
      throw new IllegalStateException("the schema of the vectors", e);
    }
  }

  /** The schema that comes with this module. */
  static Schema published() {
    return PUBLISHED;
  }

  /** What in a document does not follow it: path, expected and found; empty if everything does. */
  List<String> violations(JsonNode document) {
    List<String> out = new ArrayList<>();
    check(root, document, "", out);
    return out;
  }

  private void check(JsonNode schema, JsonNode node, String path, List<String> out) {
    for (Iterator<String> words = schema.fieldNames(); words.hasNext(); ) {
      String word = words.next();
      JsonNode value = schema.get(word);
      boolean holds =
          switch (word) {
            case "$ref" -> {
              check(root.at(value.textValue().substring(1)), node, path, out);
              yield true;
            }
            case "type" -> isOf(value.textValue(), node);
            case "const" -> value.equals(node);
            case "enum" -> StreamSupport.stream(value.spliterator(), false).anyMatch(node::equals);
            case "pattern" ->
                !node.isTextual() || pattern(value.textValue()).matcher(node.textValue()).find();
            case "minimum" ->
                !node.isNumber() || node.decimalValue().compareTo(value.decimalValue()) >= 0;
            case "maximum" ->
                !node.isNumber() || node.decimalValue().compareTo(value.decimalValue()) <= 0;
            case "minItems" -> !node.isArray() || node.size() >= value.intValue();
            case "maxItems" -> !node.isArray() || node.size() <= value.intValue();
            case "required" -> required(value, node, path, out);
            case "properties" -> properties(value, node, path, out);
            case "additionalProperties" -> noOthers(schema.get("properties"), node, path, out);
            case "items" -> items(value, node, path, out);
            default -> {
              if (WITHOUT_EFFECT.contains(word)) {
                yield true;
              }
              throw new IllegalStateException("the schema says " + word + ", unknown here");
            }
          };
      if (!holds) {
        out.add(
            "%s: expected %s %s, found %s"
                .formatted(
                    path.isEmpty() ? "/" : path,
                    word,
                    Difference.brief(value.isTextual() ? value.textValue() : value.toString(), 0),
                    Difference.brief(node.toString(), 0)));
        return;
      }
    }
  }

  private Pattern pattern(String text) {
    return patterns.computeIfAbsent(text, Pattern::compile);
  }

  private static boolean isOf(String type, JsonNode node) {
    return switch (type) {
      case "object" -> node.isObject();
      case "array" -> node.isArray();
      case "string" -> node.isTextual();
      case "integer" -> node.isIntegralNumber();
      case "boolean" -> node.isBoolean();
      default -> throw new IllegalStateException("the schema has the type " + type);
    };
  }

  private static boolean required(JsonNode names, JsonNode node, String path, List<String> out) {
    for (JsonNode name : names) {
      if (node.isObject() && !node.has(name.textValue())) {
        out.add("%s/%s: expected a value, found none".formatted(path, name.textValue()));
      }
    }
    return true;
  }

  private boolean properties(JsonNode schemas, JsonNode node, String path, List<String> out) {
    for (Map.Entry<String, JsonNode> property : schemas.properties()) {
      if (node.has(property.getKey())) {
        check(
            property.getValue(), node.get(property.getKey()), path + "/" + property.getKey(), out);
      }
    }
    return true;
  }

  private static boolean noOthers(JsonNode known, JsonNode node, String path, List<String> out) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.has(name)) {
        out.add("%s/%s: expected nothing of that name, found it".formatted(path, name));
      }
    }
    return true;
  }

  private boolean items(JsonNode schema, JsonNode node, String path, List<String> out) {
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      check(schema, node.get(i), path + "/" + i, out);
    }
    return true;
  }
}
