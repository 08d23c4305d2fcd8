package org.yett.spec.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yett.spec.ClauseKey;

/**
 * The evidence that clauses had at some time, as a file that is checked in:
 *
 * <pre>
 * # a comment
 * rfc9370:2.2.1/3 implemented simulated
 * rfc9370:2.2.1/5 implemented simulated negative
 * </pre>
 */
public final class EvidenceSnapshot {

  private static final String HEAD =
      """
      # What proves each clause. "yett spec ratchet" fails if any of it is lost, and says what;
      # "yett spec ratchet --update" adds what has been gained.
      """;

  private final SortedMap<ClauseKey, Set<Evidence>> clauses;

  private EvidenceSnapshot(Map<ClauseKey, Set<Evidence>> clauses) {
    this.clauses = new TreeMap<>();
    clauses.forEach((key, evidence) -> {
      if (!evidence.isEmpty()) {
        this.clauses.put(key, EnumSet.copyOf(evidence));
      }
    });
  }

  /** What came of reading a file: a snapshot, or everything that is wrong with it. */
  public sealed interface Result {
    /** The file is in order. */
    record Read(EvidenceSnapshot snapshot) implements Result {}

    /** It is not. */
    record Malformed(List<CitationProblem> problems) implements Result {}
  }

  /** A snapshot of these sets; clauses without evidence are left out. */
  public static EvidenceSnapshot of(Map<ClauseKey, Set<Evidence>> clauses) {
    return new EvidenceSnapshot(clauses);
  }

  /** A snapshot of the evidence that there is now. */
  public static EvidenceSnapshot of(EvidenceBook book) {
    return new EvidenceSnapshot(
        book.clauses().stream()
            .collect(Collectors.toMap(clause -> clause.entry().key(), ProvenClause::evidence)));
  }

  /**
   * Reads the text of a file.
   *
   * @param file the name to give in problems
   */
  public static Result parse(String file, String text) {
    Map<ClauseKey, Set<Evidence>> clauses = new TreeMap<>();
    List<CitationProblem> problems = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split("\\s+");
      Optional<ClauseKey> key = ClauseKey.parse(words[0]).filter(ClauseKey::isSentence);
      if (key.isEmpty()) {
        problems.add(
            new CitationProblem(
                file, i + 1, "\"" + words[0] + "\" is no key of a sentence like rfc9370:2.2.1/3"));
        continue;
      }
      Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
      for (String word : Arrays.asList(words).subList(1, words.length)) {
        Optional<Evidence> kind = Evidence.ofWord(word);
        kind.ifPresent(evidence::add);
        if (kind.isEmpty()) {
          problems.add(
              new CitationProblem(
                  file, i + 1, "unknown evidence \"" + word + "\"; expected one of " + known()));
        }
      }
      if (words.length == 1) {
        problems.add(new CitationProblem(file, i + 1, key.get() + " needs at least one evidence"));
      }
      if (clauses.put(key.get(), evidence) != null) {
        problems.add(new CitationProblem(file, i + 1, key.get() + " is given twice"));
      }
    }
    return problems.isEmpty()
        ? new Result.Read(new EvidenceSnapshot(clauses))
        : new Result.Malformed(List.copyOf(problems));
  }

  private static String known() {
    return Stream.of(Evidence.values()).map(Evidence::word).collect(Collectors.joining(", "));
  }

  /** The clauses that have evidence, in reading order. */
  public Set<ClauseKey> keys() {
    return Set.copyOf(clauses.keySet());
  }

  /** The evidence of a clause; empty if it has none. */
  public Set<Evidence> evidence(ClauseKey key) {
    return Set.copyOf(clauses.getOrDefault(key, Set.of()));
  }

  /** How many pieces of evidence there are. */
  public int size() {
    return clauses.values().stream().mapToInt(Set::size).sum();
  }

  /** The text of the file: a line for each clause, in reading order, by documents' names. */
  public String text() {
    StringBuilder text = new StringBuilder(HEAD);
    clauses.forEach((key, evidence) -> {
      text.append(key);
      evidence.forEach(kind -> text.append(' ').append(kind.word()));
      text.append('\n');
    });
    return text.toString();
  }
}
