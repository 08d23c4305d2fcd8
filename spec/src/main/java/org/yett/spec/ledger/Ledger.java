package org.yett.spec.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.spec.ClauseKey;

/** All ledgers that the project keeps, by document, with the look-ups that tools need. */
public final class Ledger {

  private static final String INDEX = "index.txt";

  private final Map<String, LedgerDocument> documents = new LinkedHashMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private Ledger(Collection<LedgerDocument> all) {
    for (LedgerDocument document : all) {
      documents.put(document.name(), document);
      document.aliases().forEach(alias -> aliases.put(alias, document.name()));
    }
  }

  /** What came of loading: a ledger, or all problems of all files. */
  public sealed interface Loaded {
    /** Every file is in order. */
    record Ready(Ledger ledger) implements Loaded {}

    /** At least one file is not. */
    record Malformed(List<LedgerProblem> problems) implements Loaded {}
  }

  /** Makes a ledger of documents that have been read. */
  public static Ledger of(Collection<LedgerDocument> documents) {
    return new Ledger(documents);
  }

  /** Loads the ledger files that this module ships. */
  public static Loaded load() {
    List<LedgerDocument> read = new ArrayList<>();
    List<LedgerProblem> problems = new ArrayList<>();
    for (String file : resource(INDEX).lines().filter(line -> !line.isBlank()).toList()) {
      switch (LedgerParser.parse(file, resource(file))) {
        case LedgerParser.Result.Read(LedgerDocument document) -> read.add(document);
        case LedgerParser.Result.Malformed(List<LedgerProblem> found) -> problems.addAll(found);
      }
    }
    return problems.isEmpty()
        ? new Loaded.Ready(new Ledger(read))
        : new Loaded.Malformed(List.copyOf(problems));
  }

  /** The documents, in the order of the index. */
  public Collection<LedgerDocument> documents() {
    return documents.values();
  }

  /** All entries of all documents. */
  public Stream<LedgerEntry> entries() {
    return documents.values().stream().flatMap(document -> document.entries().stream());
  }

  /** The entry of a sentence; its document may be named by an alias. */
  public Optional<LedgerEntry> entry(ClauseKey key) {
    ClauseKey canonical = canonical(key);
    return document(canonical.document()).stream()
        .flatMap(document -> document.entries().stream())
        .filter(entry -> entry.key().equals(canonical))
        .findFirst();
  }

  /** The document of that name or alias. */
  public Optional<LedgerDocument> document(String name) {
    return Optional.ofNullable(documents.get(aliases.getOrDefault(name, name)));
  }

  /** The same key with the document's own name in the place of an alias. */
  public ClauseKey canonical(ClauseKey key) {
    return new ClauseKey(
        aliases.getOrDefault(key.document(), key.document()), key.section(), key.sentence());
  }

  /**
   * What is wrong with a key: that it has no form of one, or names a document, section or sentence
   * that is not in the ledger; empty if nothing is.
   */
  public Optional<String> problem(String text) {
    Optional<ClauseKey> parsed = ClauseKey.parse(text);
    if (parsed.isEmpty()) {
      return Optional.of(
          "\"" + text + "\" is no key; expected one like rfc9370:2.2.1/3 or rfc9370:2.2.1");
    }
    ClauseKey key = canonical(parsed.get());
    Optional<LedgerDocument> document = document(key.document());
    if (document.isEmpty()) {
      return Optional.of("the ledger has no document \"" + key.document() + "\" (" + text + ")");
    }
    if (key.section().isPresent()
        && !document.get().sections().contains(key.section().orElseThrow())) {
      return Optional.of(key.document() + " has no section " + key.section().orElseThrow());
    }
    return key.isSentence() && entry(key).isEmpty()
        ? Optional.of("the ledger has no clause " + text + "; section " + sentencesOf(key))
        : Optional.empty();
  }

  private String sentencesOf(ClauseKey key) {
    List<String> sentences =
        entries()
            .map(LedgerEntry::key)
            .filter(other -> key.atSection().covers(other))
            .map(other -> other.sentence().orElseThrow())
            .toList();
    String section = key.section().orElseThrow();
    return sentences.isEmpty()
        ? section + " has none"
        : section + " has " + String.join(", ", sentences);
  }

  private static String resource(String name) {
    try (InputStream stream = Ledger.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the ledger file " + name + " is missing from the module");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
