package org.yett.vectors.primitive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the corpus that comes with this module, and files like it. */
public final class PrimitiveVectors {

  /** The value of {@code schema} in every file. */
  public static final String SCHEMA = "yett-primitive-vectors/1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private PrimitiveVectors() {}

  /** The names of the bundled sets, in alphabetical order. */
  public static List<String> bundled() {
    JsonNode index = tree("index.json");
    List<String> names = new ArrayList<>();
    for (JsonNode file : index.path("sets")) {
      names.add(file.asText().replaceFirst("\\.json$", ""));
    }
    return List.copyOf(names);
  }

  /**
   * A bundled set.
   *
   * @throws VectorFormatException if there is none of that name, or its file breaks the schema
   */
  public static PrimitiveVectorSet load(String name) {
    String file = name + ".json";
    return PrimitiveVectorParser.parse(file, tree(file));
  }

  /**
   * Reads a set.
   *
   * @param file its name, for messages
   * @param content its octets; closed by the caller
   * @throws VectorFormatException if it breaks the schema
   */
  public static PrimitiveVectorSet read(String file, InputStream content) {
    return PrimitiveVectorParser.parse(file, tree(file, content));
  }

  /** The files of the bundled sets with their schema, index, README and notices, by name. */
  public static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    List<String> names =
        new ArrayList<>(
            List.of("index.json", "primitive-vectors-1.schema.json", "README.md", "NOTICE"));
    bundled().forEach(set -> names.add(set + ".json"));
    for (String name : names) {
      try (InputStream content = PrimitiveVectors.class.getResourceAsStream(name)) {
        if (content == null) {
          throw new VectorFormatException(name + ": no such file in the corpus");
        }
        files.put(name, content.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }
    return files;
  }

  private static JsonNode tree(String file) {
    try (InputStream content = PrimitiveVectors.class.getResourceAsStream(file)) {
      if (content == null) {
        throw new VectorFormatException(file + ": no such file in the corpus");
      }
      return tree(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  private static JsonNode tree(String file, InputStream content) {
    try {
      return JSON.readTree(content);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new VectorFormatException(file + ": not JSON: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
