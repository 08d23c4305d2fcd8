package org.yett.spec.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.spec.text.NormativeSentence;
import org.yett.spec.text.SpecificationText;

/**
 * Compares ledgers with the texts they were made from: every normative sentence of a text has its
 * entry, every entry its sentence, and none has changed since.
 */
public final class LedgerVerifier {

  private LedgerVerifier() {}

  /** What comparing one document came to. */
  public sealed interface Verdict {
    /** The document compared. */
    LedgerDocument document();

    /**
     * Every sentence agrees with the text that was read.
     *
     * @param sentences how many normative sentences the text has
     * @param byHand how many further entries were added by hand, and found in the text
     */
    record Agrees(LedgerDocument document, Path text, int sentences, int byHand)
        implements Verdict {}

    /** At least one sentence is missing, extra or drifted. */
    record Differs(LedgerDocument document, Path text, List<String> differences)
        implements Verdict {}

    /** The text is not at hand, so nothing was compared. */
    record NotRun(LedgerDocument document, String reason) implements Verdict {}
  }

  /**
   * Compares every document of a ledger with its text.
   *
   * @param texts a directory that holds the texts, at any depth, under the names that the RFC
   *     Editor gives them ({@code rfc7296.txt}) or without the letters ({@code 7296.txt})
   * @throws IOException if the directory or a text in it cannot be read
   */
  public static List<Verdict> verify(Ledger ledger, Path texts) throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    try (Stream<Path> walk = Files.walk(texts)) {
      walk.filter(Files::isRegularFile)
          .sorted()
          .forEach(path -> files.putIfAbsent(path.getFileName().toString(), path));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (LedgerDocument document : ledger.documents()) {
      Optional<Path> file =
          Stream.of(document.source(), document.source().replaceFirst("^rfc", ""))
              .filter(files::containsKey)
              .map(files::get)
              .findFirst();
      verdicts.add(
          file.isPresent()
              ? compare(document, file.get())
              : new Verdict.NotRun(document, document.source() + " is not under " + texts));
    }
    return List.copyOf(verdicts);
  }

  private static void compareSections(
      LedgerDocument document, SpecificationText text, List<String> differences) {
    Set<String> extra = new LinkedHashSet<>(document.sections());
    extra.removeAll(text.sections());
    Set<String> missing = new LinkedHashSet<>(text.sections());
    missing.removeAll(document.sections());
    extra.forEach(section ->
        differences.add(document.name() + ":" + section + ": extra: the text has no such section"));
    missing.forEach(section ->
        differences.add(document.name() + ":" + section + ": missing: a section of the text"));
  }

  private static Verdict compare(LedgerDocument document, Path file) throws IOException {
    SpecificationText text = SpecificationText.of(Files.readString(file));
    Map<String, NormativeSentence> sentences = new LinkedHashMap<>();
    text.normativeSentences().forEach(sentence -> sentences.put(sentence.place(), sentence));

    List<String> differences = new ArrayList<>();
    Set<String> entered = new HashSet<>();
    int byHand = 0;
    for (LedgerEntry entry : document.entries()) {
      String place =
          entry.key().section().orElseThrow() + "/" + entry.key().sentence().orElseThrow();
      if (entry.key().isByHand()) {
        byHand++;
        if (!text.passageHashes(entry.key().section().orElseThrow()).contains(entry.hash())) {
          differences.add(
              entry.key() + ": drifted: no sentence or line of that section has the entry's hash");
        }
        continue;
      }
      entered.add(place);
      NormativeSentence sentence = sentences.get(place);
      if (sentence == null) {
        differences.add(entry.key() + ": extra: the text has no such normative sentence");
      } else if (!sentence.hash().equals(entry.hash())) {
        differences.add(entry.key() + ": drifted: the text now reads \"" + sentence.text() + "\"");
      } else if (sentence.level() != entry.level()) {
        differences.add(
            entry.key()
                + ": level "
                + entry.level().keyword()
                + " in the ledger, "
                + sentence.level().keyword()
                + " in the text");
      }
    }
    sentences.forEach((place, sentence) -> {
      if (!entered.contains(place)) {
        differences.add(document.name() + ":" + place + ": missing: \"" + sentence.text() + "\"");
      }
    });
    compareSections(document, text, differences);
    return differences.isEmpty()
        ? new Verdict.Agrees(document, file, sentences.size(), byHand)
        : new Verdict.Differs(document, file, List.copyOf(differences));
  }
}
