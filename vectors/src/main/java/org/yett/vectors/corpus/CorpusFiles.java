package org.yett.vectors.corpus;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.vectors.primitive.VectorFormatException;

/**
 * The files of a corpus: a document for each vector in {@code positive} and {@code negative}, and
 * the change log, which says for each what it has been.
 *
 * @param changes the change log, oldest entries first
 * @param documents the documents by their paths, for example {@code positive/addke-0.json}
 */
public record CorpusFiles(List<ChangeLogEntry> changes, Map<String, String> documents) {

  /** The file with the change log. */
  public static final String CHANGES = "changes.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies both. */
  public CorpusFiles {
    changes = List.copyOf(changes);
    documents = Map.copyOf(documents);
  }

  /** What comes with this module. */
  public static CorpusFiles bundled() {
    return load("the corpus", CorpusFiles::resource);
  }

  /**
   * What is in a directory.
   *
   * @throws VectorFormatException if there is no change log, it cannot be read, or a file that it
   *     names is missing
   */
  public static CorpusFiles in(Path directory) {
    return load(
        directory.toString(),
        name -> {
          Path file = directory.resolve(name);
          try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
          } catch (IOException e) {
            throw new VectorFormatException(file + ": cannot be read: " + e.getMessage());
          }
        });
  }

  /** A file that comes with the corpus, for example its schema. */
  public static Optional<String> resource(String name) {
    try (InputStream content = CorpusFiles.class.getResourceAsStream(name)) {
      return content == null
          ? Optional.empty()
          : Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private interface Source {
    Optional<String> read(String name);
  }

  private static CorpusFiles load(String where, Source source) {
    String log =
        source
            .read(CHANGES)
            .orElseThrow(() -> new VectorFormatException(where + ": no " + CHANGES));
    List<ChangeLogEntry> changes;
    try {
      changes = JSON.readValue(log, new TypeReference<List<ChangeLogEntry>>() {});
    } catch (JacksonException e) {
      throw new VectorFormatException(
          "%s: %s: %s".formatted(where, CHANGES, e.getOriginalMessage()));
    }
    Map<String, String> documents = new LinkedHashMap<>();
    for (ChangeLogEntry change : changes) {
      source.read(change.file()).ifPresent(text -> documents.put(change.file(), text));
    }
    return new CorpusFiles(changes, documents);
  }

  /** The last entry about each file, in the order of their names. */
  public List<ChangeLogEntry> latest() {
    Map<String, ChangeLogEntry> latest = new java.util.TreeMap<>();
    changes.forEach(change -> latest.put(change.file(), change));
    return List.copyOf(latest.values());
  }

  /** The change log as a document: one entry a line. */
  String changesDocument() {
    List<String> lines = new ArrayList<>();
    for (ChangeLogEntry change : changes) {
      try {
        lines.add(" " + JSON.writeValueAsString(change));
      } catch (JacksonException e) {
        throw new UncheckedIOException(e);
      }
    }
    return "[\n" + String.join(",\n", lines) + "\n]\n";
  }

  /**
   * Writes all files.
   *
   * @throws IOException if that is not possible
   */
  public void write(Path directory) throws IOException {
    for (Map.Entry<String, String> document : documents.entrySet()) {
      Path file = directory.resolve(document.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, document.getValue());
    }
    Files.writeString(directory.resolve(CHANGES), changesDocument());
  }
}
