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
