package org.yett.spec.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.spec.ClauseKey;
import org.yett.spec.text.NormativeSentence;

/**
 * What can be said of ledgers without the texts they were made from: that nothing has fallen out of
 * the count, that everything stands in its place, and that no sentence is shipped in the words of
 * its text.
 */
public final class LedgerConsistency {

  private final Ledger ledger;
  private final List<LedgerProblem> problems = new ArrayList<>();

  private LedgerConsistency(Ledger ledger) {
    this.ledger = ledger;
  }

  /** All problems of all documents, each with the file and the line of the entry; empty if none. */
  public static List<LedgerProblem> problems(Ledger ledger) {
    LedgerConsistency check = new LedgerConsistency(ledger);
    check.names();
    ledger.documents().forEach(check::document);
    return List.copyOf(check.problems);
  }

  private void names() {
    Map<String, String> owners = new HashMap<>();
    for (LedgerDocument document : ledger.documents()) {
      List<String> names = new ArrayList<>(document.aliases());
      names.add(document.name());
      for (String name : names) {
        String other = owners.put(name, document.name());
        if (other != null) {
          problem(document, 1, "the name \"" + name + "\" also belongs to " + other);
        }
      }
    }
  }

  private void document(LedgerDocument document) {
    Map<ClauseKey, int[]> counted = new HashMap<>();
    Optional<ClauseKey> before = Optional.empty();
    for (LedgerEntry entry : document.entries()) {
      ClauseKey key = entry.key();
      if (before.isPresent() && before.get().compareTo(key) > 0) {
        problem(document, entry.line(), key + " stands after " + before.get());
      }
      before = Optional.of(key);
      if (!document.sections().contains(key.section().orElseThrow())) {
        problem(document, entry.line(), key + " is in a section that the header does not name");
      }
      int[] counts = counted.computeIfAbsent(key.atSection(), section -> new int[2]);
      int expected = ++counts[key.isByHand() ? 1 : 0];
      int found = Integer.parseInt(key.sentence().orElseThrow().replaceFirst("^x", ""));
      if (found != expected) {
        String missing = (key.isByHand() ? "x" : "") + expected;
        problem(
            document,
            entry.line(),
            key + " is there, but " + key.atSection() + "/" + missing + " is not");
        counts[key.isByHand() ? 1 : 0] = found;
      }
      if (NormativeSentence.hash(entry.paraphrase()).equals(entry.hash())) {
        problem(document, entry.line(), key + " repeats the sentence; say it in other words");
      }
    }
    if (document.entries().isEmpty()) {
      problem(document, 1, "the document has no entries");
    }
  }

  private void problem(LedgerDocument document, int line, String message) {
    problems.add(new LedgerProblem(document.name() + ".ledger", line, message));
  }
}
