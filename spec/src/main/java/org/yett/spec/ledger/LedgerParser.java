package org.yett.spec.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yett.spec.ClauseKey;
import org.yett.spec.Level;

/**
 * Reads a ledger file.
 *
 * <pre>
 * # a comment
 * document: rfc9242
 * title: Intermediate Exchange in IKEv2
 * source: rfc9242.txt
 * sections: 1 2 3 3.1 3.2 4 A
 *
 * [3.1/1] MUST receiver todo
 * hash: 64 hex digits
 * text: the demand in our own words,
 *   continued on indented lines
 *
 * [3.1/2] MAY receiver excepted
 * hash: 64 hex digits
 * text: the demand
 * out: why it does not apply, or
 * reason: why it is not followed although it applies
 * </pre>
 *
 * A file's header may also say {@code provisional: yes} and {@code alias: NAME}.
 */
public final class LedgerParser {

  private static final Pattern ENTRY =
      Pattern.compile(
          "\\[(?<place>[^\\]]+)\\] (?<level>MUST NOT|MUST|SHOULD NOT|SHOULD|MAY) (?<role>\\S+)"
              + " (?<status>\\S+)");
  private static final Pattern FIELD = Pattern.compile("(?<name>[a-z]+): (?<value>\\S.*)");
  private static final Set<String> HEADER_FIELDS =
      Set.of("document", "title", "source", "sections", "provisional", "alias");
  private static final Set<String> ENTRY_FIELDS = Set.of("hash", "text", "out", "reason");

  private final String file;
  private final List<LedgerProblem> problems = new ArrayList<>();
  private final Map<String, String> header = new LinkedHashMap<>();
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final Map<ClauseKey, Integer> lineOfKey = new HashMap<>();

  private LedgerParser(String file) {
    this.file = file;
  }

  /** What came of reading a file: a document, or what is wrong with it. */
  public sealed interface Result {
    /** The file is in order. */
    record Read(LedgerDocument document) implements Result {}

    /** The file has at least one problem; all that were found are listed. */
    record Malformed(List<LedgerProblem> problems) implements Result {}
  }

  /**
   * Reads the text of a ledger file.
   *
   * @param file the name to give in problems
   * @param text the file's whole text
   */
  public static Result parse(String file, String text) {
    return new LedgerParser(file).parse(text);
  }

  private Result parse(String text) {
    List<String> lines = text.lines().toList();
    int next = block(lines, 0, header, HEADER_FIELDS);
    for (String required : List.of("document", "title", "source", "sections")) {
      if (!header.containsKey(required)) {
        problem(1, "the header has no line \"" + required + ": …\"");
      }
    }
    while (next < lines.size()) {
      next = entry(lines, next);
    }
    if (!problems.isEmpty()) {
      return new Result.Malformed(List.copyOf(problems));
    }
    List<String> aliases =
        Stream.ofNullable(header.get("alias")).flatMap(a -> Stream.of(a.split("\\s+"))).toList();
    return new Result.Read(
        new LedgerDocument(
            header.get("document"),
            header.get("title"),
            header.get("source"),
            "yes".equals(header.get("provisional")),
            aliases,
            new LinkedHashSet<>(List.of(header.get("sections").split("\\s+"))),
            entries));
  }

  private int entry(List<String> lines, int at) {
    Matcher matcher = ENTRY.matcher(lines.get(at));
    Map<String, String> fields = new LinkedHashMap<>();
    int next = block(lines, at + 1, fields, ENTRY_FIELDS);
    if (!matcher.matches()) {
      problem(
          at + 1,
          "expected \"[section/sentence] LEVEL role status\", found \"" + lines.get(at) + "\"");
      return next;
    }
    int line = at + 1;
    String document = header.getOrDefault("document", "unknown");
    Optional<ClauseKey> key =
        ClauseKey.parse(document + ":" + matcher.group("place")).filter(ClauseKey::isSentence);
    Optional<Role> role = Role.ofWord(matcher.group("role"));
    Optional<Status> status = Status.ofWord(matcher.group("status"));
    Optional<String> reason = Optional.ofNullable(fields.get("reason"));
    String hash = fields.getOrDefault("hash", "");
    String paraphrase = fields.getOrDefault("text", "");
    if (key.isEmpty()) {
      problem(line, "\"" + matcher.group("place") + "\" is no place like 2.2.1/3 or 2.5/x1");
    }
    if (role.isEmpty()) {
      problem(line, "unknown role \"" + matcher.group("role") + "\"; expected one of " + roles());
    }
    if (status.isEmpty()) {
      problem(
          line,
          "unknown status \"" + matcher.group("status") + "\"; expected one of " + statuses());
    }
    if (!hash.matches("[0-9a-f]{64}")) {
      problem(line, "the entry needs \"hash: \" with 64 lower-case hex digits");
    }
    if (paraphrase.isEmpty()) {
      problem(line, "the entry needs \"text: \" with the demand in our own words");
    }
    Optional<String> out = Optional.ofNullable(fields.get("out"));
    boolean explained = out.isPresent() != reason.isPresent();
    boolean silent = out.isEmpty() && reason.isEmpty();
    if (status.isPresent() && !(status.get() == Status.EXCEPTED ? explained : silent)) {
      problem(
          line,
          "the status \"excepted\", and it alone, needs \"out: \" (it does not apply) or \"reason:"
              + " \" (it applies, but is not followed)");
    }
    key.map(k -> lineOfKey.putIfAbsent(k, line))
        .ifPresent(first -> problem(line, "the same place as on line " + first));
    if (key.isPresent() && role.isPresent() && status.isPresent()) {
      entries.add(
          new LedgerEntry(
              key.get(),
              Level.ofKeyword(matcher.group("level")).orElseThrow(),
              role.get(),
              hash,
              paraphrase,
              out,
              status.get(),
              reason,
              line));
    }
    return next;
  }

  /** Reads fields up to the next entry; returns the index of its line, or the number of lines. */
  private int block(List<String> lines, int from, Map<String, String> fields, Set<String> known) {
    int at = from;
    Optional<String> current = Optional.empty();
    for (; at < lines.size() && !lines.get(at).startsWith("["); at++) {
      String line = lines.get(at);
      if (line.isBlank() || line.startsWith("#")) {
        current = Optional.empty();
        continue;
      }
      if (line.startsWith(" ") && current.isPresent()) {
        fields.merge(current.get(), line.strip(), (before, more) -> before + " " + more);
        continue;
      }
      Matcher matcher = FIELD.matcher(line);
      if (!matcher.matches() || !known.contains(matcher.group("name"))) {
        problem(
            at + 1,
            "expected one of the fields "
                + known.stream().sorted().collect(Collectors.joining(", "))
                + " as \"name: value\", found \""
                + line
                + "\"");
        continue;
      }
      if (fields.put(matcher.group("name"), matcher.group("value").strip()) != null) {
        problem(at + 1, "the field \"" + matcher.group("name") + "\" is given twice");
      }
      current = Optional.of(matcher.group("name"));
    }
    return at;
  }

  private void problem(int line, String message) {
    problems.add(new LedgerProblem(file, line, message));
  }

  private static String roles() {
    return Stream.of(Role.values()).map(Role::word).collect(Collectors.joining(", "));
  }

  private static String statuses() {
    return Stream.of(Status.values()).map(Status::word).collect(Collectors.joining(", "));
  }
}
