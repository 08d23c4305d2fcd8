package org.yett.vectors.exchange;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yett.vectors.primitive.VectorFormatException;

/** Reads and writes documents, always in the same layout. */
public final class VectorJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private VectorJson() {}

  /** The document of a vector, with a line end at its end. */
  public static String write(ExchangeVector vector) {
    DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(vector) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A vector as a tree, to be compared with another one. */
  public static JsonNode tree(ExchangeVector vector) {
    return MAPPER.valueToTree(vector);
  }

  /**
   * Reads a vector.
   *
   * @param file its name, for messages
   * @param text the document
   * @throws VectorFormatException if it does not follow the schema
   */
  public static ExchangeVector read(String file, String text) {
    try {
      JsonNode document = MAPPER.readTree(text);
      List<String> violations =
          document.isMissingNode()
              ? List.of("/: expected a document, found nothing")
              : Schema.published().violations(document);
      if (!violations.isEmpty()) {
        throw new VectorFormatException(
            "%s: %s%s (schema %s)"
                .formatted(
                    file,
                    violations.getFirst(),
                    violations.size() == 1 ? "" : "; and %d more".formatted(violations.size() - 1),
                    ExchangeVector.SCHEMA));
      }
      return MAPPER.treeToValue(document, ExchangeVector.class);
    } catch (JsonMappingException e) {
      throw new VectorFormatException(
          "%s: %s: %s".formatted(file, path(e), firstLine(e.getOriginalMessage())));
    } catch (JacksonException e) {
      throw new VectorFormatException("%s: not JSON: %s".formatted(file, e.getOriginalMessage()));
    }
  }

  /**
   * Reads a vector from a file.
   *
   * @throws VectorFormatException if it cannot be read or does not follow the schema
   */
  public static ExchangeVector read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new VectorFormatException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      path.append('/')
          .append(
              reference.getFieldName() == null
                  ? String.valueOf(reference.getIndex())
                  : reference.getFieldName());
    }
    return path.isEmpty() ? "/" : path.toString();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
